"""The entries of a log, read whenever they are gone through, so that few are kept."""

from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

from chrono.events.entries import Entry
from chrono.log.connection import translated
from chrono.log.errors import FilePath


class OneByOne(Iterable[Entry]):
    """Entries of a file, which can be gone through again, and then are as they are by then.

    Args:
        read: Reads them, in the order of the log.
        path: The file.
        upto: The last position, inclusive; None for all.
    """

    def __init__(
        self, read: Callable[[], Iterable[Entry]], path: FilePath, upto: int | None = None
    ) -> None:
        self._read = read
        self._path = path
        self._upto = upto

    def __iter__(self) -> Iterator[Entry]:
        with translated(self._path):
            last = self._upto
            if last is None:
                yield from self._read()
            else:
                yield from takewhile(lambda entry: entry.position <= last, self._read())
