"""The entries that were read from one open file, kept so that none is decoded twice."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import starmap
from typing import Any, Final

from chrono.events.entries import Entry

_MOST: Final = 5_000
"""The entries that are kept, at most, so that a long log takes no more memory."""


class Kept:
    """Makes entries of rows; of a row that was read before, the same entry again."""

    def __init__(self) -> None:
        self._entries: dict[int, Entry] = {}

    def entry(self, row: Sequence[Any]) -> Entry:
        """Return the entry of a row: one that was decoded, only if the row is still the same."""
        entry = self._known(row)
        self.keep(entry)
        return entry

    def passed(self, rows: Iterable[Sequence[Any]]) -> Iterator[Entry]:
        """Yield the same of many rows, which are gone through, and keep none that is not kept."""
        return map(self._known, rows) if self._entries else starmap(Entry, rows)

    def _known(self, row: Sequence[Any]) -> Entry:
        entry, kept = Entry(*row), self._entries.get(row[0])
        return kept if kept is not None and kept == entry else entry

    def keep(self, entry: Entry) -> None:
        """Keep an entry that was made of a row elsewhere."""
        if len(self._entries) < _MOST:
            self._entries[entry.position] = entry
