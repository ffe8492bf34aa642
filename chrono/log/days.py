"""The days of the index, by number and in UTC, so that no table of time zones is needed."""

from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from chrono.errors import ChronoError
from chrono.values.clocks import BEGINNING, END, Bounds
from chrono.values.dates import Date

_UTC: Final = ZoneInfo("UTC")
DAY: Final = 86_400_000_000
"""The microseconds of a day."""

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
def in_utc(date: Date) -> tuple[int, str, Bounds, Reach | None]:
    """Return the day of a date, its text, its bounds in UTC, and its reach; see `reach_of`.

    They are cached, as many sources have one date.
    """
    try:
        bounds = date.bounds(_UTC)
    except ChronoError:
        return END // DAY, str(date), UNTOLD, reach_of(UNTOLD, None)
    own_end = date.own_end
    return bounds.earliest // DAY, str(date), bounds, reach_of(bounds, own_end)


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
