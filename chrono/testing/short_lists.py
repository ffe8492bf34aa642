"""Short lists of a few things, drawn as one number: much quicker than drawing thing by thing."""

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


def some(pool: Sequence[T], least: int, most: int) -> st.SearchStrategy[list[T]]:
    """Draw a list of things, each length as often as any other.

    It shrinks to few things, and to the first. With more than some millions of lists in all, long
    ones are drawn less often.

    Args:
        pool: The things; at least one.
        least: At least so many.
        most: At most so many.
    """
    lists = len(pool) ** most

    def numbered(number: int) -> list[T]:
        more, number = divmod(number, lists)
        return [pool[number // len(pool) ** place % len(pool)] for place in range(least + more)]

    return st.sampled_from(range((most - least + 1) * lists)).map(numbered)
