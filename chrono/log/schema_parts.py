"""Whether a file has exactly the schema of a log: a view or a trigger more could make it lie."""

import sqlite3

from chrono.log.statements import MIGRATIONS, PARTS, SCHEMA

Part = tuple[str, str, str, str | None]
"""The type, the name, the table and the statement of one part."""


def difference(connection: sqlite3.Connection) -> tuple[str, str] | None:
    """Return the first part that differs from those of a log, and how; None if all are the same."""
    parts: list[Part] = connection.execute(PARTS).fetchall()
    statements = {name: sql for _, name, _, sql in parts}
    for name, statement in SCHEMA.items():
        if statements.get(name) != statement:
            return name, "is missing or another"
    foreign = sorted(f"{part[0]} {part[1]}" for part in parts if not _expected(*part))
    return (foreign[0], "was added") if foreign else None


def _expected(sort: str, name: str, table: str, statement: str | None) -> bool:
    """Return whether a part is the log's own, or one that SQLite or sqlite-utils adds."""
    if statement is None or name in SCHEMA:  # an index that SQLite makes by itself
        return True
    if name == table == MIGRATIONS:
        return sort == "table" and not statement.upper().startswith("CREATE VIRTUAL")
    statistics = sort == "table" and name.startswith("sqlite_stat")  # what ANALYZE makes
    return statistics or (sort == "index" and table == MIGRATIONS)
