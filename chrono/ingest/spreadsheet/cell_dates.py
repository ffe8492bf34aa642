"""Dates as the cells of a spreadsheet have them: modifier, date, end, time and zone, made one date.

Cells are read as everything that people type. They differ in two ways: what can be read in two ways
is settled for a whole column by a map, and `1831-35` or `1911-12` may be years, where EDTF reads a
quarter or a month. Nothing is guessed.
"""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

import attrs

from chrono.errors import ChronoError, did_you_mean
from chrono.values import clocks
from chrono.values.clocks import Instant, shown
from chrono.values.date_words import in_words
from chrono.values.dates import BadDate, Date
from chrono.values.typed_dates import read_date
from chrono.values.typed_days import Order, is_date
from chrono.values.typed_singles import SingleReader
from chrono.values.year_spans import year_span
from chrono.values.zone_names import CLOCKS, ZONE_NAMES, offset_of

Spans = Literal["refused", "year spans", "edtf"]
"""What two years with one short are, as `1831-35`: lasting, or what EDTF says, or not known."""

_WORDS: Final = {
    "": "{0}", "on": "{0}", "before": "before {0}", "after": "after {0}", "about": "about {0}",
    "circa": "about {0}", "range": "", "between": "",
}  # fmt: skip
"""What a modifier makes of a date; empty for one that takes two."""

_ANY_ZONE: Final = ZoneInfo("UTC")
"""For words for dates without a time, which are the same in every zone."""

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MIDNIGHT: Final = re.compile(r"(\d) (?:12:00(?::00)? ?a\.?m\.?|0?0:00(?::00)?)", re.IGNORECASE)
"""What spreadsheets write after a day that has no time."""

_CLOCK: Final = re.compile(
    r"(\d\d?)[:.](\d\d)(:\d\d)?(?: ?([ap])\.?m\.?)?", re.ASCII | re.IGNORECASE
)
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


@attrs.frozen
class CellReader:
    """Reads the cells of one file.

    Attributes:
        order: How days in digits are written that end in a year.
        spans: What two years with one short are.
        lasting: Whether a range is something that lasts, not one moment in it; None where the map
            does not say.
        with_spans: The fields in whose columns two years stand somewhere.
    """

    order: Order = "year first"
    spans: Spans = "refused"
    lasting: bool | None = None
    with_spans: frozenset[str] = frozenset()

    def date(self, cells: DateCells) -> str:
        """Return the text of the date that the cells are together.

        ``Before X`` is a moment before X, without it, ``After X`` one after it, ``Range`` one
        moment between two dates, or where ranges last all the time between them. An empty modifier
        is On; where no column has modifiers, an end makes a range. A zone without a time says
        nothing.

        Raises:
            WrongCell: With the field, what is wrong, and what would be right.
        """
        word = cells.modifier.casefold()
        if word not in _WORDS:
            hint = did_you_mean(word, _WORDS, "one of On, Before, After, Range, About")
            raise WrongCell("modifier", f"{shown(cells.modifier)} is no modifier; {hint}")
        if not _WORDS[word] or (not cells.modified and cells.end):
            return self._range(cells)
        if cells.end:
            reason = "an end date goes with the modifier Range; write that, or leave it out"
            raise WrongCell("end", reason)
        text = self.read(cells.occurred)
        if cells.time:
            text = _timed(text, cells.time, cells.zone)
        return _checked(_WORDS[word].format(text), text)

    def _range(self, cells: DateCells) -> str:
        parts = [cells.occurred, cells.end]
        if not cells.end:
            parts = _TO.split(cells.occurred, maxsplit=1)
        if len(parts) == 1:
            reason = "a range has two dates; write the second one, or On as its modifier"
            raise WrongCell("end", reason)
        if cells.time:
            reason = "a time goes with one date; write it into both, as 2023-11-17T12:28"
            raise WrongCell("time", reason)
        start, end = self.read(parts[0]), self.read(parts[1], "end")
        shape = "from {} to {}" if self.lasting else "between {} and {}"
        return _checked(shape.format(start, end), f"{start} to {end}")

    def read(self, cell: str, field: str = "occurred") -> str:
        """Return the text of the date that one cell is; WrongCell for `field` if it is none."""
        text = _MIDNIGHT.sub(r"\1", " ".join(cell.split()))
        years = year_span(text)
        if years and self.spans == "year spans":
            return "/".join(years)
        if years and self._two_readings(text, field):
            reason = f"{_both(text, years)}; {_mapped('year spans', 'edtf')}"
            raise WrongCell(field, f"{shown(cell)}: {reason}")
        try:
            return read_date(text, SingleReader(order=self.order))
        except BadDate as bad:
            more = ("year spans",) if years else ("day first", "month first")
            settled = bool(years) or "(month first)" in bad.reason
            reason = f"{bad.reason}; {_mapped(*more)}" if settled else bad.reason
            raise WrongCell(field, str(BadDate(cell, reason, bad.hint))) from None

    def _two_readings(self, text: str, field: str) -> bool:
        """Return whether what may be two years may be a quarter, a half or a month of this file."""
        if self.spans == "edtf" or not is_date(text):
            return False
        return text[5:] > "12" or field in self.with_spans


def has_year_spans(cells: Iterable[str]) -> bool:
    """Return whether some cell is, or may be, two years, and is no month; False for no cells."""
    return any(year_span(cell) and not "01" <= cell[5:] <= "12" for cell in map(str.strip, cells))


def _both(text: str, years: tuple[str, str]) -> str:
    """Return both meanings of a cell, each as what can be written instead."""
    start, end = years
    return f"say {start}/{end} (lasting) or {in_words(Date.parse(text), _ANY_ZONE)}"


def _mapped(*words: str) -> str:
    return f"for the whole column --map {' or '.join(repr(f'dates:={word}') for word in words)}"


def _checked(phrase: str, cell: str) -> str:
    try:
        return read_date(phrase, SingleReader())
    except BadDate as bad:
        reason = bad.reason
        if "without slash" in reason:
            reason = "a modifier goes with a single date"
        raise WrongCell("occurred", str(BadDate(cell, reason, bad.hint))) from None


def _timed(day: str, time: str, zone: str) -> str:
    """Return a day with a time, and with the offset of its zone if one is named."""
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
    offset = offset_of(named, reading)
    if offset:
        return offset
    try:
        zone = clocks.zone(CLOCKS.get(named.upper(), named))
        bounds = Date.parse(reading).bounds(zone)
    except clocks.UnknownZone as unknown:
        known = ", ".join(dict.fromkeys((unknown.hint, *ZONE_NAMES)))
        reason = f"{shown(named)}: no zone; write {known}, or an offset from UTC"
        raise WrongCell("zone", reason) from None
    except ChronoError as error:  # clocks jump over it
        raise WrongCell("time", str(error)) from None
    first, last = (
        _whole_minutes(clocks.to_datetime(Instant(instant), zone).utcoffset() or timedelta(0))
        for instant in (bounds.earliest, bounds.before - 1)
    )
    if first != last:
        reason = f"{reading} comes twice in {named}; write {first} or {last} as its zone"
        raise WrongCell("time", reason)
    return first


def _whole_minutes(offset: timedelta) -> str:
    seconds = offset // timedelta(seconds=1)
    sign, minutes = "-" if seconds < 0 else "+", abs(seconds) // 60
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}"
