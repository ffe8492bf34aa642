"""A time of day as a person types it after its day: ``6pm ET``, ``about 21:00 (UTC-08:00)``."""

from collections.abc import Callable
from typing import Final
from zoneinfo import ZoneInfo

from chrono.values.dates import BadDate, Date
from chrono.values.typed_days import phrase
from chrono.values.zone_names import ZONE_NAMES, home_offset, offset_of

_TIMED: Final = phrase(
    r"(?P<date>.+?)(?:(?<=\d)T|,? (?:at )?)(?P<doubt>(?:(?:about|circa|perhaps|maybe) )*)"
    r"(?P<hour>\d\d?)(?::(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?"
    r"(?: ?(?P<zone>\([^()]+\)|[a-z]+(?:[+-][\d:]+)?|[+-]\d\d?(?::?\d\d)?))?"
)
_OF_HOME: Final = phrase(r"\(.* or .*\)|\(UTC[+-]\d\d:\d\d:\d\d\)")
"""The offsets that text prints of a time without one: two of them, or one with seconds."""


def timed(typed: str, day_of: Callable[[str], str], zone: ZoneInfo | None) -> str | None:
    """Return a day with a time after it, as ``9 March 2023 6pm ET``; None for another text.

    Args:
        typed: Without spaces around. A time without a zone is by the clocks of home.
        day_of: Reads the day.
        zone: The home zone, for messages; None where it is not known.

    Raises:
        BadDate: It is no such day, time or zone.
    """
    match = _TIMED.fullmatch(typed)
    if match is None or not (match["half"] or match["minute"]):
        return None
    day, hour = day_of(match["date"]), int(match["hour"])
    single = Date.parse(day).start
    if isinstance(single, str) or single.unit != "day" or single.qualifier:
        raise BadDate(typed, "a time goes with a day", day)
    if (match["half"] and not 1 <= hour <= 12) or hour > 23:
        raise BadDate(typed, f"there is no hour {match['hour']}", day)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    seconds = f":{match['second']}" if match["second"] else ""
    time = f"{day}T{hour:02}:{match['minute'] or '00'}{seconds}"
    time += _offset(typed, match["zone"] or "", time, zone)
    for word in match["doubt"].lower().split():
        time = qualified(time, "~" if word in ("about", "circa") else "?")
    return time


def _offset(typed: str, named: str, time: str, zone: ZoneInfo | None) -> str:
    """Return the offset that a zone has at a time; empty for the home zone."""
    if not named or _OF_HOME.fullmatch(named):
        return ""
    offset = offset_of(named.strip("()"), time)
    if offset:
        return offset
    at_home = home_offset(zone, time) if zone else ""
    write = f"an offset such as {at_home}" if at_home else "an offset from UTC"
    if offset is None:
        known = ", ".join(ZONE_NAMES)
        raise BadDate(typed, f"no zone {named!r}; there is {known}, or {write}", "")
    raise BadDate(typed, f"clocks in {named} show that time twice, or never; write {write}", "")


def qualified(single: str, mark: str) -> str:
    """Return a date with a qualifier; one that says otherwise already makes it both."""
    stands = single[-1] if single[-1] in "?~%" else ""
    if not stands:
        return single + mark
    return single[:-1] + (stands if stands == mark else "%")
