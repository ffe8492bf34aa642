"""How two states of a user's projection differ, each field with the events that caused it."""

from collections.abc import Collection, Mapping
from typing import Any, Final, TypeVar

import attrs

from chrono.projections.answers import Folded
from chrono.projections.event import Event
from chrono.projections.fold import beginning, step
from chrono.projections.plain import parts, plain
from chrono.state.changes import Change
from chrono.values.canonical import canonical

S = TypeVar("S")

WHOLE: Final = ""
"""The name of the one field of a state that has none."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class FieldChange(Change[Any]):
    """How one field differs, in plain form; its key is empty for a state without fields."""

    def body(self) -> dict[str, Any]:
        """Return the change as JSON."""
        return self.as_json("field", lambda value: value)


def difference(before: Folded[S], after: Folded[S]) -> tuple[FieldChange, ...]:
    """Return how two states of a projection differ, in the order of their fields.

    They are compared field by field where both have fields, else as a whole. A field is caused by
    the events that only one of the two folded, or folded otherwise, and that changed it there;
    where no such event changed it itself, by all of them.

    Raises:
        NotPlain: A state cannot be printed, so not compared either.
    """
    old, new = fields_of(before.state), fields_of(after.state)
    if old is None or new is None:
        old, new = {WHOLE: plain(before.state)}, {WHOLE: plain(after.state)}
    differing = [name for name in dict.fromkeys((*old, *new)) if _differ(old, new, name)]
    if not differing:
        return ()
    apart = set(before.events) ^ set(after.events)
    moved = [*_moved(before, apart), *_moved(after, apart)]
    return tuple(
        FieldChange(
            key=name,
            before=old.get(name),
            after=new.get(name),
            causes=_ids({event for event, names in moved if name in names} or apart),
        )
        for name in differing
    )


def fields_of(state: object) -> dict[str, Any] | None:
    """Return the fields of a state, or the items of a map, in plain form; None if it has none.

    Raises:
        NotPlain: It cannot be printed.
    """
    named = parts(state)
    return None if named is None else {name: plain(value) for name, value in named.items()}


def _differ(old: Mapping[str, Any], new: Mapping[str, Any], name: str) -> bool:
    if (name in old) != (name in new):
        return True
    return canonical(old[name]) != canonical(new[name])


def _moved(folded: Folded[S], apart: Collection[Event]) -> list[tuple[Event, frozenset[str]]]:
    """Return which fields each of some events changes, by folding once more."""
    moved: list[tuple[Event, frozenset[str]]] = []
    state = beginning(folded.projection)
    for event in folded.events:
        old = _named(state) if event in apart else {}  # first: the function may spoil the state
        state = step(folded.projection, state, event)
        if event in apart:
            new = _named(state)
            names = frozenset(name for name in old.keys() | new.keys() if _differ(old, new, name))
            moved.append((event, names))
    return moved


def _named(state: object) -> dict[str, Any]:
    """Return the fields of a state, and the whole state under `WHOLE`."""
    return {WHOLE: plain(state), **(fields_of(state) or {})}


def _ids(events: Collection[Event]) -> tuple[str, ...]:
    ordered = sorted(events, key=lambda event: event.position)
    return tuple(dict.fromkeys(event.id for event in ordered))
