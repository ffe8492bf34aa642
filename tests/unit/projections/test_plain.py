"""The plain form of a state: what it is printed and compared as."""

import enum
from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

import attrs
import pytest

from chrono.projections.plain import NotPlain, plain
from chrono.values.dates import Date


@attrs.frozen
class Seats:
    """A state as we recommend it."""

    held: frozenset[str]
    inner: Any = None


@dataclass(frozen=True)
class Data:
    """A state as many write it."""

    number: float


class Pair(NamedTuple):
    """A state as some write it."""

    one: int
    other: str


class Colour(enum.Enum):
    """Something with a text of its own."""

    RED = 1


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (None, None),
        (True, True),
        ("text", "text"),
        (1.5, 1.5),
        (float("nan"), "nan"),
        (frozenset({"b", "a", "c"}), ["a", "b", "c"]),
        ({2, 10}, [10, 2]),
        (("b", "a"), ["b", "a"]),
        (Seats(frozenset({"b", "a"}), Seats(frozenset())),
         {"held": ["a", "b"], "inner": {"held": [], "inner": None}}),
        ({Seats(frozenset("a")), Seats(frozenset("b"))},
         [{"held": ["a"], "inner": None}, {"held": ["b"], "inner": None}]),
        (Data(2.5), {"number": 2.5}),
        (Pair(1, "x"), {"one": 1, "other": "x"}),
        (Counter("aab"), {"a": 2, "b": 1}),
        ({("a", 1): 2, 3: 4}, {'["a",1]': 2, "3": 4}),
        (Colour.RED, "Colour.RED"),
        (Date.parse("2024-01~"), "2024-01~"),
    ],
)  # fmt: skip
def test_a_value_has_one_plain_form(value: object, form: object) -> None:
    """Classes are their fields, maps keep text keys, sets stand in canonical order."""
    assert plain(value) == form


@pytest.mark.parametrize("value", [object(), [object()], Seats.__init__, {"x": lambda: 1}])
def test_what_has_only_an_address_is_refused(value: object) -> None:
    """It would print otherwise each time."""
    with pytest.raises(NotPlain, match=r"holds an instance of .* use attrs classes"):
        plain(value)


def test_what_holds_itself_is_refused() -> None:
    """A state without an end cannot be printed."""
    endless: list[Any] = []
    endless.append(endless)

    with pytest.raises(NotPlain, match="more than 64 deep"):
        plain(endless)
