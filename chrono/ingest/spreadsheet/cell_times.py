"""Times of day and their zones, as cells beside a date have them."""

import re
from datetime import timedelta
from typing import Final

from chrono.errors import ChronoError
from chrono.ingest.spreadsheet.wrong_cell import WrongCell
from chrono.values import clocks
from chrono.values.clocks import Instant, shown
from chrono.values.dates import Date
from chrono.values.zone_names import CLOCKS, ZONE_NAMES, offset_of

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_CLOCK: Final = re.compile(
    r"(\d\d?)[:.](\d\d)(:\d\d)?(?: ?([ap])\.?m\.?)?", re.ASCII | re.IGNORECASE
)


def timed(day: str, time: str, zone: str) -> str:
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
