"""The entries of a file on which appends depend, each verified as it is read."""

import sqlite3
from collections.abc import Container, Iterator, Sequence

from chrono.events.drafts import Draft
from chrono.events.entries import Entry
from chrono.log import statements
from chrono.log.depended_on import positions
from chrono.log.errors import FilePath
from chrono.log.index_reading import Index
from chrono.log.kept import Kept
from chrono.log.verification import verified


class Verified:
    """Reads entries within a transaction.

    Attributes:
        lent: The first entries of the log, of all chronologies, if the caller has read them.
    """

    def __init__(self, connection: sqlite3.Connection, path: FilePath, kept: Kept) -> None:
        self._connection = connection
        self._path = path
        self._kept = kept
        self.lent: Sequence[Entry] = ()

    def depended_on(
        self, chronology: str, drafts: Sequence[Draft], but: Container[int]
    ) -> list[Entry] | None:
        """Return the entries on which drafts depend but for some positions; None for all."""
        if self.lent:
            return None
        index = Index.of(self._connection, self._path, chronology, self._kept)
        found = None if index is None else positions(index, drafts)
        if index is None or found is None:
            return None
        return [verified(index.at(each), self._path) for each in found if each not in but]

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
