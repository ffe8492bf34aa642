"""Leaving a log as one file: what SQLite keeps beside it goes into the file, or goes away.

What was appended last stands in the write-ahead log beside a file until a checkpoint takes it in.
SQLite makes one when the last program closes the file, and cannot if that one only reads.
"""

import os
import sqlite3
import time
from contextlib import suppress
from typing import Final

from chrono.log.connection import ahead_of, connect
from chrono.log.errors import FilePath, LogError

_PATIENCE: Final = 1.0
"""The seconds for which a checkpoint waits for readers that are amid a query."""

_PAUSE: Final = 0.01
"""The seconds between two attempts."""


def checkpoint(connection: sqlite3.Connection) -> bool:
    """Take the write-ahead log into the file; return whether the file has all of it now.

    It has not where another program goes on reading, or keeps on writing; and it may lack room.
    Nothing is lost by that: the write-ahead log stays.
    """
    until = time.monotonic() + _PATIENCE
    with suppress(sqlite3.Error):
        (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
        connection.execute("PRAGMA busy_timeout = 0")  # waiting in SQLite would keep writers out
        try:
            while not _taken_in(connection):
                if time.monotonic() > until:
                    return False
                time.sleep(_PAUSE)
        finally:
            connection.execute(f"PRAGMA busy_timeout = {patience}")
        return True
    return False


def _taken_in(connection: sqlite3.Connection) -> bool:
    busy, ahead, taken = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy or 0 <= ahead == taken


def tidy(path: FilePath) -> None:
    """Remove an empty write-ahead log and its index, which a reader leaves beside a file.

    SQLite removes them itself, under its own locks, when one closes last that may write; nothing is
    written. They stay where another program has the file open, and where it is not ours to write.
    """
    with suppress(OSError, LogError):
        if os.stat(ahead_of(path)).st_size == 0:  # noqa: PTH116  see FilePath
            connect(path, write=True).close()
