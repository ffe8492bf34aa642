"""The entries of a file on which appends depend, each verified as it is read."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from chrono.events.drafts import Draft
from chrono.events.entries import Entry
from chrono.log import statements
from chrono.log.appending.depended_on import needed
from chrono.log.appending.known import Known
from chrono.log.as_appended import verified
from chrono.log.errors import FilePath
from chrono.log.index.reading import Index
from chrono.log.kept import Kept


class Verified:
    """Reads entries within a transaction.

    Attributes:
        lent: The first entries of the log, of all chronologies, if the caller has read them.
    """

    def __init__(self, connection: sqlite3.Connection, path: FilePath, kept: Kept) -> None:
        self._connection = connection
        self._path = path
        self._kept = kept
        self._indexes: dict[str, Index] = {}
        self.lent: Sequence[Entry] = ()

    def forget(self) -> None:
        """Look for the indexes again: somebody else has written, or they end before the log."""
        self._indexes.clear()

    def have_known(self, known: Known, drafts: Sequence[Draft], end: int) -> bool:
        """Have all entries known on which drafts depend, and return whether the index tells them.

        First come those that change what is known, which others have appended before the end.
        """
        index = None if self.lent else self._index(known.chronology)
        if index is None:
            return False
        if known.upto not in (0, end):
            news = {*index.news(known.positions, known.upto)}
            self._take(known, map(index.at, sorted(news - known.positions)))
        self._take(known, needed(index, drafts, known))
        return True

    def are_new(self, chronology: str, names: Sequence[str]) -> bool:
        """Return whether a chronology has no entry with any of these ids, of which there is one."""
        if len(names) == 1:
            asked = statements.HAS_ID, (chronology, names[0])
        else:
            asked = statements.HAS_IDS, (json.dumps(names), chronology)
        return self._connection.execute(*asked).fetchone() is None

    def _take(self, known: Known, found: Iterable[Entry]) -> None:
        for each in found:
            known.take(verified(each, self._path))

    def _index(self, chronology: str) -> Index | None:
        if chronology not in self._indexes:
            index = Index.of(self._connection, self._path, chronology, self._kept)
            if index is None:
                return None
            self._indexes[chronology] = index
        return self._indexes[chronology]

    def later(self, chronology: str, position: int) -> Iterator[Entry]:
        """Yield the entries of a chronology after a position."""
        for entry in self.lent[position:]:
            if entry.chronology == chronology:
                yield verified(entry, self._path)
        position = max(position, len(self.lent))
        read = self._connection.execute
        rows = (
            read(statements.OF_CHRONOLOGY_AFTER, (chronology, position))
            if position
            else read(statements.OF_CHRONOLOGY, (chronology,))
        )
        yield from (verified(self._kept.entry(row), self._path) for row in rows)
