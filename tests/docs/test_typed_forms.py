"""The tables of what people type, in docs/time.md: each form is read as the page says."""

import re
from zoneinfo import ZoneInfo

import pytest

from chrono.values.clocks import parse_stamp
from chrono.values.dates import BadDate
from chrono.values.typed_dates import edtf_of
from tests.docs.pages import DOCS

HOME = ZoneInfo("America/Los_Angeles")
NOW = parse_stamp("2023-11-22T08:15:00Z")


def rows(heading: str) -> list[tuple[list[str], list[str]]]:
    """List the rows of the table with a heading: what stands in code in its two columns."""
    page = (DOCS / "time.md").read_text(encoding="utf-8")
    table = page.partition(f"| {heading} |\n|---|---|\n")[2].partition("\n\n")[0]
    cells = (line.split(" | ") for line in table.splitlines())
    return [
        (re.findall("`([^`]+)`", typed), re.findall("`([^`]+)`", read)) for typed, read in cells
    ]


READ = [pair for typed, read in rows("typed | read as") for pair in zip(typed, read, strict=True)]
REFUSED = [(typed[0], readings) for typed, readings in rows("typed | say")]


@pytest.mark.parametrize(("typed", "edtf"), READ)
def test_every_form_of_the_page_is_read_as_it_says(typed: str, edtf: str) -> None:
    """At a quarter past midnight of 22 November 2023, in Los Angeles."""
    assert edtf_of(typed, NOW, HOME) == edtf


@pytest.mark.parametrize(("typed", "readings"), REFUSED)
def test_what_the_page_says_has_two_readings_is_refused(typed: str, readings: list[str]) -> None:
    """And each of the two is read, as something else."""
    with pytest.raises(BadDate, match=re.escape(readings[0])):
        edtf_of(typed, NOW, HOME)

    assert len({edtf_of(reading, NOW, HOME) for reading in readings}) == 2


def test_the_tables_are_found() -> None:
    """A heading that is worded anew would leave nothing to try."""
    assert (len(READ) > 30, len(REFUSED) > 5) == (True, True)
