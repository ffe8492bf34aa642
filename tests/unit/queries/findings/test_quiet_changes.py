"""Which later claims may be disagreements, though they do not say so."""

from typing import Any

import pytest

from chrono.queries.findings.quiet_changes import QuietChange, quiet_changes
from chrono.state.rule import World
from chrono.state.visibility import View
from chrono.values.clocks import END
from tests.building import event, history_of, source

CEO, BOARD = "office/a/ceo", "board/a"


def found(*written: dict[str, Any], zone: str = "UTC") -> list[tuple[str, str, str]]:
    """List who quietly replaces whom, and why."""
    world = World(View(history_of(*written, zone=zone)), END)
    return [(each.event, each.replaced, each.reason) for each in quiet_changes(world)]


def told(
    given: str, occurred: str, value: str | None, basis: str = "announced", **more: Any
) -> dict[str, Any]:
    """Tell who has the office, or that nobody has, on a basis."""
    claim = {"set": CEO, "value": value} if value else {"end": CEO}
    return event(given, occurred, claim, sources=[source(basis=basis)], **more)


def member(given: str, occurred: str, op: str, basis: str) -> dict[str, Any]:
    """Tell that somebody is in, or out."""
    claim = {op: BOARD, "value": "Ada"}
    return event(given, occurred, claim, sources=[source(basis=basis)])


ANNOUNCED = told("one", "2024-01-25", "A")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (told("two", "2024-01-26", "B", "rumoured"), "rumoured against announced"),
        (told("two", "2024-01-26", "B", "reported"), "reported against announced"),
        (told("two", "2024-01-29", "B", "reported"), "reported against announced"),
        (told("two", "2024-01-26", None, "rumoured"), "rumoured against announced"),
        (told("two", "2031-01-26", "B", "alleged"), "alleged against announced"),
    ],
    ids=["a rumour of the next day", "the press the next day", "three days on", "an end", "years"],
)
def test_worse_evidence_that_replaces_better_is_named(other: dict[str, Any], reason: str) -> None:
    """What is alleged or rumoured is asked about whenever, a report within three days."""
    assert found(ANNOUNCED, other) == [("two", "one", reason)]
    assert found(other, ANNOUNCED) == [("two", "one", reason)]


@pytest.mark.parametrize(
    "other",
    [
        told("two", "2024-01-26", "B"),
        told("two", "2024-01-26", "B", "filed"),
        told("two", "2024-01-30", "B", "reported"),
        told("two", "2024-01-26", "A", "rumoured"),
        told("two", "2024-01-26", "B", "rumoured", after=["one"]),
        told("two", "2024-01-26", "B", "rumoured", contests=["one"]),
        told("two", "2024-01-25", "B", "rumoured"),
        told("two", "2024-01-24", "B", "rumoured"),
    ],
    ids=["equal", "better", "days on", "same value", "after", "contests", "overlap", "earlier"],
)
def test_an_ordinary_development_is_not_named(other: dict[str, Any]) -> None:
    """Equal or better evidence, later news, and whoever says how it stands are never asked."""
    assert found(ANNOUNCED, other) == []


def test_what_is_linked_through_others_is_not_named() -> None:
    """A chain of links says too which came later."""
    between = event("between", "2024-01-25", after=["one"])
    last = told("two", "2024-01-26", "B", "rumoured", after=["between"])

    assert found(ANNOUNCED, between, last) == []


@pytest.mark.parametrize("basis", ["announced", "reported"])
def test_another_hour_of_the_same_day_is_named(basis: str) -> None:
    """Hours alone tell the order, and each may be when somebody said it."""
    hours = told("one", "2024-01-25T10:00Z", "A"), told("two", "2024-01-25T15:00Z", "B", basis)
    reason = {"announced": "on the same day", "reported": "reported against announced"}[basis]

    assert found(*hours) == [("two", "one", reason)]


def test_the_day_is_one_of_the_home_zone() -> None:
    """An hour before midnight and one after are two days, wherever Greenwich has them."""
    hours = told("one", "2024-01-25T04:00Z", "A"), told("two", "2024-01-25T06:00Z", "B")

    assert found(*hours) == [("two", "one", "on the same day")]
    assert found(*hours, zone="America/New_York") == []


def test_better_evidence_of_the_same_day_is_not_named() -> None:
    """What is filed in the evening replaces the morning's report as it should."""
    filed = told("two", "2024-01-25T15:00Z", "B", "filed")

    assert found(told("one", "2024-01-25T10:00Z", "A"), filed) == []


def test_only_what_held_until_then_is_replaced() -> None:
    """What another one replaced before, what had ended, and what was over replace nothing."""
    rumour = told("two", "2024-01-27", "C", "rumoured")
    over = told("one", "2024-01-20/2024-01-25", "A")

    assert found(ANNOUNCED, told("mid", "2024-01-26", "B", "rumoured", after=["one"]), rumour) == []
    assert found(told("out", "2024-01-25", None), rumour) == []
    assert found(over, rumour) == []


def test_only_the_last_of_several_is_replaced() -> None:
    """What somebody else replaced in between is no business of who comes after."""
    between = told("mid", "2024-01-26", "B")
    rumour = told("two", "2024-01-27", "C", "rumoured")

    assert found(ANNOUNCED, between, rumour) == [("two", "mid", "rumoured against announced")]


def test_what_a_link_replaced_before_is_not_named() -> None:
    """Of two of one day, linked, the later one is what is replaced."""
    same_day = told("mid", "2024-01-25", "B", after=["one"])
    rumour = told("two", "2024-01-26", "C", "rumoured")

    assert found(ANNOUNCED, same_day, rumour) == [("two", "mid", "rumoured against announced")]


def test_what_is_not_beaten_is_not_replaced() -> None:
    """Who contests one side of a dispute does not beat the other: the key shows it as disputed."""
    denier = told("mid", "2024-01-25", "B", contests=["one"])
    rumour = told("two", "2024-01-26", "C", "rumoured", contests=["mid"])

    assert found(ANNOUNCED, denier, rumour) == []


def test_members_are_asked_about_one_by_one() -> None:
    """A rumour that a director left is a quiet change; one that she is in after all is none."""
    inside, gone = (
        member("in", "2024-01-25", "add", "filed"),
        member("out", "2024-01-26", "drop", "rumoured"),
    )
    again = member("again", "2024-01-27", "add", "rumoured")

    assert found(inside, gone, again) == [("out", "in", "rumoured against filed")]


def test_the_keys_that_count_can_be_chosen() -> None:
    """An append is asked about its own keys alone."""
    world = World(View(history_of(ANNOUNCED, told("two", "2024-01-26", "B", "rumoured"))), END)

    assert quiet_changes(world, ["term/other"]) == ()
    assert quiet_changes(world, [CEO]) == (
        QuietChange(CEO, "two", "one", "rumoured against announced"),
    )


def test_an_open_start_has_no_day() -> None:
    """What began nobody knows when began on no day."""
    open_start = told("one", "../2024-01-25", "A", "reported")

    assert found(open_start, told("two", "2024-01-26", "B", "reported")) == []
