"""The chain behind a value: every claim, and what became of it."""

import json
from typing import Any

import pytest

from chrono.events.history import History
from chrono.queries.why import why
from chrono.state.as_of import AsOf
from chrono.state.moments import moment
from tests.building import NOW, event, history_of
from tests.counted import steps

KEY = "office/firm/ceo"
BOARD = "board/firm"


def standings(history: History, at: str, key: str = KEY) -> list[tuple[str, str, str | None]]:
    """List event, standing and what did it."""
    asof = AsOf(at=moment(at, history, NOW))
    steps = why(history, asof, key).chain
    return [(step.event, step.standing, " ".join(step.by) or None) for step in steps]


def set_(value: str, key: str = KEY) -> dict[str, Any]:
    """Make a claim that sets a value."""
    return {"set": key, "value": value}


def test_what_came_later_holds_and_what_it_replaced_names_it() -> None:
    """A superseded claim says by which event."""
    history = history_of(
        event("one", "2024-01-01", set_("Ada")), event("two", "2024-02-01", set_("Bob"))
    )

    assert standings(history, "2024-02-01") == [
        ("one", "superseded", "two"),
        ("two", "holds", None),
    ]


def test_what_lies_ahead_is_not_part_of_the_chain() -> None:
    """An event that surely happens later explains nothing yet."""
    history = history_of(
        event("one", "2024-01-01", set_("Ada")), event("two", "2024-02-01", set_("Bob"))
    )

    assert standings(history, "2024-01-15") == [("one", "holds", None)]


def test_disputed_claims_name_their_rival() -> None:
    """Both sides of a dispute are disputed, each by the other."""
    history = history_of(
        event("one", "2024-01-01", set_("Ada")),
        event("two", "2024-02-01", set_("Bob"), contests=["one"]),
    )

    assert standings(history, "2024-02-01") == [
        ("one", "disputed", "two"),
        ("two", "disputed", "one"),
    ]


def test_disputed_claims_name_all_other_sides_as_they_stand() -> None:
    """Not a figure that its own party has replaced, and whether contested or never ordered."""
    history = history_of(
        event("one", "2024-01-01", set_("5")),
        event("old", "2024-01-02", set_("20"), contests=["one"]),
        event("new", "2024-01-03", set_("10"), contests=["one"], after=["old"]),
        event("third", "2024-01-03", set_("7"), contests=["one"]),
    )

    assert standings(history, "2024-02-01") == [
        ("one", "disputed", "new third"),
        ("old", "superseded", "new"),
        ("new", "disputed", "one third"),
        ("third", "disputed", "one new"),
    ]


def test_a_superseded_claim_names_the_first_that_beats_it_by_the_rule() -> None:
    """A later one beats nothing (rule 4) while what it contests may be later still."""
    history = history_of(
        event("rival", "2024-01-01", set_("Ada")),
        event("one", "2024-01-01", set_("Bob")),
        event("denier", "2024-01-02", set_("Cy"), contests=["rival"]),
        event("last", "2024-01-03", set_("Dee")),
    )

    assert standings(history, "2024-02-01")[:2] == [
        ("one", "superseded", "last"),
        ("rival", "superseded", "last"),
    ]


def rivals_in_a_row(count: int, op: str) -> History:
    """Make events of one day, each after the one before it, which it contests."""
    told = []
    for n in range(count):
        other = [f"e-{n - 1:03}"] if n else []
        claim = {op: KEY, "value": f"V{n}"}
        told.append(event(f"e-{n:03}", "2024-01-01", claim, after=other, contests=other))
    return history_of(*told)


@pytest.mark.parametrize("op", ["set", "announce"])
def test_a_claim_among_rivals_in_a_row_names_the_next_but_one(op: str) -> None:
    """What follows it directly contests it, and so does not beat it."""
    found = standings(rivals_in_a_row(5, op), "2024-02-01")

    assert [by for _, standing, by in found if standing == "superseded"] == [
        "e-002",
        "e-003",
        "e-004",
    ]


@pytest.mark.no_cover  # long logs
@pytest.mark.parametrize("op", ["set", "announce"])
def test_twice_as_many_rivals_in_a_row_take_about_twice_the_steps(op: str) -> None:
    """They are compared all at once."""

    def taken(count: int) -> int:
        history = rivals_in_a_row(count, op)
        asof = AsOf(at=moment("2024-02-01", history, NOW))
        return steps(lambda: why(history, asof, KEY))

    assert 0 < taken(80) <= 2.5 * taken(40)


def test_of_many_events_on_other_sides_twenty_are_named_and_all_are_counted() -> None:
    """A dispute of thirty is no reason for an answer of nine hundred names."""
    told = (event(f"e-{n:02}", "2024-01-01", set_(f"V{n}")) for n in range(30))
    history = history_of(*told)
    asof = AsOf(at=moment("2024-02-01", history, NOW))
    (first, *_) = why(history, asof, KEY).body()["chain"]

    assert (first["by"][0], len(first["by"]), first["by_count"]) == ("e-01", 20, 29)


@pytest.mark.no_cover  # long logs
def test_an_answer_grows_with_its_rivals_and_not_with_their_pairs() -> None:
    """Of what would settle it the first twenty pairs are named, and all events once."""

    def asked(count: int) -> dict[str, Any]:
        told = (event(f"e-{n:03}", "2024-01-01", set_(f"V{n}")) for n in range(count))
        history = history_of(*told)
        return why(history, AsOf(at=moment("2024-02-01", history, NOW)), KEY).body()

    few, many = asked(100), asked(300)
    *pairs, rest = many["settle"]

    assert len(json.dumps(many)) < 3.1 * len(json.dumps(few))
    assert {(len(pair["events"]), pair["events_count"]) for pair in pairs} == {(2, 2)}
    assert (len(pairs), len(rest["events"]), rest["events_count"]) == (20, 20, 300)


def test_a_vague_event_is_possible_while_its_date_runs() -> None:
    """In the middle of its year it may or may not have happened."""
    history = history_of(event("one", "2024", set_("Ada")))

    assert standings(history, "2024-06-01") == [("one", "possible", None)]


def test_an_announcement_is_pending_until_something_clears_it() -> None:
    """Then it is superseded by what did."""
    history = history_of(
        event("one", "2024-01-01", {"announce": KEY, "value": "Ada"}),
        event("two", "2024-02-01", {"lapse": KEY}),
    )

    assert standings(history, "2024-01-15") == [("one", "pending", None)]
    assert standings(history, "2024-02-01") == [
        ("one", "superseded", "two"),
        ("two", "ended", None),
    ]


@pytest.mark.parametrize(
    "claim", [{"end": BOARD}, {"drop": BOARD, "value": "Ada"}, {"set": BOARD, "value": []}]
)
def test_a_claim_that_ends_a_key_has_ended_as_its_slot_has(claim: dict[str, Any]) -> None:
    """Whichever operation says so."""
    history = history_of(
        event("one", "2024-01-01", {"add": BOARD, "value": "Ada"}),
        event("two", "2024-02-01", claim),
    )

    assert standings(history, "2024-02-01", BOARD) == [
        ("one", "superseded", "two"),
        ("two", "ended", None),
    ]


@pytest.mark.parametrize("claim", [{"set": BOARD, "value": []}, {"end": BOARD}])
def test_a_board_on_which_nobody_ever_sat_has_ended_in_the_chain_too(claim: dict[str, Any]) -> None:
    """As its slot has, though there is no member of whom to say so."""
    ahead = event("ahead", "2024-03-01", {"add": BOARD, "value": "Ada"})

    told = (event("one", "2024-01-01", claim), event("again", "2024-01-01", {"end": BOARD}))
    found = standings(history_of(*told, ahead), "2024-02-01", BOARD)
    assert found == [("again", "ended", None), ("one", "ended", None)]


def test_a_withdrawn_claim_is_told_with_the_retraction() -> None:
    """It counts for nothing and stays readable."""
    history = history_of(
        event("one", "2024-01-01", set_("Ada")),
        {"id": "back", "kind": "retraction", "retracts": "one", "reason": "a parody"},
    )

    assert standings(history, "2024-01-01") == [("one", "withdrawn", "back")]


def test_a_corrected_version_is_told_with_the_correction() -> None:
    """What the event said before stays readable, too."""
    told = event("", "2024-01-01", set_("Bob"), headline="x")
    del told["id"]
    history = history_of(
        event("one", "2024-01-01", set_("Ada")),
        {"id": "fix", "kind": "correction", "corrects": "one", "reason": "name", "event": told},
    )

    assert sorted(standings(history, "2024-01-01")) == [
        ("one", "corrected", "fix"),
        ("one", "holds", None),
    ]


def test_a_key_nobody_spoke_of_has_an_empty_chain() -> None:
    """There is nothing to explain."""
    history = history_of(event("one", "2024-01-01", set_("Ada")))
    asof = AsOf(at=moment("2024-02-01", history, NOW))

    assert why(history, asof, "office/firm/cfo").body() == {
        "key": "office/firm/cfo",
        "slot": None,
        "chain": [],
        "settle": [],
    }
