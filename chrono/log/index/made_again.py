"""The index of a file compared with one that is made again of its entries.

A short way only says that they are the same. A row that stands for one development is not kept: of
each such table the rows of the file are added up, and those of the entries, each as a number that
nobody who wrote the file can know (a keyed hash of its bytes). Equal sums mean equal rows, but for
one chance in 2**60. Rows that may come from several entries are put into temporary tables, which
are compared row by row: what names something else, the rows of developments with acts, and names.

Whatever the short way does not find equal is compared in temporary tables alone, which tell a row.
"""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import repeat, starmap, zip_longest
from marshal import dumps
from operator import eq
from typing import Any, Final

from chrono.events.entries import Act, Entry
from chrono.events.stored_body import UnreadableEntry
from chrono.log import index_statements
from chrono.log.contents import is_there
from chrono.log.errors import NotIndexable
from chrono.log.index.rows import Filling
from chrono.log.index.tables import between, create, fill
from chrono.log.one_moment import one_moment
from chrono.log.schema_parts import difference as schema_difference

_OF_DEVELOPMENTS: Final = {
    "derived_claims": -1,
    "derived_publications": -1,
    "derived_dates": -1,
    "derived_spans": -2,
    "derived_pages": -1,
}
"""The tables whose rows are added up, and where in a row its development stands."""

_AS_IT_IS: Final = 2
"""The version of what `marshal` writes that is the same for equal rows, whoever else holds them."""

_AMENDED: Final = "SELECT development FROM main.derived_acts WHERE development BETWEEN ? AND ?"


@contextmanager
def made_again(connection: sqlite3.Connection) -> Iterator["MadeAgain"]:
    """Yield an index to be made again in temporary tables, which are gone after the block.

    What is read of the file in the block is all of one moment.
    """
    with one_moment(connection):
        yield MadeAgain(connection)


class MadeAgain:
    """The index of the entries that are taken, beside that of the file, to compare the two.

    They are compared as far as that of the file goes: an earlier release leaves it behind, and then
    it is not read. Of a file with another schema, or without an index, nothing is compared.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._filling: _Summing | None = None
        self._begun = False
        self._upto = self._taken = 0
        self._reason: str | None = None

    def take(self, entry: Entry) -> None:
        """Take the next entry of the log."""
        self._begin()
        self._taken = entry.position
        if self._filling is None or entry.position > self._upto:
            return
        try:
            self._filling.take(entry)
        except UnreadableEntry:
            self._filling = None  # which is told of by itself
        except NotIndexable as error:
            self._filling, self._reason = None, str(error)

    def difference(self) -> str | None:
        """Return how the index of the file differs from that of the entries; None for not."""
        self._begin()
        if self._filling is None:
            return self._reason
        if self._upto > self._taken:
            return f"it goes up to entry {self._upto}, and the log up to {self._taken}"
        return None if self._filling.is_same() else self._told()

    def _begin(self) -> None:
        """Make the temporary tables, once that of the file is known to be what it should be."""
        if self._begun:
            return
        self._begun = True
        if schema_difference(self._connection) is None and is_there(self._connection):
            (self._upto,) = self._connection.execute(index_statements.END_OF_INDEX).fetchone()
            create(self._connection, "TEMP")  # names without a schema mean these from here on
            self._filling = _Summing(self._connection)

    def _told(self) -> str | None:
        """Return the first row that differs, of all rows made in temporary tables."""
        for table in index_statements.INDEX:
            self._connection.execute(f"DELETE FROM temp.{table}")  # noqa: S608  names of ours
        fill(Filling(self._connection), between(self._connection, 0, self._upto + 1))
        return next(_differences(self._connection), None)


class _Summing(Filling):
    """Rows of the index that are added up as they come, or wait in temporary tables."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._sums = Counter[str]()
        self._secret = os.urandom(16)
        self._acted = set[int]()  # the developments of the acts whose rows wait
        self._first, self._last = 1, 0  # the positions of the entries whose rows wait

    def is_same(self) -> bool:
        """Return whether the index of the file surely has these rows, and no others."""
        self.insert()
        try:
            return all(map(self._has_same, index_statements.INDEX))
        except sqlite3.OperationalError as error:
            if not _is_of_text(error):
                raise
            return False

    def _has_same(self, table: str) -> bool:
        if table == "derived_ends":
            return True
        own, other = (self._rows_of(each, table) for each in ("main", "temp"))
        if table in _OF_DEVELOPMENTS:
            return self._sum(own) == self._sums[table] + self._sum(other)
        return all(starmap(eq, zip_longest(own, other)))

    def _rows_of(self, schema: str, table: str) -> Iterator[tuple[Any, ...]]:
        # By its first columns, which is the order in which it is stored: nothing is sorted.
        statement = f"SELECT * FROM {schema}.{table} ORDER BY 1, 2"  # noqa: S608  names of ours
        return self._execute(statement)

    def _sum(self, rows: Iterable[tuple[Any, ...]]) -> int:
        written = map(dumps, rows, repeat(_AS_IT_IS))
        return sum(map(hash, map(self._secret.__add__, written)))

    def take(self, entry: Entry) -> None:
        """Take the next entry of the log; raise what `Filling.take` does."""
        super().take(entry)
        self._last = entry.position

    def _root(self, chronology: str, act: Act) -> int:
        root = super()._root(chronology, act)
        self._acted.add(root)
        return root

    def insert(self) -> None:
        """Add up the rows that wait, or write them."""
        amended = self._acted.union(
            each for (each,) in self._execute(_AMENDED, (self._first, self._last))
        )
        for table, place in _OF_DEVELOPMENTS.items():
            rows = dict.fromkeys(self._rows.pop(table, ()))  # as they came: near in memory
            kept = [row for row in rows if row[place] in amended]
            self._sums[table] += self._sum(rows) - self._sum(kept)
            if kept:
                self._write(table, kept)
        self._acted.clear()
        self._first = self._last + 1
        super().insert()


def _is_of_text(error: sqlite3.OperationalError) -> bool:
    """Return whether it is of text that is none, of which Python tells, and SQLite does not."""
    return not hasattr(error, "sqlite_errorcode")


def _differences(connection: sqlite3.Connection) -> Iterator[str]:
    for table in index_statements.INDEX:
        if table != "derived_ends":
            for one, other in (("main", "temp"), ("temp", "main")):
                rows = f"SELECT * FROM {one}.{table} EXCEPT SELECT * FROM {other}.{table} LIMIT 1"  # noqa: S608  names of ours
                try:
                    row = connection.execute(rows).fetchone()
                except sqlite3.OperationalError as error:
                    if not _is_of_text(error):
                        raise
                    yield f"{table} has text that is no UTF-8"
                    return
                if row is not None:
                    has = "has" if one == "main" else "lacks"
                    yield f"{table} {has} {', '.join(map(ascii, row))}"
