"""The log as rows."""

from chrono.projections.visibility import View
from chrono.queries.timeline import Search, entry, timeline
from tests.building import event, history_of, log_of, source

WRITTEN = (
    event("one", "2024-01-01", {"set": "a/b", "value": "x"}, sources=[source("2024-01-02")]),
    event("two", "2024-01-03", {"set": "c/d", "value": "y"}),
    {"id": "seen", "kind": "citation", "cites": "one", "sources": [source("2024-01-01", "filed")]},
    {"id": "back", "kind": "retraction", "retracts": "two", "reason": "a parody"},
)
VIEW = View(history_of(*WRITTEN))


def test_every_entry_is_a_row_in_the_order_of_the_log() -> None:
    """Acts and the declaration are entries like any other."""
    assert [row.id for row in timeline(VIEW)] == ["chronology", "one", "two", "seen", "back"]


def test_a_row_says_what_became_of_the_entry() -> None:
    """Standing and acts are in the row itself."""
    rows = {row.id: row for row in timeline(VIEW)}

    assert (rows["one"].standing, rows["one"].acts) == ("stands", ("seen",))
    assert (rows["two"].standing, rows["two"].acts) == ("withdrawn", ("back",))
    assert rows["back"].headline == "retracts two: a parody"


def test_a_row_has_the_best_basis_and_the_first_publication() -> None:
    """Citations count for both."""
    rows = {row.id: row for row in timeline(VIEW)}

    assert (rows["one"].basis, rows["one"].published) == ("filed", "2024-01-01")


def test_a_key_selects_the_events_that_speak_of_it_and_the_acts_upon_them() -> None:
    """A reader of one key sees what was done to its events."""
    assert [row.id for row in timeline(VIEW, Search(globs=("c/*",)))] == ["two", "back"]


def test_an_entry_is_shown_with_its_bounds_as_capped() -> None:
    """What counts for order is what is shown."""
    log = log_of(*WRITTEN)
    stored = next(one for one in log.entries() if one.id == "one")
    shown = entry(VIEW, VIEW.history.by_id["one"], stored.content)

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
