"""Copies of a log file that are whole, also while others write to it.

What was written last may still stand in the write-ahead log beside a file, so a plain copy of the
file alone may lack it.
"""

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

from chrono import leaving
from chrono.log.checkpoint import tidy
from chrono.log.connection import connect, refuse_changed_schema, translated
from chrono.log.errors import not_whole
from chrono.log.head import Head
from chrono.log.new_file import new_file
from chrono.log.sqlite import SqliteLog


def back_up(path: Path, copy: Path) -> Head:
    """Copy a log to a new file, verify the copy, and return its head.

    The copy has all that was committed when it began; it appears under its name only when whole.

    Raises:
        LogExists: There is a file of the name of the copy.
        DamagedLog: The log is not as it was appended.
        WrongIndex: Its index alone is not.
        ChangedSchema: The log has other tables, views or triggers than a log has.
        UnwritableLog: The folder of the copy cannot be written.
    """
    with new_file(copy) as unfinished:
        with (
            leaving.undone(partial(tidy, path)),  # before the connection, so that it comes after
            translated(path),
            closing(connect(path, write=False)) as log,
        ):
            refuse_changed_schema(log, path)
            _copy(log, unfinished)
        with SqliteLog(unfinished) as copied:
            broken = copied.first_break()
            if broken is not None:  # before the head, whose error would name the unfinished copy
                raise not_whole(path, broken)
            return copied.head()


def _copy(log: sqlite3.Connection, unfinished: Path) -> None:
    """Copy a log into a file that needs no other beside it."""
    opened = sqlite3.connect(unfinished, isolation_level=None)
    with translated(unfinished, write=True), closing(opened) as made:
        log.backup(made)
        made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
