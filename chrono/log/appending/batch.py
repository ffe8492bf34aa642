"""One append: its drafts become entries one after the other, or are refused together."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from chrono.errors import ChronoError
from chrono.events.by import By
from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, CORRECTION, DECLARATION, Entry
from chrono.faults import Fault, Refused
from chrono.log.appending.known import LARGEST_ENTRY, SURELY_SHORT, Known
from chrono.log.chain import Sealing
from chrono.log.head import Head
from chrono.values.canonical import canonical

_ANOTHER_HASH: Final = (
    "another than these lines make, so this line or one before it was changed after the export; to "
    "make a log of the lines as they are, leave hash out of them all"
)


class Cyclic(ChronoError):
    """Links lie on a cycle after a batch, so whose they are is to be found out step by step."""


class Batch:
    """One append: what the log has of its chronologies, the new drafts, and their faults so far."""

    def __init__(
        self, known: Mapping[str, Known], head: Head, drafts: Sequence[Draft], recorded: str, by: By
    ) -> None:
        self._known = known
        self._sealing = Sealing(head, recorded)
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

    def run(self, drafts: Sequence[Draft], *, stepwise: bool) -> list[Entry]:
        """Return the entries of new drafts.

        Args:
            drafts: The drafts.
            stepwise: Whether to look after each act which links lie on a cycle, so that those are
                blamed that made one; else it is looked once, at the end.

        Raises:
            Refused: With every fault of them all.
            Cyclic: There is a cycle, and it was looked once.
        """
        if not stepwise and not any(self._void.values()):
            taken = (self._plain(draft) or self._take(draft) for draft in drafts)
            new = [entry for entry in taken if entry is not None]
            if any(each.admission.cycles() for each in self._known.values()):
                raise Cyclic
        else:
            new = self._taken_stepwise(drafts)
            self._refuse_cycles()
        if self._faults:
            raise Refused(self._faults)
        return new

    def _taken_stepwise(self, drafts: Sequence[Draft]) -> list[Entry]:
        new: list[Entry] = []
        unchecked: dict[str, list[Draft]] = {name: [] for name in self._known}
        for draft in drafts:
            waiting = unchecked[draft.chronology]
            if draft.kind in ACTS:
                self._find_cycles(waiting)
            entry = self._plain(draft) or self._take(draft)
            if entry is not None:
                new.append(entry)
            waiting.append(draft)
            if draft.kind in ACTS and draft.kind != CORRECTION:
                admission = self._known[draft.chronology].admission
                self._void[draft.chronology] = set(admission.cycles())
                waiting.clear()
        for waiting in unchecked.values():
            self._find_cycles(waiting)
        return new

    def _plain(self, draft: Draft) -> Entry | None:
        """Return the entry of a plain draft against which there is surely nothing; else None."""
        known, name, outline = self._known[draft.chronology], draft.id, draft.outline
        if (
            outline is None
            or (draft.chronology, name) in self._taken
            or name in known.entries
            or len(draft.whole) > SURELY_SHORT
            or not known.admission.surely(outline)
        ):
            return None
        self._taken[draft.chronology, name] = draft
        entry = self._sealing.entry(draft.chronology, name, draft.whole, self._by_text)
        known.take_plain(entry, outline)
        return entry

    def _take(self, draft: Draft) -> Entry | None:
        """Return the entry of the next draft; None if it says nothing new, or has faults."""
        known, name = self._known[draft.chronology], (draft.chronology, draft.id)
        earlier = self._taken.get(name)
        if earlier is not None and earlier.text == draft.text:
            return None
        taken = earlier is not None or draft.id in known.entries
        if taken:
            reason = "there is another entry with this id; correct it instead, or choose another id"
            self._faults.append(draft.fault("id", f"{draft.id}: {reason}"))
        reasons = [*known.admission.reasons(draft, self._drafts[draft.chronology])]
        self._faults.extend(draft.fault(*reason) for reason in reasons)
        if taken:
            return None
        self._taken[name] = draft
        if reasons and (draft.kind in ACTS or draft.kind == DECLARATION):
            return None
        by, body = self._by_whom(draft), draft.whole
        content: Mapping[str, Any] = {}
        if not body:
            replaces = known.admission.replaces(draft) if draft.kind == CORRECTION else None
            content = draft.content(replaces=replaces, old=draft.old and by is not None)
            body = canonical(content)
        if len(body.encode()) > LARGEST_ENTRY:
            reason = f"{draft.id}: longer than 1 MiB; cite a long text as a source, by its url"
            self._faults.append(draft.fault("", reason))
        entry = self._sealing.entry(draft.chronology, draft.id, body, by)
        if draft.hash not in ("", entry.hash) and not self._another_hash:
            self._another_hash = True  # and so has every entry after it
            self._faults.append(draft.fault("hash", _ANOTHER_HASH))
        known.take_new(entry, draft, content)
        return entry

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
