"""Overlaps: different claims on one key whose order is open.

docs/state-rule.md, rule 7 (no silent order).
"""

from itertools import combinations

import attrs

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


def overlaps(world: World) -> tuple[Overlap, ...]:
    """Return the overlaps among events that may have happened, in the order of the log.

    A pair that is linked, directly or through others, or of which one contests the other, is none.
    """
    triples = sorted(triple for key in world.claims for triple in _triples(world, key))
    return tuple(_overlap(world, *triple) for triple in triples)


def overlaps_on(world: World, key: str) -> tuple[Overlap, ...]:
    """Return the overlaps on one key, in the order of the log."""
    return tuple(_overlap(world, *triple) for triple in sorted(_triples(world, key)))


def _triples(world: World, key: str) -> set[tuple[int, int, str]]:
    return {
        (first.index, second.index, key)
        for question in questions_of(world.on(key), of_set=world.holds_set(key))
        for first, second in combinations(question, 2)
        if first.index != second.index and _open(world, first, second)
    }


def _overlap(world: World, first: int, second: int, key: str) -> Overlap:
    return Overlap(key, world.events[first].id, world.events[second].id)


def _open(world: World, first: Statement, second: Statement) -> bool:
    later = world.order.surely_later
    return (
        first.json != second.json
        and not later(first.index, second.index)
        and not later(second.index, first.index)
        and second.index not in world.contests(first.index)
    )
