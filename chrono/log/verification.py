"""Whether a SQLite file is as it was appended: its hash chain, its schema and its index."""

import sqlite3
from collections.abc import Iterator, Sequence

from chrono.events.entries import Entry
from chrono.log import statements
from chrono.log.chain import ANOTHER_BODY, ANOTHER_HASH, chained, digest, first_break
from chrono.log.connection import translated
from chrono.log.errors import DamagedLog, FilePath
from chrono.log.head import FIRST, Break, Head
from chrono.log.index import difference as difference_of_index
from chrono.log.schema_parts import difference


def verify(
    connection: sqlite3.Connection, path: FilePath, expected: str | None, kept: list[Entry]
) -> Break | None:
    """Return the first position at which a file is not as appended; None if it is intact.

    Args:
        connection: The connection to the file.
        path: Its name, for errors.
        expected: A hash from an earlier check, which the log must have; None for none.
        kept: A list to which every entry read is added.
    """

    def rows() -> Iterator[Entry]:
        for row in connection.execute(statements.ALL):
            kept.append(Entry(*row))
            yield kept[-1]

    try:
        with translated(path):
            changed = difference(connection)
            other = Break(0, f"the schema was changed: {' '.join(changed)}") if changed else None
            if changed and changed[0] == "entries":  # reading it might run anything
                return other
            return first_break(rows(), expected) or other or _damage(connection)
    except DamagedLog as error:
        return Break(len(kept) + 1, f"the file is damaged: {error.detail}")


def verify_index(
    connection: sqlite3.Connection, path: FilePath, entries: Sequence[Entry]
) -> Break | None:
    """Return that the index of an intact file is not that of its entries; None where it is."""
    with translated(path):
        differs = difference_of_index(connection, entries)
    if differs is None:
        return None
    return Break(0, f"the index is not that of the entries: {differs}; a rebuild makes it anew")


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
