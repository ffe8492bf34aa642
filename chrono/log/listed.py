"""Which developments and entries a list names, by the index of a log: of keys, of days, the last.

Of what is named too many may be returned, and never too few: who asks decides by what they say.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from chrono.events.entries import Entry
from chrono.log.connection import translated
from chrono.log.days import DAY, MARGIN
from chrono.log.index_reading import Index
from chrono.values.clocks import END, Instant, iso
from chrono.values.dates import Date

_CLAIMING: Final = """SELECT DISTINCT claims.development FROM json_each(?) AS asked
CROSS JOIN derived_claims AS claims ON claims.key = asked.value"""
_LINKED: Final = """SELECT DISTINCT claims.development FROM json_each(?) AS asked
CROSS JOIN derived_claims AS claims ON claims.key = asked.value WHERE EXISTS (
  SELECT 1 FROM derived_links AS links WHERE links.development = claims.development
)"""
_TOUCHED: Final = """SELECT DISTINCT claims.development FROM json_each(?) AS asked
CROSS JOIN derived_claims AS claims ON claims.key = asked.value WHERE development > ? AND
development <= ? OR EXISTS (
  SELECT 1 FROM derived_links AS links WHERE links.development = claims.development
) OR EXISTS (SELECT 1 FROM derived_acts AS acts WHERE acts.development = claims.development)"""
_FAMILIES: Final = """WITH positions (position) AS (
  SELECT value FROM json_each(?1)
  UNION SELECT acts.position FROM json_each(?1) AS asked
  CROSS JOIN derived_acts AS acts ON acts.development = asked.value
)
SELECT entries.* FROM positions CROSS JOIN entries USING (position) ORDER BY +position"""
# What starts before the first day may last until then. Its last part, as written, is compared with
# that day as text: the letter makes 2024 come after every day of 2024, as its end does, and an X is
# after every digit. What has no last part is open, and bounded by its start.
_DATED: Final = """SELECT day, occurred, development FROM (
  SELECT day, occurred, development, CASE
    WHEN instr(occurred, '/') THEN substr(occurred, instr(occurred, '/') + 1)
    WHEN instr(occurred, '..') THEN substr(occurred, instr(occurred, '..') + 2)
    ELSE occurred END AS last
  FROM derived_dates WHERE chronology = ?1 AND (day <= ?2 OR day = ?3)
) WHERE day >= ?4 OR last NOT GLOB '[0-9]*' OR replace(last, '%', '~') || 'z' >= ?5"""
_PUBLISHED: Final = _DATED.replace("dates", "publications").replace("occurred", "published")
_AMONG_LAST: Final = """SELECT position FROM entries
WHERE position <= ?2 AND position > ?2 - ?4 AND +chronology = ?1 ORDER BY position DESC LIMIT ?3"""
_LAST: Final = """SELECT position FROM entries
WHERE chronology = ?1 AND +position <= ?2 ORDER BY +position DESC LIMIT ?3"""
_FEW: Final = 50
"""How many times as many entries are looked through for the last ones of a chronology."""


def claiming(index: Index, keys: Sequence[str]) -> set[int]:
    """Return the developments that claim on keys or globs, in any version; without keys none."""
    return _on(index, keys, _CLAIMING)


def linked(index: Index, keys: Sequence[str]) -> set[int]:
    """Return those of `claiming` that are linked with another development, in any version."""
    return _on(index, keys, _LINKED)


def touched(index: Index, keys: Sequence[str], positions: tuple[int, int]) -> set[int]:
    """Return those of `claiming` that are linked, have an act upon them, or stand in the log there.

    That is after the one position, and up to the other.
    """
    return _on(index, keys, _TOUCHED, *positions)


def _on(index: Index, keys: Sequence[str], statement: str, *more: int) -> set[int]:
    numbers = json.dumps([number for number, _ in index.keys(keys)] if keys else [])
    with translated(index.path):
        return {each for (each,) in index.connection.execute(statement, (numbers, *more))}


def dated(index: Index, since: Instant, until: Instant) -> Iterator[tuple[Date, int]]:
    """Yield the dates that may reach from before `until` to after `since`, with developments.

    Both are in UTC. A development has the dates of all its versions.

    Raises:
        WrongIndex: A date is none.
    """
    with translated(index.path):
        for _, occurred, development in _between(index, _DATED, since, until):
            yield index.date(occurred), development


def published(index: Index, since: Instant, until: Instant) -> set[int]:
    """Return the developments with a source of which the date may lie, or end, between these."""
    with translated(index.path):
        return {development for *_, development in _between(index, _PUBLISHED, since, until)}


def _between(
    index: Index, statement: str, since: Instant, until: Instant
) -> Iterable[tuple[int, str, int]]:
    first, last = since // DAY - MARGIN - 1, until // DAY + MARGIN
    text = (iso(Instant(first * DAY)) or "")[: len("2024-01-31")]
    return index.connection.execute(statement, (index.first, last, END // DAY, first, text))


def families(index: Index, developments: Iterable[int]) -> list[Entry]:
    """Return the entries of developments and of the acts upon them, in the order of the log.

    Raises:
        WrongIndex: One is of another chronology.
    """
    with translated(index.path):
        rows = index.connection.execute(_FAMILIES, (json.dumps([*developments]),))
        return [index.own(row) for row in rows]


def last(index: Index, upto: int, number: int) -> list[int]:
    """Return the positions of the last entries of the chronology up to one, the last one first.

    They are looked for at the end of the log, and where others have written most of it, in the list
    of the entries of the chronology.
    """
    asked = (index.chronology, upto, number)
    with translated(index.path):
        rows = index.connection.execute(_AMONG_LAST, (*asked, _FEW * number)).fetchall()
        if len(rows) < number:
            rows = index.connection.execute(_LAST, asked).fetchall()
        return [position for (position,) in rows]
