"""TimelineJS 3: the timeline as the JSON that TimelineJS draws.

Its dates have no zone, so they are those of the home zone; a vague one has its words as
``display_date``, which TimelineJS shows instead. It renders HTML, so all text is escaped, and links
lead to http and https only.
"""

from collections.abc import Iterator
from html import escape
from typing import Any, Final
from zoneinfo import ZoneInfo

from chrono.events.history import History
from chrono.exports.links import link
from chrono.exports.traces import by, more_by, says, traces
from chrono.exports.words import IN_WORDS, Words
from chrono.queries.timeline import Timeline, TimelineRow
from chrono.state.standing import Standing
from chrono.values.calendar import Shown, shown_end
from chrono.values.dates import Date
from chrono.values.keys import family
from chrono.values.sources import Source

_FIELDS: Final = {
    "month": ("year", "month"),
    "half": ("year", "month"),
    "quarter": ("year", "month"),
    "day": ("year", "month", "day"),
    "minute": ("year", "month", "day", "hour", "minute"),
    "second": ("year", "month", "day", "hour", "minute", "second"),
}
_WIDE: Final = ("century", "decade", "half", "quarter")
"""Units of which TimelineJS has no date: it gets their start and their end."""


def timelinejs(timeline: Timeline, asof: str, words: Words = IN_WORDS) -> dict[str, Any]:
    """Return the timeline; `asof` is a sentence with the moment it is as of.

    Events come in the order of the timeline. There is no ``end_date`` where there is no end.
    What is to be read is worded as `words` say.
    """
    return {
        "title": {"text": {"headline": escape(timeline.title), "text": f"<p>{escape(asof)}</p>"}},
        "events": [_slide(row, timeline.history, words) for row in timeline.rows],
    }


def _slide(row: TimelineRow, history: History, words: Words) -> dict[str, Any]:
    event, zone = row.visible.event, history.zone
    shown = escape(words.date(event.occurred, zone))
    return {
        **_dates(event.occurred, zone, shown),
        "display_date": shown,
        "text": {"headline": escape(event.headline), "text": "".join(_text(row, history, words))},
        "group": escape(family(event.claims[0].key) if event.claims else event.kind),
        "unique_id": row.visible.id,
        "autolink": False,
    }


def _dates(date: Date, zone: ZoneInfo, words: str) -> dict[str, Any]:
    """Return where an event lies: as wide as its date, or at the end that is known."""
    start, end = shown_end(date.start, zone), shown_end(date.end, zone)
    first = start or end
    if first is None:
        return {}
    dates: dict[str, Any] = {"start_date": {**_fields(first, last=False), "display_date": words}}
    if start and end:
        dates["end_date"] = _fields(end, last=True)
    elif first.unit in _WIDE:
        dates["end_date"] = _fields(first, last=True)
    return dates


def _fields(shown: Shown, *, last: bool) -> dict[str, int]:
    reading = shown.last if last else shown.first
    return {name: getattr(reading, name) for name in _FIELDS.get(shown.unit, ("year",))}


def _text(row: TimelineRow, history: History, words: Words) -> Iterator[str]:
    """Yield what is known beside the headline: values, note, standing, acts, sources."""
    yield from (f"<p>{escape(said)}</p>" for said in says(row, words))
    if row.visible.event.note:
        yield f"<p>{escape(row.visible.event.note)}</p>"
    if row.standing != Standing.STANDS:
        named = f" by {', '.join(by(row))}{more_by(row)}" if by(row) else ""
        yield f"<p><strong>{escape(row.standing + named)}</strong></p>"
    yield from (f"<p><em>{escape(trace)}</em></p>" for trace in traces(row, history, words))
    listed = (f"<li>{_source(source, history.zone, words)}</li>" for source in row.visible.sources)
    yield f"<ul>{''.join(listed)}</ul>"


def _source(source: Source, zone: ZoneInfo, words: Words) -> str:
    url, title = link(source.url), escape(source.title or source.publisher)
    parts = [
        escape(source.publisher) if source.title else "",
        f'<a href="{escape(url)}" rel="noopener">{title}</a>' if url else title,
        escape(source.pinpoint or ""),
        escape(words.date(source.published, zone)) if source.published else "",
        source.basis,
    ]
    return ", ".join(part for part in parts if part)
