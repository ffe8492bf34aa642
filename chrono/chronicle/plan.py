"""Planning an import: what of a text is new to a log, what changed, and what has left the text.

DESIGN section 6. The same text imported again plans nothing.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from chrono.chronicle.items import Item
from chrono.errors import Fault
from chrono.events.acts import Standing
from chrono.events.codec import Codec
from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, CORRECTION, DECLARATION, Entry, Record, read
from chrono.events.kinds import Register
from chrono.values.canonical import canonical


@attrs.frozen
class Plan:
    """What an import would append.

    Attributes:
        drafts: In the order of the text.
        faults: What is wrong; with any, nothing may be appended.
        gone: Ids of developments that stand in the log and are not in the text.
    """

    drafts: tuple[Draft, ...]
    faults: tuple[Fault, ...]
    gone: tuple[str, ...]


@attrs.frozen(slots=False)
class Held:
    """What a log holds of one chronology, as far as a text is compared with it."""

    entries: Mapping[str, Entry]
    records: tuple[Record, ...]
    standing: Standing

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> "Held":
        """Read the entries of one chronology, in the order of the log."""
        records = tuple(read(entry) for entry in entries)
        return cls({entry.id: entry for entry in entries}, records, Standing.of(records))

    @property
    def aliases(self) -> Mapping[str, str]:
        """Return the aliases of the latest declaration."""
        found: Mapping[str, str] = {}
        for entry in self.entries.values():
            content = entry.content
            if content["kind"] == DECLARATION:
                found = content["data"].get("aliases", {})
        return found

    def imported(self, given: str) -> tuple[str, int]:
        """Name the last version of an entry that an import made, and its number."""
        numbered = re.compile(re.escape(given) + r"~(\d+)")
        found = ((name, numbered.fullmatch(name)) for name in self.entries)
        last = max((int(match[1]) for _, match in found if match), default=1)
        return (f"{given}~{last}" if last > 1 else given), last

    def event(self, name: str) -> Mapping[str, Any]:
        """Return the event that an entry tells, without its id; with the sources that it keeps."""
        content = self.entries[name].content
        if content["kind"] != CORRECTION:
            return _without(content, "id", "chronology", "derived")
        told: Mapping[str, Any] = content["event"]
        if "sources" in told:
            return told
        return {**told, "sources": self.event(content["derived"]["replaces"])["sources"]}

    def says(self, name: str, event: Mapping[str, Any]) -> bool:
        """Say whether an entry tells this event, its own sources counted in or not."""
        told, content = self.event(name), self.entries[name].content
        own = content.get("sources", []) if content["kind"] == CORRECTION else []
        more = {**told, "sources": [*told["sources"], *own]}
        return canonical(event) in (canonical(told), canonical(more))


def plan(  # noqa: PLR0913  a text, a log, and what joins them
    items: Sequence[Item],
    entries: Mapping[str, Sequence[Entry]],
    chronology: str,
    register: Register,
    reason: str | None = None,
    *,
    whole: bool = False,
) -> Plan:
    """Compare a text with a log.

    Args:
        items: What the text holds.
        entries: The entries of each chronology in the log, by name.
        chronology: The one that items without a name of their own belong to.
        register: The kinds.
        reason: Why changed events changed, where no ``changed:`` line says it.
        whole: Whether the text is the whole chronology, so that what it lacks has left it.
    """
    planner = _Planner(entries, chronology, register, reason)
    for item in items:
        planner.take(item)
    gone = planner.gone(chronology) if whole and not planner.faults else ()
    return Plan(tuple(planner.drafts()), tuple(planner.faults), tuple(gone))


class _Planner:
    def __init__(
        self,
        entries: Mapping[str, Sequence[Entry]],
        chronology: str,
        register: Register,
        reason: str | None,
    ) -> None:
        self.faults: list[Fault] = []
        self._held = {name: Held.of(found) for name, found in entries.items()}
        self._chronology = chronology
        self._register = register
        self._reason = reason
        self._aliases: dict[str, Mapping[str, str]] = {
            name: held.aliases for name, held in self._held.items()
        }
        self._codecs: dict[tuple[str, bool], Codec] = {}
        self._read: list[tuple[Draft, Item, str | None]] = []
        self._first: dict[tuple[str, str], tuple[Draft, Item]] = {}

    def take(self, item: Item) -> None:
        """Read one item."""
        fields, changed = item.written, None
        if isinstance(fields, dict) and str(fields.get("kind")) not in ACTS:
            fields = dict(fields)
            changed = fields.pop("changed", None)
        draft, faults = self._codec(item, fields).draft(fields, item.where, item.at)
        self.faults.extend(faults)
        if changed is not None and not isinstance(changed, str):
            self.faults.append(item.fault("text that says why the event changed", "changed"))
        if draft is None:
            return
        first, there = self._first.setdefault((draft.chronology, draft.id), (draft, item))
        if first is not draft:
            if first.text != draft.text:
                reason = f"{draft.id} stands at {there.where} already; give one of them another id"
                self.faults.append(item.fault(reason, "id"))
            return
        if draft.kind == DECLARATION:
            self._aliases[draft.chronology] = draft.body["data"].get("aliases", {})
            self._codecs.clear()
        self._read.append((draft, item, changed if isinstance(changed, str) else None))

    def drafts(self) -> Iterable[Draft]:
        """Work out what to append; what the text holds in numbered versions goes as it is."""
        ids = [(draft.chronology, *draft.id.split("~")) for draft, _, _ in self._read]
        numbered = {(name, given) for name, given, *number in ids if number}
        for draft, item, changed in self._read:
            held = self._held.get(draft.chronology)
            given = (draft.chronology, draft.id.partition("~")[0])
            there = held is not None and draft.id in held.entries
            if held is None or not there or draft.kind in ACTS or given in numbered:
                yield draft
            elif draft.kind == DECLARATION:
                yield from _redeclared(draft, held)
            else:
                yield from self._changed(draft, item, changed, held)

    def gone(self, chronology: str) -> Iterable[str]:
        """Name the developments that stand in the log and have left the text."""
        here = {draft.id for draft, _, _ in self._read}
        held = self._held.get(chronology)
        return [name for name in held.standing.versions if name not in here] if held else []

    def _codec(self, item: Item, fields: Any) -> Codec:
        named = fields.get("chronology") if isinstance(fields, dict) else None
        name = named if isinstance(named, str) else self._chronology
        key = (name, item.text)
        if key not in self._codecs:
            aliases = self._aliases.get(name, {})
            self._codecs[key] = Codec(self._chronology, self._register, aliases, text=item.text)
        return self._codecs[key]

    def _changed(
        self, draft: Draft, item: Item, changed: str | None, held: Held
    ) -> Iterable[Draft]:
        """Make a correction of an event whose text changed since it was last imported."""
        last, number = held.imported(draft.id)
        event = _without(draft.body, "id", "chronology")
        stands = [version.told.id for version in held.standing.versions.get(draft.id, ())]
        if any(held.says(name, event) for name in (last, *stands)):
            return
        if stands and stands != [last]:
            self.faults.append(item.fault(_changed_meanwhile(draft.id, last, stands, held)))
            return
        reason = changed or self._reason
        if reason is None:
            self.faults.append(
                item.fault(
                    f"{draft.id} changed since it was last imported; say why in a line "
                    "changed: typing error, or with --reason"
                )
            )
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
        yield attrs.evolve(draft, id=given, kind=CORRECTION, body=body)


def _changed_meanwhile(given: str, last: str, stands: Sequence[str], held: Held) -> str:
    """Say which act came between the text and what was last imported of it."""
    if last in held.standing.withdrawn:
        act = held.standing.withdrawn[last].id
        return f"{last} was withdrawn by {act} since it was imported; retract {act} first"
    others = ", ".join(name for name in stands if name != last)
    return (
        f"{given} was corrected by {others} since it was last imported; "
        f"write that into the text, or retract {others} first"
    )


def _without(body: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in names}


def _redeclared(draft: Draft, held: Held) -> Iterable[Draft]:
    """Declare a chronology anew, where its declaration changed."""
    last, number = held.imported(draft.id)
    if canonical(held.entries[last].content["data"]) == canonical(draft.body["data"]):
        return
    given = f"{draft.id}~{number + 1}"
    yield attrs.evolve(draft, id=given, body={**draft.body, "id": given})
