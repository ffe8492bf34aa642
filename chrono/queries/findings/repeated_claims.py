"""Repetitions that an editor should look at: of a denied value, and of one that has an end.

Many events on one key make far more of them than anybody reads: only the first are made, and a
finding says that there are more.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

import attrs

from chrono.queries.named import MOST_NAMED
from chrono.state.questions import Statement, by_value, questions_of
from chrono.state.rule import World
from chrono.values.clocks import BEGINNING


@attrs.frozen(kw_only=True)
class Repeated:
    """Some repetitions on one question.

    Attributes:
        key: The key.
        pairs: The indices of the event that denied a value, or gave it an end, and of the one that
            repeats it: of many the first twenty, in the order of the log.
        more: Whether there are more.
    """

    key: str
    pairs: tuple[tuple[int, int], ...]
    more: bool

    @classmethod
    def first(cls, key: str, found: Iterator[tuple[int, ...]]) -> "Repeated":
        """Return the first of what is found, of which the last two indices are a pair."""
        some = sorted(islice(found, MOST_NAMED + 1))
        return cls(
            key=key,
            pairs=tuple((each[-2], each[-1]) for each in some[:MOST_NAMED]),
            more=len(some) > MOST_NAMED,
        )


def of_denied(world: World, keys: Iterable[str]) -> Iterator[Repeated]:
    """Yield later claims on keys that end a dispute by repeating a denied value, without a link."""
    for key, question in _questions(world, keys):
        yield Repeated.first(key, _of_denied(world, question))


def without_end(world: World, keys: Iterable[str]) -> Iterator[Repeated]:
    """Yield claims on keys that repeat a value before it is over by its own end, without one."""
    for key, question in _questions(world, keys):
        yield Repeated.first(key, _without_end(world, question))


def _questions(world: World, keys: Iterable[str]) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    for key in keys:
        for question in questions_of(world.on(key), of_set=world.holds_set(key)):
            yield key, question


def _of_denied(world: World, question: tuple[Statement, ...]) -> Iterator[tuple[int, int, int]]:
    """Yield who is denied, by whom, and who repeats it."""
    values = {each.index: each.json for each in question}
    later = {json: _Later(world, those) for json, those in by_value(question).items()}
    for denied, value in values.items():
        for denier in world.contests(denied) & values.keys():
            if values[denier] != value:
                repeats = later[value].than_both(denied, denier)
                yield from ((denied, denier, repeat) for repeat in repeats)


def _without_end(world: World, question: tuple[Statement, ...]) -> Iterator[tuple[int, int]]:
    """Yield who gives an end, and who repeats it without one."""
    ends = {each.index: world.own_ends.of(each) for each in question}
    if not any(ends.values()):
        return
    for those in by_value(question).values():
        later = _Later(world, [each for each in those if ends[each.index] is None])
        for first in those:
            over = ends[first.index]
            if over is not None:
                for repeat in later.than(first.index, until=over.earliest):
                    if world.order.before[repeat] <= over.earliest:
                        yield first.index, repeat


class _Later:
    """The events of some statements, of which those surely later than another are found."""

    def __init__(self, world: World, statements: Iterable[Statement]) -> None:
        self._world, self._order = world, world.order
        self._events = frozenset(each.index for each in statements)
        self._linked = world.order.after.bits(self._events)
        self._by_start = sorted(
            self._events, key=lambda index: (self._order.earliest[index], index)
        )
        self._starts = [self._order.earliest[index] for index in self._by_start]
        self._last_free: dict[int, int] = {}

    def than(self, index: int, until: int, without: int = 0) -> Iterator[int]:
        """Yield those surely later than an event, of which none begins after an instant.

        Those in `without` are left out if they are later by links alone.
        """
        before = self._order.before[index]
        first, last = bisect_left(self._starts, before), bisect_left(self._starts, until)
        yield from self._by_start[first:last]
        if self._linked:
            after = self._order.after
            yield from sorted(after.nodes(after.of(index, before) & self._linked & ~without))

    def than_both(self, denied: int, denier: int) -> Iterator[int]:
        """Yield those surely later than two events, and not linked with the second one."""
        order = self._order
        one, other = sorted((denied, denier), key=lambda index: order.before[index])
        rivals = self._world.contests(denier)
        linked = order.after.of(denier)
        for each in self.than(other, self._last_that_begins(denier) + 1, without=linked):
            if (
                each not in rivals
                and order.surely_later(each, one)
                and not order.after.reaches(denier, each)
            ):
                yield each

    def _last_that_begins(self, denier: int) -> int:
        """Return when the last begins of those that an event does not contest."""
        if denier not in self._last_free:
            rivals = self._world.contests(denier)
            free = (each for each in reversed(self._by_start) if each not in rivals)
            last = next(free, None)
            self._last_free[denier] = BEGINNING if last is None else self._order.earliest[last]
        return self._last_free[denier]
