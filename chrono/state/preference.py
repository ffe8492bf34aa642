"""Preference: which side of a dispute has better sources. Recency is never a reason.

docs/state-rule.md, rule 9 (preference). A preferred candidate never removes the others.
"""

from collections.abc import Sequence
from typing import Any

import attrs

from chrono.state.slot import Candidate, Preferred
from chrono.values.bases import rank
from chrono.values.canonical import canonical


def preferred(candidates: Sequence[Candidate]) -> Preferred | None:
    """Return the candidate of the best basis, else of the most independent origins, else None.

    Rule 9 (preference). There must be at least two candidates.

    >>> from functools import partial
    >>> vote = partial(Candidate, since=None, because=())
    >>> preferred([vote("Ada", basis="filed"), vote("Bo", basis="alleged")])
    Preferred(value='Ada', reason='basis')
    >>> preferred([vote("Ada", basis="filed"), vote("Bo", basis="filed")]) is None
    True
    """
    ranked = sorted(candidates, key=lambda each: (rank(each.basis), -len(each.origins)))
    first, second = ranked[:2]
    if rank(first.basis) < rank(second.basis):
        return Preferred(first.value, "basis")
    if len(first.origins) > len(second.origins):
        return Preferred(first.value, "origins")
    return None


def preferred_members(
    sure: Sequence[Any], disputed: Sequence[Sequence[Candidate]]
) -> Preferred | None:
    """Return the set with the preferred side of each disputed member; None if one has none.

    Args:
        sure: The undisputed members.
        disputed: The two sides of each disputed member.
    """
    chosen = [(pair, preferred(_sides(pair))) for pair in disputed]
    if not chosen or any(side is None for _, side in chosen):
        return None
    reasons = {side.reason for _, side in chosen if side is not None}
    more = [pair[0].value for pair, side in chosen if side is not None and side.value]
    chosen_members = sorted([*sure, *more], key=canonical)
    return Preferred(chosen_members, "basis" if reasons == {"basis"} else "origins")


def _sides(pair: Sequence[Candidate]) -> list[Candidate]:
    """Return the sides of a disputed member, each with whether the member is in as its value."""
    return [attrs.evolve(side, value=side.holds) for side in pair]
