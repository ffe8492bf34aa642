"""Why a key holds what it holds: the whole chain of claims on it, with the standing of each."""

from collections.abc import Iterator
from typing import Any

import attrs

from chrono.events.entries import Correction, Development
from chrono.events.history import History
from chrono.events.order import capped
from chrono.queries.claim_standings import ClaimStandings
from chrono.queries.remedies import Remedy, remedies
from chrono.queries.state import slot_body
from chrono.state.as_of import AsOf
from chrono.state.rule import World
from chrono.state.slot import Slot
from chrono.state.slots import slot_of
from chrono.state.standing import Standing
from chrono.values.clocks import Bounds, iso
from chrono.values.sources import Source


@attrs.frozen(kw_only=True)
class Step:
    """One claim on the key, and what became of it.

    Attributes:
        event: The id of the development; of a corrected version, that of its entry.
        op: What it claims; ``after`` for a link that is void.
        value: The value; of a void link, the id of the event that it puts earlier.
        occurred: The date as written.
        bounds: The date as capped.
        standing: How it stands: as a value does, or superseded, corrected, withdrawn or void.
        by: The id of the first event that beats it, or of the act that withdrew or corrected it; in
            a dispute, the ids of the first events on the other sides; of a claim that holds or has
            ended, of those that contest it. At most twenty; empty for none.
        by_count: How many there are of these in all.
        reason: The reason of the act, or why a link is void; else None.
        sources: Its sources.
    """

    event: str
    op: str
    value: Any
    occurred: str
    bounds: Bounds
    standing: Standing
    by: tuple[str, ...]
    by_count: int
    reason: str | None
    sources: tuple[Source, ...]

    def body(self) -> dict[str, Any]:
        """Return the step as JSON."""
        return {
            "event": self.event,
            "op": self.op,
            "value": self.value,
            "occurred": self.occurred,
            "bounds": {"earliest": iso(self.bounds.earliest), "before": iso(self.bounds.before)},
            "standing": self.standing,
            "by": list(self.by),
            "by_count": self.by_count,
            "reason": self.reason,
            "sources": [source.body() for source in self.sources],
        }


@attrs.frozen(kw_only=True)
class Why:
    """The slot of a key, and the chain of claims behind it in the order of their dates.

    Attributes:
        key: The key.
        slot: What holds; None where nothing does.
        chain: The claims.
        settle: What would settle it.
    """

    key: str
    slot: Slot | None
    chain: tuple[Step, ...]
    settle: tuple[Remedy, ...]

    def body(self) -> dict[str, Any]:
        """Return the answer as JSON."""
        return {
            "key": self.key,
            "slot": slot_body(self.slot) if self.slot else None,
            "chain": [step.body() for step in self.chain],
            "settle": [remedy.body() for remedy in self.settle],
        }


def why(history: History, asof: AsOf, key: str) -> Why:
    """Return every claim on a key that may have been made by then, and what became of it.

    A key that nothing speaks of has no slot and an empty chain.
    """
    world = asof.world(history)
    slot = slot_of(world, key)
    settle = remedies(world, slot) if slot else ()
    return Why(key=key, slot=slot, chain=tuple(chain(world, key)), settle=settle)


def chain(world: World, key: str) -> list[Step]:
    """Return the claims on a key in one world, in the order of their dates; none for no claims."""
    steps = [*_counted(world, key), *_not_counted(world, key), *_void(world, key)]
    return sorted(steps, key=lambda step: (*step.bounds.by_date, step.event))


def _counted(world: World, key: str) -> Iterator[Step]:
    """Yield the claims of visible events."""
    claims = world.on(key)
    standings = ClaimStandings(world, key, claims)
    for index, claim in claims:
        visible = world.events[index]
        standing, by, by_count = standings.of(index, claim)
        yield Step(
            event=visible.id,
            op=claim.op,
            value=claim.value,
            occurred=str(visible.event.occurred),
            bounds=visible.bounds,
            standing=standing,
            by=by,
            by_count=by_count,
            reason=standings.reason(index, claim),
            sources=visible.sources,
        )


def _not_counted(world: World, key: str) -> Iterator[Step]:
    """Yield the claims of versions that were withdrawn or corrected."""
    view = world.view
    amendments = view.amendments
    counted = {visible.version for visible in view.events}
    for record in view.present:
        if not isinstance(record, Development | Correction) or record.id in counted:
            continue
        root = record.target if isinstance(record, Correction) else record.id
        withdrawn = amendments.withdrawn.get(root) or amendments.withdrawn.get(record.id)
        act = withdrawn or amendments.replaced.get(record.id)
        bounds = capped(
            view.history.bounds(record.event.occurred), record.sources, view.history.zone
        )
        if act is None or bounds.earliest >= world.at:
            continue
        for claim in record.event.claims:
            if claim.key == key:
                yield Step(
                    event=record.id,
                    op=claim.op,
                    value=claim.value,
                    occurred=str(record.event.occurred),
                    bounds=bounds,
                    standing=Standing.WITHDRAWN if withdrawn else Standing.CORRECTED,
                    by=(act.id,),
                    by_count=1,
                    reason=act.reason,
                    sources=record.event.sources or record.sources,
                )


def _void(world: World, key: str) -> Iterator[Step]:
    """Yield the links of events on this key that are void, since the dates contradict them."""
    here = {index for index, _ in world.on(key)}
    for earlier, later in world.order.void:
        if earlier in here or later in here:
            visible = world.events[later]
            yield Step(
                event=visible.id,
                op="after",
                value=world.events[earlier].id,
                occurred=str(visible.event.occurred),
                bounds=visible.bounds,
                standing=Standing.VOID,
                by=(),
                by_count=0,
                reason="by the dates, or by other links, it came before; the dates win",
                sources=(),
            )
