"""The timeline of an affair: which events it tells, in which order, and how each stands."""

from typing import Any

import pytest
from hypothesis import given

from chrono.events.history import History
from chrono.queries.filters import Filter
from chrono.queries.timeline import Timeline, timeline
from chrono.queries.why import why
from chrono.state.as_of import AsOf
from chrono.state.moments import Moment, moment
from chrono.state.visibility import View
from chrono.values.clocks import Instant, iso
from tests.building import NOW, event, history_of, source
from tests.strategies import Rows, examples, history_of_rows, logs, moments, rows_of

CEO = "office/firm/ceo"
RETRACTED = {"id": "back", "kind": "retraction", "retracts": "one", "reason": "a parody"}


def told(history: History, at: str = "2030", *, withdrawn: bool = False, **only: Any) -> Timeline:
    """Ask for a timeline as of a date."""
    return timeline(history, AsOf(at=moment(at, history, NOW)), Filter(**only), withdrawn=withdrawn)


def standings(history: History, at: str = "2030", **only: Any) -> dict[str, str]:
    """List how each event stands, by id in the order of the timeline."""
    return {row.visible.id: row.standing for row in told(history, at, **only).rows}


def fixed(target: str, **more: Any) -> dict[str, Any]:
    """Make a correction of an event that sets a value."""
    event_ = event("", "2024-01-01", {"set": CEO, "value": "Bob"}, headline="Bob starts")
    del event_["id"]
    return {
        "id": "fix", "kind": "correction", "corrects": target, "reason": "name", "event": event_,
        **more,
    }  # fmt: skip


def test_events_come_in_the_order_of_their_dates_whatever_that_of_the_log() -> None:
    """By the end of their bounds, then their start, then links, then the id."""
    history = history_of(
        event("c", "2024"), event("b", "2024-12-31"), event("d", "2023"), event("a", "2024-12-31")
    )

    assert list(standings(history)) == ["d", "c", "a", "b"]


def test_events_of_one_day_stand_in_the_order_of_their_links() -> None:
    """By their ids alone, what is linked after another could stand before it."""
    history = history_of(
        event("c-first", "2024"),
        event("b-middle", "2024", after=["c-first"]),
        event("a-last", "2024", after=["b-middle"]),
        event("d-alone", "2024"),
    )

    assert list(standings(history)) == ["c-first", "b-middle", "a-last", "d-alone"]


def test_an_event_that_nothing_speaks_against_stands() -> None:
    """A later change of the same key takes nothing from it."""
    history = history_of(
        event("one", "2024-01-01", {"set": CEO, "value": "Ada"}),
        event("two", "2024-02-01", {"set": CEO, "value": "Bob"}),
    )

    assert standings(history) == {"one": "stands", "two": "stands"}


def test_a_disputed_event_names_its_rivals() -> None:
    """Both sides are disputed, each by the other, from when both may be weighed."""
    history = history_of(
        event("one", "2024-01-01", {"set": CEO, "value": "Ada"}),
        event("two", "2024-02-01", {"set": CEO, "value": "Bob"}, contests=["one"]),
    )
    rows = told(history).rows

    assert [(row.standing, row.rivals) for row in rows] == [
        ("disputed", ("two",)),
        ("disputed", ("one",)),
    ]
    assert standings(history, "2024-01-15") == {"one": "stands", "two": "ahead"}


def test_a_corrected_event_is_told_as_corrected_with_the_act() -> None:
    """The row has the version that stands; the act says what was done."""
    rows = told(history_of(event("one", "2024-01-01"), fixed("one"))).rows

    assert rows[0].standing == "corrected"
    assert rows[0].visible.event.headline == "Bob starts"
    assert [act.id for act in rows[0].acts] == ["fix"]


def test_a_withdrawn_correction_leaves_the_first_version_standing() -> None:
    """What is withdrawn is no trace of anything."""
    undone = {"id": "undo", "kind": "retraction", "retracts": "fix", "reason": "it was right"}
    rows = told(history_of(event("one", "2024-01-01"), fixed("one"), undone)).rows

    assert (rows[0].standing, rows[0].acts) == ("stands", ())


def test_an_announcement_is_pending_until_it_is_done() -> None:
    """Then it stands as what it was."""
    history = history_of(
        event("one", "2024-01-01", {"announce": CEO, "value": "Ada"}),
        event("two", "2024-02-01", {"set": CEO, "value": "Ada"}),
    )

    assert standings(history, "2024-01-15")["one"] == "pending"
    assert standings(history, "2024-02-15")["one"] == "stands"


def test_an_event_of_a_vague_date_possibly_happened_while_the_date_runs() -> None:
    """Before it, it lies ahead; after it, it stands."""
    history = history_of(event("one", "2024-06"))

    assert [standings(history, at)["one"] for at in ("2024-05", "2024-06-10", "2024-06")] == [
        "ahead",
        "possible",
        "stands",
    ]


def test_withdrawn_events_are_counted_and_left_out() -> None:
    """Nobody reads them by accident, and everybody sees that there were some."""
    found = told(history_of(event("one", "2024-01-01"), event("two", "2024-01-02"), RETRACTED))

    assert ([row.visible.id for row in found.rows], found.left_out) == (["two"], 1)


def test_withdrawn_events_are_told_on_demand_with_what_withdrew_them() -> None:
    """As they stood last, corrections and sources included."""
    history = history_of(event("one", "2024-01-01"), fixed("one"), RETRACTED)
    found = told(history, withdrawn=True)

    assert [(row.standing, row.visible.event.headline) for row in found.rows] == [
        ("withdrawn", "Bob starts")
    ]
    assert [act.id for act in found.rows[0].acts] == ["fix", "back"]
    assert found.left_out == 0


def test_keys_choose_events_whose_claims_match() -> None:
    """A star crosses slashes; an event without claims matches none."""
    history = history_of(
        event("one", "2024-01-01", {"set": CEO, "value": "Ada"}),
        event("two", "2024-01-02", {"set": "deal/x", "value": "open"}),
        event("three", "2024-01-03"),
    )

    assert list(standings(history, keys=("office/*",))) == ["one"]
    assert list(standings(history)) == ["one", "two", "three"]


def test_what_is_chosen_decides_which_withdrawn_events_count() -> None:
    """A withdrawn event outside the range is none that was left out."""
    history = history_of(event("one", "2024-01-01"), event("two", "2024-01-02"), RETRACTED)

    assert told(history, since=moment("2024-01-02", history, NOW).earliest).left_out == 0


def test_a_range_takes_whatever_may_lie_within_it() -> None:
    """A month overlaps each of its days; the ends of the range are inclusive."""
    history = history_of(
        event("month", "2024-01"), event("first", "2024-01-01"), event("third", "2024-01-03")
    )
    range_ = {
        "since": moment("2024-01-02", history, NOW).earliest,
        "until": moment("2024-01-02", history, NOW).instant,
    }
    wider = {
        "since": moment("2024-01-01", history, NOW).earliest,
        "until": moment("2024-01-03", history, NOW).instant,
    }

    assert list(standings(history, **range_)) == ["month"]
    assert list(standings(history, **wider)) == ["first", "third", "month"]


def test_what_was_not_public_by_then_is_not_told() -> None:
    """Neither the event nor its withdrawal."""
    history = history_of(
        event("one", "2024-01-01", sources=[source("2024-01-02")]),
        event("two", "2024-01-01", sources=[source("2024-03-01")]),
        {**RETRACTED, "sources": [source("2024-04-01")]},
    )
    asof = AsOf(at=moment("2030", history, NOW), known=moment("2024-02-01", history, NOW))

    assert [row.visible.id for row in timeline(history, asof).rows] == ["one"]


@pytest.mark.parametrize(
    ("word", "begins"),
    [
        ("2024-01-02", "2024-01-01T23:00:00Z"),
        ("2024", "2023-12-31T23:00:00Z"),
        ("e2", "2024-04-30T22:00:00Z"),
        ("e2^", "2024-04-30T22:00:00Z"),
        ("today", "2026-11-17T23:00:00Z"),
        ("2024-01-02T12:00Z", "2024-01-02T12:00:00Z"),
    ],
)
def test_since_means_the_start_of_what_is_named(word: str, begins: str) -> None:
    """A day from its midnight in the home zone, a position from the earliest of its event."""
    history = history_of(event("one", "2024-05"), zone="Europe/Berlin")

    assert iso(moment(word, history, NOW).earliest) == begins


def test_since_now_is_this_instant() -> None:
    """What happens at this very moment counts."""
    assert moment("now", history_of(event("one", "2024-05")), NOW).earliest == NOW


@given(logs(), moments())
@examples(60)
def test_an_event_is_disputed_where_why_says_that_a_claim_of_it_is(written: Rows, at: int) -> None:
    """The timeline never judges by another rule than why does."""
    history = history_of_rows(rows_of(written))
    asof = AsOf(at=Moment("at", Instant(at)))
    found = timeline(history, asof)
    keys = {claim.key for row in found.rows for claim in row.visible.event.claims}
    by_claims = {
        step.event for key in keys for step in why(history, asof, key).chain
        if step.standing == "disputed"
    }  # fmt: skip
    disputed = {row.visible.id for row in found.rows if row.standing == "disputed"}

    assert disputed == by_claims
    assert len(found.rows) == len(View(history).events)
