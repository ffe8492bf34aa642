"""The rows of the index: what it says of an entry, by itself and by those that it names."""

import sqlite3
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from functools import cache
from operator import itemgetter
from typing import Final

from chrono.errors import ChronoError
from chrono.events.claims import texts_in
from chrono.events.entries import (
    Act,
    Correction,
    Declaration,
    Development,
    Entry,
    Event,
    Record,
    Retraction,
)
from chrono.log import index_statements, statements
from chrono.log.days import in_utc
from chrono.log.kept import Kept
from chrono.log.spans import Family, Span, spans_of
from chrono.values.hosts import host_of
from chrono.values.sources import Source

_MOST: Final = 10_000
"""The events whose rows wait, at most; and the acts that are remembered."""


class NotIndexable(ChronoError):
    """An entry that does not go with those before it, or with the index, as no append leaves it."""

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(f"entry {position} {reason}")

    @classmethod
    def naming(cls, position: int, named: str) -> "NotIndexable":
        """Return that an entry names one that is not there."""
        return cls(position, f"names {ascii(named)[:60]}, which is no entry before it")


class Filling:
    """The insertion of rows, with the numbers of chronologies and keys that were met.

    Rows wait until `insert`, which writes those of each table with one statement; where very many
    wait, it is called by itself.
    """

    def __init__(self, connection: sqlite3.Connection, kept: Kept | None = None) -> None:
        self._connection = connection
        self._entry = (kept or Kept()).entry
        self._execute = connection.execute
        self._chronologies: dict[str, int] = {}
        self._keys: dict[tuple[int, str], int] = {}
        self._last_key: int | None = None
        # Of the acts that were met: what they are about in the end, and that with all acts upon it.
        self._roots: dict[tuple[str, str], int] = {}
        self._families: dict[int, Family] = {}
        self._names: set[tuple[int, str]] = set()
        self._rows: dict[str, list[tuple[object, ...]]] = defaultdict(list)

    def going_on(self) -> "Filling":
        """Return it for an index that others have brought on: what they may have added is asked."""
        self._last_key = None
        self._families.clear()
        return self

    def insert(self) -> None:
        """Write the rows that wait; those that are there already stay."""
        for table, rows in filter(itemgetter(1), self._rows.items()):
            self._write(table, rows)
        self._rows.clear()

    def _write(self, table: str, rows: list[tuple[object, ...]]) -> None:
        # In the order of the table, which spares SQLite the search; and a list: no step of
        # Python, and so no signal, comes between two rows.
        self._connection.executemany(_insertion(table, len(rows[0])), sorted(rows))

    def takes_at_once(self, entries: Sequence[Entry]) -> bool:
        """Return whether nothing is written before all these entries are taken."""
        return len(entries) < _MOST and not any(isinstance(each.record, Act) for each in entries)

    def take(self, entry: Entry) -> None:
        """Add the rows of the next entry to those that wait.

        Raises:
            UnreadableEntry: It is none that an append has written.
            NotIndexable: It names another that is not there.
        """
        self._make_room()
        record, chronology = entry.record, self._chronology(entry)
        if isinstance(record, Declaration):
            self._rows["derived_declarations"].append((chronology, record.position))
            return
        root = record.position
        if isinstance(record, Act):
            if len(self._roots) >= _MOST:
                self._roots.clear()
                self._families.clear()
            root = self._roots[entry.chronology, record.id] = self._root(entry.chronology, record)
            self._rows["derived_acts"].append((root, record.position))
        self._sources(chronology, record, root)
        if isinstance(record, Retraction):
            return
        for key, *span, public in self._spans(record, root):
            self._rows["derived_spans"].append((self._key(chronology, key), *span, root, public))
        if isinstance(record, Development | Correction):
            self._event(entry, chronology, record.event, root)

    def _make_room(self) -> None:
        """Write the rows where very many wait."""
        if len(self._rows["derived_dates"]) >= _MOST:
            self.insert()
            self._chronologies.clear()  # what has been met is forgotten: memory stays bounded
            self._keys.clear()

    def _event(self, entry: Entry, chronology: int, event: Event, root: int) -> None:
        for claim in event.claims:
            self._rows["derived_claims"].append((self._key(chronology, claim.key), root))
            for text in texts_in(claim.value):
                self._name(chronology, text)
        day, occurred, _ = in_utc(event.occurred)
        self._rows["derived_dates"].append((chronology, day, occurred, root))
        for name in (*event.after, *event.before):
            linked = self._entry_of(entry.chronology, name, entry.position).position
            self._rows["derived_links"].append((root, linked))
            self._rows["derived_links"].append((linked, root))
        for name in event.contests:
            contested = self._entry_of(entry.chronology, name, entry.position).position
            self._rows["derived_contests"].append((root, contested))
            self._rows["derived_contests"].append((contested, root))

    def _chronology(self, entry: Entry) -> int:
        """Return the position of the first entry of a chronology, which stands for it."""
        name = entry.chronology
        if name not in self._chronologies:
            row = self._execute(index_statements.FIRST_OF, (name,)).fetchone()
            if row is None:
                if self._execute(index_statements.NAME_OF, (entry.position,)).fetchone():
                    raise NotIndexable(entry.position, "begins another chronology in the index")
                row = (entry.position,)
                self._rows["derived_chronologies"].append((entry.position, name))
            (self._chronologies[name],) = row
        return self._chronologies[name]

    def _key(self, chronology: int, key: str) -> int:
        """Return the number of a key, which it has from its first claim on."""
        if (chronology, key) not in self._keys:
            row = self._execute(index_statements.NUMBER_OF_KEY, (chronology, key)).fetchone()
            if row is None:
                if self._last_key is None:
                    (self._last_key,) = self._execute(index_statements.LAST_KEY).fetchone()
                self._last_key += 1
                row = (self._last_key,)
                self._rows["derived_keys"].append((self._last_key, chronology, key))
            (self._keys[chronology, key],) = row
        return self._keys[chronology, key]

    def _root(self, chronology: str, act: Act) -> int:
        """Return the position of the development that an act is finally about."""
        record: Record = act
        while isinstance(record, Act):
            if (chronology, record.target) in self._roots:
                return self._roots[chronology, record.target]
            target = self._entry_of(chronology, record.target, record.position)
            if target.position >= record.position:
                raise NotIndexable.naming(record.position, record.target)
            if not isinstance(record, Retraction):
                return target.position  # only a retraction can be about another act
            record = target.record
        return record.position

    def _entry_of(self, chronology: str, name: str, position: int) -> Entry:
        row = self._execute(statements.OF_ID, (chronology, name)).fetchone()
        if row is None:
            raise NotIndexable.naming(position, name)
        return self._entry(row)

    def _spans(self, record: Record, root: int) -> Iterable[Span]:
        if isinstance(record, Development):
            return spans_of(record)
        return self._family(record, root).take(record)

    def _family(self, record: Record, root: int) -> Family:
        """Return the family of a record up to just before it, which is kept if it has any act."""
        if root not in self._families:
            acts = self._rows.pop("derived_acts", [])
            if acts:  # by which they are found
                self._write("derived_acts", acts)
            family = self._families[root] = Family()
            rows = self._execute(index_statements.FAMILY, {"development": root})
            for entry in map(self._entry, rows):
                if entry.position < record.position:
                    deque(family.take(entry.record), maxlen=0)
        return self._families[root]

    def _sources(self, chronology: int, record: Record, root: int) -> None:
        for source in _sources_of(record):
            self._name(chronology, source.publisher)
            if source.published and not isinstance(record, Retraction):
                day, published, _ = in_utc(source.published)
                self._rows["derived_publications"].append((chronology, day, published, root))
            if source.url:
                self._rows["derived_pages"].append((chronology, source.url, record.position))
                host = host_of(source.url)
                if host:
                    self._rows["derived_sites"].append((chronology, host, source.publisher))

    def _name(self, chronology: int, name: str) -> None:
        if (chronology, name) not in self._names:
            if len(self._names) >= _MOST:
                self._names.clear()
            self._names.add((chronology, name))
            self._rows["derived_names"].append((chronology, name))


@cache
def _insertion(table: str, columns: int) -> str:
    """Return the statement that inserts a row, or does nothing if it is there."""
    places = ", ".join("?" * columns)
    return f"INSERT OR IGNORE INTO {table} VALUES ({places})"  # noqa: S608  names of ours


def _sources_of(record: Record) -> tuple[Source, ...]:
    own = record.event.sources if isinstance(record, Correction) else ()
    return (*record.sources, *own)
