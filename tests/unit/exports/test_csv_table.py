"""CSV, read back as a spreadsheet or a script reads it."""

import csv
import io
from typing import Any

import pytest

from chrono.exports.csv_table import COLUMNS, comma_separated, table
from chrono.queries.timeline import timeline
from chrono.state.as_of import AsOf
from chrono.state.moments import moment
from tests.building import NOW, TAKEN_BEFORE, event, history_of, source


def text(*written: dict[str, Any]) -> str:
    """Write the timeline of some events."""
    history = history_of(*written)
    asof = AsOf(at=moment("2030", history, NOW))
    return comma_separated(timeline(history, asof, withdrawn=True))


def rows(*written: dict[str, Any]) -> list[dict[str, str]]:
    """Write the timeline of some events and read it back."""
    return list(csv.DictReader(io.StringIO(text(*written), newline="")))


def test_a_row_has_date_event_source_standing_and_what_people_cite() -> None:
    """In words for people, and in EDTF and a column a field for an import."""
    found = rows(
        event(
            "one",
            "2024-01~",
            headline="Ada starts",
            sources=[
                source("2024-02", "announced", title="Notice", pinpoint="p. 6", origin="Agency"),
                source("2024-03", publisher="Gazette", url="https://example.org/2"),
            ],
        )
    )

    assert found == [
        {
            **dict.fromkeys(found[0], ""),
            "Date": "about Jan 2024",
            "Event": "Ada starts",
            "Source": "Paper, Notice, Feb 2024, announced, p. 6, from Agency, "
            "https://example.org/; Gazette, Mar 2024, reported, https://example.org/2",
            "Standing": "stands",
            "Id": "one",
            "occurred": "2024-01~",
            "kind": "development",
            "publisher": "Paper",
            "published": "2024-02",
            "basis": "announced",
            "title": "Notice",
            "pinpoint": "p. 6",
            "origin": "Agency",
            "url": "https://example.org/",
            "publisher 2": "Gazette",
            "published 2": "2024-03",
            "basis 2": "reported",
            "url 2": "https://example.org/2",
        }
    ]


def test_commas_quotes_and_other_letters_come_back_as_they_were() -> None:
    """Quoting is that of every CSV reader."""
    headline = 'Ada, "the chair", goes; Zoë łódź 東京 \u202eevil'

    assert rows(event("one", "2024", headline=headline))[0]["Event"] == headline


@pytest.mark.parametrize(
    "headline",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\u00a0=1", "\uff1d1"],
)  # fmt: skip
def test_a_cell_that_a_spreadsheet_would_run_is_guarded(headline: str) -> None:
    """A leading apostrophe makes it text, also after space."""
    assert (
        rows(event("one", "2024", headline=headline, **TAKEN_BEFORE))[0]["Event"] == f"'{headline}"
    )


def test_a_formula_in_the_name_of_a_publisher_is_guarded() -> None:
    """Every cell is looked at, not only headlines."""
    found = rows(event("one", "2024", sources=[source("2024", publisher="=HYPERLINK(1)")]))

    assert found[0]["Source"].startswith("'=HYPERLINK")


def test_a_formula_in_a_heading_is_guarded() -> None:
    """The fields of somebody's own projection are headings too."""
    assert table(["=1", "b"], []) == "'=1,b\n"


def test_other_cells_have_no_apostrophe() -> None:
    """A minus within the text is only a minus."""
    assert rows(event("one", "2024", headline="Profit of -1"))[0]["Event"] == "Profit of -1"


def test_lines_end_with_a_line_feed_and_there_is_no_mark_before_them() -> None:
    """The heading is the first line, as every tool expects it."""
    assert text(event("one", "2024")).startswith(",".join(COLUMNS) + "\n2024,")
    assert "\r" not in text(event("one", "2024"))


def test_what_denies_or_changed_an_event_stands_by_its_id() -> None:
    """Rivals first, then acts."""
    found = rows(
        event("one", "2024-01-01", {"set": "a/b", "value": 1}),
        event("two", "2024-02-01", {"set": "a/b", "value": 2}, contests=["one"]),
        event("three", "2024-03-01"),
        {"id": "back", "kind": "retraction", "retracts": "three", "reason": "a parody"},
    )

    assert [(row["Id"], row["Standing"], row["By"]) for row in found] == [
        ("one", "disputed", "two"),
        ("two", "disputed", "one"),
        ("three", "withdrawn", "back"),
    ]


def test_a_formula_behind_a_carriage_return_starts_no_row() -> None:
    """Spreadsheets end a row at a bare carriage return, unless it stands in quotes."""
    assert table(["a"], [["x\r=1"]]) == 'a\n"x\r=1"\n'
