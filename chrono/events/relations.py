"""Relations: what readers take for granted among the records of one chronology.

The first declares it, an act names an earlier record of a fitting sort, a correction replaces a
version of its development, and every date exists in the home zone. What an append has written keeps
to that; a log that was made by hand need not.
"""

from collections.abc import Callable, Iterable
from typing import Final
from zoneinfo import ZoneInfo

from chrono.errors import ChronoError
from chrono.events.entries import Act, Correction, Declaration, Development, Record, Retraction
from chrono.events.stored_body import UnreadableEntry
from chrono.values import clocks
from chrono.values.dates import Date
from chrono.values.ids import is_id


def home_zone(chronology: str, records: Iterable[Record]) -> ZoneInfo:
    """Return the home zone of the records of one chronology, given in the order of the log.

    Raises:
        UnreadableEntry: The name is none, or a record contradicts the zone or those before it.
    """
    earlier: dict[str, Record] = {}
    relations = Relations(chronology, lambda name, _: earlier.get(name))
    for record in records:
        relations.take(record)
        earlier[record.id] = record
    return relations.zone


class Relations:
    """The records of one chronology, one by one; none is kept.

    Args:
        chronology: Its name.
        earlier: Returns its record with an id, if that stands before a position, else None; only
            what an act names is asked for.
    """

    def __init__(self, chronology: str, earlier: "_Earlier") -> None:
        self._chronology = chronology
        self._earlier = earlier
        self._zone = ""
        self._known: set[Date] = set()

    @property
    def zone(self) -> ZoneInfo:
        """The home zone, once a record was taken."""
        return clocks.zone(self._zone)

    def take(self, record: Record) -> None:
        """Take the next record, in the order of the log.

        Raises:
            UnreadableEntry: It contradicts the zone or those before it, or the name is none.
        """
        self._zone = self._zone or _declaration(self._chronology, record).zone
        if not isinstance(record, Development):
            reason = _contradiction(record, self._earlier, self._zone)
            if reason:
                raise UnreadableEntry(record.position, reason)
        for date in _dates(record):
            if date not in self._known:
                self._known.add(date)
                _check_date(date, record.position, self.zone)
            if len(self._known) >= _MOST:
                self._known.clear()  # what it spares is little, and dates may be very many


_Earlier = Callable[[str, int], Record | None]
"""Returns the record with an id that stands before a position; None for none."""

_MOST: Final = 10_000
"""The dates that are remembered, at most."""


def _declaration(chronology: str, first: Record) -> Declaration:
    """Return the first record of a chronology, which declares it.

    Raises:
        UnreadableEntry: It does not, or the name is none.
    """
    if not is_id(chronology):
        raise UnreadableEntry(first.position, f"chronology: {_shown(chronology)} is no name")
    if not isinstance(first, Declaration):
        reason = f"chronology {chronology!r} has no declaration before its first event"
        raise UnreadableEntry(first.position, reason)
    return first


def _contradiction(record: Record, earlier: _Earlier, zone: str) -> str:
    """Return how a declaration or an act contradicts what stands before it; empty for not."""
    if isinstance(record, Declaration):
        moved = f"data.zone: {record.zone}, but the chronology is in {zone} for good"
        return moved if record.zone != zone else ""
    if not isinstance(record, Act):
        return ""
    target = earlier(record.target, record.position)
    fitting = (Act, Development) if isinstance(record, Retraction) else (Development,)
    if target is None:
        return f"its target {_shown(record.target)} is no earlier entry"
    if not isinstance(target, fitting):
        return f"its target {_shown(record.target)} is a {type(target).__name__.lower()}"
    if isinstance(record, Correction):
        version = earlier(record.replaces, record.position)
        about = version.target if isinstance(version, Correction) else record.replaces
        if about != record.target:
            return f"derived.replaces: {_shown(record.replaces)} is no version of {record.target}"
    return ""


def _dates(record: Record) -> list[Date]:
    dates = [source.published for source in record.sources if source.published]
    if isinstance(record, (Development, Correction)):
        dates.append(record.event.occurred)
    if isinstance(record, Correction):
        dates += [source.published for source in record.event.sources if source.published]
    return dates


def _check_date(date: Date, position: int, zone: ZoneInfo) -> None:
    try:
        date.bounds(zone)
    except ChronoError as error:
        raise UnreadableEntry(position, str(error)) from error


def _shown(text: str) -> str:
    return ascii(text)[:60]
