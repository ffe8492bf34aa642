"""The records of one chronology, read from the log only as far as an answer needs them."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs

from chrono.events.entries import Entry
from chrono.events.history import History
from chrono.log.index_reading import DAY
from chrono.queries.state import newest_source, recency_in
from chrono.state.as_of import AsOf
from chrono.state.moments import recorded_position
from chrono.values.dates import Date

if TYPE_CHECKING:  # types alone; reading is to start fast
    from chrono.log.contract import Log
    from chrono.log.head import Head
    from chrono.log.index_reading import Index

_MARGIN: Final = 2
"""The days by which the starts of a date in UTC and in a home zone may differ, and one more."""


@attrs.frozen(eq=False, repr=False, slots=False)
class Records:
    """The records of a chronology up to a head of the log; each part is read when it is asked for.

    Attributes:
        log: The log.
        chronology: Its name.
        head: The head; what was appended after it does not count.
        later: The same up to a later head, from which these are taken; None for none.
    """

    log: "Log"
    chronology: str
    head: "Head"
    later: "Records | None" = None
    _parts: dict[tuple[str, ...], History] = attrs.field(factory=dict, init=False)
    _read: dict[int, Entry] = attrs.field(factory=dict, init=False)

    @cached_property
    def index(self) -> "Index | None":
        """The index of the chronology; None where there is none up to the head."""
        return self.later.index if self.later else self.log.index(self.chronology)

    @cached_property
    def whole(self) -> History:
        """All of them."""
        if self.later:
            return self.later.whole.upto(self.head.entries)
        entries = self.log.entries(self.chronology)  # those of a part are not decoded again
        return self._history(self._read.get(entry.position, entry) for entry in entries)

    def upto(self, position: int) -> "Records":
        """Return those up to a position, inclusive."""
        return Records(self.log, self.chronology, self.log.head(position), self)

    def bearing_on(self, keys: tuple[str, ...]) -> History:
        """Return those that bear on keys or globs; without keys, or without an index, all.

        In them alone the keys hold, and have held, what they do in all of them, at every moment
        (docs/state-rule.md, What follows).
        """
        if not keys or self.index is None:
            return self.whole
        if self.later:
            return self.later.bearing_on(keys).upto(self.head.entries)
        if keys not in self._parts:  # the last part is kept, as one asks for many moments
            self._parts.clear()
            self._parts[keys] = self._history(self._once(self.index.bearing_on(keys)))
        return self._parts[keys]

    def dating(self, word: str) -> History:
        """Return records in which a word can be read as a moment: of e17, what it names."""
        position = recorded_position(word)
        if position is None:
            return self.declared  # which says the home zone
        family = self.family(position + word.endswith("^"))
        return family if family and family.records else self.whole

    def newest_source(self, asof: AsOf) -> Date | None:
        """Return the date of the last publication that counts; None where no source has a date."""
        if self.index is None or "whole" in vars(self):
            return newest_source(asof.world(self.whole))
        recency = recency_in(self.declared)
        newest: Date | None = None
        for day, date, developments in self.index.publications(self.head.entries):
            if newest and day < recency(newest)[0] // DAY - _MARGIN:
                break
            for position in developments:
                if newest and recency(date) <= recency(newest):
                    break
                family = self.family(position)
                found = newest_source(asof.world(family)) if family else None
                if found and (newest is None or recency(found) > recency(newest)):
                    newest = found
        return newest

    @cached_property
    def declared(self) -> History:
        """The declarations alone, or all without an index."""
        if self.later:
            return self.later.declared
        return self._history(self._once(self.index.bearing_on(()))) if self.index else self.whole

    def family(self, position: int) -> History | None:
        """Return the record at a position with the acts upon it; None if no index has it."""
        if self.later:
            family = self.later.family(position)
            return family and family.upto(self.head.entries)
        entries = self._once(self.index.family(position)) if self.index else ()
        if not entries or entries[0].chronology != self.chronology:
            return None
        whole = attrs.evolve(self.declared, records=tuple(entry.record for entry in entries))
        return whole.upto(self.head.entries)

    def _history(self, entries: Iterable[Entry]) -> History:
        return History.of(self.chronology, entries).upto(self.head.entries)

    def _once(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return entries, each the same object as before, so that it is decoded once."""
        return [self._read.setdefault(entry.position, entry) for entry in entries]
