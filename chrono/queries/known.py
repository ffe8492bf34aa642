"""What a chronology knows of what somebody writes next: publishers, pages, values and words."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from chrono.events.history import History
from chrono.state.visibility import View
from chrono.values.keys import family
from chrono.values.sources import Source


def sources(history: History) -> list[Source]:
    """Return every source of every entry, in the order of the log."""
    return [source for record in history.records for source in record.sources]


def publishers(history: History) -> list[str]:
    """Return the publishers of all sources, in alphabetical order."""
    return sorted({source.publisher for source in sources(history)})


def addresses(history: History) -> list[str]:
    """Return the addresses of all sources, in alphabetical order."""
    return sorted({source.url for source in sources(history) if source.url})


def texts(history: History) -> list[str]:
    """Return every text within the value of a claim, in alphabetical order."""
    claims = [claim for listed in View(history).claims.values() for _, claim in listed]
    return sorted({text for claim in claims for text in texts_in(claim.value)})


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text within a value, in its order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_in(inner)


def source_at(history: History, url: str | None) -> dict[str, str]:
    """Return publisher, date and title of a page; of another page of a known site, its publisher.

    Where the page was cited several times, the last citation counts. Empty for what is not known.
    """
    cited = [source for source in sources(history) if source.url]
    same = [source for source in cited if source.url == url]
    if same:
        known = same[-1].body()
        return {name: known[name] for name in ("publisher", "published", "title") if name in known}
    host = urlsplit(url or "").hostname
    named = {s.publisher for s in cited if host and urlsplit(s.url or "").hostname == host}
    return {"publisher": named.pop()} if len(named) == 1 else {}


def last_value(history: History, key: str, *, member: bool = False) -> Any:
    """Return the last value of a key; else of a key of its family with as many parts; else None.

    With `member`, the last one that came into a set or left it.
    """
    claims = View(history).claims
    depth = key.count("/")
    near = [k for k in claims if family(k) == family(key) and k.count("/") == depth]
    for keys in [key], near:
        values = [
            (index, claim.value)
            for other in keys
            for index, claim in claims.get(other, ())
            if claim.value is not None and member == (claim.op in ("add", "drop"))
        ]
        if values:
            return max(values, key=lambda each: each[0])[1]
    return None
