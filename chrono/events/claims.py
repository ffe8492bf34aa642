"""Claims: what an event asserts about one key of the state."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal

import attrs

from chrono.values.canonical import canonical
from chrono.values.keys import BadKey, checked

Op = Literal["set", "end", "add", "drop", "announce", "lapse"]

LIVE_OPS: Final = frozenset({"set", "end", "add", "drop"})
"""These speak for what holds; the others speak for the pending side of the key."""

VALUED_OPS: Final = frozenset({"set", "add", "drop", "announce"})
"""These need a value; a lapse may name the value that lapses, an end has none."""

OPS: Final[tuple[Op, ...]] = ("set", "end", "add", "drop", "announce", "lapse")


@attrs.frozen
class Claim:
    """One assertion about one key.

    Attributes:
        op: What it does.
        key: The address in the state.
        value: A JSON value; for ``end`` always None, for ``lapse`` None means whatever is pending.

    Claims are equal when their values have the same canonical JSON:

    >>> closed = Claim("set", "deal/x", {"stage": "closed", "price": 3})
    >>> closed == Claim("set", "deal/x", {"price": 3, "stage": "closed"})
    True
    >>> Claim("end", "office/x/ceo").body()
    {'op': 'end', 'key': 'office/x/ceo'}
    """

    op: Op
    key: str
    value: Any = attrs.field(default=None, eq=canonical)

    @classmethod
    def stored(cls, body: Mapping[str, Any]) -> "Claim":
        """Read a claim as it stands in a stored entry."""
        return cls(body["op"], body["key"], body.get("value"))

    def body(self) -> dict[str, Any]:
        """Return the claim as JSON."""
        body: dict[str, Any] = {"op": self.op, "key": self.key}
        if self.value is not None:
            body["value"] = self.value
        return body

    @property
    def speaks_for_sets(self) -> bool | None:
        """Return whether the claim makes its key set-valued; None where it fits both."""
        if self.op in ("add", "drop"):
            return True
        if self.op == "end" or self.value is None:
            return None
        return isinstance(self.value, list)


def members(values: Sequence[Any]) -> dict[str, Any]:
    """Index the members of a set by their canonical JSON, which is what makes two of them equal."""
    return {canonical(value): value for value in values}


def unordered(value: Any) -> str:
    """Spell a pending value so that equal ones are spelt alike; lists are equal in any order."""
    return canonical(sorted(members(value)) if isinstance(value, list) else value)


def same_value(one: Any, other: Any) -> bool:
    """Return whether two pending values are equal; lists are compared without order."""
    return unordered(one) == unordered(other)


def faults(claims: Sequence[Claim]) -> Iterator[str]:
    """Yield what is wrong with the claims of one event, together (docs/state-rule.md, Claims).

    An event speaks once for a key, or for a member of a set, on the live side, and once on the
    pending side. No claims have no faults.

    >>> list(faults([Claim("set", "club/chair", "Ada"), Claim("announce", "club/chair", "Bob")]))
    []
    >>> list(faults([Claim("set", "club/chair", "Ada"), Claim("end", "club/chair")]))
    ['end club/chair: the event speaks for it twice; keep one claim']
    """
    said: set[tuple[str, str]] = set()
    for claim in claims:
        yield from _faults_of_one(claim)
        live = claim.op in LIVE_OPS
        member = canonical(claim.value) if claim.op in ("add", "drop") else ""
        here = (("live" if live else "pending") + member, claim.key)
        whole = ("live", claim.key)
        if here in said or (live and whole in said):
            yield f"{claim.op} {claim.key}: the event speaks for it twice; keep one claim"
        elif (
            live
            and not member
            and any(side[:4] == "live" and key == claim.key for side, key in said)
        ):
            yield f"{claim.op} {claim.key}: the event also adds or drops members; keep one form"
        said.add(here)
    kinds = {(claim.key, claim.speaks_for_sets) for claim in claims}
    for key in sorted(
        {key for key, sets in kinds if sets} & {key for key, s in kinds if s is False}
    ):
        yield f"{key}: used both as a set and as a single value; keep one"


def _faults_of_one(claim: Claim) -> Iterator[str]:
    try:
        checked(claim.key)
    except BadKey as error:
        yield str(error)
    if claim.op in VALUED_OPS and claim.value is None:
        yield f"{claim.op} {claim.key}: needs a value; to say that nothing holds, use end"
    if claim.op == "end" and claim.value is not None:
        yield f"end {claim.key}: takes no value"
    if claim.op in ("add", "drop") and isinstance(claim.value, list):
        yield f"{claim.op} {claim.key}: takes one member, not a list; write one claim a member"
    if isinstance(claim.value, list) and len(members(claim.value)) < len(claim.value):
        yield f"{claim.op} {claim.key}: names a member twice"
