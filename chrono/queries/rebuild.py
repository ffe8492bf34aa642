"""Rebuild: claims computed again from the stored bodies, and whether the state would differ.

Claims are computed at the append and stored, so a kind that makes other claims today changes no old
answer (docs/log-format.md). A rebuild shows what would change.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import attrs

from chrono.codec.codec import Codec
from chrono.events.entries import Correction, Development, Entry, Record
from chrono.events.history import History
from chrono.events.kinds import Register
from chrono.events.relations import Relations
from chrono.queries.state import slot_body
from chrono.state.rule import World
from chrono.state.slots import slots
from chrono.state.visibility import View
from chrono.values.canonical import canonical
from chrono.values.clocks import END


@attrs.frozen(kw_only=True)
class Stale:
    """An entry whose claims would be others today.

    Attributes:
        position: Its position in the log, from 1.
        id: Its id.
        stored: The claims that are stored with it, as JSON.
        fresh: The claims that its kind makes today; None if the body cannot be read any more.
        reason: Why it cannot be read; empty if it can.
    """

    position: int
    id: str
    stored: tuple[dict[str, Any], ...]
    fresh: tuple[dict[str, Any], ...] | None
    reason: str = ""


@attrs.frozen(kw_only=True)
class RebuildReport:
    """What a rebuild of one chronology found.

    Attributes:
        chronology: Its name.
        events: How many entries have claims of their own: developments and corrections.
        stale: Those whose claims would be others today, in the order of the log.
        keys: The keys whose slots would differ, in their order; an entry that cannot be read any
            more keeps its stored claims.
    """

    chronology: str
    events: int
    stale: tuple[Stale, ...]
    keys: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether a claim is not as stored."""
        return bool(self.stale)

    def body(self) -> dict[str, Any]:
        """Return the report as JSON."""
        return {
            "chronology": self.chronology,
            "projection": None,
            "computed": self.events,
            "stale": [attrs.asdict(stale) for stale in self.stale],
            "keys": list(self.keys),
        }


def rebuild(
    chronology: str,
    entries: Iterable[Entry],
    register: Register,
    named: Callable[[str], Entry | None],
) -> RebuildReport:
    """Return how the stored claims of one chronology differ from those its kinds make today.

    Args:
        chronology: Its name.
        entries: Its entries, in the order of the log. They are gone through once, and none is kept;
            only where claims differ they are gone through again, to compare the states.
        register: The kinds.
        named: Returns its entry with an id; None for none. Only what acts name is asked.

    Raises:
        UnreadableEntry: An entry is none that an append has written.
    """
    codec, events = Codec(chronology, register), 0
    stale: list[Stale] = []
    relations = Relations(chronology, partial(_earlier, named))
    for entry in entries:
        entry.decoded(entry.content)  # once, for its record and for its claims
        relations.take(entry.record)
        if isinstance(entry.record, Development | Correction):
            events += 1
            stale.extend(_stale(codec, entry))
    fresh = {entry.id: entry.fresh for entry in stale if entry.fresh is not None}
    keys: tuple[str, ...] = ()
    if fresh:
        old = _state(History.of(chronology, entries))
        new = _state(History.of(chronology, (_with(entry, fresh) for entry in entries)))
        keys = tuple(key for key in sorted(old | new) if old.get(key) != new.get(key))
    return RebuildReport(chronology=chronology, events=events, stale=tuple(stale), keys=keys)


def _earlier(named: Callable[[str], Entry | None], name: str, position: int) -> Record | None:
    entry = named(name)
    return entry.record if entry and entry.position < position else None


def _stale(codec: Codec, entry: Entry) -> Iterator[Stale]:
    """Yield that the claims of an entry would be others today."""
    content = entry.content
    stored = content.get("derived", {}).get("claims", [])
    draft, faults = codec.draft(content, entry.id)
    fresh = draft.derived.get("claims", []) if draft else None
    if fresh is None or canonical(fresh) != canonical(stored):
        yield Stale(
            position=entry.position,
            id=entry.id,
            stored=tuple(stored),
            fresh=None if fresh is None else tuple(fresh),
            reason="; ".join(str(attrs.evolve(fault, where="")) for fault in faults),
        )


def _with(entry: Entry, fresh: dict[str, Any]) -> Entry:
    if entry.id not in fresh:
        return entry
    content = entry.content
    derived = {**content.get("derived", {}), "claims": list(fresh[entry.id])}
    return attrs.evolve(entry, body=canonical({**content, "derived": derived}))


def _state(history: History) -> dict[str, str]:
    return {slot.key: canonical(slot_body(slot)) for slot in slots(World(View(history), END))}
