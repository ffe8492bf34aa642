"""The names of time zones that people put after a time, and the offsets from UTC they stand for."""

import re
from datetime import datetime, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

CLOCKS: Final = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}  # fmt: skip
"""Names of zones whose clocks change, and one that has these clocks."""

_HOURS: Final = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "UTC": 0, "GMT": 0, "CET": 1, "CEST": 2,
}  # fmt: skip
ZONE_NAMES: Final = (*CLOCKS, *_HOURS)
"""The names that are known, in capitals; other abbreviations are used for several zones."""

_OFFSET: Final = re.compile(r"(?:UTC|GMT)?([+-])(\d\d?)(?::?(\d\d))?", re.ASCII)


def offset_of(name: str, time: str) -> str | None:
    """Return the offset from UTC at a clock reading, as ``-08:00`` or ``Z``; None for no such name.

    Empty where clocks there show that reading twice, or never, or were not yet on standard time.

    Args:
        name: One of ZONE_NAMES in any case, ``Z``, or an offset as ``-8``, ``+0530``, ``UTC+1``.
        time: A day with hour and minute, as ``2023-03-09T18:00``; seconds allowed.
    """
    known = name.upper()
    if known in CLOCKS:
        return home_offset(ZoneInfo(CLOCKS[known]), time)
    if known in _HOURS:
        return _text(timedelta(hours=_HOURS[known]))
    if known == "Z":
        return "Z"
    match = _OFFSET.fullmatch(known)
    return f"{match[1]}{match[2]:0>2}:{match[3] or '00'}" if match else None


def home_offset(zone: ZoneInfo, time: str) -> str:
    """Return the offset of a zone at a clock reading; empty as `offset_of` says, or for no day."""
    try:
        wall = datetime.fromisoformat(time)
    except ValueError:
        return ""
    first, second = (wall.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    if first is None or first != second or first % timedelta(minutes=1):
        return ""
    return _text(first)


def _text(offset: timedelta) -> str:
    return str(timezone(offset)).removeprefix("UTC") or "Z"
