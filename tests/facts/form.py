"""What a bundled chronology must answer: the form of one question, of a slot and of an event."""

from collections.abc import Mapping
from typing import Any, Final

import attrs


@attrs.frozen(kw_only=True)
class Holds:
    """What the slot of one key must show.

    Attributes:
        standing: Its standing.
        value: The one value, compared by equality.
        named: When disputed, the live values that the answer names.
        besides: When disputed, the other live values of the log; together they are all.
        possible: All values that may hold.
        pending: All values that are only announced.
        since: The date from which it holds, as written; None where the answer gives none.
        because: The events that give the value; None where the answer gives none.
        basis: The basis of the value; None where the answer gives none.
    """

    standing: str = "holds"
    value: Any = None
    named: tuple[Any, ...] = ()
    besides: tuple[Any, ...] = ()
    possible: tuple[Any, ...] = ()
    pending: tuple[Any, ...] = ()
    since: str | None = None
    because: tuple[str, ...] | None = None
    basis: str | None = None


@attrs.frozen(kw_only=True)
class WantedEvent:
    """What the log must show of one event.

    Attributes:
        id: The event.
        occurred: Its date, as it stands.
        standing: Whether it stands.
        basis: Its basis; None where the answer gives none.
        earliest: The start of its bounds, in UTC; None where the answer gives none.
        claims: The keys that it speaks of, each once; none where it only tells.
        notes: Words that stand in its note; None where the answer gives none.
    """

    id: str
    occurred: str
    standing: str = "stands"
    basis: str | None = None
    earliest: str | None = None
    claims: tuple[str, ...] = ()
    notes: tuple[str, ...] | None = None


@attrs.frozen(kw_only=True)
class Answer:
    """One question, and all that the log must say to it.

    Attributes:
        n: Its number.
        asks: The question, shortened.
        at: The moment in the world.
        known: Until when sources count; None for all.
        slots: What each key must hold; None for a key that must have no slot.
        family: A glob whose slots must be those of ``slots`` and no others; empty for none.
        events: What the log must tell.
    """

    n: int
    asks: str
    at: str
    known: str | None = None
    slots: Mapping[str, Holds | None] = attrs.field(factory=dict)
    family: str = ""
    events: tuple[WantedEvent, ...] = ()


def person(name: str, capacity: str = "permanent") -> dict[str, str]:
    """Write who holds an office."""
    return {"person": name, "capacity": capacity}


def usd(amount: int, qualifier: str = "") -> dict[str, Any]:
    """Write a sum of US dollars."""
    sum_ = {"amount": amount, "currency": "USD"}
    return {**sum_, "qualifier": qualifier} if qualifier else sum_


def stage(name: str, outcome: str = "") -> dict[str, str]:
    """Write how far something is."""
    return {"stage": name, "outcome": outcome} if outcome else {"stage": name}


def term(says: str, **more: str) -> dict[str, str]:
    """Write a clause of the contract."""
    return {"says": says, **more}


BILLION: Final = 1_000_000_000
