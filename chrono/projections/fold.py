"""Projections that users write: pure functions folded over the events that surely happened.

docs/python.md. The order of folding agrees with which event surely came before which, and is the
same whatever the order of recording.
"""

import copy
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from heapq import heapify, heappop, heappush
from itertools import takewhile
from typing import Generic, TypeVar

import attrs

from chrono.errors import ChronoError
from chrono.projections.event import Event
from chrono.projections.plain import plain
from chrono.state.rule import World
from chrono.state.visibility import View
from chrono.values.canonical import canonical

S = TypeVar("S")
"""The state of a projection: any value; best a frozen attrs class."""


class BadProjection(ChronoError):
    """A projection was declared without a name."""

    def __init__(self, name: object) -> None:
        self.name = name
        super().__init__(
            f"a projection needs a name, not {ascii(name)[:60]}; "
            "write @projection('seats', initial=...) above its function"
        )


class ProjectionFailed(ChronoError):
    """The function of a projection raised.

    Attributes:
        name: The name of the projection.
        event: The event that it was given.
        error: The exception that it raised.
    """

    def __init__(self, name: str, event: Event, error: BaseException, where: str) -> None:
        self.name = name
        self.event = event
        self.error = error
        text = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
        super().__init__(f"projection {name} failed at e{event.position} {event.id}: {text}{where}")


@attrs.frozen(eq=False)
class Projection(Generic[S]):
    """A pure function with a name and an initial state; to call it is to call the function.

    Attributes:
        name: Its name in answers.
        initial: The state before the first event.
        function: Returns the state after an event, from the state before it and from nothing else.
    """

    name: str
    initial: S
    function: Callable[[S, Event], S]

    def __call__(self, state: S, event: Event) -> S:
        """Return the state after an event."""
        return self.function(state, event)


def projection(name: str, *, initial: S) -> Callable[[Callable[[S, Event], S]], Projection[S]]:
    """Return a decorator that makes a pure function ``(state, event) -> state`` a projection.

    Raises:
        BadProjection: The name is empty, or no text.
    """
    if not isinstance(name, str) or not name.strip():
        raise BadProjection(name)
    return lambda function: Projection(name, initial, function)


def sequence(view: View) -> tuple[Event, ...]:
    """Return the visible events in the order of folding.

    They are sorted by the end of their bounds, then by the start (both narrowed by links), then by
    id; an event linked after another follows it. So an event that surely came earlier is earlier in
    the list, and the events that have surely happened by a moment are the first ones. Two versions
    of one development that both stand are sorted by content, since their ids depend on which log
    was merged into which.
    """
    return tuple(Event.of(view.events[index]) for index in order_of_folding(view))


def happened(world: World) -> tuple[Event, ...]:
    """Return the visible events that have surely happened, in the order of folding."""
    indexes = takewhile(world.certain, order_of_folding(world.view))
    return tuple(Event.of(world.events[index]) for index in indexes)


def fold(projection: Projection[S], events: Iterable[Event]) -> S:
    """Return the state after events; without events, the initial state.

    Raises:
        ProjectionFailed: The function raised.
    """
    state = beginning(projection)
    for event in events:
        state = step(projection, state, event)
    return state


def states(projection: Projection[S], events: Iterable[Event]) -> Iterator[tuple[Event, S]]:
    """Yield each event with the state after it.

    Raises:
        ProjectionFailed: The function raised.
    """
    state = beginning(projection)
    for event in events:
        state = step(projection, state, event)
        yield event, state


def beginning(projection: Projection[S]) -> S:
    """Return a copy of the initial state, so that no fold changes it for the next one."""
    return copy.deepcopy(projection.initial)


def step(projection: Projection[S], state: S, event: Event) -> S:
    """Return the state after an event.

    Raises:
        ProjectionFailed: The function raised.
    """
    try:
        return projection(state, event)
    except (Exception, SystemExit) as error:
        where = _where(projection, error)
        raise ProjectionFailed(projection.name, event, error, where) from error


def _where(projection: Projection[S], error: BaseException) -> str:
    """Return the file and line of the user's function that raised it, as text; empty if unknown."""
    code = getattr(projection.function, "__code__", None)
    trace, where = error.__traceback__, ""
    while trace is not None and code is not None:
        if trace.tb_frame.f_code.co_filename == code.co_filename:
            name = code.co_filename.replace("\\", "/").rpartition("/")[2]
            where = f" ({name}:{trace.tb_lineno})"
        trace = trace.tb_next
    return where


def order_of_folding(view: View) -> list[int]:
    """Return the indexes of events in an order that agrees with links and dates; none for none.

    Dates as links leave them never decrease along a link, so taking the first of those that wait
    for nobody sorts by them, and a link decides only where they are equal.
    """
    order, events = view.order, view.events
    versions = Counter(event.id for event in events)

    def rank(index: int) -> tuple[int, int, str, str, int]:
        event = events[index]
        text = canonical(plain((event.event, event.sources))) if versions[event.id] > 1 else ""
        return *order.bounds(index).by_date, event.id, text, index

    waiting = [0] * len(events)
    for later in order.links.values():
        for index in later:
            waiting[index] += 1
    ready = [rank(index) for index, number in enumerate(waiting) if not number]
    heapify(ready)
    ordered: list[int] = []
    while ready:
        index = heappop(ready)[-1]
        ordered.append(index)
        for later_index in order.links.get(index, ()):
            waiting[later_index] -= 1
            if not waiting[later_index]:
                heappush(ready, rank(later_index))
    return ordered
