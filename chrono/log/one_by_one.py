"""Entries of a file that are read as they are taken, and never all at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import attrs

from chrono.events.entries import Entry
from chrono.log.connection import translated
from chrono.log.errors import FilePath


@attrs.frozen
class OneByOne(Iterable[Entry]):
    """Entries in the order of the log, which are read anew whenever they are gone through.

    Attributes:
        path: The file.
        rows: Begins to read its rows.
        upto: The last position, inclusive; None for all.
    """

    path: FilePath
    rows: Callable[[], Iterable[Sequence[Any]]]
    upto: int | None

    def __iter__(self) -> Iterator[Entry]:
        with translated(self.path):
            for row in self.rows():
                entry = Entry(*row)
                if self.upto is not None and entry.position > self.upto:
                    return
                yield entry
