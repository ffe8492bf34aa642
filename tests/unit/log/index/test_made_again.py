"""An index that is made again: equal sums mean equal rows, and what differs is told by its row."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any
from unittest import mock

import attrs
import pytest

from chrono.events import entries as stored
from chrono.events.entries import Entry
from chrono.log.appending.insertion import insert
from chrono.log.index import made_again
from chrono.log.index_statements import INDEX
from chrono.log.memory import MemoryLog
from chrono.log.statements import SCHEMA, VERSION
from tests.building import declaration, drafts, event, source
from tests.contract.test_log import citation, correction, retraction

CHAIR = {"set": "club/chair", "value": "Ada"}
BOARD = {"set": "club/board", "value": ["Ada", "Bo"]}
PAGE = "https://example.org/a"
TABLES = [table for table in INDEX if table != "derived_ends"]


def written() -> MemoryLog:
    """Make a log in which each table of the index has rows, and some come from two entries."""
    log = MemoryLog()
    twice = [source("2024-03-02", url=PAGE), source("2024-03-02", url=PAGE)]
    log.append(
        drafts(
            declaration(),
            event("a", "2024-03-01T10:20:30Z", CHAIR, sources=twice),
            event("b", "1969-12-31", BOARD, {"announce": "club/board", "value": ["Cy"]}),
            event("c", "2025", CHAIR, after=["d"]),
            event("d", "2024-12", before=["c"], contests=["a"]),
            event("e", "2026-01-01/2026-02-01", CHAIR, sources=[source(None)]),
            event("f", "2025-03", CHAIR, {"announce": "club/chair", "value": "Bo"}, sources=twice),
        )
    )
    log.append(
        drafts(
            correction("a2", "a", "2024-03-01T10:20:30Z", data={"claims": [CHAIR]}),
            citation("b2", "b", "Paper", "2024-03-02"),
            retraction("c2", "c"),
        )
    )
    return log


@pytest.fixture
def entries() -> Sequence[Entry]:
    """Give the entries of that log."""
    return written().entries()


@pytest.fixture
def opened(entries: Sequence[Entry]) -> Iterator[sqlite3.Connection]:
    """Open a file in memory that has them, and their index."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as file:
        for statement in SCHEMA.values():
            file.execute(statement)
        file.execute(f"PRAGMA user_version = {VERSION}")
        file.execute("BEGIN")
        insert(file, entries, "memory")
        file.execute("COMMIT")
        yield file


def difference(opened: sqlite3.Connection, entries: Sequence[Entry], many: int) -> str | None:
    """Compare the index; `many` says from which entry on they are read the short way."""
    with mock.patch.object(stored, "MANY", many), made_again.made_again(opened) as again:
        for entry in entries:
            again.take(attrs.evolve(entry))
        return again.difference()


@pytest.mark.parametrize("many", [0, 1 << 60])
def test_the_short_way_knows_an_index_that_is_right(
    opened: sqlite3.Connection, entries: Sequence[Entry], many: int
) -> None:
    """Whether entries are read as plain ones or as records: no row is looked for."""
    with mock.patch.object(made_again.MadeAgain, "_told", side_effect=AssertionError):
        assert difference(opened, entries, many) is None


@pytest.mark.parametrize("waiting", [1, 2, 3])
def test_the_rows_of_few_entries_may_wait(
    opened: sqlite3.Connection, entries: Sequence[Entry], waiting: int
) -> None:
    """Rows that are written in many turns come to the same."""
    with (
        mock.patch.object(made_again.MadeAgain, "_told", side_effect=AssertionError),
        mock.patch("chrono.log.index.rows._MOST", waiting),
    ):
        assert difference(opened, entries, 0) is None


@pytest.mark.parametrize("table", TABLES)
def test_any_row_that_lacks_is_told(
    opened: sqlite3.Connection, entries: Sequence[Entry], table: str
) -> None:
    """Each row of each table, one after the other."""
    rows = opened.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608  of ours
    assert rows
    for row in rows:
        with changed(opened, f"DELETE FROM {table} WHERE {_is(opened, table)}", row):  # noqa: S608  of ours
            told = difference(opened, entries, 0)

        assert told == f"{table} lacks {', '.join(map(ascii, row))}"


@pytest.mark.parametrize("table", TABLES)
def test_any_row_that_is_another_is_told(
    opened: sqlite3.Connection, entries: Sequence[Entry], table: str
) -> None:
    """Each column of each row of each table, one after the other."""
    columns = [row[1] for row in opened.execute(f"PRAGMA table_info({table})")]
    for row in opened.execute(f"SELECT * FROM {table}").fetchall():  # noqa: S608  of ours
        for column, value in zip(columns, row, strict=True):
            other = f"{value} " if isinstance(value, str) else value - 1
            change = f"UPDATE OR REPLACE {table} SET {column} = ? WHERE {_is(opened, table)}"  # noqa: S608  of ours
            with changed(opened, change, (other, *row)):
                told = difference(opened, entries, 0)

            assert told is not None, (row, column)


def test_rows_that_change_places_are_told(
    opened: sqlite3.Connection, entries: Sequence[Entry]
) -> None:
    """Two rows that swap what they say have the same numbers, all in all."""
    swapped = "CASE development WHEN 4 THEN 6 ELSE 4 END"
    where = "development IN (4, 6)"
    with changed(opened, f"UPDATE derived_dates SET development = {swapped} WHERE {where}"):  # noqa: S608  of ours
        told = difference(opened, entries, 0)

    assert told is not None
    assert told.startswith("derived_dates has ")


@pytest.mark.parametrize(
    "row", ["derived_filed_names VALUES (1, '', {})", "derived_pages VALUES (1, {}, 2)"]
)
def test_text_that_is_none_is_no_reason_to_say_yes(
    opened: sqlite3.Connection, entries: Sequence[Entry], row: str
) -> None:
    """Bytes that are no UTF-8 are a difference as any other, and of the table that has them."""
    table = row.partition(" ")[0]
    with changed(opened, f"INSERT INTO {row}".format("CAST(x'ff' AS TEXT)")):
        assert difference(opened, entries, 0) == f"{table} has text that is no UTF-8"


@contextmanager
def changed(
    opened: sqlite3.Connection, statement: str, values: tuple[Any, ...] = ()
) -> Iterator[None]:
    """Change the index as any program would, for a block."""
    before = opened.serialize()
    opened.execute(statement, values)
    yield
    opened.deserialize(before)


def _is(opened: sqlite3.Connection, table: str) -> str:
    return " AND ".join(f"{row[1]} = ?" for row in opened.execute(f"PRAGMA table_info({table})"))
