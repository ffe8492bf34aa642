"""Short lists of a few things, drawn as a few bytes: much quicker than drawing thing by thing."""

from collections.abc import Sequence
from typing import Any, Final

from hypothesis import strategies as st

_WIDTH: Final = 2
"""Bytes for each thing. Numbers would do, but Hypothesis prefers small ones, and so the first."""

Wanted = tuple[Sequence[Any], int, int]
"""The things, some thousands at most; how many of them, at least and at most."""


def several(*wanted: Wanted) -> st.SearchStrategy[list[list[Any]]]:
    """Draw several lists at once, each of things from a pool, at least and at most so many.

    Each length and each thing is drawn as often as any other. A list shrinks to few things, and to
    the first of its pool.
    """
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
