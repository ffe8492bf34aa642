"""Relations: what readers take for granted among the records of one chronology.

The first declares it, an act names an earlier record of a fitting sort, a correction replaces a
version of its development, and every date exists in the home zone. What an append has written keeps
to that; a log that was made by hand need not.
"""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from chrono.errors import ChronoError
from chrono.events.entries import Act, Correction, Declaration, Development, Record, Retraction
from chrono.events.stored_body import UnreadableEntry
from chrono.values import clocks
from chrono.values.dates import Date
from chrono.values.ids import is_id


def home_zone(chronology: str, records: Sequence[Record]) -> ZoneInfo:
    """Return the home zone of the records of one chronology, given in the order of the log.

    Raises:
        UnreadableEntry: The name is none, or a record contradicts the zone or those before it.
    """
    first = records[0]
    if not is_id(chronology):
        raise UnreadableEntry(first.position, f"chronology: {_shown(chronology)} is no name")
    if not isinstance(first, Declaration):
        reason = f"chronology {chronology!r} has no declaration before its first event"
        raise UnreadableEntry(first.position, reason)
    zone = clocks.zone(first.zone)
    earlier: dict[str, Record] = {}
    known: set[Date] = set()
    for record in records:
        if not isinstance(record, Development):
            reason = _contradiction(record, earlier, first.zone)
            if reason:
                raise UnreadableEntry(record.position, reason)
        for date in _dates(record):
            if date not in known:
                known.add(date)
                _check_date(date, record.position, zone)
        earlier[record.id] = record
    return zone


def _contradiction(record: Record, earlier: Mapping[str, Record], zone: str) -> str:
    """Return how a declaration or an act contradicts what stands before it; empty for not."""
    if isinstance(record, Declaration):
        moved = f"data.zone: {record.zone}, but the chronology is in {zone} for good"
        return moved if record.zone != zone else ""
    if not isinstance(record, Act):
        return ""
    target = earlier.get(record.target)
    fitting = (Act, Development) if isinstance(record, Retraction) else Development
    if target is None:
        return f"its target {_shown(record.target)} is no earlier entry"
    if not isinstance(target, fitting):
        return f"its target {_shown(record.target)} is a {type(target).__name__.lower()}"
    if isinstance(record, Correction):
        version = earlier.get(record.replaces)
        about = version.target if isinstance(version, Correction) else record.replaces
        if about != record.target:
            return f"derived.replaces: {_shown(record.replaces)} is no version of {record.target}"
    return ""


def _dates(record: Record) -> list[Date]:
    dates = [source.published for source in record.sources if source.published]
    if isinstance(record, Development | Correction):
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
