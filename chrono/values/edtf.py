"""The grammar of single dates: EDTF without slash or brackets.

EDTF is ISO 8601-2:2019. Chrono reads level 0 and, in addition: `?`, `~` or `%` after a whole date,
unspecified trailing `X`, quarters 33-36 and halves 40-41. Extensions of chrono: times
without seconds, qualified times, and times inside intervals and spans. All else is refused.
"""

import re
from datetime import datetime, timedelta, timezone
from typing import Final, Literal
from zoneinfo import ZoneInfo

import attrs

from chrono.errors import ChronoError
from chrono.values.by_fields import ByFields
from chrono.values.clocks import Bounds, Instant, instant_at, instant_of, iso, shown
from chrono.values.month_names import MONTHS

Unit = Literal["century", "decade", "year", "half", "quarter", "month", "day", "minute", "second"]
"""How precise a single date is, the widest first."""

_SINGLE: Final = re.compile(
    r"""
    (?!0000|000X|00XX)
    (?P<year> \d{4} | \d{3}X | \d\dXX) (?:
        (?<!X) - (?P<months> 3[3-6] | 4[01] | XX (?:-XX)?)
      | (?<!X) - (?P<month> 0[1-9] | 1[0-2]) (?:
          -XX
        | - (?P<day> 0[1-9] | [12]\d | 3[01])
          (?: T (?P<hour> [01]\d | 2[0-3]) : (?P<minute> [0-5]\d) (?: : (?P<second> [0-5]\d))?
              (?P<offset> Z | [+-] (?: (?:0\d|1[0-3]) (?: :[0-5]\d)? | 14 (?: :00)?))? )?
        )?
    )?
    [?~%]?
    """,
    re.ASCII | re.VERBOSE,
)
_DAY: Final = timedelta(days=1)
_NONE: Final = timedelta(0)
_WHOLE_YEAR: Final = (1, 12)
_QUARTERS: Final = {"33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12)}
_MONTHS: Final = {**_QUARTERS, "40": (1, 6), "41": (7, 12)}
_LONGEST_IN_UTC: Final = len("2026-11-21T22:30:50Z")
_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class BadDate(ChronoError):
    """A text that is no date in the subset of EDTF that chrono reads.

    Attributes:
        text: The text.
        reason: What is wrong with it.
        hint: A date that parses and contains what was probably meant; empty for none.

    """

    def __init__(self, text: str, reason: str, hint: str) -> None:
        self.text = text
        self.reason = reason
        self.hint = hint
        super().__init__(f"{shown(text)}: {reason}{f', as {hint}' if hint else ''}")


class NoSuchLocalTime(ChronoError):
    """A time without an offset that clocks in the zone jump over.

    Attributes:
        text: The time, as written.
        zone: The name of the zone.
        hint: The instant of the jump, a date that parses.

    """

    def __init__(self, text: str, zone: str, hint: str) -> None:
        self.text = text
        self.zone = zone
        self.hint = hint
        super().__init__(f"{shown(text)}: clocks in {zone} jump over it; give an offset, as {hint}")


@attrs.frozen(repr=False)
class Single(ByFields):
    """One date without slash or brackets, from a century to a second wide; equal by its text.

    Attributes:
        text: The canonical text, qualifier included.
        first: The first clock reading that it covers, naive.
        last: The last clock reading, inclusive, to the microsecond; fold 1.
        offset: The offset from UTC; None for the clocks of the home zone.

    """

    text: str
    first: datetime = attrs.field(eq=False, repr=False)
    last: datetime = attrs.field(eq=False, repr=False)
    offset: timedelta | None = attrs.field(eq=False, repr=False)

    def __str__(self) -> str:
        return self.text

    @property
    def qualifier(self) -> str:
        """How sure the date is: `?` uncertain, `~` approximate, `%` both, or empty."""
        return self.text[-1] if self.text[-1] in "?~%" else ""

    @property
    def unit(self) -> Unit:
        """How precise the date is; a month whose day is unspecified (``2025-06-XX``) is a month."""
        year, month, day = self.text[:4], self.text[5:7], self.text[8:10]
        if "T" in self.text:
            return "second" if self.text[16:17] == ":" else "minute"
        if day.isdigit():
            return "day"
        if month.isdigit():
            return "month" if month <= "12" else "quarter" if month < "40" else "half"
        unspecified = year.count("X")
        return "century" if unspecified > 1 else "decade" if unspecified else "year"

    def bounds(self, zone: ZoneInfo) -> Bounds:
        """Return the instants that it covers: half-open, in UTC; `zone` is the home zone.

        Raises:
            NoSuchLocalTime: Clocks in `zone` jump over it.
        """
        if self.offset is not None:  # which no clocks jump over
            first, last = instant_at(self.first, self.offset), instant_at(self.last, self.offset)
            return Bounds(first, Instant(last + 1))
        earliest = instant_of(self.first, zone)
        before = Instant(instant_of(self.last, zone) + 1)
        if before <= earliest:
            raise NoSuchLocalTime(self.text, str(zone), iso(earliest) or "")
        return Bounds(earliest, before)

    def surely_after(self, other: "Single") -> bool:
        """Return whether it starts after the end of another in every home zone.

        Where only one of them has an offset and they are less than a day apart, the zone decides.
        """
        slack = _NONE if (self.offset is None) == (other.offset is None) else _DAY
        shift = (self.offset or _NONE) - (other.offset or _NONE)
        return self.first - other.last - shift > slack


def read(text: str) -> Single | None:
    """Return a single date; None for a text of another shape, BadDate for one as 31 April."""
    match = _SINGLE.fullmatch(text)
    if match is None:
        return None
    year, months, month, day, hour, minute, second, offset = match.groups()
    shift = _shift(offset)
    if shift is not None and offset != "Z":
        text = text[: match.start("offset")] + _offset_text(shift) + text[match.end("offset") :]
    opening, closing = int(year.replace("X", "0")), int(year.replace("X", "9"))
    start, end = (int(month), int(month)) if month else _MONTHS.get(months, _WHOLE_YEAR)
    length = _days(closing, end)
    if day and int(day) > length:
        raise _no_such_day(text, closing, end, length)
    first = (int(day or 1), int(hour or 0), int(minute or 0), int(second or 0))
    last = (int(day or length), int(hour or 23), int(minute or 59), int(second or 59))
    return Single(
        text,
        datetime(opening, start, *first),  # noqa: DTZ001
        datetime(closing, end, *last, 999_999, fold=1),  # noqa: DTZ001
        shift,
    )


def is_time_in_utc(text: str) -> bool:
    """Return whether the text of a date is a time in UTC, which no clocks jump over.

    Of a text that is no date it says nothing.
    """
    return text[10:11] == "T" and text[-1:] == "Z" and len(text) <= _LONGEST_IN_UTC


def _days(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap and month == 2 else _LENGTHS[month - 1]


def _no_such_day(text: str, year: int, month: int, length: int) -> BadDate:
    reason = f"{MONTHS[month - 1]} {year:04} has {length} days"
    return BadDate(text, reason, text[:7])


def _shift(offset: str | None) -> timedelta | None:
    """Return an offset, as `-08` or `Z`, as a duration; None for None or empty text."""
    if not offset:
        return None
    if offset == "Z":
        return _NONE
    minutes = int(offset[1:3]) * 60 + int(offset[4:] or 0)
    return timedelta(minutes=-minutes if offset[0] == "-" else minutes)


def _offset_text(shift: timedelta) -> str:
    """Return an offset in canonical form: `Z`, or sign, hours and minutes."""
    return str(timezone(shift)).removeprefix("UTC") or "Z"
