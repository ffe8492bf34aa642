"""Dates in parts, as TimelineJS and Wikidata write them.

A year, a month and a day have columns of their own, or a column says how precise a day is.
"""

import re
from typing import Final

from chrono.ingest.spreadsheet.wrong_cell import WrongCell
from chrono.values.clocks import shown

_YEAR: Final = re.compile(r"[+-]?\d{1,9}", re.ASCII)
_PART: Final = re.compile(r"0?[1-9]|[12]\d|3[01]", re.ASCII)
_DAY: Final = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)(.*)", re.ASCII)
_MINUS: Final = re.compile(r"-0*(\d+)-\d\d-\d\d.*", re.ASCII)
_WORDS: Final = {
    "century": 7, "decade": 8, "year": 9, "month": 10, "day": 11, "hour": 12, "minute": 13,
    "second": 14,
}  # fmt: skip
"""The precisions of Wikidata."""


def from_parts(year: str, month: str, day: str, *, prefix: str = "") -> str:
    """Return the EDTF text of a year, a month of it, or a day of that; empty parts are left out.

    `prefix` stands before the names of their fields.

    Raises:
        WrongCell: A part is none, or lacks the one before it.
    """
    if not _YEAR.fullmatch(year):
        reason = f"{shown(year)} is no year, as 1815" if year else "missing beside a month or a day"
        raise WrongCell(f"{prefix}year", reason)
    if not 1 <= int(year) <= 9999:
        raise WrongCell(f"{prefix}year", _beyond(int(year)))
    if day and not month:
        raise WrongCell(f"{prefix}month", "missing beside a day; write its number, as 12")
    text = f"{int(year):04}"
    for field, part in (("month", month), ("day", day)):
        if part and not _PART.fullmatch(part):
            raise WrongCell(f"{prefix}{field}", f"{shown(part)} is no {field}; write a number")
        text += f"-{int(part):02}" if part else ""
    return text


def to_precision(day: str, precision: str, field: str) -> str:
    """Return the EDTF text of a day as precise as Wikidata says: 11 a day, 10 a month, 9 a year.

    Raises:
        WrongCell: It is no day, or the precision is none of a calendar date.
    """
    if minus := _MINUS.fullmatch(day):
        raise WrongCell(field, _beyond(-int(minus[1])))
    match = _DAY.fullmatch(day)
    if match is None:
        raise WrongCell(field, f"{shown(day)} is no day, as a precision beside it needs")
    word = precision.casefold()
    number = int(word) if word.isascii() and word.isdecimal() else _WORDS.get(word, 0)
    year, month, of_month, time = match.groups()
    shapes = {8: f"{year[:3]}X", 9: year, 10: f"{year}-{month}", 11: f"{year}-{month}-{of_month}"}
    if number in shapes:
        return shapes[number]
    if number in (12, 13, 14):
        return f"{year}-{month}-{of_month}{time}"
    if number == 7:
        reason = f"a century is vague; write {year[:2]}XX, or between two years, as the date"
    else:
        reason = f"{shown(precision)} is no precision; write 11 or day, 10 or month, 9 or year"
    raise WrongCell("end precision" if field == "end" else "precision", reason)


def _beyond(year: int) -> str:
    return f"year {year}: years are 0001 to 9999; say it in the headline, or leave the row out"
