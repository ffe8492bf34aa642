"""The SQL statements of the index: its tables, and what is asked of them."""

from typing import Final

from chrono.log.statements import COLUMNS

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
    "derived_long_publications": """CREATE TABLE derived_long_publications (
  chronology INTEGER NOT NULL,
  width INTEGER NOT NULL,
  day INTEGER NOT NULL,
  published TEXT NOT NULL,
  development INTEGER NOT NULL,
  PRIMARY KEY (chronology, width, day, published, development)
) STRICT, WITHOUT ROWID""",
    "derived_long_dates": """CREATE TABLE derived_long_dates (
  chronology INTEGER NOT NULL,
  width INTEGER NOT NULL,
  day INTEGER NOT NULL,
  occurred TEXT NOT NULL,
  development INTEGER NOT NULL,
  PRIMARY KEY (chronology, width, day, occurred, development)
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
    "derived_filed_names": """CREATE TABLE derived_filed_names (
  chronology INTEGER NOT NULL,
  filed TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (chronology, filed, name)
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
"""The statement that creates each table of the index, by name; see `chrono.log.index.tables`."""

FORMER: Final = ("derived_names",)
"""The names of tables that an index had before."""

TABLES_OF_INDEX: Final = f"""SELECT COUNT(*) FROM sqlite_master
WHERE type = 'table' AND name IN ('{"', '".join(INDEX)}')"""
END_OF_INDEX: Final = "SELECT COALESCE(MAX(position), 0) FROM derived_ends"
END_INDEX: Final = """INSERT OR IGNORE INTO derived_ends
SELECT position FROM entries ORDER BY position DESC LIMIT 1"""
END_INDEX_AT: Final = "INSERT OR IGNORE INTO derived_ends VALUES (?)"
# One statement, so that nothing is appended between the two numbers.
INDEX_IS_WHOLE: Final = (
    "SELECT (SELECT MAX(position) FROM derived_ends) >= MAX(position) FROM entries"
)
FIRST_OF: Final = "SELECT first FROM derived_chronologies WHERE name = ?"
FIRST_ENTRY_OF: Final = """SELECT first FROM derived_chronologies
JOIN entries ON position = first AND chronology = name WHERE name = ?"""
NAME_OF: Final = "SELECT name FROM derived_chronologies WHERE first = ?"
LAST_KEY: Final = "SELECT COALESCE(MAX(number), 0) FROM derived_keys"
NUMBER_OF_KEY: Final = "SELECT number FROM derived_keys WHERE chronology = ? AND key = ?"
# What begins with a text follows it, and comes before the text with the very last character.
KEYS_FROM: Final = """SELECT key FROM derived_keys
WHERE chronology = :chronology AND key >= :start AND key < :start || char(0x10FFFF) ORDER BY key"""
KEYS_OF: Final = "SELECT number, key FROM derived_keys WHERE chronology = ?"
FAMILY: Final = f"""SELECT {COLUMNS} FROM entries WHERE position = :development OR position IN (
  SELECT position FROM derived_acts WHERE development = :development
) ORDER BY position"""
LAST_PUBLICATION: Final = """SELECT day, published FROM derived_publications
WHERE chronology = ? AND development <= ? AND (day, published, development) < (?, ?, 0)
ORDER BY day DESC, published DESC LIMIT 1"""
PUBLISHED_THEN: Final = """SELECT development FROM derived_publications
WHERE chronology = ? AND development <= ? AND day = ? AND published = ? ORDER BY development DESC"""
NUMBERS_OF_KEYS: Final = """SELECT number, keys.key FROM json_each(:keys) AS asked
CROSS JOIN derived_keys AS keys ON chronology = :chronology AND keys.key = asked.value"""
# Of keys by number, each with a development: the next one on it that no act is about.
UNAMENDED_AFTER: Final = """SELECT CAST(asked.key AS INTEGER) AS number, claims.development
FROM json_each(:after) AS asked CROSS JOIN derived_claims AS claims
ON claims.key = CAST(asked.key AS INTEGER) AND claims.development = (
  SELECT development FROM derived_claims AS more
  WHERE more.key = CAST(asked.key AS INTEGER) AND development > asked.value
  AND development NOT IN (SELECT value FROM json_each(:but))
  AND NOT EXISTS (SELECT 1 FROM derived_acts AS acts WHERE acts.development = more.development)
  ORDER BY development LIMIT 1
)"""
FROM_DAY: Final = """SELECT day, occurred, development FROM derived_dates
WHERE chronology = ? AND day >= ? ORDER BY day, occurred, development"""
UP_TO_DAY: Final = """SELECT day, occurred, development FROM derived_dates
WHERE chronology = ? AND day <= ? ORDER BY day DESC, occurred DESC, development DESC"""
FILED_FROM: Final = """SELECT filed FROM derived_filed_names
WHERE chronology = ? AND filed >= ? ORDER BY filed LIMIT 1"""
FILED_UNDER: Final = "SELECT name FROM derived_filed_names WHERE chronology = ? AND filed = ?"
PAGE: Final = "SELECT MAX(position) FROM derived_pages WHERE chronology = ? AND url = ?"
PUBLISHERS_OF: Final = "SELECT publisher FROM derived_sites WHERE chronology = ? AND host = ?"
NEWS: Final = """SELECT position FROM derived_declarations
WHERE chronology = :chronology AND position > :after
UNION SELECT acts.position FROM json_each(:developments) AS asked
CROSS JOIN derived_acts AS acts ON acts.development = asked.value AND acts.position > :after"""
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
SELECT entries.{COLUMNS} FROM positions CROSS JOIN entries USING (position) ORDER BY +position"""
POSITIONS_BEARING_ON: Final = f"{_BEARING} SELECT position FROM positions ORDER BY position"
AROUND: Final = f"""WITH RECURSIVE around (development) AS (
  SELECT value FROM json_each(?) UNION
  SELECT linked FROM around CROSS JOIN derived_links USING (development) UNION
  SELECT contested FROM around CROSS JOIN derived_contests USING (development)
), positions (position) AS (
  SELECT development FROM around
  UNION SELECT position FROM around CROSS JOIN derived_acts USING (development)
)
SELECT entries.{COLUMNS} FROM positions CROSS JOIN entries USING (position) ORDER BY +position"""
SPANS_OF_KEY: Final = """SELECT question, ahead, width FROM derived_spans
WHERE key = ? AND (question, ahead, width) > (?, ?, ?) ORDER BY question, ahead, width LIMIT 1"""
SPANS_BACKWARDS: Final = """SELECT earliest, development FROM derived_spans
WHERE key = ? AND question = ? AND ahead = ? AND width = ? AND (earliest, development) <= (?, ?)
AND public <= ? AND development <= ? ORDER BY earliest DESC, development DESC LIMIT ?"""
# What may be public ahead of its start is known when it is public; all else, not before it began.
BEGUN: Final = """SELECT DISTINCT spans.development FROM json_each(:keys) AS asked
CROSS JOIN derived_spans AS spans ON spans.key = asked.value
WHERE (earliest <= :start OR question NOT IN ('', 'announced'))
AND public <= :public AND development <= :upto"""
AT_ALL: Final = f"""SELECT entries.{COLUMNS} FROM json_each(?) AS asked
CROSS JOIN entries ON position = asked.value"""
CLAIMING: Final = """SELECT DISTINCT claims.development FROM json_each(?) AS asked
CROSS JOIN derived_claims AS claims ON claims.key = asked.value"""
CLAIMING_AMONG: Final = """SELECT DISTINCT claims.development FROM json_each(?) AS asked
CROSS JOIN json_each(?) AS among
CROSS JOIN derived_claims AS claims ON claims.key = asked.value AND development = among.value"""
LINKED: Final = """SELECT DISTINCT claims.development FROM json_each(?) AS asked
CROSS JOIN derived_claims AS claims ON claims.key = asked.value WHERE EXISTS (
  SELECT 1 FROM derived_links AS links WHERE links.development = claims.development
)"""
TOUCHED: Final = """SELECT DISTINCT claims.development FROM json_each(?) AS asked
CROSS JOIN derived_claims AS claims ON claims.key = asked.value WHERE development > ? AND
development <= ? OR EXISTS (
  SELECT 1 FROM derived_links AS links WHERE links.development = claims.development
) OR EXISTS (SELECT 1 FROM derived_acts AS acts WHERE acts.development = claims.development)"""
FAMILIES: Final = """WITH positions (position) AS (
  SELECT value FROM json_each(:developments)
  UNION SELECT acts.position FROM json_each(:developments) AS asked
  CROSS JOIN derived_acts AS acts ON acts.development = asked.value
)
SELECT entries.* FROM positions CROSS JOIN entries USING (position) ORDER BY +position"""
# What starts before the first day may last until then: of each width so many days are looked at.
# What has no start has a negative one, and its last day.
DATED: Final = """WITH RECURSIVE widths (width) AS (
  SELECT MIN(width) FROM derived_long_dates WHERE chronology = :chronology
  UNION ALL SELECT (
    SELECT MIN(more.width) FROM derived_long_dates AS more
    WHERE more.chronology = :chronology AND more.width > widths.width
  ) FROM widths WHERE width IS NOT NULL
)
SELECT occurred, development FROM derived_dates
WHERE chronology = :chronology AND day BETWEEN :first AND :last
UNION ALL
SELECT occurred, development FROM derived_long_dates
WHERE chronology = :chronology AND width < 0 AND day >= :first
UNION ALL
SELECT occurred, development FROM widths CROSS JOIN derived_long_dates USING (width)
WHERE chronology = :chronology AND width >= 0
AND day BETWEEN :first - (1 << widths.width) AND :first - 1"""
PUBLISHED: Final = DATED.replace("dates", "publications").replace("occurred", "published")
DATES: Final = "SELECT occurred, development FROM derived_dates WHERE chronology = ?"
COUNTED_KEYS: Final = """SELECT key, (
  SELECT COUNT(*) FROM derived_claims AS claims WHERE claims.key = number
) FROM derived_keys WHERE chronology = ? ORDER BY key"""
# Developments of all chronologies stand in these tables.
AMENDED: Final = """SELECT DISTINCT development FROM derived_acts
JOIN entries ON entries.position = development WHERE chronology = ? ORDER BY development"""
LINKED_ONES: Final = AMENDED.replace("derived_acts", "derived_links")
AMONG_LAST: Final = """SELECT position FROM entries
WHERE position <= :upto AND position > :upto - :within AND +chronology = :chronology
ORDER BY position DESC LIMIT :number"""
LAST: Final = """SELECT position FROM entries
WHERE chronology = :chronology AND +position <= :upto ORDER BY +position DESC LIMIT :number"""
