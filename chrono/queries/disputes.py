"""Disputes: the versions of a disputed key side by side, and since when each was public."""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from chrono.events.history import History
from chrono.projections.slot import Candidate, Slot
from chrono.projections.standing import Standing
from chrono.projections.world import World
from chrono.queries.settling import Remedy, remedies
from chrono.queries.state import AsOf, slot_body, state
from chrono.values.dates import Date


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Dispute:
    """One disputed key.

    Attributes:
        slot: What is disputed.
        public: Of each version, by its place, the date of its first publication; None where no
            source of it has a date.
        settle: What would settle it.
    """

    slot: Slot
    public: tuple[Date | None, ...]
    settle: tuple[Remedy, ...]

    def body(self) -> dict[str, Any]:
        """Write the dispute as JSON: its slot, and of each version the rest."""
        body = slot_body(self.slot)
        for written, version, date in zip(
            body["alternatives"], self.slot.alternatives, self.public, strict=True
        ):
            written["origins"] = list(version.origins)
            written["public"] = str(date) if date else None
        return {**body, "settle": [remedy.body() for remedy in self.settle]}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Disputes:
    """What was disputed, in the order of the keys."""

    chronology: str
    zone: str
    asof: AsOf
    disputes: tuple[Dispute, ...]

    def body(self, entries: int, head: str) -> dict[str, Any]:
        """Write the answer as JSON, in the form of a state."""
        return {
            "chronology": self.chronology,
            **self.asof.body(self.zone),
            "log": {"entries": entries, "head": head},
            "state": [dispute.body() for dispute in self.disputes],
        }


def disputes(history: History, asof: AsOf, globs: Sequence[str] = ()) -> Disputes:
    """List the disputed keys that match any glob; all without one."""
    world = asof.world(history)
    found = state(history, asof, globs)
    return Disputes(
        chronology=found.chronology,
        zone=found.zone,
        asof=asof,
        disputes=tuple(_disputes(world, found.slots)),
    )


def _disputes(world: World, slots: Sequence[Slot]) -> Iterator[Dispute]:
    for slot in slots:
        if slot.standing == Standing.DISPUTED:
            yield Dispute(
                slot=slot,
                public=tuple(_public(world, version) for version in slot.alternatives),
                settle=remedies(world, slot),
            )


def _public(world: World, version: Candidate) -> Date | None:
    """Say when a version was first public: when the first of its events was."""
    dates = (
        source.published
        for visible in world.events
        if visible.id in version.because
        for source in visible.sources
        if source.published
    )
    return min(dates, key=lambda date: world.view.history.bounds(date).before, default=None)
