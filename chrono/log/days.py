"""The days of the index, by number and in UTC, so that no table of time zones is needed."""

from typing import Final
from zoneinfo import ZoneInfo

from chrono.errors import ChronoError
from chrono.values.clocks import END
from chrono.values.dates import Date

_UTC: Final = ZoneInfo("UTC")
DAY: Final = 86_400_000_000
"""The microseconds of a day."""

MARGIN: Final = 2
"""The days by which the starts of a date in UTC and in a home zone may differ, and one more."""


def day_of(date: Date) -> int:
    """Return the day on which a date starts, by number, in UTC: in any zone at most one other.

    A date whose ends are in order in its home zone alone has the last day of all.
    """
    try:
        return date.bounds(_UTC).earliest // DAY
    except ChronoError:
        return END // DAY
