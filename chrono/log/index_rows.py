"""The rows of the index: what it says of an entry, by itself and by those that it names."""

import sqlite3
from collections import defaultdict, deque
from collections.abc import Iterable
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
    Record,
    Retraction,
)
from chrono.log import statements
from chrono.log.days import day_of
from chrono.log.kept import Kept
from chrono.log.spans import Family
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
        self._rows: dict[str, set[tuple[object, ...]]] = defaultdict(set)

    def going_on(self) -> "Filling":
        """Return it for an index that others have brought on: what they may have added is asked."""
        self._last_key = None
        self._families.clear()
        return self

    def insert(self) -> None:
        """Write the rows that wait; those that are there already stay."""
        for table, rows in filter(itemgetter(1), self._rows.items()):
            # In the order of the table, which spares SQLite the search; and a list: no step of
            # Python, and so no signal, comes between two rows.
            self._connection.executemany(_insertion(table, len(next(iter(rows)))), sorted(rows))
        self._rows.clear()

    def take(self, entry: Entry) -> None:
        """Add the rows of the next entry to those that wait.

        Raises:
            UnreadableEntry: It is none that an append has written.
            NotIndexable: It names another that is not there.
        """
        if len(self._rows["derived_dates"]) >= _MOST:
            self.insert()
            self._chronologies.clear()  # what has been met is forgotten: memory stays bounded
            self._keys.clear()
        record, chronology = entry.record, self._chronology(entry)
        if isinstance(record, Declaration):
            self._insert("derived_declarations", chronology, record.position)
            return
        root = record.position
        if isinstance(record, Act):
            if len(self._roots) >= _MOST:
                self._roots.clear()
                self._families.clear()
            root = self._roots[entry.chronology, record.id] = self._root(entry.chronology, record)
            self._insert("derived_acts", root, record.position)
        self._sources(chronology, record)
        if not isinstance(record, Retraction):
            self._publications(chronology, record, root)
            self._spans(chronology, record, root)
        if isinstance(record, Development | Correction):
            for key in {claim.key: None for claim in record.event.claims}:
                self._insert("derived_claims", self._key(chronology, key), root)
            texts = (text for claim in record.event.claims for text in texts_in(claim.value))
            self._names(chronology, texts)
            date = record.event.occurred
            self._insert("derived_dates", chronology, day_of(date), str(date), root)
            for name in (*record.event.after, *record.event.before):
                linked = self._named(entry.chronology, name, record.position).position
                self._insert("derived_links", root, linked)
                self._insert("derived_links", linked, root)
            for name in record.event.contests:
                contested = self._named(entry.chronology, name, record.position).position
                self._insert("derived_contests", root, contested)
                self._insert("derived_contests", contested, root)

    def _insert(self, table: str, *row: object) -> None:
        self._rows[table].add(row)

    def _chronology(self, entry: Entry) -> int:
        """Return the position of the first entry of a chronology, which stands for it."""
        name = entry.chronology
        if name not in self._chronologies:
            row = self._execute(statements.FIRST_OF, (name,)).fetchone()
            if row is None:
                if self._execute(statements.NAME_OF, (entry.position,)).fetchone():
                    raise NotIndexable(entry.position, "begins another chronology in the index")
                row = (entry.position,)
                self._insert("derived_chronologies", entry.position, name)
            (self._chronologies[name],) = row
        return self._chronologies[name]

    def _key(self, chronology: int, key: str) -> int:
        """Return the number of a key, which it has from its first claim on."""
        if (chronology, key) not in self._keys:
            row = self._execute(statements.NUMBER_OF_KEY, (chronology, key)).fetchone()
            if row is None:
                if self._last_key is None:
                    (self._last_key,) = self._execute(statements.LAST_KEY).fetchone()
                self._last_key += 1
                row = (self._last_key,)
                self._insert("derived_keys", self._last_key, chronology, key)
            (self._keys[chronology, key],) = row
        return self._keys[chronology, key]

    def _root(self, chronology: str, act: Act) -> int:
        """Return the position of the development that an act is finally about."""
        record: Record = act
        while isinstance(record, Act):
            if (chronology, record.target) in self._roots:
                return self._roots[chronology, record.target]
            target = self._named(chronology, record.target, record.position)
            if target.position >= record.position:
                raise NotIndexable.naming(record.position, record.target)
            if not isinstance(record, Retraction):
                return target.position  # only a retraction can be about another act
            record = target.record
        return record.position

    def _named(self, chronology: str, name: str, position: int) -> Entry:
        row = self._execute(statements.OF_ID, (chronology, name)).fetchone()
        if row is None:
            raise NotIndexable.naming(position, name)
        return self._entry(row)

    def _spans(self, chronology: int, record: Record, root: int) -> None:
        for key, *span, public in self._family(record, root).take(record):
            self._insert("derived_spans", self._key(chronology, key), *span, root, public)

    def _family(self, record: Record, root: int) -> Family:
        """Return the family of a record up to just before it, which is kept if it has any act."""
        if record.position == root:
            return Family()
        if root not in self._families:
            self.insert()  # the acts, by which they are found
            family = self._families[root] = Family()
            for entry in map(self._entry, self._execute(statements.FAMILY, (root,))):
                if entry.position < record.position:
                    deque(family.take(entry.record), maxlen=0)
        return self._families[root]

    def _publications(self, chronology: int, record: Record, root: int) -> None:
        dates = {source.published for source in _sources_of(record) if source.published}
        for date in dates:
            self._insert("derived_publications", chronology, day_of(date), str(date), root)

    def _sources(self, chronology: int, record: Record) -> None:
        sources = _sources_of(record)
        self._names(chronology, (source.publisher for source in sources))
        for source in sources:
            if source.url:
                self._insert("derived_pages", chronology, source.url, record.position)
                host = host_of(source.url)
                if host:
                    self._insert("derived_sites", chronology, host, source.publisher)

    def _names(self, chronology: int, names: Iterable[str]) -> None:
        for name in names:
            self._insert("derived_names", chronology, name)


@cache
def _insertion(table: str, columns: int) -> str:
    """Return the statement that inserts a row, or does nothing if it is there."""
    places = ", ".join("?" * columns)
    return f"INSERT OR IGNORE INTO {table} VALUES ({places})"  # noqa: S608  names of ours


def _sources_of(record: Record) -> tuple[Source, ...]:
    own = record.event.sources if isinstance(record, Correction) else ()
    return (*record.sources, *own)
