"""The difference of two answers; of two states, each changed key with what caused it.

The two may differ on any clock, or be those of a log before and after an append. How two states of
a user's projection differ is in `chrono.projections.diff`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

import attrs

from chrono.events.entries import Act
from chrono.events.history import History
from chrono.queries.state import slot_body
from chrono.state.as_of import AsOf
from chrono.state.changes import Change
from chrono.state.rule import World
from chrono.state.slot import Slot
from chrono.state.slots import slot_of
from chrono.state.visibility import View, Visible
from chrono.values.canonical import canonical
from chrono.values.keys import matcher


@attrs.frozen(kw_only=True, eq=False, repr=False)
class SlotChange(Change[Slot]):
    """How the slot of one key differs."""

    @property
    def same_answer(self) -> bool:
        """Whether only the evidence differs: the standing and every value are what they were."""
        return canonical(_answer(self.before)) == canonical(_answer(self.after))

    def body(self) -> dict[str, Any]:
        """Return the change as JSON."""
        return self.as_json("key", slot_body)


class _WrittenAsJson(Protocol):
    def body(self) -> dict[str, Any]: ...


C = TypeVar("C", bound=_WrittenAsJson)
"""What differs: the slot of a key, or a field of a projection's state."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Diff(Generic[C]):
    """How the answers as of two moments differ.

    Attributes:
        before: The moment of the first answer.
        after: The moment of the second.
        changes: What differs, in the order of the keys, or of the fields of a projection's state;
            empty for equal answers.
    """

    before: AsOf
    after: AsOf
    changes: tuple[C, ...]

    def body(self, history: History) -> dict[str, Any]:
        """Return the difference as JSON; the history names the chronology and its home zone."""
        return {
            "chronology": history.chronology,
            "before": self.before.body(history.zone.key),
            "after": self.after.body(history.zone.key),
            "changes": [change.body() for change in self.changes],
        }


def diff(before: World, after: World, globs: Sequence[str] = ()) -> tuple[SlotChange, ...]:
    """Return how two states differ, in the order of the keys; nothing for equal ones.

    Globs choose keys; without any, all keys count. Slots are equal when their JSON is.
    """
    causes = _Causes(before, after)
    return tuple(
        SlotChange(key=key, before=old, after=new, causes=causes.of(key))
        for key, old, new in _differing_slots(before, after, globs)
    )


def changed(before: World, after: World, globs: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the keys on which two states differ, as `diff`, in order."""
    return tuple(key for key, *_ in _differing_slots(before, after, globs))


def _differing_slots(
    before: World, after: World, globs: Sequence[str]
) -> Iterator[tuple[str, Slot | None, Slot | None]]:
    wanted = matcher(globs)
    for key in sorted(before.view.claims.keys() | after.view.claims.keys()):
        if wanted.fullmatch(key):
            old, new = slot_of(before, key), slot_of(after, key)
            if (old and slot_body(old)) != (new and slot_body(new)):
                yield key, old, new


def applied(slots: Iterable[Slot], changes: Iterable[SlotChange]) -> tuple[Slot, ...]:
    """Return the second state, made of the first and the difference, in the order of the keys."""
    by_key = {slot.key: slot for slot in slots}
    for change in changes:
        by_key.pop(change.key, None)
        if change.after is not None:
            by_key[change.key] = change.after
    return tuple(by_key[key] for key in sorted(by_key))


def _answer(slot: Slot | None) -> Any:
    """Return the standing and the values of a slot, without its evidence."""
    if slot is None:
        return None
    sides = (slot.alternatives, slot.possible, slot.pending)
    return [
        slot.standing,
        slot.value,
        [[[candidate.value, candidate.holds] for candidate in side] for side in sides],
    ]


_Counts = tuple[tuple[Any, ...], ...]
"""What an answer takes from an event, for each version that stands."""

_Counted = Mapping[str, _Counts]
"""The same by the id of the event."""


class _Causes:
    """Finds what makes two worlds differ on a key."""

    def __init__(self, before: World, after: World) -> None:
        self._worlds = (before, after)
        self._acts = tuple(_acts_of(world.view) for world in self._worlds)
        self._positions = {
            record.id: record.position
            for world in self._worlds
            for record in world.view.history.records
        }

    def of(self, key: str) -> tuple[str, ...]:
        """Return the ids of the events that make a key differ, and of the acts that changed those.

        They are the events on the key that differ between the worlds, with the acts on them that
        only one world has. If none differs, or one in its bounds only, a link is the cause: then
        the events linked to those on the key that differ are among them.
        """
        before, after = (_counted(world, key) for world in self._worlds)
        begun = {world.events[index].id for world in self._worlds for index in _indexes(world, key)}
        events = _differing(before, after) & begun
        if not events or any(_moved(before.get(event), after.get(event)) for event in events):
            events |= self._linking(key)
        acts = {
            act
            for event in events
            for act in set(self._acts[0].get(event, ())) ^ set(self._acts[1].get(event, ()))
        }
        return tuple(sorted(events | acts, key=lambda name: self._positions[name]))

    def _linking(self, key: str) -> set[str]:
        """Return the ids of the events that differ between the worlds and are linked to the key."""
        changed = _differing(*(_versions(world) for world in self._worlds))
        near = {name for world in self._worlds for name in _linked_on(world, key)}
        return changed & near


def _differing(before: _Counted, after: _Counted) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def _moved(before: _Counts | None, after: _Counts | None) -> bool:
    """Return whether an event differs in its bounds only."""
    if before is None or after is None:
        return False
    versions, bounds = (
        [[counts[part] for counts in side] for side in (before, after)] for part in (0, 1)
    )
    return versions[0] == versions[1] and bounds[0] != bounds[1]


def _indexes(world: World, key: str) -> list[int]:
    return [index for index, _ in world.on(key)]


def _linked_on(world: World, key: str) -> set[str]:
    """Return the ids of events joined by links, void ones too, to events on a key."""
    joined: dict[int, set[int]] = {}
    order = world.order
    kept = ((earlier, later) for earlier, others in order.links.items() for later in others)
    for earlier, later in (*kept, *order.void):
        joined.setdefault(earlier, set()).add(later)
        joined.setdefault(later, set()).add(earlier)
    reached: set[int] = set()
    ahead = [index for index, _ in world.view.claims.get(key, ())]
    while ahead:
        index = ahead.pop()
        if index not in reached:
            reached.add(index)
            ahead.extend(joined.get(index, ()))
    return {world.events[index].id for index in reached}


def _versions(world: World) -> _Counted:
    """Return in which version each event stands, and on which sources."""
    versions: dict[str, _Counts] = {}
    for visible in world.events:
        version = (visible.version, visible.sources)
        versions[visible.id] = (*versions.get(visible.id, ()), version)
    return versions


def _counted(world: World, key: str) -> _Counted:
    """Return what matters of each event on a key: version, bounds, if it has happened, or ended."""
    counts_by_event: dict[str, _Counts] = {}
    order = world.order
    for index in dict.fromkeys(index for index, _ in world.view.claims.get(key, ())):
        visible = world.events[index]
        version = (visible.version, visible.sources)
        happened = (world.certain(index), world.possible(index), *_ended(world, visible))
        counts = (version, order.bounds(index), happened)
        counts_by_event[visible.id] = (*counts_by_event.get(visible.id, ()), counts)
    return counts_by_event


def _ended(world: World, visible: Visible) -> tuple[bool, bool]:
    """Return whether an event is certainly and possibly over by its own end."""
    end = visible.own_end
    return (False, False) if end is None else (end.before <= world.at, end.earliest < world.at)


def _acts_of(view: View) -> dict[str, list[str]]:
    """Return the acts that are present, by the development that they are about in the end."""
    acts: dict[str, list[str]] = {}
    for record in view.present:
        if isinstance(record, Act):
            acts.setdefault(view.roots[record.id], []).append(record.id)
    return acts
