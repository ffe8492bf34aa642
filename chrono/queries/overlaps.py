"""Overlaps: different claims on one key whose order is open.

docs/state-rule.md, rule 7 (no silent order). Many events on one key make far more pairs than
anybody reads: only the first are made, and the events are counted without their pairs.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice

import attrs

from chrono.events.order import Order
from chrono.queries.named import MOST_NAMED
from chrono.state.questions import Statement, questions_of
from chrono.state.rule import World


@attrs.frozen(order=True)
class Overlap:
    """Two events with different claims on one key, at dates that overlap.

    Attributes:
        key: The key.
        one: The id of the event that is earlier in the log.
        other: The id of the other.
    """

    key: str
    one: str
    other: str


@attrs.frozen
class Overlaps:
    """The overlaps on some keys.

    Attributes:
        pairs: The first twenty on each key, in the order of the log.
        more: Of each key that has more pairs, the ids of all events that overlap on it.
    """

    pairs: tuple[Overlap, ...]
    more: Mapping[str, tuple[str, ...]]


def overlaps(
    world: World,
    keys: Iterable[str] | None = None,
    *,
    among: Container[str] | None = None,
    about: Container[str] | None = None,
) -> Overlaps:
    """Return the overlaps of events that may have happened.

    A pair that is linked, directly or through others, or of which one contests the other, is none.

    Args:
        world: The events.
        keys: The keys that count; None for all.
        among: The ids of the events that count; None for all.
        about: Ids, of which each pair must have one; None for any pair.
    """
    triples: list[tuple[int, int, str]] = []
    more: dict[str, tuple[str, ...]] = {}
    for key in world.claims if keys is None else keys:
        found = overlapping(world, key, among=among, about=about)
        triples.extend((*pair, key) for pair in found.pairs)
        if found.more:
            more[key] = found.ids(world)
    named = world.events
    return Overlaps(
        tuple(Overlap(key, named[one].id, named[other].id) for one, other, key in sorted(triples)),
        more,
    )


@attrs.frozen
class Overlapping:
    """The overlaps on one key, by the indices of events.

    Attributes:
        pairs: The first twenty, in the order of the log.
        more: Where there are more, all events that overlap, in order; else empty.
    """

    pairs: tuple[tuple[int, int], ...]
    more: tuple[int, ...]

    def ids(self, world: World) -> tuple[str, ...]:
        """Return the ids of all events that overlap where there are more pairs."""
        return tuple(dict.fromkeys(world.events[index].id for index in self.more))


def overlapping(
    world: World,
    key: str,
    *,
    among: Container[str] | None = None,
    about: Container[str] | None = None,
) -> Overlapping:
    """Return the overlaps on one key of events that may have happened; see `overlaps`."""
    pairs: set[tuple[int, int]] = set()
    those: set[int] = set()
    for question in questions_of(world.on(key), of_set=world.holds_set(key)):
        asked = _Question(world, _by(world, question, among), about)
        pairs.update(islice(asked.pairs(), MOST_NAMED + 1))
        those.update(statement.index for statement in asked.overlapping)
    more = tuple(sorted(those)) if len(pairs) > MOST_NAMED else ()
    return Overlapping(tuple(sorted(pairs)[:MOST_NAMED]), more)


def _by(
    world: World, statements: Sequence[Statement], ids: Container[str] | None
) -> Sequence[Statement]:
    """Return the statements of events with these ids; all for None."""
    if ids is None:
        return statements
    return [each for each in statements if world.events[each.index].id in ids]


class _Question:
    """The statements on one question, and which of them overlap with another."""

    def __init__(
        self, world: World, statements: Sequence[Statement], about: Container[str] | None
    ) -> None:
        self._world = world
        self._about = {each.index for each in _by(world, statements, about)}
        self.overlapping: Sequence[Statement] = ()
        if len(statements) > 1 and self._about:
            asked = _Others(world, [each for each in statements if each.index in self._about])
            anybody = asked if about is None else _Others(world, statements)
            self.overlapping = [
                each
                for each in statements
                if (anybody if each.index in self._about else asked).overlap(each)
            ]

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the indices of each two that overlap, once, in the order of the log.

        As each of them is in some pair, only few are tried in vain before a number is found.
        """
        seen: set[tuple[int, int]] = set()
        for first, second in combinations(self.overlapping, 2):
            pair = first.index, second.index
            if (
                pair not in seen
                and not self._about.isdisjoint(pair)
                and _overlap(self._world, first, second)
            ):
                seen.add(pair)
                yield pair


class _Others:
    """Statements, prepared for the question whether any of them overlaps with another statement.

    They are counted: those at dates that overlap, less those of the same value, and less those
    that links or contests settle. So n statements take about n steps, not n squared.
    """

    def __init__(self, world: World, statements: Iterable[Statement]) -> None:
        self._world = world
        self._by_index: dict[int, list[Statement]] = defaultdict(list)
        by_json: dict[str, list[int]] = defaultdict(list)
        for each in statements:
            self._by_index[each.index].append(each)
            by_json[each.json].append(each.index)
        everybody = [index for group in by_json.values() for index in group]
        self._all = _Dates(world.order, everybody)
        self._same = {json: _Dates(world.order, group) for json, group in by_json.items()}

    def overlap(self, statement: Statement) -> bool:
        """Return whether any of them overlaps with a statement."""
        index, json = statement.index, statement.json
        same = self._same.get(json)
        count = self._all.overlapping(index) - (same.overlapping(index) if same else 0)
        if not count:
            return False
        count -= self._all.linked(index) - (same.linked(index) if same else 0)
        order = self._world.order
        settled = {index, *self._world.contests(index)}
        return count > sum(
            other.json != json and _at_one_time(order, index, other.index)
            for known in settled & self._by_index.keys()
            if not _linked(order, index, known)
            for other in self._by_index[known]
        )


class _Dates:
    """The dates of some events, of which those that overlap with a date are counted."""

    def __init__(self, order: Order, indices: Sequence[int]) -> None:
        self._order = order
        self._starts = sorted(order.earliest[index] for index in indices)
        self._ends = sorted(order.before[index] for index in indices)
        self._after = order.after.bits(indices)
        self._ahead = order.ahead.bits(indices)

    def overlapping(self, index: int) -> int:
        """Return how many began before an event was over, and were not over before it began."""
        began = bisect_left(self._starts, self._order.before[index])
        return began - bisect_right(self._ends, self._order.earliest[index])

    def linked(self, index: int) -> int:
        """Return how many of these are linked with an event, through any number of links."""
        order = self._order
        after = self._after and self._after & order.after.of(index, order.before[index])
        ahead = self._ahead and self._ahead & order.ahead.of(index, -order.earliest[index])
        return after.bit_count() + ahead.bit_count()


def _at_one_time(order: Order, one: int, other: int) -> bool:
    """Return whether the dates of two events overlap."""
    return order.earliest[one] < order.before[other] and order.earliest[other] < order.before[one]


def _linked(order: Order, one: int, other: int) -> bool:
    """Return whether two events are linked, through any number of links."""
    return order.after.reaches(one, other) or order.after.reaches(other, one)


def _overlap(world: World, first: Statement, second: Statement) -> bool:
    later = world.order.surely_later
    return (
        first.index != second.index
        and first.json != second.json
        and not later(first.index, second.index)
        and not later(second.index, first.index)
        and second.index not in world.contests(first.index)
    )
