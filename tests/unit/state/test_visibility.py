"""Visibility, to the letter: what counts by a moment of the known clock, and on which sources."""

from typing import Any

from chrono.events.entries import Declaration
from chrono.events.history import History
from chrono.state.visibility import View
from chrono.values.clocks import Instant
from tests.building import event, history_of, slot, source

KEY = "term/agi"
D1, D2, D3, D4 = (f"2024-01-0{day}" for day in range(1, 5))
LATER = "2027-06-01"
"""Long after everything was recorded."""


def says(given: str, value: str, *sources: dict[str, Any]) -> dict[str, Any]:
    """Make an event that sets the key."""
    return event(given, D1, {"set": KEY, "value": value}, sources=list(sources))


def corrects(given: str, value: str, *sources: dict[str, Any]) -> dict[str, Any]:
    """Make a correction of what the event says."""
    told = {name: one for name, one in says("one", value).items() if name not in ("id", "sources")}
    act = {"id": given, "kind": "correction", "corrects": "one", "reason": "better"}
    return {**act, "event": told, "sources": list(sources)}


def cites(given: str, published: str, publisher: str) -> dict[str, Any]:
    """Make a citation of the event."""
    own = [source(published, publisher=publisher)]
    return {"id": given, "kind": "citation", "cites": "one", "sources": own}


def value(history: History, known: str | None = None, **asof: Any) -> Any:
    """Ask for the value as it was known; None where nothing was."""
    found = slot(history, KEY, LATER, known=known, **asof)
    return found["value"] if found else None


def test_a_slip_in_a_correction_counts_where_that_correction_does() -> None:
    """Before the correction was public the first version stands, not the mended second one."""
    history = history_of(
        says("one", "A", source(D1)), corrects("news", "B", source(D4)), corrects("slip", "C")
    )

    assert value(history, D3) == "A"
    assert value(history, D4) == "C"


def test_the_declaration_counts_whatever_is_known() -> None:
    """It has no source, and is there before everything was public."""
    view = View(history_of(says("one", "A", source(D4))), Instant(0))

    assert [type(record) for record in view.present] == [Declaration]


def test_one_of_several_citations_makes_an_event_known() -> None:
    """Whichever of them was recorded last."""
    history = history_of(
        says("one", "A", source("2099")), cites("early", D2, "Herald"), cites("late", D4, "Mirror")
    )

    assert value(history, D2) == "A"


def test_an_act_with_an_undated_source_counts_from_recorded() -> None:
    """Like an event that has no other: before that the event stands as it was."""
    history = history_of(says("one", "A", source(D1)), corrects("news", "B", source(None)))

    assert value(history, D4) == "A"
    assert value(history, LATER) == "B"


def test_an_undated_source_counts_where_nothing_is_asked_about_known() -> None:
    """With only some bases wanted, too."""
    history = history_of(says("one", "A", source(None)))

    assert value(history, basis="reported") == "A"


def test_a_source_that_is_still_to_come_does_not_count_from_recorded() -> None:
    """That is for events of which no source has any date."""
    history = history_of(says("one", "A", source("2099")))

    assert value(history, LATER) is None


def test_what_is_known_from_recorded_is_known_just_after() -> None:
    """A moment is exclusive, to the microsecond."""
    history = history_of(says("one", "A", source(None)))
    recorded = history.by_id["one"].recorded

    assert View(history, recorded).events == ()
    assert [found.id for found in View(history, Instant(recorded + 1)).events] == ["one"]


def test_an_undated_source_supports_what_others_make_known() -> None:
    """Its basis counts once the event is public."""
    history = history_of(says("one", "A", source(None, basis="filed"), source(D2)))
    found = slot(history, KEY, LATER, known=D3)

    assert found is not None
    assert found["basis"] == "filed"


def test_an_event_with_one_dated_source_is_known_from_that_and_not_from_recording() -> None:
    """Only without any dated source does it count from when it was recorded."""
    undated, dated = source(None), source("2099")

    assert value(history_of(says("one", "A", undated)), LATER) == "A"
    assert value(history_of(says("one", "A", undated, dated)), LATER) is None


def test_who_was_cited_first_in_the_log_makes_no_difference() -> None:
    """What citations add stands in the order of publication, after the event's own sources."""
    first, second = cites("c1", D2, "Herald"), cites("c2", D3, "Gazette")
    found = [
        View(history_of(says("one", "A", source(D4)), *citations)).events[0].sources
        for citations in ((first, second), (second, first))
    ]

    assert found[0] == found[1]
    assert [each.publisher for each in found[0]] == ["Paper", "Herald", "Gazette"]
