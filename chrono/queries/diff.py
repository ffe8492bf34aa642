"""The difference of two states, each changed key with the events and acts that caused it.

The two may differ on any clock, or be those of a log before and after an append.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from chrono.events.entries import Act
from chrono.events.history import History
from chrono.queries.state import slot_body
from chrono.state.as_of import AsOf
from chrono.state.changes import Change
from chrono.state.rule import World
from chrono.state.slot import Slot
from chrono.state.slots import slot_of
from chrono.state.visibility import View
from chrono.values.canonical import canonical
from chrono.values.keys import matcher


@attrs.frozen(kw_only=True, eq=False, repr=False)
class SlotChange(Change[Slot]):
    """How the slot of one key differs."""

    @property
    def same_answer(self) -> bool:
        """Whether only the evidence differs: the standing and every value are what they were."""
        return canonical(_said(self.before)) == canonical(_said(self.after))

    def body(self) -> dict[str, Any]:
        """Return the change as JSON."""
        return self.as_json("key", slot_body)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Diff:
    """Two moments, and what differs between the states as of them, in the order of the keys."""

    before: AsOf
    after: AsOf
    changes: tuple[SlotChange, ...]

    def body(self, history: History) -> dict[str, Any]:
        """Write the difference as JSON."""
        return {
            "chronology": history.chronology,
            "before": self.before.body(history.zone.key),
            "after": self.after.body(history.zone.key),
            "changes": [change.body() for change in self.changes],
        }


def diff(before: World, after: World, globs: Sequence[str] = ()) -> tuple[SlotChange, ...]:
    """Compare two states, key by key; nothing for equal ones.

    Globs choose keys; without any, all keys count. Slots are equal when their JSON is.
    """
    wanted = matcher(globs)
    keys = sorted(before.view.claims.keys() | after.view.claims.keys())
    causes = _Causes(before, after)
    found: list[SlotChange] = []
    for key in keys:
        if wanted.fullmatch(key):
            old, new = slot_of(before, key), slot_of(after, key)
            if (old and slot_body(old)) != (new and slot_body(new)):
                found.append(SlotChange(key=key, before=old, after=new, causes=causes.of(key)))
    return tuple(found)


def applied(slots: Iterable[Slot], changes: Iterable[SlotChange]) -> tuple[Slot, ...]:
    """Make the second state out of the first and the difference, in the order of the keys."""
    found = {slot.key: slot for slot in slots}
    for change in changes:
        found.pop(change.key, None)
        if change.after is not None:
            found[change.key] = change.after
    return tuple(found[key] for key in sorted(found))


def _said(slot: Slot | None) -> Any:
    """Return what a slot answers, without what it rests on."""
    if slot is None:
        return None
    sides = (slot.alternatives, slot.possible, slot.pending)
    return [slot.standing, slot.value, [[[one.value, one.holds] for one in side] for side in sides]]


_Counts = tuple[tuple[Any, ...], ...]
"""What of an event counts for an answer, of each version that stands."""

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
        """Name the events that count otherwise, and the acts upon them that are new or gone.

        Where one of them was only moved, or none counts otherwise, it is the links of others.
        """
        before, after = (_counted(world, key) for world in self._worlds)
        begun = {world.events[place].id for world in self._worlds for place in _places(world, key)}
        events = _differing(before, after) & begun
        if not events or any(_moved(before.get(one), after.get(one)) for one in events):
            events |= self._linking(key)
        acts = {
            act
            for event in events
            for act in set(self._acts[0].get(event, ())) ^ set(self._acts[1].get(event, ()))
        }
        return tuple(sorted(events | acts, key=lambda name: self._positions[name]))

    def _linking(self, key: str) -> set[str]:
        """Name the events new, gone or retold that have links to what speaks of a key.

        A cycle through dates can make a link void from further away; then it is any with links.
        """
        changed = _differing(*(_told(world) for world in self._worlds))
        near = {name for world in self._worlds for name in _linked(world, _places(world, key))}
        linked = {name for world in self._worlds for name in _linked(world)}
        return changed & near or changed & linked


def _differing(before: _Counted, after: _Counted) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def _moved(before: _Counts | None, after: _Counts | None) -> bool:
    """Say whether an event has other bounds, though it says the same and rests on the same."""
    if before is None or after is None:
        return False
    told, bounds = ([[one[part] for one in side] for side in (before, after)] for part in (0, 1))
    return told[0] == told[1] and bounds[0] != bounds[1]


def _places(world: World, key: str) -> list[int]:
    return [place for place, _ in world.on(key)]


def _linked(world: World, places: Sequence[int] | None = None) -> set[str]:
    """Name the events that links, void ones too, join to some places; or that have any links."""
    joined: dict[int, set[int]] = {}
    order = world.order
    kept = ((one, other) for one, some in order.links.items() for other in some)
    for one, other in (*kept, *order.void):
        joined.setdefault(one, set()).add(other)
        joined.setdefault(other, set()).add(one)
    reached: set[int] = set()
    ahead = list(joined if places is None else places)
    while ahead:
        place = ahead.pop()
        if place not in reached:
            reached.add(place)
            ahead.extend(joined.get(place, ()))
    return {world.events[place].id for place in reached}


def _told(world: World) -> _Counted:
    """Say in which version each event stands, and on which sources."""
    found: dict[str, _Counts] = {}
    for visible in world.events:
        told = (visible.version, visible.sources)
        found[visible.id] = (*found.get(visible.id, ()), told)
    return found


def _counted(world: World, key: str) -> _Counted:
    """Say what counts of the events on a key: what they say, bounds, and if they have happened."""
    found: dict[str, _Counts] = {}
    order = world.order
    for place in dict.fromkeys(place for place, _ in world.view.claims.get(key, ())):
        visible = world.events[place]
        told = (visible.version, visible.sources)
        counts = (told, order.bounds(place), world.certain(place), world.possible(place))
        found[visible.id] = (*found.get(visible.id, ()), counts)
    return found


def _acts_of(view: View) -> dict[str, list[str]]:
    """List the acts that are present, by the development that they are about in the end."""
    found: dict[str, list[str]] = {}
    for record in view.present:
        if isinstance(record, Act):
            found.setdefault(view.roots[record.id], []).append(record.id)
    return found
