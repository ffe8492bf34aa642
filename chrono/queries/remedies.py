"""What would settle a key that is in doubt: the acts and claims that the rule of state answers to.

docs/state-rule.md, rules 2 (certain and possible) to 7 (no silent order).
"""

from collections.abc import Iterator
from typing import Any, Literal

import attrs

from chrono.queries.overlaps import overlaps_on
from chrono.state.rule import World
from chrono.state.slot import Slot

How = Literal["order", "decision", "date", "outcome", "link"]


@attrs.frozen
class Remedy:
    """One thing that would settle a key.

    Attributes:
        how: ``order``: say which of two events came later, or that one contests the other;
            ``decision``: a later claim that contests neither side, or a retraction of one;
            ``date``: narrower dates; ``outcome``: that what is announced was done or lapsed;
            ``link``: a void link, or the date that it goes against, corrected.
        events: The ids of the events concerned.
    """

    how: How
    events: tuple[str, ...]

    def body(self) -> dict[str, Any]:
        """Return the remedy as JSON."""
        return {"how": self.how, "events": list(self.events)}


def remedies(world: World, slot: Slot) -> tuple[Remedy, ...]:
    """Return what would settle a slot; empty for one that surely holds or has ended."""
    return tuple(_remedies(world, slot))


def _remedies(world: World, slot: Slot) -> Iterator[Remedy]:
    sides = [side.because for side in slot.alternatives]
    disputed = {event for side in sides for event in side}
    if disputed:
        pairs = [
            (overlap.one, overlap.other)
            for overlap in overlaps_on(world, slot.key)
            if {overlap.one, overlap.other} <= disputed
        ]
        yield from (Remedy("order", pair) for pair in pairs)
        if not pairs:
            yield Remedy("decision", tuple(dict.fromkeys(e for side in sides for e in side)))
    vague = tuple(
        dict.fromkeys(event for candidate in slot.possible for event in candidate.because)
    )
    if vague:
        yield Remedy("date", vague)
    announced = tuple(
        dict.fromkeys(event for candidate in slot.pending for event in candidate.because)
    )
    if announced:
        yield Remedy("outcome", announced)
    here = {index for index, _ in world.on(slot.key)}
    for earlier, later in world.order.void:
        if {earlier, later} & here:
            yield Remedy("link", (world.events[later].id, world.events[earlier].id))
