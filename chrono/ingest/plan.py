"""Planning an import: what in a text is new to a log, what changed, and what the text lacks.

docs/write-a-chronology.md. The same text imported again plans nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import attrs

from chrono.codec.codec import Codec
from chrono.codec.upcasts import NewerKind, current
from chrono.events.drafts import Draft, written
from chrono.events.entries import ACTS, CORRECTION, DECLARATION, Act, Entry
from chrono.events.kinds import Register
from chrono.faults import Fault
from chrono.ingest.drafting import drafted, stand_in
from chrono.ingest.items import Item
from chrono.ingest.stored import StoredChronology, without


@attrs.frozen
class Plan:
    """What an import would append.

    Attributes:
        drafts: In the order of the text; with faults, to be tried alone, as those of `Drafted`.
        faults: What is wrong; with any, nothing may be appended.
        gone: Ids of developments that stand in the log and are not in the text.
        acts_gone: Ids of acts that are in the log and not in the text, but for the corrections that
            an import made of changed text.
        kept: Ids of what stays as it was recorded though its text changed: acts, which are never
            corrected, and events on which an act of the text stands.
    """

    drafts: tuple[Draft, ...]
    faults: tuple[Fault, ...]
    gone: tuple[str, ...]
    acts_gone: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def plan(  # noqa: PLR0913  a text, a log, and what joins them
    items: Sequence[Item],
    entries: Mapping[str, Sequence[Entry]],
    chronology: str,
    register: Register,
    reason: str | None = None,
    *,
    whole: bool = False,
) -> Plan:
    """Return what an import of a text would append to a log.

    Args:
        items: What the text holds.
        entries: The entries of each chronology in the log, by name.
        chronology: The one that items without a name of their own belong to.
        register: The kinds.
        reason: Why changed events changed, where no ``changed:`` line says it.
        whole: Whether the text is the whole chronology, so that what it lacks has left it.
    """
    planner = _Planner(entries, chronology, register, reason)
    planner.take(items)
    gone, acts_gone = planner.gone(chronology) if whole and not planner.faults else ((), ())
    drafts = tuple(planner.drafts())
    return Plan(drafts, tuple(planner.faults), gone, acts_gone, tuple(planner.kept))


class _Planner:
    def __init__(
        self,
        entries: Mapping[str, Sequence[Entry]],
        chronology: str,
        register: Register,
        reason: str | None,
    ) -> None:
        self.faults: list[Fault] = []
        self.kept: list[str] = []
        self._stored = {
            name: StoredChronology.of(stored, register) for name, stored in entries.items()
        }
        self._chronology = chronology
        self._register = register
        self._reason = reason
        self._aliases: dict[str, Mapping[str, str]] = {
            name: stored.aliases for name, stored in self._stored.items()
        }
        self._codecs: dict[tuple[str, bool], Codec] = {}
        self._read: list[tuple[Draft, Item]] = []
        self._reasons: dict[tuple[str, str], str] = {}
        self._unread = False
        self._first: dict[tuple[str, str], tuple[Draft, Item]] = {}

    def take(self, items: Iterable[Item]) -> None:
        """Read items as drafts; a declaration applies to the items after it."""
        for item in map(self._without_reason, items):
            before = len(self.faults)
            for _, draft in drafted([item], self._codec, self.faults):
                found = draft or stand_in(item, self._codec(item), self.faults[before:])
                if found is None:
                    self._unread = True
                else:
                    self._take(item, found, sound=draft is not None)

    def _without_reason(self, item: Item) -> Item:
        """Return an item without its ``changed`` line, which is kept as the reason."""
        fields = item.written
        if not isinstance(fields, dict) or str(fields.get("kind")) in ACTS:
            return item
        reason = fields.get("changed")
        if reason is not None and not isinstance(reason, str):
            self.faults.append(item.fault("text that says why the event changed", "changed"))
        elif reason is not None:
            self._reasons[item.where, str(fields.get("id"))] = reason
        return attrs.evolve(item, written=without(fields, "changed"))

    def _take(self, item: Item, draft: Draft, *, sound: bool) -> None:
        """Keep the draft of an item, or what stands in for it, unless the text has it already."""
        first, there = self._first.setdefault((draft.chronology, draft.id), (draft, item))
        if first is not draft:
            if first.text != draft.text:
                self.faults.append(item.fault(_taken(draft.id, there, item), "id"))
            return
        if draft.kind == DECLARATION:
            self._aliases[draft.chronology] = draft.body["data"].get("aliases", {})
            self._codecs.clear()
        stored = self._stored.get(draft.chronology)
        if sound or stored is None or draft.id not in stored.entries:
            self._read.append((draft, item))

    def drafts(self) -> Iterable[Draft]:
        """Yield what to append; versions that the text numbers itself are kept as written.

        Nothing where something could not be read at all.
        """
        if self._unread:
            return
        ids = [(draft.chronology, *draft.id.split("~")) for draft, _ in self._read]
        numbered = {(name, given) for name, given, *number in ids if number}
        for draft, item in self._read:
            stored = self._stored.get(draft.chronology)
            given = (draft.chronology, draft.id.partition("~")[0])
            entry = stored.entries.get(draft.id) if stored is not None else None
            if entry is not None and _same_act(draft, entry):
                self.kept.extend([draft.id] if draft.text != written(entry.content) else ())
            elif stored is None or entry is None or given in numbered or _another(draft, entry):
                yield draft
            elif draft.kind == DECLARATION:
                yield from stored.redeclared(draft)
            else:
                yield from self._changed(draft, item, stored)

    def gone(self, chronology: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the ids of developments that stand in the log but not in the text, and of acts."""
        stored = self._stored.get(chronology)
        if stored is None:
            return (), ()
        acts = (record.id for record in stored.records if isinstance(record, Act))
        developments = (name for name in stored.amendments.versions if name not in self._ids)
        return tuple(developments), tuple(
            name for name in acts if name not in self._ids and "~" not in name
        )

    @cached_property
    def _ids(self) -> set[str]:
        """The ids in the text, once it is taken."""
        return {draft.id for draft, _ in self._read}

    def _codec(self, item: Item) -> Codec:
        fields = item.written
        named = fields.get("chronology") if isinstance(fields, dict) else None
        name = named if isinstance(named, str) else self._chronology
        key = (name, item.text)
        if key not in self._codecs:
            aliases = self._aliases.get(name, {})
            self._codecs[key] = Codec(self._chronology, self._register, aliases, text=item.text)
        return self._codecs[key]

    def _changed(self, draft: Draft, item: Item, stored: StoredChronology) -> Iterable[Draft]:
        """Yield a correction of an event whose text changed since it was last imported."""
        last, number = stored.imported(draft.id)
        today = current({**draft.body, "derived": draft.derived}, self._register)
        event = without(today, "id", "chronology", "derived")
        stands = [version.record.id for version in stored.amendments.versions.get(draft.id, ())]
        said = any(stored.says(name, event) for name in (last, *stands))
        if said or stored.stands_so(draft.id, event):
            return
        acts = stored.acts_upon(draft.id)
        if acts and acts <= self._ids:
            self.kept.append(draft.id)
            return
        try:
            stored.refuse_newer(last)
        except NewerKind as error:
            fault = item.fault(f"{draft.id} changed, but {error}", "kind")
            self.faults.append(attrs.evolve(fault, code="newer kind"))
            return
        if stands and stands != [last]:
            self.faults.append(item.fault(_changed_meanwhile(draft.id, last, stands, stored)))
            return
        reason = self._reasons.get((item.where, str(item.written.get("id")))) or self._reason
        if reason is None:
            fault = item.fault(
                f"{draft.id} changed since it was last imported; say why in a line "
                "changed: typing error"
            )
            self.faults.append(attrs.evolve(fault, code="unexplained"))
            return
        given = f"{draft.id}~{number + 1}"
        body = {
            "chronology": draft.chronology,
            "id": given,
            "kind": CORRECTION,
            ACTS[CORRECTION]: draft.id,
            "reason": reason,
            "event": event,
        }
        derived = today["derived"]
        yield attrs.evolve(draft, id=given, kind=CORRECTION, body=body, derived=derived)


def _taken(given: str, there: Item, item: Item) -> str:
    return f"{given} stands at {there.where} already; {item.apart}"


def _same_act(draft: Draft, entry: Entry) -> bool:
    """Return whether a draft is an act that stands as an entry, whatever else its text says now."""
    named = ("kind", ACTS.get(draft.kind, "kind"))
    return draft.kind in ACTS and all(draft.body[name] == entry.content.get(name) for name in named)


def _another(draft: Draft, entry: Entry) -> bool:
    """Return whether an entry cannot be an earlier version of a draft with its id."""
    kind = entry.content["kind"]
    declares = DECLARATION in (draft.kind, kind) and draft.kind != kind
    return declares or draft.kind in ACTS or kind in ACTS


def _changed_meanwhile(
    given: str, last: str, stands: Sequence[str], stored: StoredChronology
) -> str:
    """Return which act came between the text and what was last imported of it."""
    if last in stored.amendments.withdrawn:
        act = stored.amendments.withdrawn[last].id
        return f"{last} was withdrawn by {act} since it was imported; retract {act} first"
    others = ", ".join(name for name in stands if name != last)
    return (
        f"{given} was corrected by {others} since it was last imported; "
        f"write that into the text, or retract {others} first"
    )
