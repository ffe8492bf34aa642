"""Preference: which version of a dispute is better sourced. Recency is never a reason.

docs/state-rule.md, rule 9 (preference). Preference names a candidate; it never loses another.
"""

from collections.abc import Sequence
from typing import Any

import attrs

from chrono.state.slot import Candidate, Preferred
from chrono.values.canonical import canonical
from chrono.values.sources import rank


def preferred(candidates: Sequence[Candidate]) -> Preferred | None:
    """Prefer the better basis, then more independent origins, else nobody (rule 9, preference).

    There must be two candidates at least.

    >>> from functools import partial
    >>> vote = partial(Candidate, since=None, because=())
    >>> preferred([vote("Ada", basis="filed"), vote("Bo", basis="alleged")])
    Preferred(value='Ada', reason='basis')
    >>> preferred([vote("Ada", basis="filed"), vote("Bo", basis="filed")]) is None
    True
    """
    ranked = sorted(candidates, key=lambda one: (rank(one.basis), -len(one.origins)))
    first, second = ranked[:2]
    if rank(first.basis) < rank(second.basis):
        return Preferred(first.value, "basis")
    if len(first.origins) > len(second.origins):
        return Preferred(first.value, "origins")
    return None


def preferred_members(
    sure: Sequence[Any], disputed: Sequence[Sequence[Candidate]]
) -> Preferred | None:
    """Prefer, where every disputed member has a better-sourced side, the list of these sides."""
    chosen = [(pair, preferred(_sides(pair))) for pair in disputed]
    if not chosen or any(side is None for _, side in chosen):
        return None
    reasons = {side.reason for _, side in chosen if side is not None}
    more = [pair[0].value for pair, side in chosen if side is not None and side.value]
    chosen_members = sorted([*sure, *more], key=canonical)
    return Preferred(chosen_members, "basis" if reasons == {"basis"} else "origins")


def _sides(pair: Sequence[Candidate]) -> list[Candidate]:
    """Name the sides of a disputed member by whether it is in."""
    return [attrs.evolve(one, value=one.holds) for one in pair]
