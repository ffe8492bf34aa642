"""Rows that are sorted in a file of SQLite's own, which is gone with them, where there are many."""

import sqlite3
from collections.abc import Iterator
from typing import Any, Final
from weakref import finalize

_MOST: Final = 20_000
"""The rows that are held."""

Row = tuple[Any, ...]
"""Whole numbers and texts, in the same order in all rows that are sorted together."""


class SortedRows:
    """Rows that are sorted once all were added; of many, few are held at once.

    Of equal rows each stays.
    """

    def __init__(self) -> None:
        self._held: list[Row] = []
        self._file: sqlite3.Connection | None = None
        self._columns = ""

    def add(self, row: Row) -> None:
        """Add a row."""
        self._held.append(row)
        if len(self._held) >= _MOST:
            self._put_away()

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows in order, as often as they are asked for."""
        if self._file is None:
            yield from sorted(self._held)
            return
        self._put_away()
        yield from self._file.execute(f"SELECT * FROM sorted ORDER BY {self._columns}")  # noqa: S608  numbers

    def _put_away(self) -> None:
        if not self._held:
            return
        width = len(self._held[0])
        if self._file is None:
            self._file = sqlite3.connect("", isolation_level=None)
            finalize(self, self._file.close)
            columns = ", ".join(f"of_{number}" for number in range(width))
            self._file.execute(f"CREATE TABLE sorted ({columns})")
            self._file.execute("PRAGMA journal_mode = OFF")
            self._columns = ", ".join(str(number + 1) for number in range(width))
        places = ", ".join("?" * width)
        self._file.executemany(f"INSERT INTO sorted VALUES ({places})", self._held)  # noqa: S608  numbers
        self._held.clear()
