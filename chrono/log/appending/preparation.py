"""The one way in which every log prepares an append.

First idempotency, then the precondition, then validation (docs/log-format.md, Appending).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Final

import attrs

from chrono.events.by import By
from chrono.events.drafts import Draft
from chrono.events.entries import Entry
from chrono.faults import Refused
from chrono.log.appending.author import author
from chrono.log.appending.batch import Batch, Cyclic
from chrono.log.appending.known import Known, Later, New, Part, never, no_part
from chrono.log.chain import Sealing
from chrono.log.contract import Appended, HeadMoved
from chrono.log.head import Head

_MOST: Final = 5_000
"""The entries that are remembered between the parts of one append, or after others, at most."""

_MOST_OF_PARTS: Final = 20_000
"""The entries that are remembered of parts, at most, while a log stays open for writing."""


@attrs.frozen(eq=False, repr=False)
class Appending:
    """What a log is asked to append, and where and when.

    Attributes:
        drafts: What to append.
        head: Where the whole log ends.
        recorded: The moment of this append.
        by: Who appends; None for whom the surroundings name.
        expected_head: The hash at which the writer expects the log to end; None for any.
    """

    drafts: Sequence[Draft]
    head: Head
    recorded: str
    by: By | None = None
    expected_head: str | None = None


class Preparation:
    """Prepares the appends of one open log, and remembers between them what it has read.

    Whom the surroundings name as the author is asked once.

    What a batch has touched is forgotten, unless the log says with `committed` that the batch was
    written: so nothing remembered was ever refused, and whatever others wrote is read on top of it.

    Where an index tells on which entries a batch depends, those alone are read. A batch that they
    refuse is tried again on all entries, which know what else may be meant.
    """

    def __init__(self, later: Later, part: Part = no_part, new: New = never) -> None:
        self._later = later
        self._part = part
        self._are_new = new
        self._author = cache(author)
        self._known: dict[str, Known] = {}
        self._touched: dict[str, Known] = {}
        self._grown = 0

    def prepare(self, asked: Appending, *, explained: bool = True) -> Appended:
        """Return what an append writes.

        Args:
            asked: The append.
            explained: Whether a batch that is refused is tried again on all entries.

        Raises:
            Refused: With every fault.
            HeadMoved: The log ends elsewhere.
        """
        self._touched = {}
        return self._at_once(asked) or self._judged(asked, explained=explained)

    def _at_once(self, asked: Appending) -> Appended | None:
        """Return what an append of new events writes, where all that they depend on is known.

        It is None where anything is rare, or wrong: then all is read that the drafts depend on.
        What is written is not remembered, as nothing that is known is changed by it.
        """
        head, drafts = asked.head, asked.drafts
        known = self._known.get(drafts[0].chronology) if drafts else None
        if known is None or known.whole or asked.expected_head not in (None, head.hash):
            return None
        if known.upto != head.entries:  # others have appended, mostly nothing that changes it
            known = self._read_part(known.chronology, (), head.entries)
        if known is None or not all(map(known.surely_admits, drafts)):
            return None
        names = [draft.id for draft in drafts]
        if len({*names}) < len(names) or not self._are_new(known.chronology, names):
            return None
        text, entry = (asked.by or self._author()).text, Sealing(head, asked.recorded).entry
        new = [
            entry(known.chronology, draft.id, draft.whole, text).outlined(draft.outline)
            for draft in drafts
        ]
        self._touched = {known.chronology: known}
        end = Head(new[-1].position, new[-1].hash)
        return Appended(tuple(range(head.entries + 1, end.entries + 1)), tuple(new), end)

    def _judged(self, asked: Appending, *, explained: bool) -> Appended:
        """Return the same as `prepare`, after all is read on which the drafts depend."""
        head, expected = asked.head, asked.expected_head
        known = self._read(asked)
        fresh = [draft for draft in asked.drafts if not known[draft.chronology].has(draft)]
        new: Sequence[Entry] = ()
        if fresh:
            if expected is not None and expected != head.hash:
                raise HeadMoved(expected, head)
            new = self._decided(asked, fresh, known, explained=explained)
        known = self._touched or known
        positions = (known[draft.chronology].entries[draft.id].position for draft in asked.drafts)
        end = Head(new[-1].position, new[-1].hash) if new else head
        return Appended(tuple(positions), tuple(new), end)

    def _decided(
        self,
        asked: Appending,
        fresh: Sequence[Draft],
        known: Mapping[str, Known],
        *,
        explained: bool,
    ) -> Sequence[Entry]:
        """Return the entries of new drafts, which what is known admits, or else all entries do."""

        def whole() -> dict[str, Known]:
            return {name: self._caught_up(name, asked.head.entries) for name in known}

        try:
            return self._admitted(asked, fresh, known, lambda: self._read(asked))
        except Refused:
            if not explained or all(each.whole for each in known.values()):
                raise
            return self._admitted(asked, fresh, whole(), whole)

    def _admitted(
        self,
        asked: Appending,
        fresh: Sequence[Draft],
        known: Mapping[str, Known],
        read_again: Callable[[], Mapping[str, Known]],
    ) -> Sequence[Entry]:
        """Return the entries of new drafts; step by step where it is to be told who made a cycle.

        A batch changes what is known as it goes, so that is read again before the steps.
        """
        try:
            return self._taken(asked, fresh, known, stepwise=False)
        except Cyclic:
            return self._taken(asked, fresh, read_again(), stepwise=True)

    def _taken(
        self,
        asked: Appending,
        fresh: Sequence[Draft],
        known: Mapping[str, Known],
        *,
        stepwise: bool,
    ) -> Sequence[Entry]:
        """Return the entries of new drafts, and remember what they touch until it is committed."""
        for name in known:
            del self._known[name]
        by = asked.by or self._author()
        batch = Batch(known, asked.head, asked.drafts, asked.recorded, by)
        new = batch.run(fresh, stepwise=stepwise)
        self._touched = dict(known)
        self._grown += len(new)
        return new

    def committed(self, done: Appended) -> None:
        """Remember what the batch that was prepared last has touched, now that it is written."""
        for known in self._touched.values():
            known.upto = done.head.entries
        self._known.update(self._touched)
        self._touched = {}
        if self._grown > _MOST_OF_PARTS:  # a part is read again; what was read whole is needed so
            self._known = {name: known for name, known in self._known.items() if known.whole}
            self._grown = 0

    def forget_many(self) -> None:
        """Forget all that was read where it is much, so that a long append takes no more memory."""
        if sum(len(known.positions) for known in self._known.values()) > _MOST:
            self._known.clear()

    def _read(self, asked: Appending) -> dict[str, Known]:
        """Return of each chronology what drafts depend on, or all entries, up to the end."""
        end = asked.head.entries
        own: dict[str, list[Draft]] = {}
        for draft in asked.drafts:
            own.setdefault(draft.chronology, []).append(draft)
        return {
            name: self._read_part(name, each, end) or self._caught_up(name, end)
            for name, each in own.items()
        }

    def _read_part(self, name: str, drafts: Sequence[Draft], end: int) -> Known | None:
        """Return at least the entries on which drafts depend; None where only all entries tell."""
        known = self._known.get(name) or Known(name, whole=False)
        if known.upto != end and not known.whole and len(known.positions) > _MOST:
            known = Known(name, whole=False)  # as all that is known is asked for what is new of it
        before = len(known.positions)
        if known.whole or not self._part(known, drafts, end):
            return None
        self._grown += len(known.positions) - before
        known.upto = end
        self._known[name] = known
        return known

    def _caught_up(self, name: str, end: int) -> Known:
        known = self._known.pop(name, None)
        if known is None or not known.whole:
            known = Known(name, whole=True)
        if known.upto < end:
            for entry in self._later(name, known.upto):
                known.take(entry)
            known.upto = end
        self._known[name] = known
        return known
