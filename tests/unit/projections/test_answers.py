"""Answers of a user's projection: as of a moment, compared with another, and checked for purity."""

from typing import Any

import attrs
import pytest

from chrono.events.history import History
from chrono.projections.answers import Folded, first_mismatch, folded
from chrono.projections.diff import WHOLE, FieldChange, difference
from chrono.projections.event import Event
from chrono.projections.fold import Projection, projection, sequence
from chrono.state.as_of import AsOf
from chrono.state.moments import moment
from chrono.state.visibility import View
from tests.building import NOW, event, history_of

D1, D2, D3 = (f"2024-01-0{day}" for day in range(1, 4))
HISTORY = history_of(
    event("joins", D1, {"add": "board/firm", "value": "Ada"}),
    event("idle", D2),
    event("leads", D2, {"set": "office/firm/ceo", "value": "Ada"}),
    event("leaves", D3, {"drop": "board/firm", "value": "Ada"}),
)


@attrs.frozen
class Firm:
    """Who leads and who sits on the board."""

    chief: str | None = None
    board: frozenset[str] = frozenset()


@projection("firm", initial=Firm())
def firm(now: Firm, told: Event) -> Firm:
    """Fold a firm."""
    chief = told.set_to("office/firm/ceo") or now.chief
    return Firm(chief, told.members("board/firm", now.board))


@projection("count", initial=0)
def count(now: int, _: Event) -> int:
    """Count events."""
    return now + 1


def at(word: str, own: Projection[Any] = firm, history: History = HISTORY) -> Folded[Any]:
    """Fold as of a date."""
    return folded(history, AsOf(at=moment(word, history, NOW)), own)


def between(one: str, other: str, own: Projection[Any] = firm) -> tuple[FieldChange, ...]:
    """Compare two dates."""
    return difference(at(one, own), at(other, own))


def test_an_answer_says_what_was_folded_and_what_came_of_it() -> None:
    """Its JSON has the moments and the log of every other answer."""
    found = at(D2)

    assert found.state == Firm("Ada", frozenset({"Ada"}))
    assert [told.id for told in found.events] == ["joins", "idle", "leads"]
    assert found.body(5, "abc") == {
        "chronology": "test",
        "projection": "firm",
        "at": D2,
        "at_instant": "2024-01-03T00:00:00Z",
        "zone": "UTC",
        "known": None,
        "recorded": None,
        "log": {"entries": 5, "head": "abc"},
        "folded": 3,
        "state": {"chief": "Ada", "board": ["Ada"]},
    }


def test_a_difference_names_each_field_with_the_events_that_changed_it() -> None:
    """What else happened meanwhile is no cause."""
    changes = [change.body() for change in between("2023", D2)]

    assert changes == [
        {"field": "chief", "before": None, "after": "Ada", "causes": ["leads"]},
        {"field": "board", "before": [], "after": ["Ada"], "causes": ["joins"]},
    ]


def test_a_difference_backwards_has_the_same_causes() -> None:
    """What is undone caused it as well."""
    (change,) = between(D3, D2)

    assert (change.key, change.before, change.after) == ("board", [], ["Ada"])
    assert change.causes == ("leaves",)
    assert [one.causes for one in between(D2, "2023")] == [("leads",), ("joins",)]


def test_equal_answers_have_no_difference() -> None:
    """The states count, not the events behind them."""
    assert between("2023-05", "2023-06") == ()
    assert between(D2, D2) == ()


def test_a_state_without_fields_is_compared_as_a_whole() -> None:
    """The change has no field name."""
    (change,) = between(D1, D2, count)

    assert (change.key, change.before, change.after) == (WHOLE, 1, 3)
    assert change.causes == ("idle", "leads")


def test_a_map_that_gains_a_key_differs_there() -> None:
    """Also where its value is None."""

    @projection("keys", initial={})
    def keys(now: dict[str, None], told: Event) -> dict[str, None]:
        return {**now, told.id: None}

    assert [(c.key, c.causes) for c in between(D1, D2, keys)] == [
        ("idle", ("idle",)),
        ("leads", ("leads",)),
    ]


def test_a_correction_causes_what_its_new_version_changes() -> None:
    """The event is named by its own id."""
    told = event("joins", D1, {"add": "board/firm", "value": "Bob"})
    inside = {name: one for name, one in told.items() if name not in ("id", "sources")}
    act = {
        "id": "fix",
        "kind": "correction",
        "corrects": "joins",
        "reason": "a slip",
        "event": inside,
    }
    history = history_of(event("joins", D1, {"add": "board/firm", "value": "Ada"}), act)
    old, new = (at(D1, history=one) for one in (history.upto(2), history))
    (change,) = difference(old, new)

    assert (change.before, change.after, change.causes) == (["Ada"], ["Bob"], ("joins",))


@pytest.mark.parametrize("every", [1, 2, 3, 100])
def test_a_pure_function_carries_on_as_from_zero(every: int) -> None:
    """However often it is compared."""
    assert first_mismatch(firm, sequence(View(HISTORY)), every) is None


def test_what_a_function_keeps_outside_its_state_shows() -> None:
    """The first fold leaves something behind, which the second one finds."""
    held: set[str] = set()

    @projection("impure", initial=frozenset())
    def impure(_: frozenset[str], told: Event) -> frozenset[str]:
        held.update(told.added("board/firm"))
        held.discard(told.set_to("office/firm/ceo"))
        return frozenset(held)

    found = first_mismatch(impure, sequence(View(HISTORY))[1:2] + sequence(View(HISTORY))[:1])
    assert found is not None
    assert (found.number, found.event, found.position) == (1, "idle", 3)
    assert (found.carried, found.fresh) == ([], ["Ada"])


def test_a_state_that_is_changed_in_place_shows() -> None:
    """A state that was kept is not what it was."""

    @projection("inplace", initial=[])
    def inplace(now: list[str], told: Event) -> list[str]:
        now.append(told.id)
        return now

    found = first_mismatch(inplace, sequence(View(HISTORY)))
    assert found is not None
    assert (found.number, found.event, found.position) == (1, "joins", 2)
    assert (found.carried, found.fresh) == (["joins", "idle", "leads", "leaves"], ["joins"])


def test_only_every_so_many_events_are_compared_and_the_last() -> None:
    """Whoever has many events says how often."""
    calls: list[int] = []

    @projection("counted", initial=0)
    def counted(now: int, _: Event) -> int:
        calls.append(now)
        return now + 1

    assert first_mismatch(counted, sequence(View(HISTORY)), 3) is None
    assert calls == [0, 1, 2, 3, 0, 1, 2, 0, 1, 2, 3]
