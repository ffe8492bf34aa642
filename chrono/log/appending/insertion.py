"""Writing entries and their index into the file of a log, within a transaction."""

import sqlite3
from collections.abc import Sequence
from operator import attrgetter
from typing import Final

import attrs

from chrono.events.entries import Entry
from chrono.log import statements
from chrono.log.errors import DamagedLog, FilePath
from chrono.log.index.rows import Filling
from chrono.log.index.tables import extend
from chrono.log.kept import Kept

_row: Final = attrgetter(*(field.name for field in attrs.fields(Entry)))
"""Returns the columns of an entry, in the order of the table."""


def insert(
    connection: sqlite3.Connection,
    entries: Sequence[Entry],
    path: FilePath,
    filling: Filling | None = None,
    kept: Kept | None = None,
) -> Filling | None:
    """Write entries and their index; a log of an older version gets today's version first.

    What is given and returned for the next insertion is that of `extend`.

    Raises:
        DamagedLog: Some rows were not written.
    """
    if filling is None:
        bring_up(connection)
    # A list: no step of Python, and so no signal, comes between two insertions.
    rows = [*map(_row, entries)]
    written = connection.executemany(statements.INSERT, rows).rowcount
    if written != len(rows):
        raise DamagedLog(path, f"{written} of {len(rows)} rows were written")
    return extend(connection, entries, filling, kept)


def bring_up(connection: sqlite3.Connection) -> None:
    """Make a log of an older version one of today's, within a transaction."""
    (version,) = connection.execute(statements.SCHEMA_VERSION).fetchone()
    if version < statements.VERSION:
        from sqlite_utils import Database  # noqa: PLC0415  dear, and only for an old log

        from chrono.log.schema import migrate  # noqa: PLC0415

        migrate(Database(connection, execute_plugins=False))
