"""What is in a log file, told without decoding an entry: its chronologies, keys and ids.

A Tab in a shell needs no more than this, so nothing that is dear to import is imported here.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from chrono import leaving
from chrono.log import index_statements, statements
from chrono.log.checkpoint import tidy
from chrono.log.connection import connect, refuse_changed_schema, translated
from chrono.log.errors import FilePath


def is_there(connection: sqlite3.Connection) -> bool:
    """Return whether a file has all tables of the index, however far they go."""
    tables = connection.execute(index_statements.TABLES_OF_INDEX)
    return bool(tables.fetchone()[0] == len(index_statements.INDEX))


def is_whole(connection: sqlite3.Connection) -> bool:
    """Return whether the index goes up to the end of the log.

    It does not where an earlier release has appended, which knows of no index.
    """
    if not is_there(connection):
        return False
    return bool(connection.execute(index_statements.INDEX_IS_WHOLE).fetchone()[0])


class Contents:
    """What is in a log file.

    Args:
        connection: A connection to the file, which has the schema of a log and nothing else.
        path: Its name, for errors.
    """

    def __init__(self, connection: sqlite3.Connection, path: FilePath) -> None:
        self._connection = connection
        self._path = path

    def has(self, chronology: str) -> bool:
        """Return whether it has a chronology of this name, without a look at the others."""
        with translated(self._path):
            row = self._connection.execute(statements.HAS, (_text(chronology),)).fetchone()
            return row is not None

    def chronologies(self) -> Mapping[str, bool]:
        """Return the chronologies, each with whether it has more than declarations."""
        with translated(self._path):
            read = self._connection.execute
            rows = read(statements.LISTED).fetchall() if is_whole(self._connection) else []
            if not rows or not all(begins for _, _, begins in rows):  # no index, or a wrong one
                rows = read(statements.CHRONOLOGIES).fetchall()
            return {name: bool(more) for name, more, *_ in rows}

    def keys_from(self, chronology: str, start: str) -> list[str] | None:
        """Return the keys that start with a text and are claimed on in any version, in order.

        None where the index does not go up to the end of the log, or does not have the chronology.
        """
        with translated(self._path):
            if not is_whole(self._connection):
                return None
            asked = index_statements.FIRST_ENTRY_OF, (_text(chronology),)
            row = self._connection.execute(*asked).fetchone()
            if row is None:
                return None
            named = {"chronology": row[0], "start": _text(start)}
            rows = self._connection.execute(index_statements.KEYS_FROM, named)
            return [key for (key,) in rows]

    def ids_from(self, chronology: str, start: str) -> list[str]:
        """Return the ids that start with a text, in alphabetical order."""
        with translated(self._path):
            named = {"chronology": _text(chronology), "start": _text(start)}
            return [name for (name,) in self._connection.execute(statements.IDS_FROM, named)]


@contextmanager
def contents(path: FilePath) -> Iterator[Contents]:
    """Yield what is in a log file, which is open for reading as long as the block lasts.

    Raises:
        LogError: It is no log, or cannot be read.
    """
    leaving.remember(partial(tidy, path))  # before the connection, so that it comes after
    connection = connect(path, write=False)
    try:
        with translated(path):
            refuse_changed_schema(connection, path)
        yield Contents(connection, path)
    finally:
        connection.close()
        tidy(path)


def _text(name: str) -> str:
    """Return a name as SQLite takes it; of bytes, which are none, another that nothing has."""
    return name.encode(errors="replace").decode()
