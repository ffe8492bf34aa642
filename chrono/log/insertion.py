"""Writing entries into the file of a log, within a transaction."""

import sqlite3
from collections.abc import Sequence

import attrs

from chrono.events.entries import Entry
from chrono.log import statements
from chrono.log.errors import DamagedLog, FilePath


def insert(connection: sqlite3.Connection, entries: Sequence[Entry], path: FilePath) -> None:
    """Write entries; a log of an older version becomes one of today's version first.

    Raises:
        DamagedLog: Some rows were not written.
    """
    (version,) = connection.execute(statements.SCHEMA_VERSION).fetchone()
    if version < statements.VERSION:
        from sqlite_utils import Database  # noqa: PLC0415  dear, and only for an old log

        from chrono.log.schema import migrate  # noqa: PLC0415

        migrate(Database(connection, execute_plugins=False))
    # A list: no step of Python, and so no signal, comes between two insertions.
    rows = [attrs.astuple(entry, recurse=False) for entry in entries]
    written = connection.executemany(statements.INSERT, rows).rowcount
    if written != len(rows):
        raise DamagedLog(path, f"{written} of {len(rows)} rows were written")
