"""The records of one chronology, read from the log only as far as an answer needs them."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs

from chrono.events.entries import Declaration, Entry, Record
from chrono.events.history import History
from chrono.log.index import listed
from chrono.log.index.days import DAY, MARGIN
from chrono.queries.state import newest_source, recency_in
from chrono.state.as_of import AsOf
from chrono.state.moments import recorded_position
from chrono.state.rule import World
from chrono.values.clocks import END
from chrono.values.dates import Date

if TYPE_CHECKING:  # types alone; reading is to start fast
    from chrono.api.backwards import Over
    from chrono.log.contract import Appended, Log
    from chrono.log.head import Head
    from chrono.log.index.reading import Index

SHORT: Final = 2_000
"""The entries of a log that is read whole: the index would name most of them."""

FEW: Final = 8
"""The entries for each key, at most, where all that began is read at once, and no key backwards."""


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
    _read: dict[int, Entry] = attrs.field(factory=dict)

    @cached_property
    def index(self) -> "Index | None":
        """The index of the chronology; None where there is none up to the head."""
        return self.later.index if self.later else self.log.index(self.chronology)

    @property
    def size(self) -> int:
        """How many entries the log has, with those that were recorded later."""
        return self.later.size if self.later else self.head.entries

    @cached_property
    def whole(self) -> History:
        """All of them."""
        if self.later:
            return self.later.whole.upto(self.head.entries)
        entries = self.log.entries(self.chronology)  # those of a part are not decoded again
        return self._history(self._read.get(entry.position, entry) for entry in entries)

    def upto(self, position: int) -> "Records":
        """Return those up to a position, inclusive."""
        head = self.log.head(position)
        return Records(self.log, self.chronology, head, self, read=self._read)

    def after(self, done: "Appended") -> "Records":
        """Return those up to the end of an append; what declares them is read again if it must."""
        after, known = Records(self.log, self.chronology, done.head), vars(self)
        alone = self.head.entries + len(done.new) == done.head.entries  # nobody else has appended
        apart = "declared" in known and known["declared"] is not known.get("whole")
        acts = (each for each in done.new if each.outline is None)
        if alone and apart and not any(isinstance(each.record, Declaration) for each in acts):
            vars(after)["declared"] = self.declared
        return after

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
            self._parts[keys] = self._history(self.once(self.index.bearing_on(keys)))
        return self._parts[keys]

    @property
    def sparing(self) -> "Index | None":
        """The index where it spares reading; None for a short log, and one that was read."""
        return None if self.size <= SHORT else self._unread

    @property
    def _unread(self) -> "Index | None":
        """The index, unless all was read already."""
        if self.later:
            return self.later._unread  # noqa: SLF001  of the same class
        return None if "whole" in vars(self) else self.index

    def deciding(self, keys: tuple[str, ...], asof: AsOf) -> History:
        """Return those that decide what keys or globs hold at a moment; without keys, all keys.

        In them alone the slots of the keys are what they are in all of them.
        """
        index = self.sparing if keys else self._unread
        if index is None:
            return self.bearing_on(keys)
        return self.of_entries(self.entries_deciding(index, keys, asof))

    def entries_deciding(
        self, index: "Index", keys: Sequence[str], asof: AsOf, over: "Over | None" = None
    ) -> Collection[Entry]:
        """Return the entries of `deciding`, in no order, without the declarations; see `Over`."""
        numbered, upto = [*index.keys(keys)], self.head.entries
        if self.size <= FEW * len(numbered):
            at, known = asof.at.instant, asof.known.instant if asof.known else END
            return self.once(index.around(listed.begun(index, numbered, at, known, upto)))
        from chrono.api.backwards import Readable  # noqa: PLC0415  a short log needs none

        readable = Readable(index=index, declared=self.declared, upto=upto, once=self.once)
        return readable.deciding(numbered, asof, over or {})

    def dating(self, word: str) -> History:
        """Return records in which a word can be read as a moment: of e17, what it names."""
        position = recorded_position(word)
        if position is None:
            return self.declared  # which says the home zone
        family = self.family(position + word.endswith("^"))
        return family if family and family.records else self.whole

    def newest_source(self, asof: AsOf, world: World | None = None) -> Date | None:
        """Return the date of the last publication that counts; None where no source has a date.

        A world as of then is used where it has all records.
        """
        if self.index is None or "whole" in vars(self):
            if world is None or world.view.history is not self.whole:
                world = asof.world(self.whole)
            return newest_source(world)
        recency = recency_in(self.declared)
        newest: Date | None = None
        for day, date, developments in self.index.publications(self.head.entries):
            if newest and day < recency(newest)[0] // DAY - MARGIN:
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
        return self._history(self._declaring) if self.index else self.whole

    @cached_property
    def _declaring(self) -> list[Entry]:
        """The entries that declare it, by the index."""
        if self.later:
            return self.later._declaring  # noqa: SLF001  of the same class
        return self.once(self.index.bearing_on(())) if self.index else []

    def family(self, position: int) -> History | None:
        """Return the record at a position with the acts upon it; None if no index has it."""
        if self.later:
            family = self.later.family(position)
            return family and family.upto(self.head.entries)
        entries = self.once(self.index.family(position)) if self.index else ()
        if not entries or entries[0].chronology != self.chronology:
            return None
        whole = attrs.evolve(self.declared, records=tuple(entry.record for entry in entries))
        return whole.upto(self.head.entries)

    def named(self, name: str) -> Record | None:
        """Return the record of an id, by the index; None for none."""
        entry = self.index.named(name) if self.index else None
        return entry.record if entry and entry.position <= self.head.entries else None

    def about(self, word: str) -> History | None:
        """Return the event or act of ``e17`` or an id, with all about the same development.

        None where the index has none such, as for a declaration.
        """
        position = recorded_position(word)
        if position is None:
            found = self.named(word.removeprefix("id:"))
        else:
            family = self.family(position)
            found = next(iter(family.records), None) if family else None
        if found is None or isinstance(found, Declaration):
            return None
        records = tuple(entry.record for entry in self.entries_about(found.id))
        return attrs.evolve(self.declared, records=records)

    def entries_about(self, name: str) -> list[Entry]:
        """Return the entries about the development that an entry is about, by the index."""
        root = self.index.root(name) if self.index else None
        if self.index is None or root is None:
            return []
        return self._upto(self.index.family(root))

    def of_positions(self, positions: Iterable[int]) -> History:
        """Return the records at positions, which are in order, by the index."""
        at = self.index.at if self.index else self._read.__getitem__
        entries = (self._read.get(each) or at(each) for each in positions)
        records = tuple(each.record for each in self.once(entries))
        return attrs.evolve(self.declared, records=records)

    def of_entries(self, entries: Iterable[Entry]) -> History:
        """Return the history of entries, in any order, with the declarations."""
        found = {each.position: each for each in (*self._declaring, *self.once(entries))}
        return self._history(map(found.__getitem__, sorted(found)))

    def entry(self, position: int) -> Entry:
        """Return the entry of a record that was read, as it is stored."""
        if position not in self._read:
            self.take(self.log.entries(self.chronology))
        return self._read[position]

    def take(self, entries: Iterable[Entry]) -> None:
        """Take entries that the caller has read, so that none is decoded again."""
        for entry in entries:
            if entry.chronology == self.chronology:
                self._read.setdefault(entry.position, entry)

    def _upto(self, entries: Iterable[Entry]) -> list[Entry]:
        return [each for each in self.once(entries) if each.position <= self.head.entries]

    def _history(self, entries: Iterable[Entry]) -> History:
        return History.of(self.chronology, entries).upto(self.head.entries)

    def once(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return entries, each the same object as before, so that it is decoded once."""
        return [self._read.setdefault(entry.position, entry) for entry in entries]
