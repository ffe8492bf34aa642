"""Dates as the cells of a spreadsheet have them: modifier, date, end, time and zone, made one date.

Nothing is guessed: whether 05/06/2023 is in May or in June is for the column map to say.
"""

import re
from datetime import timedelta
from typing import Final, Literal

import attrs

from chrono.errors import ChronoError, did_you_mean
from chrono.values import clocks
from chrono.values.clocks import Instant, shown
from chrono.values.dates import BadDate, Date, Form
from chrono.values.typed_singles import written_out

Order = Literal["year first", "day first", "month first"]
"""How a column writes its dates."""

_SHAPES: Final = {
    "": "{0}", "on": "{0}", "before": "[..{0}]", "after": "[{0}..]",
    "about": "{0}~", "circa": "{0}~", "range": "[{0}..{1}]", "between": "[{0}..{1}]",
}  # fmt: skip
"""What a modifier makes of a date, or of two."""

_SLASHED: Final = re.compile(r"(\d\d?)([/.-])(\d\d?)\2(\d{4})", re.ASCII)
_MONTH: Final = re.compile(r"(\d\d?)[/.-](\d{4})", re.ASCII)
_SHORT_YEAR: Final = re.compile(r"\d\d?([/.-])\d\d?\1\d\d", re.ASCII)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[/.](\d\d?)[/.](\d\d?)", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_CLOCK: Final = re.compile(
    r"(\d\d?)[:.](\d\d)(:\d\d)?(?: ?([ap])\.?m\.?)?", re.ASCII | re.IGNORECASE
)
_OFFSET: Final = re.compile(r"(?:UTC|GMT)?([+-]\d\d?(?::?\d\d)?)", re.ASCII | re.IGNORECASE)
_TO: Final = re.compile(r"\s+(?:to|-|\u2013|\u2014)\s+", re.IGNORECASE)


class WrongCell(ChronoError):
    """A cell cannot be a part of a date; `field` says which, the sentence why."""

    def __init__(self, field: str, reason: str) -> None:
        self.field = field
        super().__init__(reason)


@attrs.frozen(kw_only=True)
class DateCells:
    """The cells of a row that its date is made of, without spaces around; empty where not filled.

    `modified` says whether the spreadsheet has a column for the modifier.
    """

    occurred: str
    modifier: str = ""
    end: str = ""
    time: str = ""
    zone: str = ""
    modified: bool = False


def date_of(cells: DateCells, order: Order, *, lasting: bool = False) -> str:
    """Return the text of the date that the cells are together.

    ``Before X`` is a moment up to X and that day too, ``After X`` one from X on, ``Range`` one
    moment between two dates, or with `lasting` all the time between them. An empty modifier is On;
    where no column has modifiers, an end makes a range. A zone without a time says nothing.

    Raises WrongCell with the field, what is wrong, and what would be right.
    """
    word = cells.modifier.casefold()
    if word not in _SHAPES:
        hint = did_you_mean(word, _SHAPES, "one of On, Before, After, Range, About")
        raise WrongCell("modifier", f"{shown(cells.modifier)} is no modifier; {hint}")
    parts = [cells.occurred, *([cells.end] if cells.end else [])]
    ranged = "{1}" in _SHAPES[word] or (not cells.modified and len(parts) == 2)
    if ranged and len(parts) == 1:
        parts = _TO.split(cells.occurred, maxsplit=1)
    if ranged and len(parts) == 1:
        raise WrongCell("end", "a range has two dates; write the second one, or On as its modifier")
    if not ranged and len(parts) == 2:
        raise WrongCell(
            "end", "an end date goes with the modifier Range; write that, or leave it out"
        )
    if cells.time and ranged:
        reason = "a time goes with one date; write it into both, as 2023-11-17T12:28"
        raise WrongCell("time", reason)
    texts = [
        edtf_of_cell(part, order, field)
        for part, field in zip(parts, ("occurred", "end"), strict=False)
    ]
    if cells.time:
        texts = [_timed(texts[0], cells.time, cells.zone)]
    shape = _SHAPES[word] if not ranged else "{0}/{1}" if lasting else "[{0}..{1}]"
    try:
        if shape != "{0}" and any(Date.parse(text).form is not Form.SINGLE for text in texts):
            raise WrongCell("occurred", f"{shown(texts[0])}: a modifier goes with a single date")
        return str(Date.parse(shape.format(*texts)))
    except BadDate as bad:
        raise WrongCell("occurred", str(bad)) from None


def edtf_of_cell(cell: str, order: Order, field: str = "occurred") -> str:
    """Return the text of the date that one cell is; WrongCell for `field` if it is none.

    EDTF and names of months are read whatever the order is.
    """
    try:
        text = written_out(" ".join(cell.split())) or _reordered(cell, order, field)
        return str(Date.parse(text))
    except BadDate as bad:
        reason = bad if bad.text == cell else BadDate(cell, bad.reason, bad.hint)
        raise WrongCell(field, str(reason)) from None


def _reordered(cell: str, order: Order, field: str) -> str:
    """Return a date with slashes, year first."""
    iso = _YEAR_FIRST.fullmatch(cell)
    if iso:
        return _dashed(*iso.groups())
    slashed, month = _SLASHED.fullmatch(cell), _MONTH.fullmatch(cell)
    if _SHORT_YEAR.fullmatch(cell):
        raise WrongCell(field, f"{shown(cell)}: expected a year of four digits, as 2023-11-17")
    if order == "year first":
        if slashed:
            raise WrongCell(field, _which_first(cell, int(slashed[1]), int(slashed[3])))
        return cell
    if month:
        return _dashed(month[2], month[1])
    if not slashed:
        return cell
    day, number = (slashed[1], slashed[3]) if order == "day first" else (slashed[3], slashed[1])
    if not 1 <= int(number) <= 12:
        other = "month first" if order == "day first" else "day first"
        raise WrongCell(
            field, f"{shown(cell)}: there is no month {number}, {order}; is this one {other}?"
        )
    return _dashed(slashed[4], number, day)


def _which_first(cell: str, first: int, second: int) -> str:
    """Say that an order must be named, and which one fits."""
    fits = "day first" if first > 12 >= second else "month first" if second > 12 >= first else ""
    say = f"'dates:={fits}'" if fits else "'dates:=day first' or 'dates:=month first'"
    return f"{shown(cell)}: expected year first, as 2023-11-17; or say --map {say}"


def _dashed(*parts: str) -> str:
    return "-".join(part.zfill(2) for part in parts)


def _timed(day: str, time: str, zone: str) -> str:
    """Put a time to a day, with the offset of its zone if one is named."""
    clock = _CLOCK.fullmatch(time)
    hour = int(clock[1]) if clock else 99
    half = (clock[4] or "").lower() if clock else ""
    if half:
        hour = hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else 99
    if clock is None or hour > 23 or clock[2] > "59":
        raise WrongCell("time", f"{shown(time)}: no time of day, as 12:28 or 12:28 pm")
    if not _DAY.fullmatch(day):
        raise WrongCell("time", f"{shown(time)}: a time needs a whole day, and the date is {day}")
    reading = f"{day}T{hour:02}:{clock[2]}{clock[3] or ''}"
    return reading + (_offset(reading, zone) if zone else "")


def _offset(reading: str, named: str) -> str:
    """Return the offset that clocks of a zone had at a reading."""
    if named.upper() in ("UTC", "GMT", "Z"):
        return "Z"
    offset = _OFFSET.fullmatch(named)
    if offset:
        sign, digits = offset[1][0], offset[1][1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
        return f"{sign}{hours.zfill(2)}:{minutes}"
    try:
        zone = clocks.zone(named)
        bounds = Date.parse(reading).bounds(zone)
    except clocks.UnknownZone:
        reason = f"{shown(named)}: no zone, as America/Los_Angeles; or an offset, as -08:00"
        raise WrongCell("zone", reason) from None
    except ChronoError as error:  # clocks jump over it
        raise WrongCell("time", str(error)) from None
    first, last = (
        clocks.to_datetime(Instant(instant), zone).utcoffset() or timedelta(0)
        for instant in (bounds.earliest, bounds.before - 1)
    )
    if first != last:
        reason = f"{reading} comes twice in {named}; write the offset as its zone, as -08:00"
        raise WrongCell("time", reason)
    seconds = first // timedelta(seconds=1)
    sign, minutes = "-" if seconds < 0 else "+", abs(seconds) // 60
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}"
