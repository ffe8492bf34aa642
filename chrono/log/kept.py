"""The entries that were read from one open file, kept so that none is decoded twice."""

from collections.abc import Sequence
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
        entry = self.passed(row)
        self.keep(entry)
        return entry

    def passed(self, row: Sequence[Any]) -> Entry:
        """Return the same, and keep none that is not kept: many rows are gone through."""
        entry, kept = Entry(*row), self._entries.get(row[0])
        return kept if kept is not None and kept == entry else entry

    def keep(self, entry: Entry) -> None:
        """Keep an entry that was made of a row elsewhere."""
        if len(self._entries) < _MOST:
            self._entries[entry.position] = entry
