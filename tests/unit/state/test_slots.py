"""Slots, to the letter: which are asked for, what is pending together, which side is preferred."""

from typing import Any

from chrono.state.rule import World
from chrono.state.slots import slots
from chrono.state.visibility import View
from chrono.values.clocks import END
from tests.building import event, history_of, slot, source

KEY, OTHER, BOARD = "term/agi", "term/cap", "board/firm"
DAY, SPAN = "2024-01-02", "[2024-01-01..2024-01-04]"
FILED, RUMOUR = [source(basis="filed")], [source(basis="rumoured")]


def test_only_the_keys_that_are_asked_about_have_slots() -> None:
    """One of two, or a key of which nobody spoke, which has none."""
    history = history_of(
        event("one", DAY, {"set": KEY, "value": "A"}), event("two", DAY, {"set": OTHER, "value": 1})
    )
    world = World(View(history), END)

    assert [found.key for found in slots(world, [OTHER])] == [OTHER]
    assert slots(world, ["term/none"]) == ()


def test_two_values_announced_on_one_day_are_both_pending() -> None:
    """Neither was surely later, so neither clears the other; each names its own event."""
    history = history_of(
        event("one", DAY, {"announce": KEY, "value": "A"}),
        event("two", DAY, {"announce": KEY, "value": "B"}),
    )
    found = slot(history, KEY, "2024-02")

    assert found is not None
    assert [(one["value"], one["because"]) for one in found["pending"]] == [
        ("A", ["one"]),
        ("B", ["two"]),
    ]


def test_one_value_announced_twice_on_one_day_is_pending_once() -> None:
    """A list in another order is the same value; both events stand for it."""
    history = history_of(
        event("one", DAY, {"announce": BOARD, "value": ["A", "B"]}),
        event("two", DAY, {"announce": BOARD, "value": ["B", "A"]}),
    )
    found = slot(history, BOARD, "2024-02")

    assert found is not None
    assert [one["because"] for one in found["pending"]] == [["one", "two"]]


def test_that_something_is_false_may_be_possible() -> None:
    """False is a value like another where a key has one value, not the absence of a member."""
    history = history_of(event("one", SPAN, {"set": KEY, "value": False}))
    found = slot(history, KEY, DAY)

    assert found is not None
    assert found["standing"] == "possible"
    assert [one["value"] for one in found["possible"]] == [False]


def disputed(inside: list[dict[str, Any]], outside: list[dict[str, Any]]) -> Any:
    """Dispute whether Ada is on a board with Bob, by some sources, and ask whom they prefer."""
    history = history_of(
        event("first", "2024-01-01", {"set": BOARD, "value": ["Bob"]}),
        event("in", DAY, {"add": BOARD, "value": "Ada"}, sources=inside),
        event("out", DAY, {"drop": BOARD, "value": "Ada"}, sources=outside),
    )
    found = slot(history, BOARD, "2024-02")
    assert found is not None
    assert found["standing"] == "disputed"
    return found["preferred"]


def test_a_member_whose_place_is_better_sourced_is_on_the_preferred_list() -> None:
    """With those of whom nobody doubts that they are in."""
    assert disputed(FILED, RUMOUR) == {"value": ["Ada", "Bob"], "reason": "basis"}


def test_a_member_whose_leaving_is_better_sourced_is_not_on_the_preferred_list() -> None:
    """The others are."""
    assert disputed(RUMOUR, FILED) == {"value": ["Bob"], "reason": "basis"}


def test_a_member_is_preferred_by_more_independent_origins_too() -> None:
    """With one basis, two witnesses of the joining outweigh one of the leaving."""
    two = [source(publisher="Gazette"), source(publisher="Wire")]

    assert disputed(two, [source()]) == {"value": ["Ada", "Bob"], "reason": "origins"}


def test_the_weaker_reason_is_told_of_a_list_that_is_preferred_for_both() -> None:
    """Ada is in by a better basis, Eve by more origins: the list rests on origins."""
    history = history_of(
        event("ada", DAY, {"add": BOARD, "value": "Ada"}, sources=FILED),
        event("no-ada", DAY, {"drop": BOARD, "value": "Ada"}, sources=RUMOUR),
        event("eve", DAY, {"add": BOARD, "value": "Eve"}, sources=[*FILED, source(publisher="W")]),
        event("no-eve", DAY, {"drop": BOARD, "value": "Eve"}, sources=FILED),
    )
    found = slot(history, BOARD, "2024-02")

    assert found is not None
    assert found["preferred"] == {"value": ["Ada", "Eve"], "reason": "origins"}


def test_no_list_is_preferred_where_one_member_is_a_tie() -> None:
    """Ada is in by a better basis, but nobody is better sourced about Eve."""
    history = history_of(
        event("ada", DAY, {"add": BOARD, "value": "Ada"}, sources=FILED),
        event("no-ada", DAY, {"drop": BOARD, "value": "Ada"}, sources=RUMOUR),
        event("eve", DAY, {"add": BOARD, "value": "Eve"}, sources=FILED),
        event("no-eve", DAY, {"drop": BOARD, "value": "Eve"}, sources=FILED),
    )
    found = slot(history, BOARD, "2024-02")

    assert found is not None
    assert (found["standing"], found["preferred"]) == ("disputed", None)


def test_slots_come_in_the_order_of_their_keys() -> None:
    """Whichever was told first."""
    history = history_of(
        event("two", DAY, {"set": OTHER, "value": 1}), event("one", DAY, {"set": KEY, "value": "A"})
    )

    assert [found.key for found in slots(World(View(history), END))] == [KEY, OTHER]


def test_a_preferred_list_is_in_the_order_of_its_members_as_json() -> None:
    """As the list that holds is; so members may be maps, which have no order of their own."""
    history = history_of(
        event("first", "2024-01-01", {"set": BOARD, "value": [{"seat": 2}]}),
        event("in", DAY, {"add": BOARD, "value": {"seat": 1}}, sources=FILED),
        event("out", DAY, {"drop": BOARD, "value": {"seat": 1}}, sources=RUMOUR),
    )
    found = slot(history, BOARD, "2024-02")

    assert found is not None
    assert found["preferred"]["value"] == [{"seat": 1}, {"seat": 2}]
