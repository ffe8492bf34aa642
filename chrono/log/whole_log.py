"""Whether a log is whole: the file, its write-ahead log, and the index, all read once."""

import sqlite3

from chrono.events.entries import Entry
from chrono.log.as_appended import Taken, of_index
from chrono.log.collecting import paused
from chrono.log.connection import translated
from chrono.log.errors import FilePath
from chrono.log.head import Break
from chrono.log.index.made_again import made_again
from chrono.log.write_ahead import verify_both


def first_break(
    connection: sqlite3.Connection, path: FilePath, expected: str | None, taken: Taken | None
) -> Break | None:
    """Return the first position at which a log is not as appended; None if it is whole.

    Args:
        connection: The connection to the file.
        path: Its name, for errors.
        expected: A hash from an earlier check, which the log must have; None for none.
        taken: Called with each entry that is as appended; None for nothing.
    """
    with translated(path), paused(), made_again(connection) as again:

        def take(entry: Entry) -> None:
            again.take(entry)
            if taken is not None:
                taken(entry)

        broken = verify_both(connection, path, expected, take)
        return broken or of_index(again.difference())
