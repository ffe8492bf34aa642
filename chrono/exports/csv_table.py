"""CSV: the events as a table for spreadsheets, and for an import, which makes the same events.

Columns with a capital are for people, with dates and values in words; the others have the fields of
an event as an import reads them, each source in columns of its own. Acts have no rows: an event is
as it stands. Of more sources than a row takes, the others stand in rows with the same id.

UTF-8 without a byte order mark; lines end with a line feed, so that they are lines to every tool
and a difference of two exports shows rows; a cell with commas, quotes or line breaks is quoted.
A cell that a spreadsheet would run as a formula starts with an apostrophe, which an import takes
off again.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from chrono.exports.traces import more_by, says, traces
from chrono.exports.words import IN_WORDS, Words
from chrono.queries.timeline import Timeline, TimelineRow
from chrono.values.canonical import canonical
from chrono.values.formula_guard import guarded
from chrono.values.sources import Source

_SOURCE: Final = ("publisher", "published", "basis", "url", "title", "pinpoint", "origin", "via")
COLUMNS: Final = (
    *("Date", "Event", "Says", "Note", "Source", "Standing", "By", "Changes", "Id"),
    *("occurred", "kind", "data", "after", "before", "contests"),
    *_SOURCE,
)
"""What a row holds; the second source has ``publisher 2`` and so on, as far as any has it.

``By``: the ids of what denies the event, and of the acts upon it.
"""

_TOGETHER: Final = 9
"""The sources of a row, at most."""


def comma_separated(timeline: Timeline, words: Words = IN_WORDS) -> str:
    """Return the events below a heading; an empty timeline is the heading alone.

    The data of an event is of the version of its kind that its history has. A link to an event that
    is not visible is left out, since it orders nothing.
    """
    rows = [cells for row in timeline.rows for cells in _rows(row, timeline, words)]
    used = {name for cells in rows for name, cell in cells.items() if cell}
    more = [f"{name} {number}" for number in range(2, _TOGETHER + 1) for name in _SOURCE]
    columns = (*COLUMNS, *(name for name in more if name in used))
    return table(columns, ([cells.get(name, "") for name in columns] for cells in rows))


def table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return rows as CSV below their heading, formulas guarded; no rows are the heading alone."""
    return "".join(_line(row) for row in (columns, *rows))


def _line(cells: Iterable[str]) -> str:
    """Return a row as CSV; a cell with either sign of a line end is quoted, for some end rows."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(map(guarded, cells))
    return text.getvalue().removesuffix("\r\n") + "\n"


def _rows(row: TimelineRow, timeline: Timeline, words: Words) -> Iterator[dict[str, str]]:
    """Yield the cells of an event, by column; those of a further row have only what joins them."""
    visible, event, zone = row.visible, row.visible.event, timeline.history.zone
    joining = {
        "Event": event.headline,
        "Standing": row.standing,
        "Id": visible.id,
        "occurred": str(event.occurred),
        "kind": event.kind,
    }
    links = {"after": event.after, "before": event.before, "contests": event.contests}
    first = {
        "Date": words.date(event.occurred, zone),
        "Says": "; ".join(says(row, words)),
        "Note": event.note,
        "Source": "; ".join(_source(source, zone, words) for source in visible.sources),
        "By": "; ".join(dict.fromkeys((*row.rivals, *(act.id for act in row.acts)))) + more_by(row),
        "Changes": "; ".join(traces(row, timeline.history, words)),
        "data": canonical(event.data) if event.data else "",
        **{
            field: " ".join(given for given in listed if given in timeline.visible)
            for field, listed in links.items()
        },
    }
    for start in range(0, len(visible.sources), _TOGETHER):
        sources = visible.sources[start : start + _TOGETHER]
        yield {**joining, **({} if start else first), **_fields(sources)}


def _fields(sources: Sequence[Source]) -> dict[str, str]:
    """Return the fields of sources, by column."""
    return {
        name if number == 1 else f"{name} {number}": said
        for number, source in enumerate(sources, 1)
        for name, said in source.body().items()
    }


def _source(source: Source, zone: ZoneInfo, words: Words) -> str:
    """Return a source in one cell: publisher, title, published, basis, pinpoint, origin, url."""
    return ", ".join(
        part
        for part in (
            source.publisher,
            source.title,
            words.date(source.published, zone) if source.published else None,
            source.basis,
            source.pinpoint,
            f"from {source.origin}" if source.origin else None,
            f"via {source.via}" if source.via else None,
            source.url,
        )
        if part
    )
