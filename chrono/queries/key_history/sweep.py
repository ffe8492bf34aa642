"""The sweep: which statements on one question are live or possible in each stretch of time.

docs/state-rule.md, rules 2 (certain and possible), 4 (live claims) and 11 (own end), as
`World.resolve` has them for one moment. From one stretch to the next only those events are looked
at that begin or are over there; sets of events are those of `Earlier`.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import accumulate
from operator import or_

import attrs

from chrono.queries.earlier import Earlier, Union
from chrono.state.questions import Statement
from chrono.state.rule import World
from chrono.values.clocks import Instant


@attrs.frozen
class Situation:
    """The events on one question in one stretch of time, as sets of `Earlier`.

    Attributes:
        certain: Those that have certainly happened.
        possible: Those that have possibly happened.
        live: The certain ones that nothing beats.
        ended: The certain ones that were over by themselves while live.
        ending: The live and possible ones that may be over by themselves.
    """

    certain: int = 0
    possible: int = 0
    live: int = 0
    ended: int = 0
    ending: int = 0


def situations(
    world: World, earlier: Earlier, statements: Sequence[Statement], moments: Sequence[Instant]
) -> Iterator[Situation]:
    """Yield the situation at each of some moments, in order."""
    indices = frozenset(each.index for each in statements)
    beaten = _Beaten(world, earlier, indices)
    ends = _Ends(world, earlier, statements, moments)
    begin: dict[int, list[int]] = defaultdict(list)
    happen: dict[int, list[int]] = defaultdict(list)
    for index in indices:
        begin[bisect_right(moments, world.order.earliest[index])].append(index)
        happen[bisect_left(moments, world.order.before[index])].append(index)
    begun = certain = 0
    for number in range(len(moments)):
        begun = reduce(or_, map(earlier.bit, begin[number]), begun)
        certain = reduce(or_, map(earlier.bit, happen[number]), certain)
        for index in happen[number]:
            beaten.add(index)
            ends.follow(index)
        live, possible = certain & ~beaten.bits, begun & ~certain
        ended, ending = ends.at(number, certain, live, possible)
        yield Situation(certain, possible, live, ended, ending)


class _Beaten:
    """What is beaten by those events of one question that have certainly happened (rule 4)."""

    def __init__(self, world: World, earlier: Earlier, indices: frozenset[int]) -> None:
        """Start with none of these events."""
        self._world, self._earlier = world, earlier
        self._rivals = {each: world.contests(each) & indices for each in indices}
        deniers = (each for each in indices if self._rivals[each])
        self._numbers = {each: number for number, each in enumerate(deniers)}
        self._by_deniers = Union(len(self._numbers))
        self._by_others = 0
        # What came before each certain denier and before all its rivals that are certain.
        self._before_all: dict[int, int] = {}

    @property
    def bits(self) -> int:
        """The events that are beaten."""
        return self._by_others | self._by_deniers.bits

    def add(self, index: int) -> None:
        """Add an event that has certainly happened."""
        before = self._earlier.than(index)
        if index not in self._numbers:
            self._by_others |= before
            return
        rivals = self._rivals[index] & self._before_all.keys()
        self._before_all[index] = before
        for rival in rivals:
            self._before_all[rival] &= before
            self._before_all[index] &= self._earlier.than(rival)
        for denier in (index, *rivals):
            linked = self._world.order.backwards.get(denier, ())
            directly = self._earlier.bits(set(linked) - self._rivals[denier]) if linked else 0
            self._by_deniers.put(self._numbers[denier], self._before_all[denier] | directly)


class _Ends:
    """The own ends of the statements on one question (rule 11)."""

    def __init__(
        self,
        world: World,
        earlier: Earlier,
        statements: Sequence[Statement],
        moments: Sequence[Instant],
    ) -> None:
        """Start before any event."""
        self._order, self._earlier = world.order, earlier
        self._own = self._over = self._may_be_over = self._followed = 0
        self._steps: dict[int, list[tuple[int, int]]] = defaultdict(list)
        ends: list[tuple[int, int]] = []
        for statement in statements:
            end = world.own_ends.of(statement)
            if end is not None:
                bit = earlier.bit(statement.index)
                self._own |= bit
                self._steps[bisect_right(moments, end.earliest)].append((0, bit))
                self._steps[bisect_left(moments, end.before)].append((1, bit))
                ends.append((end.before, bit))
        ends.sort()
        self._befores = [before for before, _ in ends]
        later = accumulate((bit for _, bit in reversed(ends)), or_, initial=0)
        self._ending_later = [*later][::-1]

    def follow(self, index: int) -> None:
        """Note what is not over by itself before an event that is surely later."""
        if self._own:
            place = bisect_right(self._befores, self._order.earliest[index])
            self._followed |= self._earlier.than(index) & self._ending_later[place]

    def at(self, number: int, certain: int, live: int, possible: int) -> tuple[int, int]:
        """Return what has ended in a stretch, and what may have; stretches are asked in order."""
        for over, bit in self._steps.get(number, ()):
            if over:
                self._over |= bit
                self._may_be_over &= ~bit
            else:
                self._may_be_over |= bit
        beaten = certain & ~live
        ended = (live & self._over) | (beaten & self._own & ~self._followed)
        return ended, (live | possible) & self._may_be_over
