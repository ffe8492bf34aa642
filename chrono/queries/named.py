"""Naming entries: an answer names the first of many, and says how many there are."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Final, Generic, TypeVar

from chrono.state.questions import Statement
from chrono.state.visibility import Visible

MOST_NAMED: Final = 20
"""How many ids of other entries an answer names at most in one place."""

N = TypeVar("N", bound=Hashable)
"""What has rivals: an event, or a claim of one."""


class Rivals(Generic[N]):
    """Who stands on the other sides of disputes.

    In a dispute of n events each has up to n rivals. So sets of events are kept as the bits of one
    number, and names are made only of the first of them.
    """

    def __init__(self, events: Sequence[Visible], order: Iterable[int]) -> None:
        """Start without disputes; the indices in `order` say in which order events are named."""
        self._places = {index: place for place, index in enumerate(order)}
        self._ids = [events[index].id for index in self._places]
        self._rivals: dict[N, int] = defaultdict(int)
        versions: dict[str, list[int]] = defaultdict(list)
        for place, given in enumerate(self._ids):
            versions[given].append(1 << place)
        self._repeated = [sum(bits) for bits in versions.values() if len(bits) > 1]

    def add(self, live: Iterable[tuple[N, Statement]]) -> None:
        """Add the live statements on one question, each with what it is a statement of."""
        sides: dict[str, int] = defaultdict(int)
        named = list(live)
        for _, statement in named:
            sides[statement.json] |= 1 << self._places[statement.index]
        if len(sides) > 1:
            everybody = reduce(or_, sides.values())
            for name, statement in named:
                self._rivals[name] |= everybody & ~sides[statement.json]

    def __contains__(self, name: N) -> bool:
        return name in self._rivals

    def of(self, name: N) -> tuple[tuple[str, ...], int]:
        """Return the ids of the first rivals of what is named, and how many there are; or none."""
        bits = rest = self._rivals.get(name, 0)
        ids: dict[str, None] = {}
        while rest and len(ids) < MOST_NAMED:
            lowest = rest & -rest
            ids[self._ids[lowest.bit_length() - 1]] = None
            rest ^= lowest
        again = sum(max((bits & same).bit_count() - 1, 0) for same in self._repeated)
        return tuple(ids), bits.bit_count() - again
