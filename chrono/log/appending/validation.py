"""Admission: whether a draft may be appended to the entries that the log has already.

docs/log-format.md, Appending; and docs/state-rule.md, rules 1 (visible events), 3 (surely later)
and 6 (sets). Drafts are checked one by one, so that a batch is accepted if its drafts would be
accepted one after the other; links are judged over the whole batch.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from chrono.errors import did_you_mean
from chrono.events.amended import Amended
from chrono.events.claims import Claim
from chrono.events.drafts import Draft, says_nothing_new
from chrono.events.entries import (
    ACTS,
    CITATION,
    CORRECTION,
    DECLARATION,
    RETRACTION,
    Act,
    Correction,
    Declaration,
    Development,
    Entry,
    Record,
)
from chrono.events.key_use import KeyUse
from chrono.events.outlines import Outline
from chrono.log.appending.cycles import links_on_cycles
from chrono.log.appending.local_dates import faults_of_dates
from chrono.log.appending.records_by_id import RecordsById
from chrono.log.appending.surely_admitted import surely_admitted
from chrono.values import clocks
from chrono.values.canonical import canonical

Reasons = Iterator[tuple[str, ...]]
"""The faults of one draft: the field, the reason, and for some faults a code."""


class Admission:
    """The records of one chronology, held or given, to check what may be appended next."""

    def __init__(self, chronology: str, records: RecordsById | None = None) -> None:
        self._chronology = chronology
        self._records = RecordsById() if records is None else records
        # What stands of the developments that have acts, and of each act what it is about.
        self._amended: dict[str, Amended] = {}
        self._root: dict[str, str] = {}
        self.linked: set[str] = set()  # the ids that links name, which may not be there
        self._cycles: tuple[tuple[str, str], ...] | None = ()
        self.keys = KeyUse()
        self._declaration: Declaration | None = None
        self._zone = ZoneInfo("UTC")

    def take(self, record: Record) -> None:
        """Add the next record of the log."""
        self._records.take(record)
        if isinstance(record, Declaration):
            self._declaration = record
            self._zone = clocks.zone(record.zone)
            self.keys.declare(record.keys)
            return
        root = self._root_of(record.target if isinstance(record, Act) else record.id)
        if isinstance(record, Act):
            self._root[record.id] = root
            amended = self._amended_of(root)
            if amended:  # as in all that an append has written
                self._amended[root] = amended
                amended.take(record)
        if isinstance(record, Development | Correction):
            links = (*record.event.after, *record.event.before)
            self.linked.update(links, [root] if links else ())
        self.keys.take(root, [(each.id, each.event.claims) for each in self._versions(root)])
        if root in self.linked:
            self._cycles = None

    def take_new(self, entry: Entry, outline: Outline) -> None:
        """Add a new development, which is read only if something names it later."""
        self._records.take(entry)
        if outline.after or outline.before:
            self.linked.update(outline.after, outline.before, [entry.id])
        self.keys.add(entry.id, entry.id, outline.claims)
        self._cycles = None if entry.id in self.linked else self._cycles

    def surely(self, outline: Outline) -> bool:
        """Return whether nothing can forbid a new event; where not, `reasons` tells."""
        return self._declaration is not None and surely_admitted(outline, self._zone, self.keys)

    def reasons(self, draft: Draft, batch: Mapping[str, Draft]) -> Reasons:
        """Yield the faults of the next draft; links may also name developments of its batch."""
        if draft.kind == DECLARATION:
            yield from self._of_declaration(draft)
            return
        if self._declaration is None:
            reason = f"no chronology {draft.chronology!r} is declared in this log"
            yield "chronology", reason, "undeclared"
        elif draft.kind in ACTS:
            yield from self._of_act(draft)
        if draft.kind not in (RETRACTION, CITATION):  # which say of no event
            yield from self._of_event(draft, batch)
        own = draft.body.get("sources", ()) if draft.kind in ACTS else ()
        yield from faults_of_dates({"sources": own}, self._zone, new=not draft.old)

    def replaces(self, draft: Draft) -> str:
        """Return the id of the version that a correction replaces: here, or in its own log."""
        if draft.merged:
            return str(draft.derived["replaces"])
        return self._versions(draft.body[ACTS[CORRECTION]])[0].id

    def _root_of(self, name: str) -> str:
        """Return the id of what an act is about in the end; of any other record its own."""
        return self._root.get(name, name)

    def _amended_of(self, root: str) -> Amended | None:
        """Return what stands of a development; None of one that is not there."""
        if root in self._amended:
            return self._amended[root]
        record = self._records.get(root)
        return Amended(record) if isinstance(record, Development) else None

    def _versions(self, root: str) -> Sequence[Development | Correction]:
        """Return the versions of a development that stand; none of one that is not there."""
        if root in self._amended:
            return self._amended[root].versions()
        record = self._records.get(root)
        return (record,) if isinstance(record, Development) else ()

    def cycles(self) -> tuple[tuple[str, str], ...]:
        """Return the links on a cycle: the ids of the earlier and of the later event."""
        if self._cycles is None:
            linked = filter(None, map(self._amended_of, sorted(self.linked)))
            self._cycles = tuple(links_on_cycles(linked, self._zone))
        return self._cycles

    def _of_declaration(self, draft: Draft) -> Reasons:
        declared = self._declaration
        if declared is not None and draft.body["data"]["zone"] != declared.zone:
            yield (
                "data.zone",
                (
                    f"{draft.body['data']['zone']!r}, but {draft.chronology} is in {declared.zone} "
                    "for good: another zone would move every bare date"
                ),
            )
        keys = draft.body["data"].get("keys", {})
        yield from (("data.keys", reason) for reason in self.keys.against_declaration(keys))

    def _of_act(self, draft: Draft) -> Reasons:
        field = ACTS[draft.kind]
        target = draft.body[field]
        record = self._records.get(target)
        if target == draft.id:
            yield field, f"{target} cannot name itself"
        elif record is None:
            yield field, self._nothing_called(target, self._possible_targets(draft.kind))
        elif draft.kind != RETRACTION and not isinstance(record, Development):
            yield field, self._no_development(record)
        elif isinstance(record, Declaration):
            yield field, f"{target} declares the chronology; a later declaration replaces it"
        elif draft.merged:
            yield from self._of_version(draft, record)
        else:
            yield from self._of_target(draft, field, record)

    def _no_development(self, record: Record) -> str:
        """Return why a record that is no development is refused, and which may be meant."""
        sort, root = type(record).__name__.lower(), self._root.get(record.id)
        hint = f"name the development, {root}" if root else "only developments are named here"
        return f"{record.id} is a {sort}; {hint}"

    def _possible_targets(self, kind: str) -> Iterator[str]:
        """Return the ids of the records that an act of a kind may have as its target."""
        allowed = Act | Development if kind == RETRACTION else Development
        return (record.id for record in self._records.values() if isinstance(record, allowed))

    def _of_version(self, draft: Draft, record: Record) -> Reasons:
        """Yield why a correction of another log is refused: the version it replaces is not here.

        What happened here to its target since is no reason: both logs were right to append.
        """
        replaces = draft.derived.get("replaces") if draft.kind == CORRECTION else record.id
        replaced = self._records.get(str(replaces))
        version = isinstance(replaced, Development | Correction) or draft.kind != CORRECTION
        if not version or self._root_of(str(replaces)) != self._root_of(record.id):
            yield "derived.replaces", f"{replaces!r} is no version of {record.id} that stands here"

    def _of_target(self, draft: Draft, field: str, record: Record) -> Reasons:
        """Yield why an act is refused: its target does not stand, or it changes nothing."""
        amended = self._amended_of(self._root_of(record.id))
        if amended is None:  # as in nothing that an append has written
            return
        withdrawn = amended.withdrawn(record.id)
        if withdrawn is not None:
            why = f"{withdrawn.id} withdrew it; retract {withdrawn.id} first"
            yield field, f"{record.id} does not stand: {why}"
            return
        if draft.kind == RETRACTION and isinstance(record, Act):
            yield from self._of_withdrawal(record, amended)
        if draft.kind == CORRECTION and isinstance(record, Development):
            versions = amended.versions()
            if len(versions) == 1 and says_nothing_new(draft, versions[0].event):
                yield field, f"nothing changes: {versions[0].id} says the same already"
        if draft.kind == CITATION and all(
            amended.rests_on(canonical(source)) for source in draft.body["sources"]
        ):
            yield "sources", f"nothing new: {record.id} rests on these sources already"

    def _of_withdrawal(self, act: Act, amended: Amended) -> Reasons:
        """Yield why an act stays: it was replaced, or what stands again is refused by its keys."""
        field = ACTS[RETRACTION]
        replaced = amended.replaced(act.id)
        if replaced is not None:
            yield field, f"{act.id} does not stand: {replaced.id} replaced it"
        for version in amended.without(act):
            for claim in version.event.claims:
                for reason in self.keys.against_sort(claim, self._root_of(act.id)):
                    yield field, f"{version.id} would stand again: {reason}"

    def _of_event(self, draft: Draft, batch: Mapping[str, Draft]) -> Reasons:
        event = draft.body["event"] if draft.kind == CORRECTION else draft.body
        own = draft.body[ACTS[CORRECTION]] if draft.kind == CORRECTION else draft.id
        path = "event." if draft.kind == CORRECTION else ""
        for field in ("after", "before", "contests"):
            for number, name in enumerate(event.get(field, ())):
                where = f"{path}{field}[{number}]"
                if name == own:
                    yield where, f"{name} cannot name itself"
                elif name in self._records and not self._is_development(name, batch):
                    yield where, self._no_development(self._records[name])
                elif not self._is_development(name, batch):
                    ids = self._records.keys() | batch.keys()
                    developments = (each for each in ids if self._is_development(each, batch))
                    yield where, self._nothing_called(name, developments)
        corrected = own if draft.kind == CORRECTION and not draft.merged else ""
        for field, reason in faults_of_dates(event, self._zone, new=not draft.old):
            yield f"{path}{field}", reason
        for claim in map(Claim.stored, draft.derived.get("claims", ())):
            for reason in self.keys.against_claim(claim, corrected):
                yield f"{path}data", reason

    def _is_development(self, name: str, batch: Mapping[str, Draft]) -> bool:
        if name in batch:
            return batch[name].kind not in (*ACTS, DECLARATION)
        return isinstance(self._records.get(name), Development)

    @staticmethod
    def _nothing_called(name: str, known: Iterable[str]) -> str:
        hint = did_you_mean(name, sorted(known), "append it first, or in the same file")
        return f"no development {name!r} here; {hint}"
