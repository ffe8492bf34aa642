"""Short lists of a few things, drawn as a few bytes: much quicker than drawing thing by thing."""

from collections.abc import Sequence
from typing import Final, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")

_WIDTH: Final = 2
"""Bytes for each thing. Numbers would do, but Hypothesis prefers small ones, and so the first."""


def some(pool: Sequence[T], least: int, most: int) -> st.SearchStrategy[list[T]]:
    """Draw a list of things; each length and each thing is drawn as often as any other.

    It shrinks to few things, and to the first.

    Args:
        pool: The things; at least one, at most some thousands.
        least: At least so many.
        most: At most so many.
    """

    def chosen(drawn: bytes) -> list[T]:
        end = 1 + _WIDTH * (least + drawn[0] % (most - least + 1))
        parts = (drawn[start : start + _WIDTH] for start in range(1, end, _WIDTH))
        return [pool[int.from_bytes(part) % len(pool)] for part in parts]

    size = 1 + _WIDTH * most
    return st.binary(min_size=size, max_size=size).map(chosen)
