"""Which developments and entries a list names, by the index of a log: of keys, of days, the last.

Of what is named too many may be returned, and never too few: who asks decides by what they say.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from chrono.events.entries import Entry
from chrono.log import index_statements
from chrono.log.connection import translated
from chrono.log.index.days import DAY, MARGIN
from chrono.log.index.reading import Index
from chrono.values.clocks import Instant

_FEW: Final = 50
"""How many times as many entries are looked through for the last ones of a chronology."""

_FEW_KEYS: Final = 16
"""Keys on each of which every development that is given is looked for."""


def claiming(index: Index, keys: Sequence[str]) -> Iterator[int]:
    """Yield the developments that claim on keys or globs, in any version; without keys none."""
    asked = (_numbers(index, keys),)
    with translated(index.path):
        for (development,) in index.connection.execute(index_statements.CLAIMING, asked):
            yield development


def claiming_among(index: Index, keys: Sequence[str], developments: set[int]) -> set[int]:
    """Return those of developments that claim on keys or globs, in any version; of many keys all.

    To ask whether they claim on one of very many keys costs more than to read them.
    """
    numbers = [number for number, _ in index.keys(keys)]
    if len(numbers) > _FEW_KEYS:
        return developments
    asked = json.dumps(numbers), json.dumps([*developments])
    with translated(index.path):
        rows = index.connection.execute(index_statements.CLAIMING_AMONG, asked)
        return {development for (development,) in rows}


def begun(
    index: Index, keys: Iterable[tuple[int, str]], at: Instant, known: Instant, upto: int
) -> Iterable[int]:
    """Return the developments on keys that decide their slots, with those around them.

    Those are what may have begun by a moment, exclusive, was public before `known`, and is no later
    than a position; and what says, whenever it began, that a key holds a set (rule 6).
    """
    numbers = json.dumps([number for number, _ in keys])
    asked = {"keys": numbers, "start": at // DAY + MARGIN, "upto": upto}
    with translated(index.path):
        rows = index.connection.execute(
            index_statements.BEGUN, {**asked, "public": known // DAY + MARGIN}
        )
        return [development for (development,) in rows]


def linked(index: Index, keys: Sequence[str]) -> set[int]:
    """Return those of `claiming` that are linked with another development, in any version."""
    return _on(index, keys, index_statements.LINKED)


def touched(index: Index, keys: Sequence[str], positions: tuple[int, int]) -> set[int]:
    """Return those of `claiming` that are linked, have an act upon them, or stand in the log there.

    That is after the one position, and up to the other.
    """
    return _on(index, keys, index_statements.TOUCHED, *positions)


def _on(index: Index, keys: Sequence[str], statement: str, *more: int) -> set[int]:
    asked = _numbers(index, keys), *more
    with translated(index.path):
        return {each for (each,) in index.connection.execute(statement, asked)}


def _numbers(index: Index, keys: Sequence[str]) -> str:
    return json.dumps([number for number, _ in index.keys(keys)] if keys else [])


def dated(index: Index, since: Instant, until: Instant) -> Iterator[tuple[str, int]]:
    """Yield the dates that may reach from before `until` to after `since`, with developments.

    Both are in UTC. A development has the dates of all its versions, as they are written.
    """
    return _between(index, index_statements.DATED, since, until)


def dates(index: Index) -> Iterator[tuple[str, int]]:
    """Yield all dates of events, as they are written, each with a development that has it.

    A development has the dates of all its versions, each once.
    """
    with translated(index.path):
        yield from index.connection.execute(index_statements.DATES, (index.first,))


def counted_keys(index: Index) -> Iterator[tuple[str, int]]:
    """Yield all keys in alphabetical order, with how many developments claim on each."""
    with translated(index.path):
        yield from index.connection.execute(index_statements.COUNTED_KEYS, (index.first,))


def amended(index: Index) -> Iterator[int]:
    """Yield the developments with acts upon them, in the order of the log."""
    return _named(index, index_statements.AMENDED)


def linked_ones(index: Index) -> Iterator[int]:
    """Yield the developments that are linked with another, in the order of the log."""
    return _named(index, index_statements.LINKED_ONES)


def _named(index: Index, statement: str) -> Iterator[int]:
    with translated(index.path):
        for (development,) in index.connection.execute(statement, (index.chronology,)):
            yield development


def published(index: Index, since: Instant, until: Instant) -> set[int]:
    """Return the developments with a source of which the date may lie, or end, between these."""
    found = _between(index, index_statements.PUBLISHED, since, until)
    return {development for _, development in found}


def _between(
    index: Index, statement: str, since: Instant, until: Instant
) -> Iterator[tuple[str, int]]:
    first, last = since // DAY - MARGIN - 1, until // DAY + MARGIN
    asked = {"chronology": index.first, "first": first, "last": last}
    with translated(index.path):
        yield from index.connection.execute(statement, asked)


def families(index: Index, developments: Iterable[int]) -> list[Entry]:
    """Return the entries of developments and of the acts upon them, in the order of the log.

    Raises:
        WrongIndex: One is of another chronology.
    """
    with translated(index.path):
        rows = index.connection.execute(
            index_statements.FAMILIES, {"developments": json.dumps([*developments])}
        )
        return [index.own(row) for row in rows]


def last(index: Index, upto: int, number: int) -> list[int]:
    """Return the positions of the last entries of the chronology up to one, the last one first.

    They are looked for at the end of the log, and where others have written most of it, in the list
    of the entries of the chronology.
    """
    asked = {"chronology": index.chronology, "upto": upto, "number": number}
    with translated(index.path):
        rows = index.connection.execute(
            index_statements.AMONG_LAST, {**asked, "within": _FEW * number}
        ).fetchall()
        if len(rows) < number:
            rows = index.connection.execute(index_statements.LAST, asked).fetchall()
        return [position for (position,) in rows]
