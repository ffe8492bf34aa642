"""The days of the index, by number and in UTC, so that no table of time zones is needed."""

from datetime import date
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from chrono.errors import ChronoError
from chrono.values.clocks import BEGINNING, END, Bounds
from chrono.values.dates import Date
from chrono.values.edtf import is_time_in_utc

_UTC: Final = ZoneInfo("UTC")
DAY: Final = 86_400_000_000
"""The microseconds of a day."""

_HOUR: Final = 3_600_000_000
_MINUTE: Final = 60_000_000
_SECOND: Final = 1_000_000
_EPOCH: Final = date(1970, 1, 1).toordinal()

MARGIN: Final = 2
"""The days by which the starts of a date in UTC and in a home zone may differ, and one more."""


UNTOLD: Final = Bounds(BEGINNING, END)
"""The bounds, in UTC, of a date whose ends are in order in its home zone alone."""


UNSTARTED: Final = -1
"""What stands for the width of a date without a start, which is found by its last day."""

Reach = tuple[int, int]
"""A width and a day, by which a date of more than a day is found: see `reach_of`."""


def day_of(date: Date) -> int:
    """Return the day on which a date starts, by number, in UTC: in any zone at most one other.

    A date whose ends are in order in its home zone alone has the last day of all.
    """
    return in_utc(date)[0]


@lru_cache(maxsize=8192)
def in_utc(date: Date) -> tuple[int, Bounds, Reach | None]:
    """Return the day of a date, its bounds in UTC, and its reach; see `reach_of`.

    They are cached, as many sources have one date.
    """
    try:
        bounds = date.bounds(_UTC)
    except ChronoError:
        return END // DAY, UNTOLD, reach_of(UNTOLD, None)
    return bounds.earliest // DAY, bounds, reach_of(bounds, date.own_end)


def reach_of(bounds: Bounds, own_end: Date | None) -> Reach | None:
    """Return the width of a date of more than a day, and its first day; None for a shorter one.

    The width is the power of two of the days, at least as many as until its last day. A date
    without a start has the width `UNSTARTED`, and its last day.

    Args:
        bounds: Its bounds, in UTC.
        own_end: Its own end, up to which it lasts; None for none.
    """
    last = max(bounds.before, own_end.bounds(_UTC).before) if own_end else bounds.before
    if bounds.earliest == BEGINNING:
        return UNSTARTED, last // DAY
    days = int(last - bounds.earliest - 1) // DAY
    return (days.bit_length(), bounds.earliest // DAY) if days else None


def in_utc_by_text(text: str) -> tuple[int, int, int, Reach | None]:
    """Return the day of a date, given as canonical text, its bounds in UTC, and its reach.

    Of a time in UTC, which few other events share, no date is made.
    """
    if not is_time_in_utc(text):
        return _in_utc_by_text(text)
    day = _number(text[:10])
    start = day * DAY + _since_midnight(text[11:16])
    if text[16] == "Z":
        return day, start, start + _MINUTE, None
    start += int(text[17:19]) * _SECOND
    return day, start, start + _SECOND, None


@lru_cache(maxsize=8192)
def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal() - _EPOCH


@lru_cache(maxsize=1440)  # the minutes of a day
def _since_midnight(time: str) -> int:
    return int(time[:2]) * _HOUR + int(time[3:]) * _MINUTE


@lru_cache(maxsize=8192)
def _in_utc_by_text(text: str) -> tuple[int, int, int, Reach | None]:
    day, bounds, reach = in_utc(Date.parse(text))
    return day, bounds.earliest, bounds.before, reach
