"""Single dates (no slash or brackets) as a calendar and a clock in the home zone show them."""

from datetime import datetime, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

import attrs

from chrono.values.by_fields import ByFields
from chrono.values.clocks import BeyondCalendar, instant_of, to_datetime
from chrono.values.dates import Single
from chrono.values.edtf import Unit

_MINUTE: Final = timedelta(minutes=1)


@attrs.frozen(eq=False, repr=False)
class Shown(ByFields):
    """A single date in the home zone.

    Attributes:
        unit: Its precision; a month whose day is unspecified (``2025-06-XX``) is a month.
        first: The first clock reading that it covers, naive, in the home zone.
        last: The last clock reading, inclusive.
        offset: The offset from UTC of a time of day, as ``UTC-08:00``, where clocks at home show
            that time twice (both, if it was written without), or never; else empty.
        qualifier: ``?`` uncertain, ``~`` approximate, ``%`` both, or empty.
    """

    unit: Unit
    first: datetime
    last: datetime
    offset: str
    qualifier: str


def shown(single: Single, zone: ZoneInfo) -> Shown:
    """Return a date in the home zone; a time with an offset of its own is converted."""
    if single.unit not in ("minute", "second"):
        return Shown(single.unit, single.first, single.last, "", single.qualifier)
    wall, offset = _at_home(single, zone)
    return Shown(single.unit, wall, wall, offset, single.qualifier)


def shown_end(end: Single | str, zone: ZoneInfo) -> Shown | None:
    """Return an end of a date in the home zone; None for an open or unknown end."""
    return shown(end, zone) if isinstance(end, Single) else None


def _at_home(single: Single, zone: ZoneInfo) -> tuple[datetime, str]:
    """Return the clock reading of a time in the home zone, and its offset where it needs one."""
    if single.offset is None:
        return single.first, _twice(single.first, zone)
    own = timezone(single.offset)
    try:
        local = to_datetime(instant_of(single.first, own), zone)
    except BeyondCalendar:
        local = single.first.replace(tzinfo=own)
    if (local.utcoffset() or timedelta(0)) % _MINUTE:
        local = single.first.replace(tzinfo=own)  # local mean time has seconds, which nobody reads
    wall = local.replace(tzinfo=None)
    at_home = {wall.replace(fold=fold, tzinfo=zone).utcoffset() for fold in (0, 1)}
    once = at_home == {local.utcoffset()}
    return wall, "" if once else _offset_text(local.utcoffset() or timedelta(0))


def _twice(wall: datetime, zone: ZoneInfo) -> str:
    """Return both offsets at which clocks at home show a time; empty where they show it once."""
    both = [wall.replace(fold=fold, tzinfo=zone).utcoffset() for fold in (0, 1)]
    texts = dict.fromkeys(_offset_text(offset) for offset in both if offset is not None)
    return " or ".join(texts) if len(texts) > 1 else ""


def _offset_text(offset: timedelta) -> str:
    return str(timezone(offset)) if offset else "UTC"
