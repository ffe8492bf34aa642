"""Rows are sorted alike, however many of them are held."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.log import sorted_rows
from chrono.log.sorted_rows import SortedRows
from tests.strategies import examples

ROWS = st.lists(
    st.tuples(
        st.integers(-(2**63), 2**63 - 1),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=3),
    ),
    max_size=9,
)


def rows_of(added: list[tuple[Any, ...]]) -> SortedRows:
    """Add rows."""
    rows = SortedRows()
    for row in added:
        rows.add(row)
    return rows


@examples(60)
@given(ROWS)
def test_rows_of_a_file_are_in_the_order_of_rows_that_are_held(added: list[Any]) -> None:
    """Each as often as it was added, whatever its text has, and as often as they are asked for."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sorted_rows, "_MOST", 2)
        rows = rows_of(added)
        assert [*rows] == [*rows] == sorted(added)
    assert [*rows_of(added)] == sorted(added)


def test_rows_may_be_added_after_they_were_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then they are among the others."""
    monkeypatch.setattr(sorted_rows, "_MOST", 2)
    rows = rows_of([(3, "c"), (1, "a"), (2, "b")])
    assert [number for number, _ in rows] == [1, 2, 3]
    rows.add((0, ""))
    assert [number for number, _ in rows] == [0, 1, 2, 3]
