"""Questions: what is said on a key, or on one member of its set, as values to choose from.

docs/state-rule.md, rules 5 (the pending side) and 6 (sets).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from chrono.events.claims import LIVE_OPS, Claim, members, same_value
from chrono.values.canonical import canonical


@attrs.frozen
class Statement:
    """What one claim says on one question: which value a key has, or whether a member is in.

    Attributes:
        place: The event's place in the view.
        claim: What it claims.
        value: What it says of the question: a value, None for an end; for a member, whether in.
        json: The value's canonical JSON.
    """

    place: int
    claim: Claim
    value: Any = attrs.field(eq=False)
    json: str

    @classmethod
    def of(cls, place: int, claim: Claim, value: Any) -> "Statement":
        """Return what a claim says, with its value as canonical JSON."""
        return cls(place, claim, value, canonical(value))


@attrs.frozen(eq=False, repr=False)
class Resolution:
    """What the rule makes of the statements on one question.

    Attributes:
        live: The certain claims that nothing beats.
        possible: The claims that have only possibly been made.
        certain: All certain claims, beaten or not.
    """

    live: tuple[Statement, ...]
    possible: tuple[Statement, ...]
    certain: tuple[Statement, ...]

    @property
    def live_values(self) -> dict[str, list[Statement]]:
        """Group the live claims by value."""
        return by_value(self.live)


def by_value(said: Iterable[Statement]) -> dict[str, list[Statement]]:
    """Group claims by what they say, in the order of the canonical JSON of that."""
    groups: dict[str, list[Statement]] = defaultdict(list)
    for one in said:
        groups[one.json].append(one)
    return dict(sorted(groups.items()))


def clears(claim: Claim, announced: Claim) -> bool:
    """Say whether a surely later claim takes an announced value off the pending side."""
    match claim.op:
        case "announce":
            return True
        case "set":
            return same_value(claim.value, announced.value)
        case "lapse":
            return claim.value is None or same_value(claim.value, announced.value)
    return False


def is_set_valued(claims: Iterable[tuple[int, Claim]]) -> bool:
    """Say whether a key is set-valued: one claim that speaks of members makes it so."""
    return any(claim.speaks_for_sets for _, claim in claims)


def questions_of(claims: Sequence[tuple[int, Claim]]) -> list[tuple[Statement, ...]]:
    """Return the statements on a key by question: one for the key, or one a member of its set."""
    if is_set_valued(claims):
        return [said for _, said in statements_by_member(claims).values()]
    return [statements_on_key(claims)]


def statements_on_key(claims: Iterable[tuple[int, Claim]]) -> tuple[Statement, ...]:
    """Return what is said of a single-valued key, announcements left out; an end says None."""
    return tuple(
        Statement.of(place, claim, claim.value) for place, claim in claims if claim.op in LIVE_OPS
    )


def statements_by_member(
    claims: Sequence[tuple[int, Claim]],
) -> dict[str, tuple[Any, tuple[Statement, ...]]]:
    """Return what is said of each member of a set-valued key, announcements left out.

    Members come by their canonical JSON, each with itself and what is said of it. A ``set`` speaks
    for every member at once, an ``end`` says that all are out.
    """
    named = [(place, claim, _named(claim)) for place, claim in claims if claim.op in LIVE_OPS]
    everyone: dict[str, Any] = {}
    for _, _, some in named:
        everyone.update(some)
    return {
        json: (
            everyone[json],
            tuple(
                Statement.of(place, claim, json in some and claim.op != "drop")
                for place, claim, some in named
                if claim.op in ("set", "end") or json in some
            ),
        )
        for json in sorted(everyone)
    }


def _named(claim: Claim) -> dict[str, Any]:
    if claim.op == "end":
        return {}
    return members(claim.value if isinstance(claim.value, list) else [claim.value])
