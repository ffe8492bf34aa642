"""Disputes: the versions of a disputed key side by side, and since when each was public."""

from collections.abc import Collection, Sequence
from typing import Any

import attrs

from chrono.events.history import History
from chrono.queries.remedies import Remedy, remedies
from chrono.queries.state import State, public_since, slot_body, state
from chrono.state.as_of import AsOf
from chrono.state.rule import World
from chrono.state.slot import Slot
from chrono.state.standing import Standing
from chrono.values.dates import Date


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Dispute:
    """One disputed key.

    Attributes:
        slot: What is disputed.
        public: Of each version, in their order, the date of its first publication; None where no
            source of it has a date.
        settle: What would settle it.
    """

    slot: Slot
    public: tuple[Date | None, ...]
    settle: tuple[Remedy, ...]

    def body(self) -> dict[str, Any]:
        """Return the slot as JSON; each version has its origins and first publication too."""
        body = slot_body(self.slot)
        for written, version, date in zip(
            body["alternatives"], self.slot.alternatives, self.public, strict=True
        ):
            written["origins"] = list(version.origins)
            written["public"] = str(date) if date else None
        return {**body, "settle": [remedy.body() for remedy in self.settle]}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Disputes:
    """What was disputed, in the order of the keys.

    Attributes:
        chronology: The name of the chronology.
        zone: Its home zone.
        asof: What was asked.
        disputes: The disputed keys.
        spoken: The keys with claims by then, of those that were asked.
    """

    chronology: str
    zone: str
    asof: AsOf
    disputes: tuple[Dispute, ...]
    spoken: Collection[str] = ()

    def body(self, entries: int, head: str) -> dict[str, Any]:
        """Return the answer as JSON, in the form of a state."""
        return {
            "chronology": self.chronology,
            **self.asof.body(self.zone),
            "log": {"entries": entries, "head": head},
            "state": [dispute.body() for dispute in self.disputes],
        }


def disputes(history: History, asof: AsOf, globs: Sequence[str] = ()) -> Disputes:
    """Return the disputed keys that match any glob; all without one."""
    answer = state(history, asof, globs)
    return disputes_in(answer, answer.world)


def disputes_in(answer: State, world: World) -> Disputes:
    """Return what is disputed in a state; `world` has all that is linked on the disputed keys."""
    return Disputes(
        chronology=answer.chronology,
        zone=answer.zone,
        asof=answer.asof,
        disputes=tuple(
            Dispute(
                slot=slot,
                public=tuple(public_since(world, version) for version in slot.alternatives),
                settle=remedies(world, slot),
            )
            for slot in disputed(answer)
        ),
        spoken=answer.world.claims.keys(),
    )


def disputed(answer: State) -> list[Slot]:
    """Return the slots of a state that are disputed, in the order of the keys."""
    return [slot for slot in answer.slots if slot.standing == Standing.DISPUTED]
