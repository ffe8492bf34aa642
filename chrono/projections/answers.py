"""The state of a user's projection as of a moment, and the test whether it is pure."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

import attrs

from chrono.events.history import History
from chrono.projections.event import Event
from chrono.projections.fold import Projection, fold, happened, sequence, states
from chrono.projections.plain import plain
from chrono.state.as_of import AsOf
from chrono.state.visibility import View
from chrono.values.canonical import canonical

S = TypeVar("S")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Folded(Generic[S]):
    """A projection's state as of a moment.

    Attributes:
        projection: The projection.
        chronology: The name of the chronology.
        zone: Its home zone.
        asof: The moments asked about.
        events: The events that were folded, in that order.
        state: The state after them.
    """

    projection: Projection[S]
    chronology: str
    zone: str
    asof: AsOf
    events: tuple[Event, ...]
    state: S

    def body(self, entries: int, head: str) -> dict[str, Any]:
        """Return the answer as JSON, with the log that gave it."""
        return {
            "chronology": self.chronology,
            "projection": self.projection.name,
            **self.asof.body(self.zone),
            "log": {"entries": entries, "head": head},
            "folded": len(self.events),
            "state": plain(self.state),
        }


@attrs.frozen(kw_only=True)
class Mismatch:
    """The first event after which a state carried from event to event differs from a fresh fold.

    Attributes:
        number: How many events had been folded.
        event: The id of the last of them.
        position: Its position in the log.
        carried: The state that was carried on, in plain form.
        fresh: The state folded from zero.
    """

    number: int
    event: str
    position: int
    carried: Any
    fresh: Any


@attrs.frozen(kw_only=True)
class Refolded:
    """A projection of one chronology, folded anew.

    Attributes:
        chronology: The name of the chronology.
        projection: The name of the projection.
        events: How many events were folded.
        every: After how many events a state that is carried on was compared; None for never.
        mismatch: Where it first differed; None where it did not, or was not compared.
    """

    chronology: str
    projection: str
    events: int
    every: int | None = None
    mismatch: Mismatch | None = None

    @property
    def differs(self) -> bool:
        """Whether carrying a state on and folding it from zero came to differ."""
        return self.mismatch is not None

    def body(self) -> dict[str, Any]:
        """Return the result as JSON."""
        return {
            "chronology": self.chronology,
            "projection": self.projection,
            "computed": self.events,
            "every": self.every,
            "mismatch": attrs.asdict(self.mismatch) if self.mismatch else None,
        }


def refolded(history: History, projection: Projection[Any], every: int | None = None) -> Refolded:
    """Return a projection folded from zero; with `every`, compared as `first_mismatch` does.

    Raises:
        ProjectionFailed: The function raised.
    """
    events = sequence(View(history))
    mismatch = None
    if every is None:
        fold(projection, events)
    else:
        mismatch = first_mismatch(projection, events, every)
    return Refolded(
        chronology=history.chronology,
        projection=projection.name,
        events=len(events),
        every=every,
        mismatch=mismatch,
    )


def folded(history: History, asof: AsOf, projection: Projection[S]) -> Folded[S]:
    """Return the state of a projection over what had surely happened as of a moment.

    Raises:
        ProjectionFailed: The projection's function raised.
    """
    events = happened(asof.world(history))
    return Folded(
        projection=projection,
        chronology=history.chronology,
        zone=history.zone.key,
        asof=asof,
        events=events,
        state=fold(projection, events),
    )


def first_mismatch(
    projection: Projection[S], events: Sequence[Event], every: int = 1
) -> Mismatch | None:
    """Return where a state carried from event to event first differs from one folded from zero.

    The two are compared after every `every` events and after the last. They are equal for a pure
    function: then None. Time grows with the square of the events, divided by `every`.

    Raises:
        ProjectionFailed: The function raised.
    """
    last = len(events)
    carried = [
        (number, state)
        for number, (_, state) in enumerate(states(projection, events), 1)
        if number % every == 0 or number == last
    ]
    for number, state in carried:
        fresh = fold(projection, events[:number])
        if state != fresh and canonical(plain(state)) != canonical(plain(fresh)):
            event = events[number - 1]
            return Mismatch(
                number=number,
                event=event.id,
                position=event.position,
                carried=plain(state),
                fresh=plain(fresh),
            )
    return None
