"""The guard of formulas: on when a cell is written, off when it is read, and nothing is lost."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chrono.values.formula_guard import guarded, unguarded
from tests.profiles import examples

SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
SPACES = " \u00a0\u3000\ufeff\u200b\x00\x1f"
EXECUTED = re.compile(rf"[\s{SPACES}]*[{re.escape(SIGNS)}]|[\t\r]")
"""What a spreadsheet runs, also after white space; and a tab or a line end at the very start."""

cells = st.text() | st.lists(st.sampled_from([*SIGNS, *SPACES, "'", "\t", "\r", "\n", "x"])).map(
    "".join
)


@examples(300)
@given(cells)
@example("'=1")
def test_a_guarded_cell_reads_back_as_it_was(cell: str) -> None:
    """Whatever it says, and however many apostrophes it begins with."""
    assert unguarded(guarded(cell)) == cell


@examples(300)
@given(cells)
def test_no_guarded_cell_begins_with_what_a_spreadsheet_runs(cell: str) -> None:
    """Neither in full width, nor after white space or invisible characters."""
    assert not EXECUTED.match(guarded(cell))


@pytest.mark.parametrize("cell", ["'tis", "'", "''", "'50-53", "' x", "O'=x", "x=1", "1-2", ""])
def test_other_cells_are_written_and_read_as_they_are(cell: str) -> None:
    """An apostrophe before what is no formula is part of the text, as people type it."""
    assert (guarded(cell), unguarded(cell)) == (cell, cell)


@pytest.mark.parametrize("formula", ["=1", "+1", "-1", "@x", "\t=1", " =1", "\u00a0=1", "\uff1d1"])
def test_a_formula_has_one_apostrophe_as_in_earlier_exports(formula: str) -> None:
    """So a list or a table that an earlier release wrote is read as it was meant."""
    assert guarded(formula) == f"'{formula}"
    assert unguarded(f"'{formula}") == formula
