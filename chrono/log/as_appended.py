"""Whether a SQLite file is as it was appended: its hash chain, its schema and its index."""

import sqlite3
from collections.abc import Callable, Iterator

from chrono.events.entries import Entry
from chrono.log import statements
from chrono.log.chain import ANOTHER_BODY, ANOTHER_HASH, chained, digest, first_break
from chrono.log.connection import translated
from chrono.log.errors import DamagedLog, FilePath
from chrono.log.head import FIRST, Break, Head
from chrono.log.schema_parts import difference

Taken = Callable[[Entry], object]
"""Is called with each entry that is as appended, in the order of the log."""


def verify(
    connection: sqlite3.Connection, path: FilePath, expected: str | None, taken: Taken
) -> Break | None:
    """Return the first position at which a file is not as appended; None if it is intact.

    Args:
        connection: The connection to the file.
        path: Its name, for errors.
        expected: A hash from an earlier check, which the log must have; None for none.
        taken: Called with each entry up to the first that is not as appended; none is kept here.
    """
    read = 0

    def rows() -> Iterator[Entry]:
        nonlocal read
        for row in connection.execute(statements.ALL):
            entry = Entry(*row)
            read += 1
            yield entry
            taken(entry)  # the next one is asked for, so this one is as appended

    try:
        with translated(path):
            changed = difference(connection)
            other = Break(0, f"the schema was changed: {' '.join(changed)}") if changed else None
            if changed and changed[0] == "entries":  # reading it might run anything
                return other
            return first_break(rows(), expected) or other or _damage(connection)
    except DamagedLog as error:
        return Break(read + 1, f"the file is damaged: {error.detail}")


def of_index(difference: str | None) -> Break | None:
    """Return that the index of an intact file differs from that of its entries; None where not."""
    if difference is None:
        return None
    reason = f"the index is not that of the entries: {difference}; a rebuild makes it anew"
    return Break(0, reason, of_index=True)


def verified(entry: Entry, path: FilePath) -> Entry:
    """Return an entry whose body matches its digest.

    Raises:
        DamagedLog: It does not.
    """
    if digest(entry.body) != entry.digest:
        raise DamagedLog(path, f"entry {entry.position}: {ANOTHER_BODY}")
    return entry


def verified_end(connection: sqlite3.Connection, path: FilePath) -> tuple[Head, str | None]:
    """Return the head of a log, and when its last entry was recorded; None for an empty log.

    Raises:
        DamagedLog: The last entry is not as appended, or does not follow from the one before it.
    """
    ends = [Entry(*row) for row in connection.execute(statements.LAST_TWO)]
    if not ends:
        return Head(0, FIRST), None
    last = verified(ends[0], path)
    previous = ends[1].hash if len(ends) > 1 else FIRST
    if chained(last, previous) != last.hash:
        raise DamagedLog(path, f"entry {last.position}: {ANOTHER_HASH}")
    return Head(last.position, last.hash), last.recorded


def _damage(connection: sqlite3.Connection) -> Break | None:
    """Return damage outside the entries, as an index that lacks some of them; None without."""
    (result,) = connection.execute(statements.INTEGRITY).fetchone()
    return None if result == "ok" else Break(0, f"the file is damaged: {result}")
