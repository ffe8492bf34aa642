"""Instants: integers in UTC, converted from and to the clocks of time zones.

A time zone is used only where a civil clock is read or shown.
"""

import bisect
import functools
import re
import zoneinfo
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final, NewType
from zoneinfo import ZoneInfo

import attrs

from chrono.errors import ChronoError
from chrono.values.by_fields import ByFields

Instant = NewType("Instant", int)
"""Microseconds since 1970-01-01T00:00:00Z, without leap seconds, as POSIX counts."""

BEGINNING: Final = Instant(-(2**63))
"""The open start of time: before every instant, never printed as a number."""

END: Final = Instant(2**63 - 1)
"""The open end of time: after every instant, never printed as a number."""

_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001  (wall clocks are naive; UTC is one of them)
_MICROSECOND: Final = timedelta(microseconds=1)
_NO_SHIFT: Final = timedelta(0)
_STAMP: Final = re.compile(r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):\d\d:\d\d(\.\d{6})?Z", re.ASCII)
_SHOWN: Final = 40
# The computer decides what these two mean, so an answer would depend on the computer.
_DEPENDS_ON_COMPUTER: Final = frozenset({"localtime", "posixrules"})


def shown(text: str) -> str:
    """Return a text quoted for a message: control characters escaped, cut after 40 characters."""
    return repr(text) if len(text) <= _SHOWN else repr(text[:_SHOWN]) + "…"


class NaiveTime(ChronoError):
    """A datetime without a UTC offset, which names no instant."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        super().__init__(f"{moment.isoformat()}: has no UTC offset, as {moment.isoformat()}+00:00")


class BadStamp(ChronoError):
    """A text that is not an instant as logs write it."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{shown(text)}: not an instant, as 2026-11-21T22:30:50.123456Z")


class BeyondCalendar(ChronoError):
    """An instant outside the years 0001 to 9999, which no calendar date names."""

    def __init__(self, instant: Instant) -> None:
        self.instant = instant
        super().__init__("an instant outside the years 0001 to 9999 has no calendar date")


class UnknownZone(ChronoError):
    """A name that is no time zone of the IANA database; `hint` is the nearest that is."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.hint = _nearest_zone(name)
        super().__init__(f"{shown(name)}: no such time zone, as {self.hint}")


@attrs.frozen(repr=False)
class Bounds(ByFields):
    """The instants within which something lies.

    Half-open and in UTC: `earliest` is the first possible instant, `before` the first impossible
    one. BEGINNING and END stand for an open side.
    """

    earliest: Instant
    before: Instant

    @property
    def by_date(self) -> tuple[Instant, Instant]:
        """The sort key of dates: by their end, then by their start."""
        return self.before, self.earliest


def from_datetime(moment: datetime) -> Instant:
    """Return the instant of an aware datetime, whatever its zone; NaiveTime without an offset."""
    offset = moment.utcoffset()
    if offset is None:
        raise NaiveTime(moment)
    return _micros(moment.replace(tzinfo=None), offset)


def to_datetime(instant: Instant, zone: tzinfo) -> datetime:
    """Return an instant as an aware datetime in `zone`; BeyondCalendar outside years 0001-9999."""
    try:
        return _utc_wall(instant).replace(tzinfo=UTC).astimezone(zone)
    except OverflowError:
        raise BeyondCalendar(instant) from None


def iso(instant: Instant) -> str | None:
    """Return an instant as text in UTC, or None for an open one.

    As `2023-11-19T08:00:00Z`, with microseconds only when there are any. An instant outside the
    years 0001 to 9999 counts as open; so does the exclusive end of 9999.
    """
    try:
        return _utc_wall(instant).isoformat() + "Z"
    except OverflowError:
        return None


def stamp(instant: Instant) -> str:
    """Return an instant in UTC with six decimals, as `2026-11-21T22:30:50.123456Z`.

    All have one length, so text order is time order. BeyondCalendar outside the years 0001 to 9999.
    """
    try:
        return _utc_wall(instant).isoformat(timespec="microseconds") + "Z"
    except OverflowError:
        raise BeyondCalendar(instant) from None


@functools.lru_cache(maxsize=1024)
def _parsed_stamp(text: str) -> Instant:
    if not _STAMP.fullmatch(text):
        raise BadStamp(text)
    try:
        wall = datetime.fromisoformat(text[:-1])
    except ValueError:
        raise BadStamp(text) from None
    return _micros(wall, _NO_SHIFT)


def parse_stamp(text: str) -> Instant:
    """Return the instant of a text that `stamp` or `iso` wrote; BadStamp for any other text."""
    return _parsed_stamp(text)


def zone(name: str) -> ZoneInfo:
    """Return the IANA time zone of a name, as America/Los_Angeles; UnknownZone if there is none."""
    if name in _DEPENDS_ON_COMPUTER:
        raise UnknownZone(name)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; unsafe or unencodable; a folder
        raise UnknownZone(name) from None


def instant_at(wall: datetime, offset: timedelta) -> Instant:
    """Return the instant at which clocks with an offset from UTC show `wall`, a naive datetime."""
    return _micros(wall, offset)


def instant_of(wall: datetime, zone: tzinfo) -> Instant:
    """Return the instant at which clocks in `zone` show `wall`, a naive datetime.

    Where clocks show it twice, fold 0 is the first time and fold 1 the second. Where clocks jump
    over it, fold 0 is the instant of the jump and fold 1 the microsecond before. So the instants of
    the first reading (fold 0) and the last (fold 1) of a day enclose all of that day that exists.
    """
    first = _offset(wall.replace(fold=0) if wall.fold else wall, zone)
    second = _offset(wall if wall.fold else wall.replace(fold=1), zone)
    if first < second:
        return Instant(_jump(wall, zone, first, second) - wall.fold)
    return _micros(wall, second if wall.fold else first)


def _jump(wall: datetime, zone: tzinfo, old: timedelta, new: timedelta) -> Instant:
    """Return the instant at which `zone` changes from offset `old` to `new`, skipping `wall`."""
    low, high = _micros(wall, new), _micros(wall, old)

    def offset_at(instant: int) -> timedelta:
        return to_datetime(Instant(instant), zone).utcoffset() or _NO_SHIFT

    return Instant(low + bisect.bisect_left(range(low, high), new, key=offset_at))


def _offset(wall: datetime, zone: tzinfo) -> timedelta:
    return zone.utcoffset(wall) or _NO_SHIFT


def _micros(wall: datetime, offset: timedelta) -> Instant:
    return Instant((wall - _EPOCH - offset) // _MICROSECOND)


def _utc_wall(instant: Instant) -> datetime:
    return _EPOCH + timedelta(microseconds=instant)


@functools.lru_cache(maxsize=256)
def _nearest_zone(name: str) -> str:
    """Return the zone with the nearest name, or with the nearest last part; UTC for none."""
    from difflib import get_close_matches  # noqa: PLC0415  (slow to import; for mistakes)

    known, cities = _spellings()
    wanted = name[:_SHOWN].strip().lower().replace(" ", "_")
    for spellings in (known, cities):
        for close in get_close_matches(wanted, spellings, n=1, cutoff=0.8):
            return known[cities[close]] if spellings is cities else known[close]
    return "UTC"


@functools.cache
def _spellings() -> tuple[dict[str, str], dict[str, str]]:
    """Return the zones by name in lower case, and these names by their last part."""
    names = sorted(zoneinfo.available_timezones() - _DEPENDS_ON_COMPUTER)
    known = {each.lower(): each for each in names}
    return known, {each.rpartition("/")[2]: each for each in known}
