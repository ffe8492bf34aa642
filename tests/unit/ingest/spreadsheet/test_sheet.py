"""A sheet: where its headings are, and which columns are any."""

import pytest

from chrono.ingest.spreadsheet.column_names import field_named
from chrono.ingest.spreadsheet.sheet import Line, Rows, headed

KNOWN = ("date", "headline", "basis")


def rows(*lines: tuple[str, ...]) -> Rows:
    """Make rows on lines counted from 1."""
    return Rows(tuple(Line(number, cells) for number, cells in enumerate(lines, 1)))


@pytest.mark.parametrize(
    ("lines", "start"),
    [
        ((("date", "headline"), ("date", "basis")), 1),
        ((("A title", ""), ("date", "headline")), 2),
        ((("A title", "of 2024"), ("made", "by hand"), ("date", "headline")), 3),
        ((("A title",), ("", "for you"), ("When", "What")), 3),
        ((("When", "What"), ("2023", "A")), 1),
        ((("A title",), ("Another",)), 1),
    ],
)
def test_headings_are_the_first_row_with_two_that_are_known(
    lines: tuple[tuple[str, ...], ...], start: int
) -> None:
    """Else the first with several cells, for a title has one; a title that is passed is said."""
    found = headed("f.csv", rows(*lines), lambda name: name in KNOWN)

    assert (found.start, found.header) == (start, lines[start - 1])
    assert bool(found.notes) == (start > 1)


def test_columns_without_heading_and_cells_are_none() -> None:
    """Wherever they stand; one that has cells needs a name."""
    found = headed("f.csv", rows(("a", "", "b", ""), ("1", "", "2"), ("3", " ", "4", "", "")))
    faulty = headed("f.csv", rows(("a", "", "b"), ("1", "x", "2")))

    assert found.header == ("a", "b")
    assert [line.cells for line in found.rows] == [("1", "2"), ("3", "4")]
    assert [str(fault) for fault in faulty.faults] == [
        "f.csv:1: column 2 has no name; name it, or delete the column"
    ]


def test_cells_beyond_the_headings_are_kept_where_they_are_filled() -> None:
    """So that a row of too many cells is told."""
    found = headed("f.csv", rows(("a", "b"), ("1", "2", "", "3", "")))

    assert found.rows[0].cells == ("1", "2", "", "3")


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Source 2", "source 2"), ("url2", "url 2"), ("publisher_3", "publisher 3"),
        ("second publisher", "publisher 2"), ("3rd URL", "url 3"), ("first source", "source"),
        ("Claim 2", "claim 2"), ("key #2", "key 2"), ("value 1", "value"), ("headline 2", None),
        ("url 0", None), ("url 100", None), ("start", "occurred"),
    ],
)  # fmt: skip
def test_a_name_may_have_a_number(name: str, field: str | None) -> None:
    """Of a source or a claim, before or behind it."""
    assert field_named(name) == field
