"""The contract of a log, whatever keeps it, and the one way in which entries are prepared."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import attrs

from chrono.errors import ChronoError, Fault, Refused
from chrono.events.admission import Admission, same_as_stored
from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, CORRECTION, DECLARATION, Entry, read
from chrono.log.chain import Head, sealed
from chrono.values.clocks import Instant, parse_stamp, stamp

Clock = Callable[[], Instant]
"""Tells the time; `recorded` increases from one append to the next whatever it tells."""


class HeadMoved(ChronoError):
    """Somebody appended since the head that a writer expected."""

    def __init__(self, expected: str, found: Head) -> None:
        self.expected = expected
        self.found = found
        super().__init__(
            f"the log moved on: you looked at {expected[:8] or 'an empty log'}, it now ends at "
            f"{found.hash[:8]} ({found.entries} entries); nothing was written, look again"
        )


@attrs.frozen
class Appended:
    """What an append did.

    Attributes:
        positions: Where each draft stands, in the order given; of one that was there already, its
            old position.
        new: The entries that were written.
        head: Where the log ends now.
    """

    positions: tuple[int, ...]
    new: tuple[Entry, ...]
    head: Head


class Log(Protocol):
    """An append-only store of entries, dense in position, hashed one upon the other."""

    def entries(self, chronology: str | None = None) -> Sequence[Entry]:
        """List the entries of one chronology, or all, in the order of the log."""
        ...

    def head(self, upto: int | None = None) -> Head:
        """Say where the log ends, or ended at a position; an empty log has 0 entries, no hash."""
        ...

    def position_at(self, recorded: Instant) -> int:
        """Say which position was the last one recorded before an instant; 0 for none."""
        ...

    def chronologies(self) -> Mapping[str, int]:
        """List the chronologies by first entry, each with its entries besides declarations."""
        ...

    def append(self, drafts: Sequence[Draft], expected_head: str | None = None) -> Appended:
        """Append drafts, all or none; no drafts leave the log as it is.

        Raises:
            Refused: Some drafts have faults.
            HeadMoved: There is something new to write, and the log does not end at the expected
                hash.
        """
        ...


def next_stamp(clock: Clock, last: str | None) -> str:
    """Tell the time of an append: later than the last one, whatever the computer's clock does."""
    now = clock()
    if last is not None and now <= parse_stamp(last):
        now = Instant(parse_stamp(last) + 1)
    return stamp(now)


def prepare(
    entries: Iterable[Entry],
    head: Head,
    drafts: Sequence[Draft],
    expected_head: str | None,
    recorded: str,
) -> Appended:
    """Work out what an append writes: first idempotency, then the precondition, then validation.

    Args:
        entries: The entries so far of the chronologies that the drafts belong to.
        head: Where the whole log ends.
        drafts: What to append.
        expected_head: The hash at which the writer expects the log to end; None for any.
        recorded: The moment of this append.

    Raises:
        Refused: With every fault.
        HeadMoved: The log ends elsewhere.
    """
    known = {(entry.chronology, entry.id): entry for entry in entries}
    fresh = [draft for draft in drafts if not _is_there(draft, known)]
    if fresh and expected_head is not None and expected_head != head.hash:
        raise HeadMoved(expected_head, head)
    new = _Preparation(known.values(), head, drafts, recorded).run(fresh) if fresh else ()
    where = {(entry.chronology, entry.id): entry.position for entry in (*known.values(), *new)}
    positions = tuple(where[draft.chronology, draft.id] for draft in drafts)
    last = Head(new[-1].position, new[-1].hash) if new else head
    return Appended(positions, tuple(new), last)


def _is_there(draft: Draft, known: Mapping[tuple[str, str], Entry]) -> bool:
    entry = known.get((draft.chronology, draft.id))
    return entry is not None and same_as_stored(draft, entry.content)


class _Preparation:
    """One append on its way: what was there, what came with it, and the faults found so far."""

    def __init__(
        self, entries: Iterable[Entry], head: Head, drafts: Sequence[Draft], recorded: str
    ) -> None:
        self._admissions: dict[str, Admission] = {}
        self._texts: dict[tuple[str, str], str | None] = {}
        self._batches: dict[str, dict[str, Draft]] = {}
        self._head = head
        self._recorded = recorded
        self._faults: list[Fault] = []
        self._void: set[tuple[str, str]] = set()
        for draft in drafts:
            self._batches.setdefault(draft.chronology, {}).setdefault(draft.id, draft)
        for entry in entries:
            self._texts[entry.chronology, entry.id] = None
            self._of(entry.chronology).take(read(entry))

    def run(self, drafts: Sequence[Draft]) -> list[Entry]:
        """Make the entries of new drafts, or refuse them all."""
        self._void = set(self._cycles())
        new: list[Entry] = []
        unchecked: list[Draft] = []
        for draft in drafts:
            if draft.kind in ACTS:
                self._refuse_cycles(unchecked)
            new.extend(self._take(draft))
            unchecked.append(draft)
            if draft.kind in ACTS and draft.kind != CORRECTION:
                self._void = set(self._cycles())
                unchecked.clear()
        self._refuse_cycles(unchecked)
        if self._faults:
            raise Refused(self._faults)
        return new

    def _take(self, draft: Draft) -> Iterator[Entry]:
        name = (draft.chronology, draft.id)
        if name in self._texts:
            if self._texts[name] != draft.text:
                reason = (
                    "there is another entry with this id; correct it instead, or choose another id"
                )
                self._faults.append(Fault(draft.where, "id", f"{draft.id}: {reason}"))
            return
        admission = self._of(draft.chronology)
        reasons = list(admission.reasons(draft, self._batches[draft.chronology]))
        self._faults.extend(Fault(draft.where, field, reason) for field, reason in reasons)
        self._texts[name] = draft.text
        if reasons and (draft.kind in ACTS or draft.kind == DECLARATION):
            return
        replaces = admission.replaces(draft) if draft.kind == CORRECTION else None
        body = draft.stored(replaces=replaces)
        entry = sealed(self._head, draft.chronology, draft.id, self._recorded, body)
        self._head = Head(entry.position, entry.hash)
        admission.take(read(entry))
        yield entry

    def _refuse_cycles(self, drafts: list[Draft]) -> None:
        """Refuse the links that came with these drafts and lie on a cycle."""
        if not drafts:
            return
        found = set(self._cycles()) - self._void
        self._void |= found
        for earlier, later in sorted(found):
            guilty = [
                draft
                for draft in drafts
                if {draft.id, draft.body.get(ACTS[CORRECTION])} & {earlier, later}
            ]
            reason = (
                f"{later} cannot come after {earlier}: by their dates, or by other links, it came "
                "before; leave out the link, or correct the date that is wrong"
            )
            self._faults.append(Fault(guilty[-1].where if guilty else later, "after", reason))
        drafts.clear()

    def _cycles(self) -> Iterator[tuple[str, str]]:
        for admission in self._admissions.values():
            yield from admission.cycles()

    def _of(self, chronology: str) -> Admission:
        return self._admissions.setdefault(chronology, Admission(chronology))
