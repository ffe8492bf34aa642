"""Overlaps: claims on one key that differ, and whose order nothing settles.

docs/state-rule.md, rule 7 (no silent order).
"""

from itertools import combinations

import attrs

from chrono.state.questions import Statement, questions_of
from chrono.state.rule import World


@attrs.frozen(order=True)
class Overlap:
    """Two events that say different things of one key at dates that overlap.

    Attributes:
        key: The key.
        one: The id of the event that stands first in the log.
        other: The id of the other.
    """

    key: str
    one: str
    other: str


def overlaps(world: World) -> tuple[Overlap, ...]:
    """Return the overlaps among events that may have happened, by their places in the log.

    A pair that is linked, by whatever steps, or of which one contests the other, is settled.
    """
    found = sorted(triple for key in world.claims for triple in _triples(world, key))
    return tuple(_overlap(world, *triple) for triple in found)


def overlaps_on(world: World, key: str) -> tuple[Overlap, ...]:
    """Return the overlaps on one key, likewise."""
    return tuple(_overlap(world, *triple) for triple in sorted(_triples(world, key)))


def _triples(world: World, key: str) -> set[tuple[int, int, str]]:
    return {
        (one.index, other.index, key)
        for said in questions_of(world.on(key))
        for one, other in combinations(said, 2)
        if one.index != other.index and _open(world, one, other)
    }


def _overlap(world: World, one: int, other: int, key: str) -> Overlap:
    return Overlap(key, world.events[one].id, world.events[other].id)


def _open(world: World, one: Statement, other: Statement) -> bool:
    later = world.order.surely_later
    return (
        one.json != other.json
        and not later(one.index, other.index)
        and not later(other.index, one.index)
        and other.index not in world.contests(one.index)
    )
