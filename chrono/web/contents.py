"""The first page of a log with several chronologies: their titles, each a link."""

from collections.abc import Iterable
from typing import Final

from chrono.api.reading import Query
from chrono.events.history import History
from chrono.exports.html.markup import Markup, element, hash_of, joined
from chrono.exports.html.wording import Wording

_TITLE: Final = "Chronologies"
_STYLE: Final = """
body { margin: 3rem auto; padding: 0 1.25rem; max-width: 40rem; font: 1.1rem/1.6 Georgia, serif; }
code { font-size: .8em; }
"""
_POLICY: Final = f"default-src 'none'; style-src {hash_of(_STYLE)}; base-uri 'none'"


def contents(queries: Iterable[Query]) -> str:
    """Return a page of HTML that links to the page of each chronology, in the order given."""
    items = (_item(query.history) for query in queries)
    head = (
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", _TITLE),
        element("style", Markup(_STYLE)),
    )
    body = element("main", element("h1", _TITLE), element("ul", *items))
    parts = (element("head", *head), element("body", body))
    return f"<!doctype html>\n{element('html', joined(parts), lang='en')}\n"


def _item(history: History) -> str:
    name = history.chronology
    link = element("a", Wording(history).name, href=f"/?chronology={name}")
    return element("li", link, " ", element("code", name))
