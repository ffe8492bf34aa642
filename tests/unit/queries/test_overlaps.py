"""Overlaps: what differs on a key and has no order."""

from typing import Any

import pytest

from chrono.queries.overlaps import Overlap, overlaps, overlaps_on
from chrono.state.rule import World
from chrono.state.visibility import View
from chrono.values.clocks import END
from tests.building import NOW, event, history_of
from tests.strategies import FIRST_DAY

KEY, SET = "step/x", "team/z"
FIRST = event("one", "2024-01-01", {"set": KEY, "value": "A"})


def found(*written: dict[str, Any], at: int = END) -> tuple[Overlap, ...]:
    """List the overlaps of a history."""
    return overlaps(World(View(history_of(*written)), at))  # type: ignore[arg-type]


def second(occurred: str = "2024-01-01", value: str = "B", **more: Any) -> dict[str, Any]:
    """Tell of the key again."""
    return event("two", occurred, {"set": KEY, "value": value}, **more)


def test_two_values_at_one_date_overlap() -> None:
    """Neither came surely later, so both are named, in the order of the log."""
    assert found(FIRST, second()) == (Overlap(KEY, "one", "two"),)


def test_an_end_overlaps_with_a_value() -> None:
    """An end is an answer like any other."""
    assert found(FIRST, event("two", "2024-01", {"end": KEY})) == (Overlap(KEY, "one", "two"),)


@pytest.mark.parametrize(
    "other",
    [
        second(value="A"),
        second("2024-01-02"),
        second(after=["one"]),
        second(before=["one"]),
        second(contests=["one"]),
        event("two", "2024-01-01", {"announce": KEY, "value": "B"}),
        event("two", "2024-01-01", {"set": "step/y", "value": "B"}),
    ],
    ids=["the same", "a later date", "after", "before", "contests", "announced", "another key"],
)
def test_what_is_settled_is_no_overlap(other: dict[str, Any]) -> None:
    """The same value, dates or links in order, a contest, or another question leave nothing."""
    assert found(FIRST, other) == ()


def test_a_chain_of_links_settles_an_overlap() -> None:
    """Two events that are ordered through a third, on no key at all, do not overlap."""
    third = event("third", "2024-01-01", after=["one"])

    assert found(FIRST, third, second(after=["third"])) == ()


def test_members_of_a_set_overlap_one_by_one() -> None:
    """Who is put in and who is put out are different questions; one member in and out is one."""
    come = event("come", "2024-01-01", {"add": SET, "value": "A"})
    go = event("go", "2024-01-01", {"drop": SET, "value": "A"})
    other = event("other", "2024-01-01", {"drop": SET, "value": "B"})
    whole = event("whole", "2024-01-01", {"set": SET, "value": ["B"]})

    assert found(come, go) == (Overlap(SET, "come", "go"),)
    assert found(come, other) == ()
    assert found(come, other, whole) == (
        Overlap(SET, "come", "whole"),
        Overlap(SET, "other", "whole"),
    )


def test_two_differing_members_are_one_overlap() -> None:
    """A pair is named once a key, however many members it differs on."""
    come = event("come", "2024-01-01", {"set": SET, "value": ["A", "B"]})
    gone = event("gone", "2024-01-01", {"end": SET})

    assert found(come, gone) == (Overlap(SET, "come", "gone"),)


def test_only_what_may_have_happened_overlaps() -> None:
    """By a moment before the second event may have begun, there is nothing to settle."""
    later = second("2024-01")
    same_month = event("one", "2024-01-20", {"set": KEY, "value": "A"})

    assert found(same_month, later, at=FIRST_DAY + 1) == ()
    assert found(same_month, later, at=NOW) == (Overlap(KEY, "one", "two"),)


def test_overlaps_of_one_key_leave_out_the_others() -> None:
    """Asked for one key, only what differs there is listed."""
    elsewhere = [event(name, "2024-01-01", {"set": "step/y", "value": name}) for name in ("p", "q")]
    world = World(View(history_of(FIRST, second(), *elsewhere)), END)

    assert [one.key for one in overlaps(world)] == [KEY, "step/y"]
    assert overlaps_on(world, KEY) == (Overlap(KEY, "one", "two"),)
    assert overlaps_on(world, "step/none") == ()
