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
_COLUMNS: Final = "*"

ALL: Final = f"SELECT {_COLUMNS} FROM entries ORDER BY position"
OF_CHRONOLOGY: Final = f"SELECT {_COLUMNS} FROM entries WHERE chronology = ? ORDER BY position"
# The plus keeps SQLite from using the index on chronology: the few last rows are nearer.
OF_CHRONOLOGY_AFTER: Final = (
    f"SELECT {_COLUMNS} FROM entries WHERE +chronology = ? AND position > ? ORDER BY position"
)
INSERT: Final = "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
HEAD: Final = "SELECT position, hash FROM entries ORDER BY position DESC LIMIT 1"
HEAD_AT: Final = (
    "SELECT position, hash FROM entries WHERE position <= ? ORDER BY position DESC LIMIT 1"
)
LAST_TWO: Final = f"SELECT {_COLUMNS} FROM entries ORDER BY position DESC LIMIT 2"
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

PARTS: Final = "SELECT type, name, tbl_name, sql FROM sqlite_master"
MIGRATIONS: Final = "_sqlite_migrations"
"""The table in which sqlite-utils keeps which migrations a file had."""

ROOM: Final = ("derived_", "signatures")
"""What the names of tables begin with that a later release may add to a log of this version.

Nothing in them is truth: whoever does not know them leaves them alone."""

INDEX: Final = {
    "derived_chronologies": """CREATE TABLE derived_chronologies (
  first INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT""",
    "derived_declarations": """CREATE TABLE derived_declarations (
  chronology INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (chronology, position)
) STRICT, WITHOUT ROWID""",
    "derived_keys": """CREATE TABLE derived_keys (
  number INTEGER PRIMARY KEY,
  chronology INTEGER NOT NULL,
  key TEXT NOT NULL,
  UNIQUE (chronology, key)
) STRICT""",
    "derived_claims": """CREATE TABLE derived_claims (
  key INTEGER NOT NULL,
  development INTEGER NOT NULL,
  PRIMARY KEY (key, development)
) STRICT, WITHOUT ROWID""",
    "derived_acts": """CREATE TABLE derived_acts (
  development INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (development, position)
) STRICT, WITHOUT ROWID""",
    "derived_links": """CREATE TABLE derived_links (
  development INTEGER NOT NULL,
  linked INTEGER NOT NULL,
  PRIMARY KEY (development, linked)
) STRICT, WITHOUT ROWID""",
    "derived_publications": """CREATE TABLE derived_publications (
  chronology INTEGER NOT NULL,
  day INTEGER NOT NULL,
  published TEXT NOT NULL,
  development INTEGER NOT NULL,
  PRIMARY KEY (chronology, day, published, development)
) STRICT, WITHOUT ROWID""",
    "derived_dates": """CREATE TABLE derived_dates (
  chronology INTEGER NOT NULL,
  day INTEGER NOT NULL,
  occurred TEXT NOT NULL,
  development INTEGER NOT NULL,
  PRIMARY KEY (chronology, day, occurred, development)
) STRICT, WITHOUT ROWID""",
    "derived_spans": """CREATE TABLE derived_spans (
  key INTEGER NOT NULL,
  question TEXT NOT NULL,
  ahead INTEGER NOT NULL,
  width INTEGER NOT NULL,
  earliest INTEGER NOT NULL,
  development INTEGER NOT NULL,
  public INTEGER NOT NULL,
  PRIMARY KEY (key, question, ahead, width, earliest, development, public)
) STRICT, WITHOUT ROWID""",
    "derived_contests": """CREATE TABLE derived_contests (
  development INTEGER NOT NULL,
  contested INTEGER NOT NULL,
  PRIMARY KEY (development, contested)
) STRICT, WITHOUT ROWID""",
    "derived_names": """CREATE TABLE derived_names (
  chronology INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (chronology, name)
) STRICT, WITHOUT ROWID""",
    "derived_pages": """CREATE TABLE derived_pages (
  chronology INTEGER NOT NULL,
  url TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (chronology, url, position)
) STRICT, WITHOUT ROWID""",
    "derived_sites": """CREATE TABLE derived_sites (
  chronology INTEGER NOT NULL,
  host TEXT NOT NULL,
  publisher TEXT NOT NULL,
  PRIMARY KEY (chronology, host, publisher)
) STRICT, WITHOUT ROWID""",
    "derived_ends": """CREATE TABLE derived_ends (
  position INTEGER PRIMARY KEY
) STRICT""",
}
"""The statement that creates each table of the index, by its name; see `chrono.log.index`."""

TABLES_OF_INDEX: Final = f"""SELECT COUNT(*) FROM sqlite_master
WHERE type = 'table' AND name IN ('{"', '".join(INDEX)}')"""
END_OF_INDEX: Final = "SELECT COALESCE(MAX(position), 0) FROM derived_ends"
END_INDEX: Final = """INSERT OR IGNORE INTO derived_ends
SELECT position FROM entries ORDER BY position DESC LIMIT 1"""
# One statement, so that nothing is appended between the two numbers.
INDEX_IS_WHOLE: Final = (
    "SELECT (SELECT MAX(position) FROM derived_ends) >= MAX(position) FROM entries"
)
BETWEEN: Final = (
    f"SELECT {_COLUMNS} FROM entries WHERE position > ? AND position < ? ORDER BY position"
)
OF_IDS: Final = f"""SELECT entries.{_COLUMNS} FROM json_each(:ids)
CROSS JOIN entries ON chronology = :chronology AND entries.id = value"""
OF_ID: Final = f"SELECT {_COLUMNS} FROM entries WHERE chronology = ? AND id = ?"
FIRST_OF: Final = "SELECT first FROM derived_chronologies WHERE name = ?"
FIRST_ENTRY_OF: Final = """SELECT first FROM derived_chronologies
JOIN entries ON position = first AND chronology = name WHERE name = ?"""
NAME_OF: Final = "SELECT name FROM derived_chronologies WHERE first = ?"
LAST_KEY: Final = "SELECT COALESCE(MAX(number), 0) FROM derived_keys"
NUMBER_OF_KEY: Final = "SELECT number FROM derived_keys WHERE chronology = ? AND key = ?"
# What begins with a text follows it, and comes before the text with the very last character.
KEYS_FROM: Final = """SELECT key FROM derived_keys
WHERE chronology = :chronology AND key >= :start AND key < :start || char(0x10FFFF) ORDER BY key"""
IDS_FROM: Final = """SELECT id FROM entries
WHERE chronology = :chronology AND id >= :start AND id < :start || char(0x10FFFF) ORDER BY id"""
KEYS_OF: Final = "SELECT number, key FROM derived_keys WHERE chronology = ?"
FAMILY: Final = f"""SELECT {_COLUMNS} FROM entries WHERE position = :development OR position IN (
  SELECT position FROM derived_acts WHERE development = :development
) ORDER BY position"""
LAST_PUBLICATION: Final = """SELECT day, published FROM derived_publications
WHERE chronology = ? AND development <= ? AND (day, published, development) < (?, ?, 0)
ORDER BY day DESC, published DESC LIMIT 1"""
PUBLISHED_THEN: Final = """SELECT development FROM derived_publications
WHERE chronology = ? AND development <= ? AND day = ? AND published = ? ORDER BY development DESC"""
UNAMENDED_ON: Final = """SELECT development FROM derived_claims WHERE key = ?
AND NOT EXISTS (SELECT 1 FROM derived_acts WHERE development = derived_claims.development)"""
NUMBERED: Final = "SELECT 1 FROM entries WHERE chronology = ? AND id > ? AND id < ? LIMIT 1"
FROM_DAY: Final = """SELECT day, occurred, development FROM derived_dates
WHERE chronology = ? AND day >= ? ORDER BY day, occurred, development"""
UP_TO_DAY: Final = """SELECT day, occurred, development FROM derived_dates
WHERE chronology = ? AND day <= ? ORDER BY day DESC, occurred DESC, development DESC"""
NAMES: Final = "SELECT name FROM derived_names WHERE chronology = ?"
PAGE: Final = "SELECT MAX(position) FROM derived_pages WHERE chronology = ? AND url = ?"
PUBLISHERS_OF: Final = "SELECT publisher FROM derived_sites WHERE chronology = ? AND host = ?"
# The unary plus and the cross joins keep SQLite from reading a table from end to end.
_BEARING: Final = """WITH RECURSIVE bearing (development) AS (
  SELECT value FROM json_each(:developments) UNION
  SELECT development FROM json_each(:keys) AS asked
  CROSS JOIN derived_claims AS claims ON claims.key = asked.value
  UNION
  SELECT linked FROM bearing CROSS JOIN derived_links USING (development)
), positions (position) AS (
  SELECT :chronology UNION SELECT position FROM derived_declarations WHERE chronology = :chronology
  UNION SELECT development FROM bearing
  UNION SELECT position FROM bearing CROSS JOIN derived_acts USING (development)
)"""
BEARING_ON: Final = f"""{_BEARING}
SELECT entries.{_COLUMNS} FROM positions CROSS JOIN entries USING (position) ORDER BY +position"""
POSITIONS_BEARING_ON: Final = f"{_BEARING} SELECT position FROM positions ORDER BY position"
AT: Final = f"SELECT {_COLUMNS} FROM entries WHERE position = ?"
AROUND: Final = f"""WITH RECURSIVE around (development) AS (
  SELECT value FROM json_each(?) UNION
  SELECT linked FROM around CROSS JOIN derived_links USING (development) UNION
  SELECT contested FROM around CROSS JOIN derived_contests USING (development)
), positions (position) AS (
  SELECT development FROM around
  UNION SELECT position FROM around CROSS JOIN derived_acts USING (development)
)
SELECT entries.{_COLUMNS} FROM positions CROSS JOIN entries USING (position) ORDER BY +position"""
BEYOND: Final = 1 << 62
"""A position that no entry reaches."""
SPANS_OF_KEY: Final = """SELECT question, ahead, width FROM derived_spans
WHERE key = ? AND (question, ahead, width) > (?, ?, ?) ORDER BY question, ahead, width LIMIT 1"""
SPANS_BACKWARDS: Final = """SELECT earliest, development FROM derived_spans
WHERE key = ? AND question = ? AND ahead = ? AND width = ? AND (earliest, development) <= (?, ?)
AND public <= ? AND development <= ? ORDER BY earliest DESC, development DESC LIMIT ?"""

INTEGRITY: Final = "PRAGMA main.integrity_check(1)"
