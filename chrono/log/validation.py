"""Admission: whether the log may take a draft, given what stands in it already.

DESIGN section 4, rules 1, 3 and 6, and section 5. Drafts are looked at one by one, so that a batch
is admitted exactly when its drafts would be, each after the other.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from chrono.errors import ChronoError, did_you_mean
from chrono.events.acts import Standing, Version
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
    Record,
)
from chrono.events.key_use import KeyUse
from chrono.events.order import Order, capped, links_among
from chrono.values import clocks
from chrono.values.canonical import canonical
from chrono.values.dates import Date

Reasons = Iterator[tuple[str, ...]]
"""Faults of one draft: the field, what is wrong with it, and where one helps the code."""


class Admission:
    """What one chronology holds so far, as far as it decides what may be appended next.

    It is filled in the order of the log with `take`; `reasons` says why a draft is refused.
    """

    def __init__(self, chronology: str) -> None:
        self._chronology = chronology
        self._records: dict[str, Record] = {}
        self._families: dict[str, list[Record]] = {}
        self._root: dict[str, str] = {}
        self._versions: dict[str, tuple[Version, ...]] = {}
        self._linked: set[str] = set()
        self._cycles: tuple[tuple[str, str], ...] | None = ()
        self._keys = KeyUse()
        self._declaration: Declaration | None = None
        self._zone = ZoneInfo("UTC")

    def take(self, record: Record) -> None:
        """Count a record as part of the log."""
        self._records[record.id] = record
        if isinstance(record, Declaration):
            self._declaration = record
            self._zone = clocks.zone(record.zone)
            self._keys.declare(record.keys)
            return
        if isinstance(record, Act):
            root = self._root.get(record.target, record.target)
        else:
            root = record.id
        self._root[record.id] = root
        family = self._families.setdefault(root, [])
        family.append(record)
        self._versions.update(Standing.of(family).versions or {root: ()})
        if isinstance(record, Development | Correction):
            event = record.event
            links = {*event.after, *event.before}
            self._linked.update(links, {root} if links else ())
            self._keys.take(event.claims, record.id)
        if root in self._linked:
            self._cycles = None

    def reasons(self, draft: Draft, batch: Mapping[str, Draft]) -> Reasons:
        """Say why a draft cannot be taken next; links may also name developments of its batch."""
        if draft.kind == DECLARATION:
            yield from self._of_declaration(draft)
            return
        if self._declaration is None:
            yield (
                "chronology",
                f"no chronology {draft.chronology!r} is declared in this log",
                "undeclared",
            )
        elif draft.kind in ACTS:
            yield from self._of_act(draft)
        yield from self._of_event(draft, batch)

    def replaces(self, draft: Draft) -> str:
        """Name the version that a correction means: the one that stands, or stood elsewhere."""
        if draft.merged:
            return str(draft.derived["replaces"])
        return self._versions[draft.body[ACTS[CORRECTION]]][0].told.id

    def cycles(self) -> tuple[tuple[str, str], ...]:
        """Name the links that lie on a cycle: the id of the earlier event, and of the later."""
        if self._cycles is None:
            self._cycles = tuple(self._found_cycles())
        return self._cycles

    def _found_cycles(self) -> Iterator[tuple[str, str]]:
        versions = [v for root in sorted(self._linked) for v in self._versions.get(root, ())]
        events = [(version.development.id, version.told.event) for version in versions]
        bounds = [
            capped(v.told.event.occurred.bounds(self._zone), v.support, self._zone)
            for v in versions
        ]
        void = Order.of(bounds, links_among(events)).void
        yield from ((events[earlier][0], events[later][0]) for earlier, later in void)

    def _of_declaration(self, draft: Draft) -> Reasons:
        stands = self._declaration
        if stands is not None and draft.body["data"]["zone"] != stands.zone:
            yield (
                "data.zone",
                (
                    f"{draft.body['data']['zone']!r}, but {draft.chronology} is in {stands.zone} "
                    "for good: another zone would move every bare date"
                ),
            )
        keys = draft.body["data"].get("keys", {})
        yield from (("data.keys", reason) for reason in self._keys.against_declaration(keys))

    def _of_act(self, draft: Draft) -> Reasons:
        field = ACTS[draft.kind]
        target = draft.body[field]
        record = self._records.get(target)
        if target == draft.id:
            yield field, f"{target} cannot name itself"
        elif record is None:
            yield field, self._nothing_called(target, self._may_be_meant(draft.kind))
        elif draft.kind != RETRACTION and not isinstance(record, Development):
            yield field, self._no_development(record)
        elif isinstance(record, Declaration):
            yield field, f"{target} declares the chronology; a later declaration replaces it"
        elif draft.merged:
            yield from self._of_version(draft, record)
        else:
            yield from self._of_target(draft, field, record)

    def _no_development(self, record: Record) -> str:
        """Say what an entry is instead, and which development may have been meant."""
        what, root = type(record).__name__.lower(), self._root.get(record.id)
        hint = f"name the development, {root}" if root else "only developments are named here"
        return f"{record.id} is a {what}; {hint}"

    def _may_be_meant(self, kind: str) -> Iterator[str]:
        """Name what an act of a kind may have for a target."""
        wanted = Act | Development if kind == RETRACTION else Development
        return (record.id for record in self._records.values() if isinstance(record, wanted))

    def _of_version(self, draft: Draft, record: Record) -> Reasons:
        """Refuse a correction from another log that means a version which is not here.

        What became of its target here meanwhile is no reason: both desks were right to write.
        """
        meant = draft.derived.get("replaces") if draft.kind == CORRECTION else record.id
        there = self._records.get(str(meant))
        told = isinstance(there, Development | Correction) or draft.kind != CORRECTION
        if not told or self._root.get(str(meant)) != self._root[record.id]:
            yield "derived.replaces", f"{meant!r} is no version of {record.id} that stands here"

    def _of_target(self, draft: Draft, field: str, record: Record) -> Reasons:
        """Refuse an act on what does not stand any more, or that says nothing new."""
        family = Standing.of(self._families[self._root[record.id]])
        withdrawn = family.withdrawn.get(record.id)
        if withdrawn is not None:
            yield (
                field,
                (
                    f"{record.id} does not stand: {withdrawn.id} withdrew it; "
                    f"retract {withdrawn.id} first"
                ),
            )
            return
        replaced = family.replaced.get(record.id)
        if draft.kind == RETRACTION and replaced is not None and isinstance(record, Correction):
            yield field, f"{record.id} does not stand: {replaced.id} replaced it"
        if draft.kind == CORRECTION and isinstance(record, Development):
            told = [version.told for version in family.versions[record.id]]
            if len(told) == 1 and says_nothing_new(draft, told[0].event):
                yield field, f"nothing changes: {told[0].id} says the same already"
        if draft.kind == CITATION:
            known = {
                canonical(source.body()) for v in family.versions[record.id] for source in v.support
            }
            if all(canonical(source) in known for source in draft.body["sources"]):
                yield "sources", f"nothing new: {record.id} rests on these sources already"

    def _of_event(self, draft: Draft, batch: Mapping[str, Draft]) -> Reasons:
        told = draft.body["event"] if draft.kind == CORRECTION else draft.body
        own = draft.body[ACTS[CORRECTION]] if draft.kind == CORRECTION else draft.id
        path = "event." if draft.kind == CORRECTION else ""
        for field in ("after", "before", "contests"):
            for number, name in enumerate(told.get(field, ())):
                where = f"{path}{field}[{number}]"
                if name == own:
                    yield where, f"{name} cannot name itself"
                elif name in self._records and not self._is_development(name, batch):
                    yield where, self._no_development(self._records[name])
                elif not self._is_development(name, batch):
                    named = self._records.keys() | batch.keys()
                    known = (one for one in named if self._is_development(one, batch))
                    yield where, self._nothing_called(name, known)
        yield from self._of_dates(path, told)
        for claim in draft.derived.get("claims", ()):
            yield from (
                (f"{path}data", reason) for reason in self._keys.against_claim(Claim.stored(claim))
            )

    def _of_dates(self, path: str, told: Mapping[str, Any]) -> Reasons:
        """Refuse dates that the home zone does not have, as a time that its clocks jump over."""
        dates = [(f"{path}occurred", told.get("occurred"))]
        for number, source in enumerate(told.get("sources", ())):
            dates.append((f"{path}sources[{number}].published", source.get("published")))
        for field, text in dates:
            if text:
                try:
                    Date.parse(text).bounds(self._zone)
                except ChronoError as error:
                    yield field, str(error)

    def _is_development(self, name: str, batch: Mapping[str, Draft]) -> bool:
        if name in batch:
            return batch[name].kind not in (*ACTS, DECLARATION)
        return isinstance(self._records.get(name), Development)

    @staticmethod
    def _nothing_called(name: str, known: Iterable[str]) -> str:
        hint = did_you_mean(name, sorted(known), "append it first, or in the same file")
        return f"no development {name!r} here; {hint}"
