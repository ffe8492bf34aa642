"""The log as rows."""

from typing import Any

import pytest

from chrono.queries.filters import Filter
from chrono.queries.in_use import publishers_named
from chrono.queries.log_rows import entry_in_full, log_rows
from chrono.state.moments import moment
from chrono.state.visibility import View
from tests.building import NOW, event, history_of, log_of, source

WRITTEN = (
    event("one", "2024-01-01", {"set": "a/b", "value": "x"}, sources=[source("2024-01-02")]),
    event("two", "2024-01-03", {"set": "c/d", "value": "y"}),
    {"id": "seen", "kind": "citation", "cites": "one", "sources": [source("2024-01-01", "filed")]},
    {"id": "back", "kind": "retraction", "retracts": "two", "reason": "a parody"},
)
VIEW = View(history_of(*WRITTEN))


def test_every_entry_is_a_row_in_the_order_of_the_log() -> None:
    """Acts and the declaration are entries like any other."""
    assert [row.id for row in log_rows(VIEW)] == ["chronology", "one", "two", "seen", "back"]


def test_a_row_says_what_became_of_the_entry() -> None:
    """Standing and acts are in the row itself."""
    rows = {row.id: row for row in log_rows(VIEW)}

    assert (rows["one"].standing, rows["one"].acts) == ("stands", ("seen",))
    assert (rows["two"].standing, rows["two"].acts) == ("withdrawn", ("back",))
    assert rows["back"].headline == "retracts two: a parody"


def test_a_row_has_the_best_basis_and_the_first_publication() -> None:
    """Citations count for both."""
    rows = {row.id: row for row in log_rows(VIEW)}

    assert (rows["one"].basis, rows["one"].published) == ("filed", "2024-01-01")


def test_a_key_selects_the_events_that_speak_of_it_and_the_acts_upon_them() -> None:
    """A reader of one key sees what was done to its events."""
    assert [row.id for row in log_rows(VIEW, Filter(keys=("c/*",)))] == ["two", "back"]


def test_an_entry_is_shown_with_its_bounds_as_capped() -> None:
    """What counts for order is what is shown."""
    log = log_of(*WRITTEN)
    stored = next(one for one in log.entries() if one.id == "one")
    shown = entry_in_full(VIEW, VIEW.history.by_id["one"], stored.content)

    assert shown["bounds"] == [
        {
            "version": "one",
            "edtf": "2024-01-01",
            "earliest": "2024-01-01T00:00:00Z",
            "before": "2024-01-02T00:00:00Z",
        }
    ]
    assert [act["id"] for act in shown["acts"]] == ["seen"]
    assert "derived" not in shown


PAPER, WIRE = "Gazette", "Agency"
NEWS = View(
    history_of(
        event(
            "altman-out",
            "2023-11-17",
            {"end": "office/a/ceo"},
            headline="Board removes ALTMAN",
            sources=[source("2023-11-18", publisher=PAPER)],
        ),
        event(
            "murati",
            "2023-11-17/2023-11-19",
            {"set": "office/a/ceo", "value": "M"},
            headline="An interim chief",
            note="Altman's finance chief was not asked",
            sources=[source("2023-12", publisher="Herald", origin=WIRE)],
        ),
        event("vague", "2023-11", {"set": "term/x", "value": "y"}, headline="Straße closed"),
        {
            "id": "seen",
            "kind": "citation",
            "cites": "vague",
            "sources": [source("2023-12-01", publisher="Mirror")],
        },
        {
            "id": "fix",
            "kind": "correction",
            "corrects": "vague",
            "reason": "a year off",
            "event": {
                "kind": "development",
                "occurred": "2022-05-05",
                "headline": "Road closed",
                "data": {"claims": [{"set": "term/z", "value": "y"}]},
            },
            "sources": [source("2024-01-01", publisher="Wire")],
        },
    )
)
OLD = ["vague", "seen", "fix"]


def found(**only: Any) -> list[str]:
    """List what a search finds in the news, by id."""
    if "publisher" in only:
        only["publishers"] = publishers_named(only.pop("publisher"), NEWS.history)
    return [row.id for row in log_rows(NEWS, Filter(**only))]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("removes", ["altman-out"]),
        ("altman", ["altman-out", "murati"]),
        ("FINANCE CHIEF", ["murati"]),
        ("Murati", ["murati"]),
        ("STRASSE", OLD),
        ("road", OLD),
        ("a year off", []),
        ("nobody", []),
    ],
    ids=["headline", "note or id", "note", "id", "other letters", "correction", "act", "none"],
)
def test_text_is_found_in_headline_note_and_id_in_any_case(text: str, ids: list[str]) -> None:
    """Every version of an event is looked at, so that what was corrected is found by both."""
    assert found(text=text) == ids


@pytest.mark.parametrize(
    ("publisher", "ids"),
    [
        ("gazette", ["altman-out"]),
        ("Herald", ["murati"]),
        ("agency", ["murati"]),
        ("paper", OLD),
        ("Wire", OLD),
    ],
    ids=["any case", "publisher", "origin", "development", "correction"],
)
def test_a_publisher_is_who_published_or_first_reported(publisher: str, ids: list[str]) -> None:
    """A report is found by who printed it and by whom it repeats, by the whole name."""
    assert found(publisher=publisher) == ids


def test_a_citation_is_found_by_its_publisher() -> None:
    """Who is cited for an event in an act upon it is a publisher of a source of the event."""
    assert found(publisher="mirror") == OLD


@pytest.mark.parametrize(
    ("since", "until", "ids"),
    [
        ("2023-11-17", "2023-11-17", ["altman-out", "murati", *OLD]),
        ("2023-11-18", None, ["murati", *OLD]),
        ("2023-11-30", "2023-11-30", OLD),
        ("2023-12-01", None, []),
        (None, "2022-05-04", []),
        (None, "2022-05-05", OLD),
        ("2022-05-06", "2023-10-31", []),
        ("2023-11-17T12:00", "2023-11-17T12:00", ["altman-out", "murati", *OLD]),
    ],
)
def test_since_and_until_are_inclusive_and_go_by_the_bounds(
    since: str | None, until: str | None, ids: list[str]
) -> None:
    """What may have happened within them is found, by any version; what lasts also through them."""
    ends: dict[str, Any] = {}
    if since:
        ends["since"] = moment(since, NEWS.history, NOW).earliest
    if until:
        ends["until"] = moment(until, NEWS.history, NOW).instant

    assert found(**ends) == ids


def test_acts_come_with_their_development() -> None:
    """What was done to a found event is listed with it, in the order of the log."""
    assert found(keys=("term/x",)) == OLD
    assert found(keys=("term/z",)) == OLD


def test_all_conditions_hold_of_one_version() -> None:
    """What no single version meets is not found, though each condition is met by some."""
    assert found(text="altman", publisher=WIRE) == ["murati"]
    assert found(text="altman", keys=("office/*",), publisher=PAPER) == ["altman-out"]
    assert found(text="road", keys=("term/z",)) == OLD
    assert found(text="road", keys=("term/x",)) == []
    assert found(text="altman", publishers=frozenset(["Nobody"])) == []


def test_a_search_for_nothing_lists_everything() -> None:
    """Without any condition, the declaration is listed too."""
    assert found() == ["chronology", "altman-out", "murati", *OLD]
