"""CSV: the timeline as a table for spreadsheets and scripts, one event a row.

UTF-8 without a byte order mark; lines end with a line feed, so that they are lines to every tool
and a difference of two exports shows rows; a cell with commas, quotes or line breaks is quoted.
A cell that a spreadsheet would run as a formula starts with an apostrophe, which an import takes
off again.
"""

import csv
import io
from collections.abc import Iterable
from typing import Final

from chrono.exports.traces import more_by
from chrono.queries.timeline import Timeline, TimelineRow
from chrono.values.formula_guard import guarded
from chrono.values.sources import Source

COLUMNS: Final = ("Date", "Event", "Source", "Standing", "By", "Basis", "Id")
"""What a row holds. ``By``: the ids of what denies the event, and of the acts upon it."""


def comma_separated(timeline: Timeline) -> str:
    """Return the rows below a heading, dates in EDTF; an empty timeline is the heading alone."""
    return table(COLUMNS, map(_cells, timeline.rows))


def table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return rows as CSV below their heading, formulas guarded; no rows are the heading alone."""
    return "".join(_line(row) for row in (columns, *rows))


def _line(cells: Iterable[str]) -> str:
    """Return a row as CSV; a cell with either sign of a line end is quoted, for some end rows."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(map(guarded, cells))
    return text.getvalue().removesuffix("\r\n") + "\n"


def _cells(row: TimelineRow) -> tuple[str, ...]:
    visible = row.visible
    return (
        str(visible.event.occurred),
        visible.event.headline,
        "; ".join(_source(source) for source in visible.sources),
        row.standing,
        "; ".join(dict.fromkeys((*row.rivals, *(act.id for act in row.acts)))) + more_by(row),
        visible.basis,
        visible.id,
    )


def _source(source: Source) -> str:
    """Return a source in one cell: publisher, title, published, basis, pinpoint, origin, url."""
    return ", ".join(
        part
        for part in (
            source.publisher,
            source.title,
            str(source.published) if source.published else None,
            source.basis,
            source.pinpoint,
            f"from {source.origin}" if source.origin else None,
            f"via {source.via}" if source.via else None,
            source.url,
        )
        if part
    )
