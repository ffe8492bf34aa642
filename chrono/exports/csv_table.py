"""CSV: the account as a table for spreadsheets and scripts, one event a row.

UTF-8 without a byte order mark; lines end with a line feed, so that they are lines to every tool
and a difference of two exports shows rows; a cell with commas, quotes or line breaks is quoted.
A cell that a spreadsheet would run as a formula starts with an apostrophe.
"""

import csv
import io
import re
from collections.abc import Iterable
from typing import Final

from chrono.queries.timeline import Account, Row
from chrono.values.sources import Source

COLUMNS: Final = ("Date", "Event", "Source", "Standing", "By", "Basis", "Id")
"""What a row holds. ``By``: the ids of what denies the event, and of the acts upon it."""

_FORMULA: Final = re.compile(r"[\s\x00-\x20\u200b\ufeff]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What starts a formula, also after space or in full width."""


def comma_separated(account: Account) -> str:
    """Write the rows with their heading, dates in EDTF; an empty account is the heading alone."""
    return table(COLUMNS, map(_cells, account.rows))


def table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write any rows with their heading, formulas defused; no rows are the heading alone."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_defused(cell) for cell in row] for row in rows)
    return text.getvalue()


def _cells(row: Row) -> tuple[str, ...]:
    told = row.told
    return (
        str(told.event.occurred),
        told.event.headline,
        "; ".join(_source(source) for source in told.sources),
        row.standing,
        "; ".join(dict.fromkeys((*row.rivals, *(act.id for act in row.acts)))),
        told.basis,
        told.id,
    )


def _source(source: Source) -> str:
    """Say where it stands: publisher, title, published, basis, pinpoint, what it repeats, url."""
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


def _defused(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
