"""The page: a file of HTML that has every answer, and a script that only picks which is shown."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from chrono.events.history import History
from chrono.exports.html.answers import Answers, answers_of
from chrono.exports.html.markup import Markup, element, hash_of, joined
from chrono.exports.html.over_time import over_time
from chrono.exports.html.scale import Scale, scale_of
from chrono.exports.html.sections import (
    about,
    controls,
    opening,
    state_tables,
    whole_timeline,
    whys,
)
from chrono.exports.html.wording import Wording
from chrono.exports.html.zone_offsets import zone_offsets
from chrono.log.head import Head
from chrono.values.clocks import Instant

_WIDTH: Final = 960
"""The width of a picture, in units of its own."""

_ROOM: Final = 10 * 366 * 86_400_000_000
"""How far beyond its end a reader may ask; ten years of offsets are given."""

_POLICY: Final = (
    "default-src 'none'; style-src {style}; script-src {script}; "
    "base-uri 'none'; form-action 'none'"
)


def page(history: History, head: Head, last: Instant | None = None, live: str = "") -> str:
    """Return the page of a chronology as one file, which asks nothing of any network.

    It is the same text for the same log.

    Args:
        history: What was recorded.
        head: Where the log ends.
        last: The moment at which the page opens and its slider ends; None for the end of the day
            of the newest source.
        live: A script to run besides, which may ask the server that the page comes from.
    """
    answers, wording = answers_of(history, last), Wording(history)
    moments = [visible.bounds.before for visible in answers.view.events]
    scale = scale_of(moments, answers.grid.last, history.zone, _WIDTH)
    main = element(
        "main",
        element("div", state_tables(answers, wording), whys(answers, wording), class_="columns"),
        over_time(answers, scale, wording),
        whole_timeline(answers, wording),
        about(head, wording),
    )
    body = (
        element("a", "To what held", href="#state", class_="skip"),
        element("a", "To why", href="#why", class_="skip"),
        element("a", "To the first source", href="#why", id="to-source", class_="skip scripted"),
        opening(answers, wording),
        controls(answers, wording),
        main,
        _data(_numbers(answers, scale, head, wording)),
    )
    return _document(wording.name, body, live)


def _numbers(answers: Answers, scale: Scale, head: Head, wording: Wording) -> dict[str, Any]:
    """Return what the script picks by: the turns of both clocks, the stops, the zone, the scale."""
    zone, grid = wording.history.zone, answers.grid
    return {
        "name": wording.history.chronology,
        "head": head.hash,
        "zone": zone.key,
        "last": grid.last,
        "stops": answers.stops,
        "at": grid.at,
        "known": grid.known,
        "offsets": zone_offsets(answers.stops[0], Instant(grid.last + _ROOM), zone),
        "scale": scale.knots,
    }


def _data(numbers: dict[str, Any]) -> Markup:
    """Return data for the script; no text in it can end its element."""
    text = json.dumps(numbers, separators=(",", ":")).replace("<", "\\u003c")
    return element("script", Markup(text), type="application/json", id="data")


def _document(title: str, body: Sequence[Markup], live: str) -> str:
    """Return the whole file; only its own style and scripts count, by their hashes."""
    here = Path(__file__).parent
    sheets = (here / name for name in ("page.css", "print.css"))
    style = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    scripts = [(here / "page.js").read_text(encoding="utf-8"), *([live] if live else [])]
    policy = _POLICY.format(style=hash_of(style), script=" ".join(map(hash_of, scripts)))
    policy += "; connect-src 'self'" if live else ""
    head = (
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("style", Markup(style)),
    )
    parts = (
        element("head", *head),
        element("body", *body, *(element("script", Markup(script)) for script in scripts)),
    )
    return f"<!doctype html>\n{element('html', joined(parts), lang='en')}\n"
