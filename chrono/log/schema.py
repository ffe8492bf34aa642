"""The schema of a log file, as migrations, with the triggers that keep it append-only.

``table.transform()`` of sqlite-utils drops triggers: it is never called on the log.
"""

from typing import Final

from sqlite_utils import Database, Migrations

from chrono.log.statements import ADD_BY, APPLICATION_ID, FIRST_SCHEMA, VERSION

_migrations: Final = Migrations("chrono")


@_migrations()
def log_of_entries(db: Database) -> None:
    """Create the table of entries and its triggers."""
    for statement in FIRST_SCHEMA.values():
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


@_migrations()
def log_with_authors(db: Database) -> None:
    """Add the column that says by whom an entry was appended."""
    db.execute(ADD_BY)
    db.execute(f"PRAGMA user_version = {VERSION}")


def migrate(db: Database) -> None:
    """Migrate a file to the schema of this release; one that has it stays as it is."""
    _migrations.apply(db)
