"""Bases: how a source knows what it reports, from a filing down to a rumour."""

from collections.abc import Iterable, Mapping
from typing import Final, Literal

Basis = Literal["filed", "announced", "reported", "alleged", "rumoured"]

BASES: Final[tuple[Basis, ...]] = ("filed", "announced", "reported", "alleged", "rumoured")
"""How a source knows what it reports, best first."""

_RANK: Final[Mapping[str, int]] = {basis: rank for rank, basis in enumerate(BASES)}


def rank(basis: str) -> int:
    """Return the rank of a basis: 0 is the best."""
    return _RANK[basis]


def best(bases: Iterable[Basis]) -> Basis:
    """Return the best of one or more bases."""
    return min(bases, key=rank)
