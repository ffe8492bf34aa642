"""The days of the index, by number and in UTC, so that no table of time zones is needed."""

import re
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from chrono.errors import ChronoError
from chrono.values.clocks import BEGINNING, END, Bounds, Instant
from chrono.values.dates import Date

_UTC: Final = ZoneInfo("UTC")
DAY: Final = 86_400_000_000
"""The microseconds of a day."""

_SECOND: Final = 1_000_000

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


_is_time: Final = re.compile(
    r"(?!0001|9999)\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ", re.ASCII
).fullmatch
"""Matches a second of UTC on what looks like a day, but for the first year and the last."""


def of_text(text: str) -> tuple[int, str, Bounds]:
    """Return what `in_utc` does of the date that a text names, without a look at its time of day.

    Raises:
        BadDate: It names none.
    """
    if not _is_time(text):
        return _of_text(text)
    day, _, of_day = _of_text(text[:10])
    seconds = int(text[11:13]) * 3600 + int(text[14:16]) * 60 + int(text[17:19])
    start = Instant(of_day.earliest + seconds * _SECOND)
    return day, text, Bounds(start, Instant(start + _SECOND))


@lru_cache(maxsize=8192)
def _of_text(text: str) -> tuple[int, str, Bounds]:
    return in_utc(Date.parse(text))
