"""Entries of the log, one on a line."""

from collections.abc import Iterable, Iterator

from chrono.cli.render.dates import date_in_words
from chrono.cli.render.layout import columns
from chrono.cli.render.terminal import coloured, line
from chrono.queries.log_rows import LogRow
from chrono.state.standing import Standing


def short_lines(rows: Iterable[LogRow], zone: str) -> Iterator[str]:
    """Yield each entry on a short line, with how it stands unless it stands as first recorded."""
    for row in rows:
        headline = line(row.headline)
        cells = (f"e{row.position}", _date(row, zone), headline, _changed(row), line(row.id))
        yield "  ".join(cell for cell in cells if cell)


def log_lines(rows: Iterable[LogRow], zone: str) -> list[str]:
    """Return the entries, one a line, with what became of each."""
    table = [
        (
            f"e{row.position}",
            _date(row, zone),
            line(row.headline),
            row.basis or "",
            _changed(row),
            line(row.id),
        )
        for row in rows
    ]
    return columns(table, indent="")


def _date(row: LogRow, zone: str) -> str:
    return date_in_words(row.occurred, zone) if row.occurred else ""


def _changed(row: LogRow) -> str:
    return "" if row.standing == Standing.STANDS else coloured(row.standing)
