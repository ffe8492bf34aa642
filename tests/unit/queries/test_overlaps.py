"""Overlaps: what differs on a key and has no order."""

from itertools import combinations
from typing import Any
from unittest import mock

import pytest
from hypothesis import given

from chrono.events.order import Order
from chrono.queries.overlaps import Overlap, overlaps
from chrono.state.questions import questions_of
from chrono.state.rule import World
from chrono.state.visibility import View
from chrono.values.clocks import END
from tests.building import NOW, event, history_of
from tests.strategies import FIRST_DAY, ON_ONE_KEY, Rows, examples, history_of_rows, logs, rows_of

KEY, SET = "step/x", "team/z"
FIRST = event("one", "2024-01-01", {"set": KEY, "value": "A"})


def found(*written: dict[str, Any], at: int = END) -> tuple[Overlap, ...]:
    """List the overlaps of a history."""
    return overlaps(World(View(history_of(*written)), at)).pairs  # type: ignore[arg-type]


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

    assert [one.key for one in overlaps(world).pairs] == [KEY, "step/y"]
    assert overlaps(world, [KEY]).pairs == (Overlap(KEY, "one", "two"),)
    assert overlaps(world, ["step/none"]).pairs == ()


@examples(60)
@given(logs(size=(2, 7), claims=ON_ONE_KEY))
def test_no_overlap_is_missed_and_none_is_made_up(rows: Rows) -> None:
    """Every two statements on one question are compared; those of few events are all named."""
    world = World(View(history_of_rows(rows_of(rows))), END)
    later, ids = world.order.surely_later, [visible.id for visible in world.events]
    expected = {
        (key, ids[one.index], ids[other.index])
        for key in world.claims
        for question in questions_of(world.on(key), of_set=world.holds_set(key))
        for one, other in combinations(question, 2)
        if one.json != other.json
        and not later(one.index, other.index)
        and not later(other.index, one.index)
        and other.index not in world.contests(one.index)
    }

    assert {(pair.key, pair.one, pair.other) for pair in overlaps(world).pairs} == expected
    first = set(ids[:1])
    about = {pair for pair in expected if not first.isdisjoint(pair)}
    asked = overlaps(world, about=first).pairs
    assert {(pair.key, pair.one, pair.other) for pair in asked} == about
    others = set(ids) - first
    asked = overlaps(world, among=others).pairs
    assert {(pair.key, pair.one, pair.other) for pair in asked} == expected - about


def rivals(count: int) -> World:
    """Tell of one key as often, each time another value at one date."""
    each = (event(f"e-{n:03}", "2024-01-01", {"set": KEY, "value": n}) for n in range(count))
    return World(View(history_of(*each)), END)


@pytest.mark.no_cover  # long logs
def test_of_many_overlaps_twenty_are_named_and_all_events_are_listed() -> None:
    """Three hundred events are no reason for an answer of 44,850 pairs."""
    asked = overlaps(rivals(300))

    assert [(pair.one, pair.other) for pair in asked.pairs] == [
        ("e-000", f"e-{n:03}") for n in range(1, 21)
    ]
    assert {key: len(events) for key, events in asked.more.items()} == {KEY: 300}


def test_where_all_overlaps_are_named_no_list_of_their_events_is_beside_them() -> None:
    """Seven events make twenty-one pairs; with one that is settled, twenty are all."""
    each = [event(f"e-{n}", "2024-01-01", {"set": KEY, "value": n}) for n in range(7)]
    settled = [*each[:6], {**each[6], "contests": ["e-5"]}]

    assert len(found(*settled)) == 20
    assert overlaps(World(View(history_of(*settled)), END)).more == {}
    assert KEY in overlaps(World(View(history_of(*each)), END)).more


@pytest.mark.no_cover  # many rivals
@pytest.mark.parametrize("contested", [False, True], ids=["open", "contested"])
def test_twice_as_many_rivals_take_about_twice_the_steps(*, contested: bool) -> None:
    """Pairs are compared only until twenty are found."""

    def steps(count: int) -> int:
        more: dict[str, Any] = {"contests": ["e-0"]} if contested else {}
        each = (
            event(f"e-{n}", "2024-01-01", {"set": KEY, "value": n}, **(more if n else {}))
            for n in range(count)
        )
        world = World(View(history_of(*each)), END)
        with mock.patch.object(Order, "surely_later", return_value=False) as compared:
            overlaps(world)
        return compared.call_count

    assert 0 < steps(200) <= 2 * steps(100)
