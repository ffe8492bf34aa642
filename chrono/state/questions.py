"""Questions: the statements that claims make on a key, or on one member of its set.

docs/state-rule.md, rules 5 (the pending side), 6 (sets) and 11 (own end).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any, Literal

import attrs

from chrono.events.claims import LIVE_OPS, Claim, members, unordered
from chrono.values.canonical import canonical


@attrs.frozen(eq=False, repr=False)
class Statement:
    """The answer of one claim to one question: which value a key has, or whether a member is in.

    Attributes:
        index: The index of its event among the visible events.
        claim: The claim.
        value: Its answer: a value, None for an end; on a member, whether it is in.
        json: The canonical JSON of the value.
        over: Its answer once the claim is over by its own end: None; on a member, that it is out.
        ended: Whether that is its answer by now.
    """

    index: int
    claim: Claim
    value: Any
    json: str
    over: Literal[False] | None = None
    ended: bool = False

    @classmethod
    def of(
        cls, index: int, claim: Claim, value: Any, over: Literal[False] | None = None
    ) -> "Statement":
        """Return a statement of a claim; its JSON is computed from the value."""
        return cls(index, claim, value, canonical(value), over)

    def end(self) -> "Statement":
        """Return what the claim answers once it is over by its own end."""
        return Statement(self.index, self.claim, self.over, canonical(self.over), ended=True)


@attrs.frozen(slots=False, eq=False, repr=False)
class Resolution:
    """The statements on one question, sorted by the rule.

    Attributes:
        live: The certain statements that nothing beats; ended where they are over by then.
        possible: The statements of events that have possibly happened, but not certainly, and the
            ends of those that are possibly over.
        certain: All certain statements, beaten or not; ended where they were over while live.
    """

    live: tuple[Statement, ...]
    possible: tuple[Statement, ...]
    certain: tuple[Statement, ...]

    @property
    def live_values(self) -> dict[str, list[Statement]]:
        """The live statements by the canonical JSON of their values."""
        return by_value(self.live)

    @cached_property
    def certain_values(self) -> dict[str, list[Statement]]:
        """The certain statements by the canonical JSON of their values."""
        return by_value(self.certain)


def by_value(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """Return statements grouped by the canonical JSON of their values, which is the order too."""
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[statement.json].append(statement)
    return dict(sorted(groups.items()))


@attrs.frozen(eq=False, repr=False)
class Clearing:
    """The events that end what is announced on a key, those of them that are surely later (rule 5).

    Attributes:
        whatever: Those that end whatever is announced: other announcements, and lapses of all.
        value: Those that end one value, by the text by which pending values are compared.
    """

    whatever: AbstractSet[int]
    value: Mapping[str, AbstractSet[int]]

    @classmethod
    def of(cls, claims: Iterable[tuple[int, Claim]]) -> "Clearing":
        """Return who ends what is announced, among claims with the indices of their events."""
        whatever: set[int] = set()
        value: dict[str, set[int]] = defaultdict(set)
        for index, claim in claims:
            if claim.op == "announce" or (claim.op == "lapse" and claim.value is None):
                whatever.add(index)
            elif claim.op in ("set", "lapse"):
                value[unordered(claim.value)].add(index)
        return cls(whatever, value)

    def of_value(self, value: str) -> AbstractSet[int]:
        """Return who ends this value, and only such as say it."""
        return self.value.get(value, frozenset())


def is_set_valued(claims: Iterable[tuple[int, Claim]]) -> bool:
    """Return whether a key is set-valued: an ``add``, a ``drop`` or a list makes it so."""
    return any(claim.speaks_for_sets for _, claim in claims)


def questions_of(
    claims: Sequence[tuple[int, Claim]], *, of_set: bool
) -> list[tuple[Statement, ...]]:
    """Return the statements on each question: the key itself, or each member of its set."""
    if of_set:
        return [statements for _, statements in statements_by_member(claims).values()]
    return [statements_on_key(claims)]


def statements_on_key(claims: Iterable[tuple[int, Claim]]) -> tuple[Statement, ...]:
    """Return the statements on a single-valued key, without announcements; an end states None."""
    return tuple(
        Statement.of(index, claim, claim.value) for index, claim in claims if claim.op in LIVE_OPS
    )


def statements_by_member(
    claims: Sequence[tuple[int, Claim]],
) -> dict[str, tuple[Any, tuple[Statement, ...]]]:
    """Return the statements on each member of a set-valued key, without announcements.

    Members are given by their canonical JSON, in that order, each with its value and the statements
    on it. A ``set`` states of every member whether it is in, an ``end`` that all are out.
    """
    live = [(index, claim, _members_of(claim)) for index, claim in claims if claim.op in LIVE_OPS]
    everyone: dict[str, Any] = {}
    for _, _, named in live:
        everyone.update(named)
    stated: dict[str, list[Statement]] = {json: [] for json in sorted(everyone)}
    for index, claim, named in live:
        for json in stated if claim.op in ("set", "end") else named:
            inside = json in named and claim.op != "drop"
            stated[json].append(Statement.of(index, claim, inside, over=False))
    return {json: (everyone[json], tuple(statements)) for json, statements in stated.items()}


def _members_of(claim: Claim) -> dict[str, Any]:
    if claim.op == "end":
        return {}
    return members(claim.value if isinstance(claim.value, list) else [claim.value])
