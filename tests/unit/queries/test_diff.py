"""The difference of two states, and what is named as its cause."""

from typing import Any

import pytest

from chrono.events.history import History
from chrono.queries.diff import Diff, SlotChange, diff
from chrono.state.as_of import AsOf
from chrono.state.moments import moment
from tests.building import NOW, event, history_of, source
from tests.strategies import history_of_rows, rows_by_hand

CEO = "office/a/ceo"
LATE = "2024-12-31"


def ceo(given: str, occurred: str, value: str | None = None, **more: Any) -> dict[str, Any]:
    """Return an event after which somebody is chief executive, or nobody."""
    claim = {"set": CEO, "value": value} if value else {"end": CEO}
    return event(given, occurred, claim, **more)


def asof(history: History, at: str, known: str | None = None) -> AsOf:
    """Read moments as a user writes them."""
    public = moment(known, history, NOW) if known else None
    return AsOf(at=moment(at, history, NOW), known=public)


def between(
    history: History, at: tuple[str, str], known: tuple[str | None, str | None] = (None, None)
) -> dict[str, SlotChange]:
    """Compare the states of one history at two moments."""
    worlds = [asof(history, *one).world(history) for one in zip(at, known, strict=True)]
    return {change.key: change for change in diff(*worlds)}


def learnt(history: History, before: int, at: str = LATE) -> dict[str, SlotChange]:
    """Compare the states of a history at one moment, up to a position and whole."""
    part = history.upto(before)
    worlds = asof(part, at).world(part), asof(history, at).world(history)
    return {change.key: change for change in diff(*worlds)}


def test_an_event_causes_what_it_says() -> None:
    """Between two days the event of the second is named, and not what held before."""
    history = history_of(ceo("one", "2024-01-01", "A"), ceo("two", "2024-02-01", "B"))
    change = between(history, ("2024-01-31", "2024-02-01"))[CEO]

    assert change.causes == ("two",)
    assert (change.before and change.before.value, change.after and change.after.value) == (
        "A",
        "B",
    )


def test_a_correction_is_named_with_its_event() -> None:
    """What the log changed its mind about names the event and the act."""
    corrected = ceo("one", "2024-01-01", "B")
    del corrected["id"]
    act = {"id": "fix", "kind": "correction", "corrects": "one", "reason": "r", "event": corrected}
    history = history_of(ceo("one", "2024-01-01", "A"), ceo("other", "2023-01-01", "Z"), act)

    assert learnt(history, 3)[CEO].causes == ("one", "fix")


def test_a_retraction_is_named_with_its_event() -> None:
    """What is withdrawn names the event and the act, and no event that holds again by it."""
    act = {"id": "back", "kind": "retraction", "retracts": "two", "reason": "a parody"}
    history = history_of(ceo("one", "2024-01-01", "A"), ceo("two", "2024-02-01", "B"), act)
    change = learnt(history, 3)[CEO]

    assert change.causes == ("two", "back")
    assert change.after is not None
    assert change.after.value == "A"


def test_a_retraction_of_a_retraction_is_named_alone() -> None:
    """What comes back names the event and the act that brought it back, not the one before."""
    acts = (
        {"id": "back", "kind": "retraction", "retracts": "one", "reason": "a parody"},
        {"id": "again", "kind": "retraction", "retracts": "back", "reason": "no parody"},
    )
    history = history_of(ceo("one", "2024-01-01", "A"), *acts)

    assert learnt(history, 3)[CEO].causes == ("one", "again")


def test_what_a_citation_made_known_names_it() -> None:
    """What became public by a citation alone names the event and the citation."""
    act = {"id": "seen", "kind": "citation", "cites": "one", "sources": [source("2024-03-01")]}
    history = history_of(ceo("one", "2024-01-01", "A", sources=[source("2025")]), act)
    change = between(history, (LATE, LATE), ("2024-02-01", "2024-03-01"))[CEO]

    assert change.causes == ("one", "seen")
    assert change.before is None


def test_what_became_public_by_its_own_source_names_no_act() -> None:
    """An event whose source came out in between is the cause by itself."""
    history = history_of(ceo("one", "2024-01-01", "A", sources=[source("2024-01-05")]))

    assert between(history, (LATE, LATE), ("2024-01-04", "2024-01-05"))[CEO].causes == ("one",)


def test_a_reaffirmation_changes_the_evidence_and_not_the_answer() -> None:
    """A later claim of the same value is a change of what the answer rests on only."""
    history = history_of(ceo("one", "2024-01-01", "A"), ceo("two", "2024-02-01", "A"))
    change = between(history, ("2024-01-31", "2024-02-01"))[CEO]

    assert change.same_answer
    assert change.causes == ("two",)


@pytest.mark.parametrize(
    "second",
    [
        ceo("two", "2024-02-01", "B"),
        ceo("two", "2024-02-01"),
        ceo("two", "[2024-02-01..2024-03-01]", "B"),
        ceo("two", "2024-02-01", "B", contests=["one"]),
        event("two", "2024-02-01", {"announce": CEO, "value": "B"}),
    ],
    ids=["another value", "an end", "a vague date", "a contest", "an announcement"],
)
def test_another_standing_or_value_is_another_answer(second: dict[str, Any]) -> None:
    """Whatever a reader of the state would see is no mere change of evidence."""
    history = history_of(ceo("one", "2024-01-01", "A"), second)

    assert not between(history, ("2024-01-31", "2024-02-01"))[CEO].same_answer


FIRST = ceo("one", "2024-01-01", "A")
SAME_DAY = ceo("two", "2024-01-01", "B")


def test_a_link_written_elsewhere_is_named() -> None:
    """Two events of a day, ordered through one on another key: that one is the cause."""
    between_them = event("third", "2024-01-01", after=["one"], before=["two"])
    change = learnt(history_of(FIRST, SAME_DAY, between_them), 3)[CEO]

    assert change.before is not None
    assert change.before.standing == "disputed"
    assert "third" in change.causes


def test_a_link_that_makes_another_event_certain_is_named() -> None:
    """An event of a vague date has happened if one linked after it has, which is the cause."""
    vague = ceo("one", "[2024-01-01..2024-12-01]", "A")
    later = event("third", "2024-02-01", {"set": "step/x", "value": "s"}, after=["one"])
    change = learnt(history_of(vague, later), 2, "2024-03-01")[CEO]

    assert change.before is not None
    assert change.before.standing == "possible"
    assert "third" in change.causes


def test_a_link_that_keeps_an_event_from_having_begun_is_named() -> None:
    """An event of a vague date has not begun before one that it is linked after."""
    earlier = event("first", "2024-06-01")
    vague = ceo("one", "[2024-01-01..2024-12-01]", "A", after=["first"])
    act = {"id": "back", "kind": "retraction", "retracts": "first", "reason": "never was"}
    change = learnt(history_of(earlier, vague, act), 3, "2024-03-01")[CEO]

    assert change.before is None
    assert {"first", "back"} <= set(change.causes)


def test_an_event_that_makes_a_link_void_is_named() -> None:
    """After a merge links may lie on a cycle; the event that closed it is the cause."""
    linked = ceo("two", "2024-01-01", "B", after=["one"])
    closing = event("third", "2024-01-01", after=["two"], before=["one"], data={"claims": []})
    change = learnt(history_of_rows(rows_by_hand([FIRST, linked, closing])), 3)[CEO]

    assert change.after is not None
    assert change.after.standing == "disputed"
    assert change.causes == ("third",)


def test_links_that_have_no_bearing_are_not_named() -> None:
    """A new event linked to what a key rests on, and not speaking of it, changes nothing there."""
    aside = event("third", "2024-02-01", {"set": "step/x", "value": "s"}, after=["one"])
    changes = learnt(history_of(FIRST, aside), 2)

    assert changes.keys() == {"step/x"}
    assert changes["step/x"].causes == ("third",)


def test_links_of_other_affairs_are_not_named() -> None:
    """Linked events that no link joins to a key are no cause of a change by links there."""
    vague = ceo("one", "[2024-01-01..2024-12-01]", "A")
    later = event("third", "2024-02-01", {"set": "step/x", "value": "s"}, after=["one"])
    others = (event("p", "2024-01-01"), event("q", "2024-01-01", after=["p"]))
    change = learnt(history_of(vague, later, *others), 2, "2024-03-01")[CEO]

    assert not {"p", "q"} & set(change.causes)


def test_an_event_still_to_come_is_no_cause() -> None:
    """What was appended and has not begun by the moment has no bearing."""
    history = history_of(
        ceo("one", "2024-01-01", "A"),
        ceo("two", "2024-02-01", "B"),
        ceo("three", "2024-03-01", "C"),
    )

    assert learnt(history, 2, "2024-02-15")[CEO].causes == ("two",)


def test_globs_choose_keys() -> None:
    """A difference can be asked for some keys; one that no glob matches is left out."""
    history = history_of(
        ceo("one", "2024-01-01", "A"),
        event("two", "2024-01-01", {"set": "term/x", "value": "y"}),
    )
    worlds = [asof(history, day).world(history) for day in ("2023-12-31", "2024-01-01")]

    assert [change.key for change in diff(*worlds, ["term/*"])] == ["term/x"]
    assert [change.key for change in diff(*worlds)] == [CEO, "term/x"]


def test_the_json_of_a_difference_says_both_moments_and_all_slots() -> None:
    """What is written names the chronology, the two moments, and each slot as the state has it."""
    history = history_of(ceo("one", "2024-01-01", "A"))
    before, after = asof(history, "2023-12-31"), asof(history, "2024-01-01")
    changes = diff(before.world(history), after.world(history))
    body = Diff(before=before, after=after, changes=changes).body(history)

    assert body["chronology"] == "test"
    assert (body["before"]["at"], body["before"]["zone"]) == ("2023-12-31", "UTC")
    assert (body["after"]["at"], body["after"]["zone"]) == ("2024-01-01", "UTC")
    (change,) = body["changes"]
    assert (change["key"], change["before"], change["causes"]) == (CEO, None, ["one"])
    assert (change["after"]["standing"], change["after"]["value"]) == ("holds", "A")
