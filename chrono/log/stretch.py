"""Entries of a log file by their positions, read whenever they are gone through."""

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from chrono.events.entries import Entry
from chrono.log.errors import FilePath
from chrono.log.kept import Kept
from chrono.log.sqlite import SqliteLog


class Stretch(Sequence[Entry]):
    """The entries of a file after one position and up to another, read as they are taken.

    Args:
        path: The file.
        after: The position before the first of them; 0 for the beginning of the log.
        upto: The position of the last.
        kept: Few entries that were read before, so that none of them is decoded twice.
    """

    def __init__(self, path: FilePath, after: int, upto: int, kept: Kept) -> None:
        self._path = path
        self._kept = kept
        self._after = after
        self._upto = upto

    def __len__(self) -> int:
        return self._upto - self._after

    def __iter__(self) -> Iterator[Entry]:
        with self._opened() as log:
            yield from log.between(self._after, self._upto)

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Entry]: ...
    def __getitem__(self, place: int | slice) -> Entry | Sequence[Entry]:
        found = range(self._after + 1, self._upto + 1)[place]
        if isinstance(found, range):
            return [self[each - self._after - 1] for each in found]
        with self._opened() as log:
            (entry,) = log.between(found - 1, found)
        return entry

    def of(self, chronology: str) -> Iterator[Entry]:
        """Yield those of one chronology."""
        with self._opened() as log:
            for entry in log.one_by_one(chronology, self._upto):
                if entry.position > self._after:
                    yield entry

    def _opened(self) -> SqliteLog:
        log = SqliteLog(self._path)
        log.kept = self._kept
        return log


def of_chronology(entries: Iterable[Entry], chronology: str) -> Iterable[Entry]:
    """Return those of some entries that are of one chronology, in their order."""
    if isinstance(entries, Stretch):
        return entries.of(chronology)
    return (entry for entry in entries if entry.chronology == chronology)
