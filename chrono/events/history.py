"""A history: the records of one chronology, in the order of the log."""

from collections.abc import Iterable
from functools import cached_property
from zoneinfo import ZoneInfo

import attrs

from chrono.errors import ChronoError
from chrono.events.entries import Declaration, Entry, Record
from chrono.events.relations import home_zone
from chrono.values.clocks import Bounds
from chrono.values.dates import Date


class NotDeclared(ChronoError):
    """A chronology without an entry, so that nothing declares its title and zone."""

    def __init__(self, chronology: str) -> None:
        self.chronology = chronology
        super().__init__(f"chronology {chronology!r} is not declared")


@attrs.frozen(slots=False, eq=False, repr=False)
class History:
    """The records of one chronology, up to some position.

    Attributes:
        chronology: Its name.
        records: The records, by position.
        zone: The home zone, in which a bare date is a civil day.
    """

    chronology: str
    records: tuple[Record, ...]
    zone: ZoneInfo

    @classmethod
    def of(cls, chronology: str, entries: Iterable[Entry]) -> "History":
        """Return the history of the entries of one chronology, given in the order of the log.

        Raises:
            NotDeclared: There are none.
            UnreadableEntry: One of them is none that an append has written.
        """
        records = tuple(entry.record for entry in entries)
        if not records:
            raise NotDeclared(chronology)
        return cls(chronology, records, home_zone(chronology, records))

    @cached_property
    def by_id(self) -> dict[str, Record]:
        """The records by id."""
        return {record.id: record for record in self.records}

    @cached_property
    def declaration(self) -> Declaration | None:
        """The latest declaration; None in a part of a history that has none."""
        declared = (each for each in reversed(self.records) if isinstance(each, Declaration))
        return next(declared, None)

    def upto(self, position: int) -> "History":
        """Return the history up to a position, inclusive."""
        kept = tuple(record for record in self.records if record.position <= position)
        return History(self.chronology, kept, self.zone)

    def bounds(self, date: Date) -> Bounds:
        """Return the bounds of a date in the home zone."""
        return date.bounds(self.zone)
