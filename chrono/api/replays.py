"""Replays: what projections of one open chronology are folded over, kept for the next question."""

from collections.abc import Callable
from typing import TypeVar

from chrono.api.reading import Query, Through
from chrono.events.history import History
from chrono.projections.fold import Projection
from chrono.projections.replay import Replay

S = TypeVar("S")


class Replays:
    """The last replay of one open chronology."""

    def __init__(self, as_today: Callable[[History], History]) -> None:
        """Start with none; `as_today` brings the data of events to the version of their kinds."""
        self._as_today = as_today
        self._last: tuple[object, Replay] | None = None

    def state(self, projection: Projection[S], query: Query, through: Through) -> S:
        """Return the state of a projection by the moment of a query.

        A replay serves for another moment of the same log, known moment and chosen sources.

        Raises:
            ProjectionFailed: The projection's function raised.
        """
        known, without = query.asof.known, through.get("without", ())
        names = without if isinstance(without, str) else tuple(without)
        of = (query.head, known and known.instant, through.get("basis"), names)
        if self._last is None or self._last[0] != of:
            self._last = of, Replay(query.asof.view(self._as_today(query.history)))
        return self._last[1].state(projection, query.asof.at.instant)
