"""Whether a file has exactly the schema of a log: a view or a trigger more could make it lie."""

import sqlite3

from chrono.log.index_statements import INDEX
from chrono.log.statements import MIGRATIONS, PARTS, ROOM, SCHEMA_VERSION, SCHEMAS

Part = tuple[str, str, str, str | None]
"""The type, the name, the table and the statement of one part."""


def difference(connection: sqlite3.Connection) -> tuple[str, str] | None:
    """Return the first part that differs from those of a log, and how; None if all are the same."""
    version: int = connection.execute(SCHEMA_VERSION).fetchone()[0]
    parts: list[Part] = connection.execute(PARTS).fetchall()
    statements = {name: sql for _, name, _, sql in parts}
    for name, statement in SCHEMAS[version].items():
        if statements.get(name) != statement:
            return name, "is missing or another"
    for name, statement in INDEX.items():
        if statements.get(name, statement) != statement:
            return name, "is another"
    room = ROOM if version > 1 else ()
    foreign = sorted(f"{part[0]} {part[1]}" for part in parts if not _expected(*part, room))
    return (foreign[0], "was added") if foreign else None


def _expected(
    sort: str, name: str, table: str, statement: str | None, room: tuple[str, ...]
) -> bool:
    """Return whether a part is the log's own, or one that SQLite or sqlite-utils adds.

    In a part of another sort no statement runs by itself: an ordinary table, or an index on one.
    """
    if statement is None or name in SCHEMAS[1]:  # an index that SQLite makes by itself
        return True
    ours = table == MIGRATIONS or table.startswith(room)
    if name == table:
        ordinary = sort == "table" and not statement.upper().startswith("CREATE VIRTUAL")
        return ordinary and (ours or name.startswith("sqlite_stat"))  # what ANALYZE makes
    return sort == "index" and ours
