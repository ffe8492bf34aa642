"""The rows of the index: what it says of an entry, by itself and by those that it names."""

import sqlite3
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import Final

from chrono.events.claims import Claim, texts_in
from chrono.events.entries import Act, Correction, Declaration, Entry, Record, Retraction
from chrono.events.outlines import Cited, Outline
from chrono.log import index_statements, statements
from chrono.log.errors import NotIndexable
from chrono.log.index.days import in_utc_by_text
from chrono.log.index.spans import Family, published_on, span_of
from chrono.log.kept import Kept
from chrono.values.clocks import END, Instant, parse_stamp
from chrono.values.hosts import host_of
from chrono.values.names import filed_under

_MOST: Final = 10_000
"""The events whose rows wait, at most; and the acts that are remembered."""


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
        return len(entries) < _MOST and not any(
            each.outline is None and isinstance(each.record, Act) for each in entries
        )

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
        outline, chronology = entry.outline, self._chronology(entry)
        if outline is not None:
            self._development(entry, chronology, outline)
            return
        record = entry.record
        if isinstance(record, Declaration):
            self._rows["derived_declarations"].append((chronology, record.position))
            return
        if not isinstance(record, Act):
            return
        if len(self._roots) >= _MOST:
            self._roots.clear()
            self._families.clear()
        root = self._roots[entry.chronology, record.id] = self._root(entry.chronology, record)
        self._rows["derived_acts"].append((root, record.position))
        self._sources(chronology, _sources_of(record), entry, root)
        if isinstance(record, Retraction):
            return
        for key, *span, public in self._family(record, root).take(record):
            self._rows["derived_spans"].append((self._key(chronology, key), *span, root, public))
        if isinstance(record, Correction):
            event = record.event
            self._date(chronology, str(event.occurred), root)
            self._claims(chronology, event.claims, root)
            self._links(entry, (*event.after, *event.before), event.contests, root)

    def _development(self, entry: Entry, chronology: int, outline: Outline) -> None:
        occurred, sources, claims, after, before, contests = outline
        root = entry.position
        public = self._sources(chronology, sources, entry, root)
        span = span_of(*self._date(chronology, occurred, root), public)
        self._claims(chronology, claims, root, *span)
        if after or before or contests:
            self._links(entry, (*after, *before), contests, root)

    def _sources(
        self, chronology: int, sources: Iterable[Cited], entry: Entry, root: int
    ) -> Instant:
        """Add the rows of sources; return the instant before which they make nothing public."""
        public, rows = END, self._rows["derived_publications"]
        for publisher, published, url in sources:
            if (chronology, publisher) not in self._names:
                self._name(chronology, publisher)
            if published is not None:
                day, then, reach = published_on(published)
                rows.append((chronology, day, published, root))
                if reach:
                    long = (chronology, *reach, published, root)
                    self._rows["derived_long_publications"].append(long)
            else:
                then = parse_stamp(entry.recorded)
            public = min(public, then)
            if url:
                self._rows["derived_pages"].append((chronology, url, entry.position))
                host = host_of(url)
                if host:
                    self._rows["derived_sites"].append((chronology, host, publisher))
        return public

    def _date(self, chronology: int, occurred: str, root: int) -> tuple[int, int]:
        """Add the rows of a date; return its bounds in UTC."""
        day, earliest, before, reach = in_utc_by_text(occurred)
        self._rows["derived_dates"].append((chronology, day, occurred, root))
        if reach:
            self._rows["derived_long_dates"].append((chronology, *reach, occurred, root))
        return earliest, before

    def _claims(self, chronology: int, claims: Iterable[Claim], root: int, *span: int) -> None:
        """Add the rows of claims; and those of a span, if it is that of all their questions."""
        rows, spans = self._rows["derived_claims"], self._rows["derived_spans"]
        for claim in claims:
            key, value = claim.key, claim.value
            number = self._keys.get((chronology, key)) or self._key(chronology, key)
            rows.append((number, root))
            for text in (value,) if type(value) is str else texts_in(value):
                if (chronology, text) not in self._names:
                    self._name(chronology, text)
            for question in claim.questions if span else ():
                spans.append((number, question, *span[:3], root, span[3]))

    def _links(
        self, entry: Entry, linked: Iterable[str], contests: Iterable[str], root: int
    ) -> None:
        for table, names in (("derived_links", linked), ("derived_contests", contests)):
            for name in names:
                other = self._entry_of(entry.chronology, name, entry.position).position
                self._rows[table] += (root, other), (other, root)

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
        number = self._keys.get((chronology, key))
        if number is None:
            row = self._execute(index_statements.NUMBER_OF_KEY, (chronology, key)).fetchone()
            if row is None:
                if self._last_key is None:
                    (self._last_key,) = self._execute(index_statements.LAST_KEY).fetchone()
                self._last_key += 1
                row = (self._last_key,)
                self._rows["derived_keys"].append((self._last_key, chronology, key))
            (number,) = row
            self._keys[chronology, key] = number
        return number

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

    def _name(self, chronology: int, name: str) -> None:
        """Add the row of a name that was not met yet, or is no longer remembered."""
        if len(self._names) >= _MOST:
            self._names.clear()
        self._names.add((chronology, name))
        filed = filed_under(name)
        if filed is not None:
            self._rows["derived_filed_names"].append((chronology, filed, name))


@cache
def _insertion(table: str, columns: int) -> str:
    """Return the statement that inserts a row, or does nothing if it is there."""
    places = ", ".join("?" * columns)
    return f"INSERT OR IGNORE INTO {table} VALUES ({places})"  # noqa: S608  names of ours


def _sources_of(act: Act) -> Iterator[Cited]:
    """Yield the sources of an act; those of a retraction make nothing public."""
    for source in (*act.sources, *(act.event.sources if isinstance(act, Correction) else ())):
        dated = source.published and not isinstance(act, Retraction)
        yield Cited(source.publisher, str(source.published) if dated else None, source.url)
