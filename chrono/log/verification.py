"""Whether a SQLite file is what was appended to it: its chain, its schema and its index."""

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
    """Return the first place at which a file is not what was appended; None if it is whole.

    Args:
        connection: To the file.
        path: Its name, for errors.
        expected: A hash kept elsewhere, which the log must contain.
        kept: Is given every entry that was read.
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
    """Compare the schema of a file with what it should be."""
    for name, sql in statements.SCHEMA.items():
        if parts.get(name) != sql:
            return Break(0, f"the schema was changed: {name} is missing or another")
    added = min(parts.keys() - statements.SCHEMA.keys(), default=None)
    return Break(0, f"the schema was changed: {added} was added") if added else None


def _damage(connection: sqlite3.Connection) -> Break | None:
    """Find damage beside the entries: an index that no longer leads to all of them."""
    (found,) = connection.execute(statements.INTEGRITY).fetchone()
    return None if found == "ok" else Break(0, f"the file is damaged: {found}")
