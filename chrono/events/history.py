"""A history: the records of one chronology, in the order of the log."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from zoneinfo import ZoneInfo

import attrs

from chrono.errors import ChronoError
from chrono.events.entries import Declaration, Entry, Record
from chrono.values import clocks
from chrono.values.clocks import Bounds
from chrono.values.dates import Date


class NotDeclared(ChronoError):
    """A chronology has entries, but none that declares its title and zone."""

    def __init__(self, chronology: str) -> None:
        self.chronology = chronology
        super().__init__(f"chronology {chronology!r} has no declaration before its first event")


@attrs.frozen(slots=False, eq=False, repr=False)
class History:
    """Everything that was recorded of one chronology, up to some position.

    Attributes:
        chronology: Its name.
        records: In the order of their positions.
        zone: The home zone, in which a bare date is a civil day.
    """

    chronology: str
    records: tuple[Record, ...]
    zone: ZoneInfo

    @classmethod
    def of(cls, chronology: str, entries: Iterable[Entry]) -> "History":
        """Read the entries of one chronology, given in the order of the log.

        Raises:
            NotDeclared: None of them declares the chronology.
        """
        records = tuple(entry.record for entry in entries)
        for record in records:
            if isinstance(record, Declaration):
                return cls(chronology, records, clocks.zone(record.zone))
        raise NotDeclared(chronology)

    @cached_property
    def by_id(self) -> dict[str, Record]:
        """Find a record by its id."""
        return {record.id: record for record in self.records}

    def upto(self, position: int) -> "History":
        """Return what had been recorded up to a position, inclusive."""
        kept = tuple(record for record in self.records if record.position <= position)
        return History(self.chronology, kept, self.zone)

    def bounds(self, date: Date) -> Bounds:
        """Return a date's bounds in the home zone."""
        return date.bounds(self.zone)


def meant(chronologies: Mapping[str, int], name: str | None) -> list[str]:
    """List the chronologies of a log that may be meant, given how many entries each has.

    The one that is named, if it is there; else, without a name, those with entries besides a
    declaration, or all if none has any. One is an answer, several and none are not.
    """
    if name is not None:
        return [name] if name in chronologies else []
    return [one for one, entries in chronologies.items() if entries] or list(chronologies)
