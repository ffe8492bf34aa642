"""The SQL statements of log files."""

from typing import Final

APPLICATION_ID: Final = 0x4348524E
"""``CHRN`` in the header of the file, which tells a log from other SQLite files."""

VERSION: Final = 2
"""The version of the schema, stored as ``user_version``."""

FIRST_SCHEMA: Final = {
    "entries": """CREATE TABLE entries (
  position INTEGER PRIMARY KEY,
  chronology TEXT NOT NULL,
  id TEXT NOT NULL,
  recorded TEXT NOT NULL,
  body TEXT NOT NULL,
  digest TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (chronology, id)
) STRICT""",
    "entries_keep": """CREATE TRIGGER entries_keep BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'the log is append-only: correct an entry by another'); END""",
    "entries_stay": """CREATE TRIGGER entries_stay BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'the log is append-only: retract an entry by another'); END""",
    # INSERT OR REPLACE deletes without asking the trigger above, unless recursive_triggers is on.
    "entries_once": """CREATE TRIGGER entries_once BEFORE INSERT ON entries
WHEN EXISTS (
  SELECT 1 FROM entries
  WHERE position = NEW.position OR (chronology = NEW.chronology AND id = NEW.id)
)
BEGIN SELECT RAISE(ABORT, 'the log is append-only: there is an entry there'); END""",
}
"""The statement that creates each part of the schema of version 1, by its name, in order."""

ADD_BY: Final = "ALTER TABLE entries ADD COLUMN by TEXT"
"""What makes version 2 of version 1; a new file is made so, too."""

SCHEMA: Final = {
    **FIRST_SCHEMA,
    "entries": FIRST_SCHEMA["entries"].replace("NOT NULL,\n  U", "NOT NULL, by TEXT,\n  U"),
}
"""The statement of each part of the schema as SQLite keeps it, by its name."""

SCHEMAS: Final = {1: FIRST_SCHEMA, VERSION: SCHEMA}
"""The schema of each version."""

# All columns, in their order in the table, which was compared: a log of version 1 lacks the last.
COLUMNS: Final = "*"

ALL: Final = f"SELECT {COLUMNS} FROM entries ORDER BY position"
OF_CHRONOLOGY: Final = f"SELECT {COLUMNS} FROM entries WHERE chronology = ? ORDER BY position"
# The plus keeps SQLite from using the index on chronology: the few last rows are nearer.
OF_CHRONOLOGY_AFTER: Final = (
    f"SELECT {COLUMNS} FROM entries WHERE +chronology = ? AND position > ? ORDER BY position"
)
INSERT: Final = "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
HEAD: Final = "SELECT position, hash FROM entries ORDER BY position DESC LIMIT 1"
HEAD_AT: Final = (
    "SELECT position, hash FROM entries WHERE position <= ? ORDER BY position DESC LIMIT 1"
)
LAST_TWO: Final = f"SELECT {COLUMNS} FROM entries ORDER BY position DESC LIMIT 2"
RECORDED: Final = "SELECT recorded FROM entries WHERE position >= ? ORDER BY position LIMIT 1"
HAS: Final = "SELECT 1 FROM entries WHERE chronology = ? LIMIT 1"
# Only a body that contains the words is parsed, as every reader runs this statement.
CHRONOLOGIES: Final = """SELECT chronology, SUM(CASE
  WHEN instr(body, '"kind":"chronology"') AND json_valid(body)
  THEN json_extract(body, '$.kind') <> 'chronology'
  ELSE 1 END) FROM entries GROUP BY chronology ORDER BY MIN(position)"""
# The third column says whether the name is that of the first entry, as the index has it.
LISTED: Final = """SELECT name, EXISTS (
  SELECT 1 FROM entries WHERE entries.chronology = name AND position NOT IN (
    SELECT position FROM derived_declarations WHERE chronology = first
  )
), EXISTS (
  SELECT 1 FROM entries WHERE position = first AND entries.chronology = name
) FROM derived_chronologies ORDER BY first"""
SCHEMA_VERSION: Final = "PRAGMA user_version"
DATA_VERSION: Final = "PRAGMA data_version"
"""Another number whenever another connection has written."""
VERSION_OF_SCHEMA: Final = "PRAGMA schema_version"
"""Another number whenever the schema was changed, as by a rebuild of the index."""
WRITE_NOTHING: Final = "DELETE FROM entries WHERE 0"
"""Takes the write lock, within a transaction that reads already."""

PARTS: Final = "SELECT type, name, tbl_name, sql FROM sqlite_master"
MIGRATIONS: Final = "_sqlite_migrations"
"""The table in which sqlite-utils keeps which migrations a file had."""

ROOM: Final = ("derived_", "signatures")
"""What the names of tables begin with that a later release may add to a log of this version.

Nothing in them is truth: whoever does not know them leaves them alone."""

BETWEEN: Final = (
    f"SELECT {COLUMNS} FROM entries WHERE position > ? AND position < ? ORDER BY position"
)
OF_IDS: Final = f"""SELECT entries.{COLUMNS} FROM json_each(:ids)
CROSS JOIN entries ON chronology = :chronology AND entries.id = value"""
OF_ID: Final = f"SELECT {COLUMNS} FROM entries WHERE chronology = ? AND id = ?"
HAS_ID: Final = "SELECT 1 FROM entries WHERE chronology = ? AND id = ?"
HAS_IDS: Final = """SELECT 1 FROM json_each(?) AS asked
CROSS JOIN entries ON chronology = ? AND entries.id = asked.value LIMIT 1"""
IDS_FROM: Final = """SELECT id FROM entries
WHERE chronology = :chronology AND id >= :start AND id < :start || char(0x10FFFF) ORDER BY id"""
NUMBERED: Final = "SELECT 1 FROM entries WHERE chronology = ? AND id > ? AND id < ? LIMIT 1"
AT: Final = f"SELECT {COLUMNS} FROM entries WHERE position = ?"
BEYOND: Final = 1 << 62
"""A position that no entry reaches."""
INTEGRITY: Final = "PRAGMA main.integrity_check(1)"
