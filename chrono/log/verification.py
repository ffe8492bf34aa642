"""Whether a SQLite file is as it was appended: its hash chain, its schema and its index."""

import sqlite3
from collections.abc import Iterator

from chrono.events.entries import Entry
from chrono.log import statements
from chrono.log.chain import first_break
from chrono.log.connection import translated
from chrono.log.errors import DamagedLog, FilePath
from chrono.log.head import Break


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
            parts = dict(connection.execute(statements.PARTS).fetchall())
            changed = _changed(parts)
            if parts.get("entries") != statements.SCHEMA["entries"]:
                return changed
            return first_break(rows(), expected) or changed or _damage(connection)
    except DamagedLog as error:
        return Break(len(kept) + 1, f"the file is damaged: {error.detail}")


def _changed(parts: dict[str, str]) -> Break | None:
    """Return how the schema of a file differs from the schema of logs; None if it does not."""
    for name, sql in statements.SCHEMA.items():
        if parts.get(name) != sql:
            return Break(0, f"the schema was changed: {name} is missing or another")
    added = min(parts.keys() - statements.SCHEMA.keys(), default=None)
    return Break(0, f"the schema was changed: {added} was added") if added else None


def _damage(connection: sqlite3.Connection) -> Break | None:
    """Return damage outside the entries, as an index that lacks some of them; None without."""
    (result,) = connection.execute(statements.INTEGRITY).fetchone()
    return None if result == "ok" else Break(0, f"the file is damaged: {result}")
