"""The entries of a log, read whenever they are gone through, so that none is kept."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from chrono.events.entries import Entry
from chrono.log.connection import translated
from chrono.log.errors import FilePath

Row = tuple[Any, ...]


class OneByOne(Iterable[Entry]):
    """Entries of a file, which can be gone through again, and then are as they are by then.

    Args:
        rows: Reads them, in the order of the log.
        path: The file.
        upto: The last position, inclusive; None for all.
    """

    def __init__(
        self, rows: Callable[[], Iterable[Row]], path: FilePath, upto: int | None = None
    ) -> None:
        self._rows = rows
        self._path = path
        self._upto = upto

    def __iter__(self) -> Iterator[Entry]:
        with translated(self._path):
            for row in self._rows():
                entry = Entry(*row)
                if self._upto is not None and entry.position > self._upto:
                    return
                yield entry
