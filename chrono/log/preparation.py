"""The one way in which every log prepares an append.

First idempotency, then the precondition, then validation (docs/log-format.md, Appending).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from chrono.errors import Fault, Refused
from chrono.events.by import By
from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, CORRECTION, DECLARATION, Entry
from chrono.log.author import author
from chrono.log.chain import sealed
from chrono.log.contract import Appended, HeadMoved
from chrono.log.head import Head
from chrono.log.known import Known, Later, Part, no_part
from chrono.values.canonical import canonical

LARGEST_ENTRY: Final = (1 << 20) - 1024
"""Bytes of the body of an entry: with the moment of recording it still makes a line of JSONL that
an import takes."""

_ANOTHER_HASH: Final = (
    "another than these lines make, so this line or one before it was changed after the export; to "
    "make a log of the lines as they are, leave hash out of them all"
)


class Preparation:
    """Prepares the appends of one open log, and remembers between them what it has read.

    What a batch has touched is forgotten, unless the log says with `committed` that the batch was
    written: so nothing remembered was ever refused, and whatever others wrote is read on top of it.

    Where an index tells on which entries a batch depends, those alone are read. A batch that they
    refuse is tried again on all entries, which know what else may be meant.
    """

    def __init__(self, later: Later, part: Part = no_part) -> None:
        self._later = later
        self._part = part
        self._known: dict[str, Known] = {}
        self._touched: dict[str, Known] = {}

    def prepare(
        self,
        head: Head,
        drafts: Sequence[Draft],
        expected_head: str | None,
        recorded: str,
        by: By | None,
    ) -> Appended:
        """Return what an append writes.

        Args:
            head: Where the whole log ends.
            drafts: What to append.
            expected_head: The hash at which the writer expects the log to end; None for any.
            recorded: The moment of this append.
            by: Who appends; None for whom the surroundings name.

        Raises:
            Refused: With every fault.
            HeadMoved: The log ends elsewhere.
        """
        self._touched = {}
        known = self._read(drafts, head.entries)
        fresh = [draft for draft in drafts if not known[draft.chronology].has(draft)]
        new: tuple[Entry, ...] = ()
        if fresh:
            if expected_head is not None and expected_head != head.hash:
                raise HeadMoved(expected_head, head)

            def run(known: Mapping[str, Known]) -> tuple[Entry, ...]:
                for name in known:
                    del self._known[name]
                return tuple(_Batch(known, head, drafts, recorded, by or author()).run(fresh))

            try:
                new = run(known)
            except Refused:
                if all(each.whole for each in known.values()):
                    raise
                known = {name: self._caught_up(name, head.entries) for name in known}
                new = run(known)
            self._touched = known
        positions = (known[draft.chronology].entries[draft.id].position for draft in drafts)
        end = Head(new[-1].position, new[-1].hash) if new else head
        return Appended(tuple(positions), new, end)

    def committed(self, done: Appended) -> None:
        """Remember what the batch that was prepared last has touched, now that it is written."""
        for known in self._touched.values():
            known.upto = done.head.entries
        self._known.update(self._touched)
        self._touched = {}

    def _read(self, drafts: Sequence[Draft], end: int) -> dict[str, Known]:
        """Return of each chronology what drafts depend on, or all entries, up to the end."""
        own: dict[str, list[Draft]] = {}
        for draft in drafts:
            own.setdefault(draft.chronology, []).append(draft)
        return {
            name: self._read_part(name, each, end) or self._caught_up(name, end)
            for name, each in own.items()
        }

    def _read_part(self, name: str, drafts: Sequence[Draft], end: int) -> Known | None:
        """Return at least the entries on which drafts depend; None where only all entries tell."""
        known = self._known.get(name) or Known(name, whole=False)
        if known.whole:
            return None
        if known.upto != end:  # others have appended, perhaps acts on what was read
            known = Known(name, whole=False)
        entries = self._part(known, drafts)
        if entries is None:
            return None
        for entry in entries:
            known.take(entry)
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


class _Batch:
    """One append: what the log has of its chronologies, the new drafts, and their faults so far."""

    def __init__(
        self, known: Mapping[str, Known], head: Head, drafts: Sequence[Draft], recorded: str, by: By
    ) -> None:
        self._known = known
        self._head = head
        self._recorded = recorded
        self._by = by
        self._by_text = by.text
        self._faults: list[Fault] = []
        self._another_hash = False
        self._taken: dict[tuple[str, str], Draft] = {}
        self._drafts: dict[str, dict[str, Draft]] = {name: {} for name in known}
        self._void = {name: set(each.admission.cycles()) for name, each in known.items()}
        self._cyclic: list[tuple[str, tuple[str, str], Fault]] = []
        for draft in drafts:
            self._drafts[draft.chronology].setdefault(draft.id, draft)

    def run(self, drafts: Sequence[Draft]) -> list[Entry]:
        """Return the entries of new drafts.

        Raises:
            Refused: With every fault of them all.
        """
        new: list[Entry] = []
        unchecked: dict[str, list[Draft]] = {name: [] for name in self._known}
        for draft in drafts:
            waiting = unchecked[draft.chronology]
            if draft.kind in ACTS:
                self._find_cycles(waiting)
            new.extend(self._take(draft))
            waiting.append(draft)
            if draft.kind in ACTS and draft.kind != CORRECTION:
                admission = self._known[draft.chronology].admission
                self._void[draft.chronology] = set(admission.cycles())
                waiting.clear()
        for waiting in unchecked.values():
            self._find_cycles(waiting)
        self._refuse_cycles()
        if self._faults:
            raise Refused(self._faults)
        return new

    def _take(self, draft: Draft) -> Iterator[Entry]:
        known, name = self._known[draft.chronology], (draft.chronology, draft.id)
        earlier = self._taken.get(name)
        if earlier is not None and earlier.text == draft.text:
            return
        taken = earlier is not None or draft.id in known.entries
        if taken:
            reason = "there is another entry with this id; correct it instead, or choose another id"
            self._faults.append(draft.fault("id", f"{draft.id}: {reason}"))
        reasons = list(known.admission.reasons(draft, self._drafts[draft.chronology]))
        self._faults.extend(draft.fault(*reason) for reason in reasons)
        if taken:
            return
        self._taken[name] = draft
        if reasons and (draft.kind in ACTS or draft.kind == DECLARATION):
            return
        replaces = known.admission.replaces(draft) if draft.kind == CORRECTION else None
        by = self._by_whom(draft)
        content = draft.content(replaces=replaces, old=draft.old and by is not None)
        body = canonical(content)
        if len(body.encode()) > LARGEST_ENTRY:
            reason = f"{draft.id}: longer than 1 MiB; cite a long text as a source, by its url"
            self._faults.append(draft.fault("", reason))
        entry = sealed(self._head, draft.chronology, draft.id, self._recorded, body, by=by)
        if draft.hash not in ("", entry.hash) and not self._another_hash:
            self._another_hash = True  # and so has every entry after it
            self._faults.append(draft.fault("hash", _ANOTHER_HASH))
        self._head = Head(entry.position, entry.hash)
        known.take_new(entry, content)
        yield entry

    def _by_whom(self, draft: Draft) -> str | None:
        """Return who appends a draft; what is restored keeps what it had."""
        if draft.restored:
            return draft.by
        if draft.by is None:
            return self._by_text
        return self._by.merging(By.stored(draft.by)).text

    def _refuse_cycles(self) -> None:
        """Refuse the links that lie on a cycle still, now that the whole batch is taken."""
        void = {name: set(each.admission.cycles()) for name, each in self._known.items()}
        self._faults.extend(fault for name, link, fault in self._cyclic if link in void[name])

    def _find_cycles(self, drafts: list[Draft]) -> None:
        """Find the links that came with these drafts of one chronology and lie on a cycle."""
        if not drafts:
            return
        void = self._void[drafts[0].chronology]
        found = set(self._known[drafts[0].chronology].admission.cycles()) - void
        void |= found
        for earlier, later in sorted(found):
            guilty = [
                draft
                for draft in drafts
                if not draft.merged  # there it was no cycle; here it is void, and `check` says so
                and {draft.id, draft.body.get(ACTS[CORRECTION])} & {earlier, later}
            ]
            if guilty and earlier != later:  # a link to itself has been refused already
                event = guilty[-1].body.get("event", guilty[-1].body)
                field = "before" if later in event.get("before", ()) else "after"
                reason = (
                    f"{later} cannot come after {earlier}: by their dates, or by other links, it "
                    "came before; leave out the link, or correct the date that is wrong"
                )
                fault = guilty[-1].fault(field, reason)
                self._cyclic.append((guilty[-1].chronology, (earlier, later), fault))
        drafts.clear()
