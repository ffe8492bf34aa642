"""What would settle a key that is in doubt: the acts and claims that the rule of state answers to.

docs/state-rule.md, rules 2 (certain and possible) to 7 (no silent order).
"""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import attrs

from chrono.queries.named import MOST_NAMED
from chrono.queries.overlaps import overlaps
from chrono.state.rule import World
from chrono.state.slot import Slot

How = Literal["order", "decision", "date", "outcome", "link"]


@attrs.frozen
class Remedy:
    """One thing that would settle a key.

    Attributes:
        how: ``order``: say which of two events came later, or that one contests the other; after
            the first pairs of many, which of all events that overlap;
            ``decision``: a later claim that contests neither side, or a retraction of one;
            ``date``: narrower dates; ``outcome``: that what is announced was done or lapsed;
            ``link``: a void link, or the date that it goes against, corrected.
        events: The ids of the events concerned: of many the first twenty.
        events_count: How many there are.
    """

    how: How
    events: tuple[str, ...]
    events_count: int

    @classmethod
    def of(cls, how: How, events: Iterable[str]) -> "Remedy":
        """Return a remedy that concerns events, each of which counts once."""
        ids = tuple(dict.fromkeys(events))
        return cls(how, ids[:MOST_NAMED], len(ids))

    def body(self) -> dict[str, Any]:
        """Return the remedy as JSON."""
        return {"how": self.how, "events": list(self.events), "events_count": self.events_count}


def remedies(world: World, slot: Slot) -> tuple[Remedy, ...]:
    """Return what would settle a slot; empty for one that surely holds or has ended."""
    return tuple(_remedies(world, slot))


def _remedies(world: World, slot: Slot) -> Iterator[Remedy]:
    disputed = dict.fromkeys(event for side in slot.alternatives for event in side.because)
    if disputed:
        open_ = overlaps(world, [slot.key], among=disputed)
        yield from (Remedy.of("order", (pair.one, pair.other)) for pair in open_.pairs)
        yield from (Remedy.of("order", events) for events in open_.more.values())
        if not open_.pairs:
            yield Remedy.of("decision", disputed)
    vague = [event for candidate in slot.possible for event in candidate.because]
    if vague:
        yield Remedy.of("date", vague)
    announced = [event for candidate in slot.pending for event in candidate.because]
    if announced:
        yield Remedy.of("outcome", announced)
    here = {index for index, _ in world.on(slot.key)}
    for earlier, later in world.order.void:
        if earlier in here or later in here:
            yield Remedy("link", (world.events[later].id, world.events[earlier].id), 2)
