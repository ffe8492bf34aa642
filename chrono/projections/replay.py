"""Replay: the states of projections at many moments, folded over the same events.

Folding from the first event is the truth. On the way copies of states are kept, from which another
fold carries on; only of states of which a copy is equal, so that nothing can change what is kept.
"""

import copy
from bisect import bisect_right
from collections.abc import Collection
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

from chrono.projections.event import Event
from chrono.projections.fold import Projection, beginning, order_of_folding, step
from chrono.state.visibility import View
from chrono.values.clocks import Instant

S = TypeVar("S")

_MOST_KEPT: Final = 20
"""How many states of one projection are kept at most."""


class Replay:
    """The visible events in the order of folding, with states of projections that were kept."""

    def __init__(self, view: View, near: int = 1000) -> None:
        """Start with no states.

        Args:
            view: Which events count.
            near: How many events are too few to keep a state.
        """
        self._view, self._near = view, near
        self._row = order_of_folding(view)
        self._ends = [view.order.before[index] for index in self._row]
        self._kept: WeakKeyDictionary[Projection[Any], dict[int, Any]] = WeakKeyDictionary()

    def state(self, projection: Projection[S], at: Instant) -> S:
        """Return the state after the events that have surely happened by a moment, exclusive.

        After more than `near` events states are kept: this one, and those `near` events before,
        twice as many before, and so on. So another moment takes about as many steps as there are
        events between the two.

        Raises:
            ProjectionFailed: The function raised.
        """
        last = bisect_right(self._ends, at)
        kept = self._kept.setdefault(projection, {})
        first = max((number for number in kept if number <= last), default=0)
        state = copy.deepcopy(kept[first]) if first else beginning(projection)
        marks = self._marks(last)
        for number, index in enumerate(self._row[first:last], first + 1):
            state = step(projection, state, Event.of(self._view.events[index]))
            if number in marks:
                _keep(kept, number, state)
        while len(kept) > _MOST_KEPT:
            del kept[next(iter(kept))]
        return state

    def _marks(self, last: int) -> Collection[int]:
        """Return after how many events, on the way to the last, a state is kept."""
        if last <= self._near:
            return ()
        return {last, *(last - (self._near << times) for times in range(last.bit_length()))}


def _keep(kept: dict[int, Any], number: int, state: object) -> None:
    """Keep a copy of a state, if it equals that."""
    try:
        copied = copy.deepcopy(state)
        equal = copied == state
    except Exception:  # noqa: BLE001  a class of the user's may not be copied or compared
        return
    if equal is True:
        kept[number] = copied
