"""Claims: what an event asserts about one key of the state."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Literal

import attrs

from chrono.errors import ChronoError
from chrono.values.by_fields import ByFields
from chrono.values.canonical import canonical
from chrono.values.keys import BadKey, checked

Op = Literal["set", "end", "add", "drop", "announce", "lapse"]

LIVE_OPS: Final = frozenset({"set", "end", "add", "drop"})
"""The operations on what holds; the others are on what is pending."""

VALUED_OPS: Final = frozenset({"set", "add", "drop", "announce"})
"""The operations that need a value; ``lapse`` may have one, ``end`` has none."""

OPS: Final[tuple[Op, ...]] = ("set", "end", "add", "drop", "announce", "lapse")

ANNOUNCED: Final = "announced"
"""The question what is announced on a key: no JSON, as are the names of members."""

LISTS: Final = "lists"
"""The question which members a set has, which a list answers for all of them at once."""


class BadClaim(ChronoError):
    """A stored claim that is none, as one with an unknown operation."""


# Its hash is kept: a rule asks for it often, and the JSON of a value is dear.
@attrs.frozen(cache_hash=True, repr=False)
class Claim(ByFields):
    """One assertion about one key.

    Attributes:
        op: The operation.
        key: The address in the state.
        value: A JSON value; None for ``end``; for ``lapse`` None is whatever is pending.

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
    def stored(cls, body: object) -> "Claim":
        """Return the claim of a stored entry.

        Raises:
            BadClaim: It is no map, or its operation is none.
            BadKey: The key is none.
        """
        if not isinstance(body, dict):
            raise BadClaim(f"{ascii(body)[:60]} is no claim")
        op, key = body.get("op"), body.get("key")
        if not isinstance(op, str) or op not in OPS:
            raise BadClaim(f"{ascii(op)[:60]} is no operation; there are {', '.join(OPS)}")
        if not isinstance(key, str):
            raise BadClaim(f"{op}: the key {ascii(key)[:60]} is not text")
        return cls(op, checked(key), body.get("value"))

    def body(self) -> dict[str, Any]:
        """Return the claim as JSON."""
        body: dict[str, Any] = {"op": self.op, "key": self.key}
        if self.value is not None:
            body["value"] = self.value
        return body

    @property
    def speaks_for_sets(self) -> bool | None:
        """Whether the claim needs a set-valued key; None if it fits both sorts of key."""
        op, value = self.op, self.value
        if op in ("add", "drop"):
            return True
        if op == "end" or value is None:
            return None
        return isinstance(value, list)

    @property
    def questions(self) -> "Iterable[str]":
        """The questions on its key that the claim answers, by name; see `ANNOUNCED` and `LISTS`.

        A value or an ``end`` answers the empty one, a claim on a member the one that the canonical
        JSON of the member names. A list that is set speaks of every member that it names, too.

        >>> [*Claim("set", "club/board", ["Ada", "Bo"]).questions]
        ['lists', '"Ada"', '"Bo"']
        """
        if self.op == "end" or (self.op == "set" and not isinstance(self.value, list)):
            return ("",)
        return self._other_questions()

    def _other_questions(self) -> "Iterator[str]":
        if self.op in ("announce", "lapse"):
            yield ANNOUNCED
        if self.op in ("add", "drop"):
            yield canonical(self.value)
        elif self.speaks_for_sets:
            yield LISTS
            yield from members(self.value) if self.op == "set" else ()


def members(values: Sequence[Any]) -> dict[str, Any]:
    """Return members of a set by their canonical JSON, by which they are compared."""
    return {canonical(value): value for value in values}


def unordered(value: Any) -> str:
    """Return a text by which pending values are compared; the order of lists does not matter."""
    return canonical(sorted(members(value)) if isinstance(value, list) else value)


def same_value(first: Any, second: Any) -> bool:
    """Return whether two pending values are equal; the order of lists does not matter."""
    return unordered(first) == unordered(second)


def faults(claims: Sequence[Claim]) -> Iterator[str]:
    """Yield the faults of all claims of one event, as text (docs/state-rule.md, Claims).

    An event makes at most one live claim on a key, or on a member of a set, and at most one pending
    claim. Without claims there are no faults.

    >>> list(faults([Claim("set", "club/chair", "Ada"), Claim("announce", "club/chair", "Bob")]))
    []
    >>> list(faults([Claim("set", "club/chair", "Ada"), Claim("end", "club/chair")]))
    ['end club/chair: the event claims it twice; keep one claim']
    """
    if len(claims) < 2:  # of which none can contradict another
        for claim in claims:
            yield from _faults_of_claim(claim)
        return
    claimed: set[tuple[str, str]] = set()
    live_keys: set[str] = set()
    for claim in claims:
        yield from _faults_of_claim(claim)
        live = claim.op in LIVE_OPS
        member = canonical(claim.value) if claim.op in ("add", "drop") else ""
        target = (("live" if live else "pending") + member, claim.key)
        whole = ("live", claim.key)
        if target in claimed or (live and whole in claimed):
            yield f"{claim.op} {claim.key}: the event claims it twice; keep one claim"
        elif live and not member and claim.key in live_keys:
            yield f"{claim.op} {claim.key}: the event also adds or drops members; keep one form"
        claimed.add(target)
        if live:
            live_keys.add(claim.key)
    as_set = {claim.key for claim in claims if claim.speaks_for_sets}
    as_single = {claim.key for claim in claims if claim.speaks_for_sets is False}
    for key in sorted(as_set & as_single):
        yield f"{key}: used both as a set and as a single value; keep one"


def _faults_of_claim(claim: Claim) -> Iterator[str]:
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


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text within a value, in its order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_in(inner)
