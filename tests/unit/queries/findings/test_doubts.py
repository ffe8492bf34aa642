"""What an editor is asked of entries that came in without a question."""

from typing import Any

from chrono.queries.findings.doubts import doubts
from tests.building import declaration, event, history_of, source
from tests.strategies import history_of_rows

CEO = "office/a/ceo"


def told(given: str, occurred: str, value: str, basis: str = "announced") -> dict[str, Any]:
    """Tell who has the office, on a basis."""
    claim = {"set": CEO, "value": value}
    return event(given, occurred, claim, headline=f"{value} leads", sources=[source(basis=basis)])


def codes(*written: dict[str, Any], new: set[str]) -> list[tuple[str, str]]:
    """List the findings about new entries, each with its event."""
    return [(each.code, each.event) for each in doubts(history_of(*written), new)]


ONE, TWO = told("one", "2024-01-25", "Elon Musk"), told("two", "2024-01-26", "Bo", "rumoured")
AGAIN, SPELT = told("again", "2024-01-26", "Elon Musk"), told("spelt", "2024-03-01", "Elon musk")


def test_each_sort_of_doubt_is_found() -> None:
    """A quiet change, a repeat and another spelling are found at once."""
    found = codes(ONE, TWO, AGAIN, SPELT, new={"two", "again", "spelt"})

    assert found == [("quiet-change", "two"), ("repeat", "again"), ("near-name", "spelt")]


def test_only_what_is_about_a_new_entry_is_found() -> None:
    """What was there before is for a check, and a new event that is replaced is told too."""
    assert codes(ONE, TWO, AGAIN, SPELT, new={"again"}) == [("repeat", "again")]
    assert codes(ONE, TWO, new={"one"}) == [("quiet-change", "two")]
    assert codes(ONE, TWO, new=set()) == []


def test_an_act_is_about_its_event() -> None:
    """A correction that brings a doubt is told as its event."""
    later = told("two", "2024-01-26", "Bo")
    written = {name: value for name, value in TWO.items() if name != "id"}
    fix = {"id": "fix", "kind": "correction", "corrects": "two", "reason": "r", "event": written}

    assert codes(ONE, later, fix, new={"fix"}) == [("quiet-change", "two")]


def test_publishers_and_origins_are_names_too() -> None:
    """Another spelling of a publisher would be another publisher."""
    paper = event("one", "2024-01-01", sources=[source(publisher="Die Zeitung")])
    other = event("two", "2025-01-01", sources=[source(origin="Die  Zeitung")])

    assert codes(paper, other, new={"two"}) == [("near-name", "two")]


def test_declared_parties_are_in_use_and_never_named() -> None:
    """Two parties of nearly one name are two, since somebody declared both."""
    declared = declaration(parties=["Acme Group", "Acme Groups"])
    rows = [{**declared, "position": 1, "recorded": 0}]
    claim = {"op": "set", "key": CEO, "value": "acme group"}
    rows.append(
        {**event("one", "2024-01-01"), "position": 2, "recorded": 1, "derived": {"claims": [claim]}}
    )

    found = doubts(history_of_rows(rows), {"one"})
    assert [(each.code, each.others) for each in found] == [("near-name", ())]
    assert found[0].message.startswith("'acme group' is nearly 'Acme Group';")
