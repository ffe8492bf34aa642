"""Instants of world time: made from and shown as clock readings, and ordered as plain integers.

Everything is kept in UTC. A time zone enters only where a civil clock is read or shown.
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
# These two are whatever the computer says they are, so an answer would depend on the computer.
_NOT_A_PLACE: Final = frozenset({"localtime", "posixrules"})


def shown(text: str) -> str:
    """Answer a text quoted for a message: control characters escaped, cut after 40 characters."""
    return repr(text) if len(text) <= _SHOWN else repr(text[:_SHOWN]) + "…"


class NaiveTime(ChronoError):
    """A datetime without a UTC offset stands for no instant."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        super().__init__(f"{moment.isoformat()}: has no UTC offset, as {moment.isoformat()}+00:00")


class BadStamp(ChronoError):
    """A text is not an instant in the form that logs use."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{shown(text)}: not an instant, as 2026-11-21T22:30:50.123456Z")


class BeyondCalendar(ChronoError):
    """An instant lies outside the years 0001 to 9999, so no calendar date names it."""

    def __init__(self, instant: Instant) -> None:
        self.instant = instant
        super().__init__("an instant outside the years 0001 to 9999 has no calendar date")


class UnknownZone(ChronoError):
    """No time zone of that name is in the IANA database; `hint` is one that is."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.hint = _nearest_zone(name)
        super().__init__(f"{shown(name)}: no such time zone, as {self.hint}")


@attrs.frozen
class Bounds:
    """The instants within which something lies.

    Half-open and in UTC: `earliest` is the first possible instant, `before` the first impossible
    one. BEGINNING and END stand for an open side.
    """

    earliest: Instant
    before: Instant

    @property
    def by_date(self) -> tuple[Instant, Instant]:
        """Return the key that sorts by date: what was over first, and of those what began first."""
        return self.before, self.earliest


def from_datetime(moment: datetime) -> Instant:
    """Answer the instant of an aware datetime, whatever its zone; NaiveTime without an offset."""
    offset = moment.utcoffset()
    if offset is None:
        raise NaiveTime(moment)
    return _micros(moment.replace(tzinfo=None), offset)


def to_datetime(instant: Instant, zone: tzinfo) -> datetime:
    """Answer what calendar and clock show in `zone`; BeyondCalendar outside years 0001-9999."""
    try:
        return _utc_wall(instant).replace(tzinfo=UTC).astimezone(zone)
    except OverflowError:
        raise BeyondCalendar(instant) from None


def iso(instant: Instant) -> str | None:
    """Answer an instant as text in UTC, or None for an open one.

    `2023-11-19T08:00:00Z`, with microseconds only when there are any. What lies outside the years
    0001 to 9999, as the end of 9999 does, counts as open.
    """
    try:
        return _utc_wall(instant).isoformat() + "Z"
    except OverflowError:
        return None


def stamp(instant: Instant) -> str:
    """Answer an instant in UTC with six decimals: equal in length, so text order is time order.

    `2026-11-21T22:30:50.123456Z`; BeyondCalendar outside the years 0001 to 9999.
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
    """Answer the instant that `stamp` or `iso` wrote, to the microsecond; else BadStamp."""
    return _parsed_stamp(text)


def zone(name: str) -> ZoneInfo:
    """Answer the IANA time zone of that name, such as America/Los_Angeles; else UnknownZone."""
    if name in _NOT_A_PLACE:
        raise UnknownZone(name)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; unsafe or unencodable; a folder
        raise UnknownZone(name) from None


def instant_of(wall: datetime, zone: tzinfo) -> Instant:
    """Answer when a clock in `zone` shows `wall`, a naive reading, whose `fold` picks the side.

    Where the reading comes twice, fold 0 is the first time and fold 1 the second. Where the clock
    jumps over it, fold 0 is the instant of the jump and fold 1 the microsecond before. So with
    first and last reading of any stretch, all of it that exists lies between the two answers.
    """
    first = _offset(wall.replace(fold=0), zone)
    second = _offset(wall.replace(fold=1), zone)
    if first < second:
        return Instant(_jump(wall, zone, first, second) - wall.fold)
    return _micros(wall, second if wall.fold else first)


def _jump(wall: datetime, zone: tzinfo, old: timedelta, new: timedelta) -> Instant:
    """Answer the instant at which `zone` leaves the offset `old` for `new`, over `wall`."""
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
    """Answer the zone most likely meant: by its spelling, by its last part, or else UTC."""
    from difflib import get_close_matches  # noqa: PLC0415  (only a mistake pays for it)

    known, cities = _spellings()
    wanted = name[:_SHOWN].strip().lower().replace(" ", "_")
    for spellings in (known, cities):
        for close in get_close_matches(wanted, spellings, n=1, cutoff=0.8):
            return known[cities[close]] if spellings is cities else known[close]
    return "UTC"


@functools.cache
def _spellings() -> tuple[dict[str, str], dict[str, str]]:
    """Answer the zones by their names without case, and these names by their last parts."""
    names = sorted(zoneinfo.available_timezones() - _NOT_A_PLACE)
    known = {each.lower(): each for each in names}
    return known, {each.rpartition("/")[2]: each for each in known}
