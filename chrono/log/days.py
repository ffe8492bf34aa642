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


def day_of(date: Date) -> int:
    """Return the day on which a date starts, by number, in UTC: in any zone at most one other.

    A date whose ends are in order in its home zone alone has the last day of all.
    """
    return in_utc(date)[0]


@lru_cache(maxsize=8192)
def in_utc(date: Date) -> tuple[int, str, Bounds]:
    """Return the day of a date, its text, and its bounds in UTC, cached: many sources have it."""
    try:
        bounds = date.bounds(_UTC)
    except ChronoError:
        return END // DAY, str(date), UNTOLD
    return bounds.earliest // DAY, str(date), bounds
