"""The offsets of a time zone from UTC, so that a browser shows the same days on every computer."""

from bisect import bisect_left
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from chrono.values.clocks import Instant, to_datetime

_DAY: Final = 86_400_000_000
_FIRST: Final = -3_786_825_600_000_000
_LAST: Final = 5_680_281_600_000_000
"""The starts of 1850 and 2150, in UTC."""


def zone_offsets(first: Instant, last: Instant, zone: ZoneInfo) -> list[list[int]]:
    """Return the offsets between two instants: from when each counts, and its seconds, in order.

    The first counts for everything before, too. Nothing is looked for before 1850, when no zone had
    an offset that changed, nor after 2150.
    """
    first, last = Instant(max(first, _FIRST)), Instant(min(last, _LAST))
    found = [[first, _offset(first, zone)]]
    for day in range(first, last, _DAY):
        new = _offset(day + _DAY, zone)
        if new != found[-1][1]:
            inside = range(day, day + _DAY)
            change = bisect_left(inside, 1, key=lambda at: int(_offset(at, zone) == new))
            found.append([day + change, new])
    return found


def _offset(instant: int, zone: ZoneInfo) -> int:
    offset = to_datetime(Instant(instant), zone).utcoffset() or timedelta(0)
    return int(offset.total_seconds())
