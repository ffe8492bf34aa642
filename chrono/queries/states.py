"""States: what held at each of many moments, from one look at the events."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import partial
from itertools import groupby

import attrs

from chrono.events.history import History
from chrono.queries.state import State
from chrono.queries.turns import slot_turns
from chrono.state.as_of import AsOf
from chrono.state.moments import Moment
from chrono.state.rule import World
from chrono.state.slot import Slot
from chrono.state.slots import slot_of
from chrono.values.keys import matcher


def states(
    history: History, asof: AsOf, moments: Sequence[Moment], globs: Sequence[str] = ()
) -> tuple[State, ...]:
    """Return the state at each of some moments, in their order; on the other clocks, as of `asof`.

    Each is the one that `state` returns. A slot is worked out once for all moments between which no
    event on its key begins or is over.
    """
    view, wanted = asof.view(history), matcher(globs)
    worlds = {at: World(view, at) for at in sorted({moment.instant for moment in moments})}
    held = {at: list[Slot]() for at in worlds}
    for key in filter(wanted.fullmatch, view.claims):
        for _, alike in groupby(worlds, partial(bisect_right, slot_turns(view, key))):
            first, *others = alike
            slot = slot_of(worlds[first], key)
            if slot is not None:
                for at in (first, *others):
                    held[at].append(slot)
    return tuple(
        State(
            chronology=history.chronology,
            zone=history.zone.key,
            asof=attrs.evolve(asof, at=moment),
            slots=tuple(held[moment.instant]),
            world=worlds[moment.instant],
        )
        for moment in moments
    )
