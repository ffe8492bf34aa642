"""Short lists of a few things, drawn as a few bytes: much quicker than drawing thing by thing."""

from collections.abc import Sequence
from typing import Any, Final, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")

_WIDTH: Final = 2
"""Bytes for each thing. Numbers would do, but Hypothesis prefers small ones, and so the first."""

Wanted = tuple[Sequence[Any], int, int]
"""The things, at least one and at most some thousands; and how many, at least and at most."""


def some(pool: Sequence[T], least: int, most: int) -> st.SearchStrategy[list[T]]:
    """Draw a list of things, at least and at most so many.

    Each length and each thing is drawn as often as any other. It shrinks to few, and to the first.
    """
    return several((pool, least, most)).map(lambda lists: lists[0])


def several(*wanted: Wanted) -> st.SearchStrategy[list[list[Any]]]:
    """Draw several lists at once, each as `some` does."""
    size = sum(1 + _WIDTH * most for _, _, most in wanted)
    return st.binary(min_size=size, max_size=size).map(lambda drawn: _lists(wanted, drawn))


def _lists(wanted: Sequence[Wanted], drawn: bytes) -> list[list[Any]]:
    lists, start = [], 0
    for pool, least, most in wanted:
        count = least + drawn[start] % (most - least + 1)
        places = range(start + 1, start + 1 + _WIDTH * count, _WIDTH)
        parts = [int.from_bytes(drawn[index : index + _WIDTH]) for index in places]
        lists.append([pool[number % len(pool)] for number in parts])
        start += 1 + _WIDTH * most
    return lists
