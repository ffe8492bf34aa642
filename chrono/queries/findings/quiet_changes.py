"""Quiet changes: later claims that replace a better one, and do not say that they mean to.

A rumour of the 26th over an announcement of the 25th becomes what holds from the 26th on
(docs/state-rule.md, rule 4 (live claims)). Whether that is a change or a disagreement nobody but an
editor can tell: a link (`after`) says the one, `contests` the other.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import Final

import attrs

from chrono.queries.named import MOST_NAMED
from chrono.state.questions import Statement, questions_of
from chrono.state.rule import World
from chrono.values.bases import rank
from chrono.values.clocks import BeyondCalendar, Instant, to_datetime

_NEAR: Final = 3 * 24 * 3_600_000_000
"""Microseconds after which worse evidence is news, as when the press reports the end of a deal."""


@attrs.frozen
class QuietChange:
    """A claim that replaces another one, which may be a change or a disagreement.

    Attributes:
        key: The key.
        event: The id of the event that replaces.
        replaced: The id of the event whose claim it replaces.
        reason: What makes it doubtful: ``rumoured against announced``, or ``on the same day``.
    """

    key: str
    event: str
    replaced: str
    reason: str


def quiet_changes(world: World, keys: Iterable[str] | None = None) -> tuple[QuietChange, ...]:
    """Return the quiet changes among events that may have happened.

    A claim replaces another on the same key, or member of a set, that it beats by rule 4, if the
    other held a value until then (no end, not over by its own date, and nothing else came surely
    later before it) and it says another one, or an end. It is quiet if its event is neither linked
    after the other, through any number of links, nor contests it, and if there is a sign that it
    may be a disagreement:

    - *worse basis*: the basis of its event is worse than that of the other, and it is alleged or
      rumoured, or begins at most three days after the other;
    - *same day*: both begin on one day of the home zone, so that hours alone order them, and the
      basis of its event is not better.

    A later development of equal or better basis on another day is none. Nor are two claims at dates
    that overlap: these are an overlap, and disputed.

    Args:
        world: The events.
        keys: The keys that count; None for all.

    Returns:
        The quiet changes by key, then in the order of the log, each once; a claim is held against
        at most the last twenty that it may replace. Empty for none.
    """
    found: dict[QuietChange, None] = {}
    for key in world.claims if keys is None else keys:
        of_set = world.holds_set(key)
        for question in questions_of(world.on(key), of_set=of_set):
            asked = _Question(world, key, question, of_set=of_set)
            found.update(dict.fromkeys(asked.quiet_changes()))
    return tuple(found)


class _Question:
    """The statements on one question, sorted by when they are over."""

    def __init__(
        self, world: World, key: str, statements: Sequence[Statement], *, of_set: bool
    ) -> None:
        self._world = world
        self._key = key
        self._nothing = False if of_set else None
        self._statements = statements
        before, earliest = world.order.before, world.order.earliest
        self._events = {each.index for each in statements}
        self._linked = world.order.after.bits(self._events)
        self._sorted = sorted(statements, key=lambda each: before[each.index])
        self._ends = [before[each.index] for each in self._sorted]
        starts = (earliest[each.index] for each in self._sorted)
        self._latest = list(accumulate(starts, max))

    def quiet_changes(self) -> Iterator[QuietChange]:
        events = self._world.events
        for statement in self._statements:
            for other in self._until(statement):
                reason = self._doubt(statement, other)
                if reason and self._replaces(statement, other):
                    ids = events[statement.index].id, events[other.index].id
                    yield QuietChange(self._key, *ids, reason)

    def _until(self, statement: Statement) -> Iterator[Statement]:
        """Yield the statements that only this one, of all, surely followed by their dates."""
        place = bisect_right(self._ends, self._world.order.earliest[statement.index])
        if place:
            first = bisect_right(self._ends, self._latest[place - 1])
            yield from self._sorted[max(first, place - MOST_NAMED) : place]

    def _replaces(self, statement: Statement, other: Statement) -> bool:
        """Return whether a statement quietly replaces one that it followed.

        It does not beat what it contests, unless it is linked after that.
        """
        world, after = self._world, self._world.order.after
        began = world.order.earliest[statement.index]
        end = world.own_ends.of(other)
        return (
            other.json != statement.json
            and other.value is not self._nothing
            and not (end and end.before <= began)
            and not after.reaches(other.index, statement.index)
            and not any(
                world.order.before[each] <= began
                for each in after.first(after.of(other.index) & self._linked)
            )
            and world.beats(statement.index, other.index, self._events)
        )

    def _doubt(self, statement: Statement, other: Statement) -> str:
        """Return why a later statement may be a disagreement; empty for no sign of one."""
        order, events = self._world.order, self._world.events
        basis, before = (events[each.index].basis for each in (statement, other))
        near = order.earliest[statement.index] - order.before[other.index] <= _NEAR
        if rank(basis) > rank(before) and (near or rank(basis) >= rank("alleged")):
            return f"{basis} against {before}"
        same_day = rank(basis) >= rank(before) and self._one_day(statement, other)
        return "on the same day" if same_day else ""

    def _one_day(self, statement: Statement, other: Statement) -> bool:
        days = [self._day(each.index) for each in (statement, other)]
        return days[0] is not None and days[0] == days[1]

    def _day(self, index: int) -> date | None:
        """Return the day of the home zone on which an event began; None for an open start."""
        began = Instant(self._world.order.earliest[index])
        try:
            return to_datetime(began, self._world.view.history.zone).date()
        except BeyondCalendar:
            return None
