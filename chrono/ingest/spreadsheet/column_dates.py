"""What the dates of a column show together: years, padding, and an order of days in digits."""

import re
from collections.abc import Iterable
from typing import Final

from chrono.ingest.spreadsheet.cell_dates import PADDING
from chrono.values.typed_days import Order
from chrono.values.year_spans import year_span

_DIGITS: Final = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-](?:\d{4}|\d\d)(?!\d)", re.ASCII)
_MONTHS: Final = 12
_TIMED: Final = re.compile(r"\d(?:T|\s+)\d{1,2}:\d\d", re.ASCII | re.IGNORECASE)


def has_year_spans(cells: Iterable[str]) -> bool:
    """Return whether some cell is, or may be, two years, and is no month; False for no cells."""
    return any(year_span(cell) and not "01" <= cell[5:] <= "12" for cell in map(str.strip, cells))


def certain_order(cells: Iterable[str]) -> tuple[Order, str] | None:
    """Return the one order that some cells must have, and the first of these; else None."""
    found: dict[Order, str] = {}
    for match in filter(None, map(_DIGITS.match, map(str.strip, cells))):
        first, second = int(match[1]), int(match[2])
        if first > _MONTHS >= second:
            found.setdefault("day first", match[0])
        elif second > _MONTHS >= first:
            found.setdefault("month first", match[0])
    return next(iter(found.items())) if len(found) == 1 else None


def is_padded(cells: Iterable[str]) -> bool:
    """Return whether cells have times, and all of these are midnight, in UTC or in no zone."""
    times = [cell for cell in map(str.strip, cells) if _TIMED.search(cell)]
    return bool(times) and all(PADDING.search(cell) for cell in times)
