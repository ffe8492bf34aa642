"""A log in one SQLite file."""

import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property, partial
from typing import TYPE_CHECKING, Self

from chrono import leaving
from chrono.events.entries import Entry
from chrono.log import statements
from chrono.log.checkpoint import checkpoint, tidy
from chrono.log.clock import system_clock
from chrono.log.connection import connect, refuse_changed_schema, translated
from chrono.log.contents import Contents
from chrono.log.errors import DamagedLog, FilePath
from chrono.log.head import FIRST, Break, Head
from chrono.log.index.reading import Index
from chrono.log.kept import Kept
from chrono.log.one_by_one import OneByOne
from chrono.log.one_moment import one_moment
from chrono.values.clocks import BeyondCalendar, Instant, stamp

if TYPE_CHECKING:  # only appending needs these; reading starts faster without them
    from chrono.events.by import By
    from chrono.events.drafts import Draft
    from chrono.log.appending.writer import Writer
    from chrono.log.contract import Appended, Clock, Part


class SqliteLog:
    """A log in a SQLite file; closed by ``close`` or by leaving a ``with`` block.

    Args:
        path: The file.
        write: Whether to open it for appending; a reader never changes the file.
        clock: Returns the time of appends.

    Raises:
        NoLog: There is no such file.
        NotALog: The file is something else.
        NewerLog: A later release made the file.
        UnreadableLog: It cannot be read.
        UnwritableLog: `write` is set, and it cannot be written.

    Every method that reads but `first_break` raises ChangedSchema for a file that has another
    table, view, index or trigger than a log has.
    """

    def __init__(
        self, path: FilePath, *, write: bool = False, clock: "Clock" = system_clock
    ) -> None:
        self.path = path
        self._clock = clock
        self._write = write
        if not write:
            leaving.remember(partial(tidy, path))  # before the connection, so that it comes after
        try:
            self._opened = connect(path, write=write)
        except DamagedLog as error:
            from chrono.log.write_ahead import explained  # noqa: PLC0415  only for the error

            raise explained(error, path) from error
        self._compared, self.kept = False, Kept()

    @property
    def _connection(self) -> sqlite3.Connection:
        """Return the connection, to a file that has the schema of a log and nothing else."""
        if not self._compared:
            refuse_changed_schema(self._opened, self.path)
            self._compared = True
        return self._opened

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; after a writer a plain copy of it is whole, unless others write on."""
        if self._write:
            checkpoint(self._opened)
        self._opened.close()
        if not self._write:
            tidy(self.path)

    def checkpoint(self) -> bool:
        """Take what was appended into the file itself; return whether it has all of it now.

        For a program that keeps a log open for long: then a plain copy of the file is whole. It is
        False while another program goes on reading or writing, or for a log opened for reading.
        """
        return self._write and checkpoint(self._opened)

    def at_one_moment(self) -> AbstractContextManager[None]:
        """Return a block in which all that is read is of one moment; writers need not wait."""
        return one_moment(self._opened)

    def entries(self, chronology: str | None = None) -> Sequence[Entry]:
        """Return the entries of one chronology, or all, in the order of the log."""
        with translated(self.path):
            return tuple(map(self.kept.entry, self._rows(chronology)))

    def one_by_one(self, chronology: str | None = None, upto: int | None = None) -> Iterable[Entry]:
        """Return the same as `entries`, up to a position, inclusive; none is kept."""
        return OneByOne(lambda: self.kept.passed(self._rows(chronology)), self.path, upto)

    def between(self, after: int, upto: int) -> Iterator[Entry]:
        """Yield the entries after one position and up to another; none of them is kept."""
        with translated(self.path):
            rows = self._connection.execute(statements.BETWEEN, (after, upto + 1))
            yield from map(self.kept.entry, rows)

    def _rows(self, chronology: str | None) -> sqlite3.Cursor:
        if chronology is None:
            return self._connection.execute(statements.ALL)
        return self._connection.execute(statements.OF_CHRONOLOGY, (chronology,))

    def index(self, chronology: str) -> Index | None:
        """Return the index of a chronology; None where it does not go up to the end of the log."""
        with translated(self.path):
            return Index.of(self._connection, self.path, chronology, self.kept)

    def head(self, upto: int | None = None) -> Head:
        """Return the head of the log, or of its entries up to a position, inclusive."""
        with translated(self.path):
            if upto is None:
                row = self._connection.execute(statements.HEAD).fetchone()
            else:
                row = self._connection.execute(statements.HEAD_AT, (upto,)).fetchone()
        return Head(*row) if row else Head(0, FIRST)

    def position_at(self, recorded: Instant) -> int:
        """Return the last position recorded before an instant, exclusive; 0 for none."""
        try:
            limit = stamp(recorded)
        except BeyondCalendar:
            return self.head().entries if recorded > 0 else 0
        with translated(self.path):
            positions = range(1, self.head().entries + 1)
            return bisect_left(positions, limit, key=self._recorded)

    def _recorded(self, position: int) -> str:
        return str(self._connection.execute(statements.RECORDED, (position,)).fetchone()[0])

    def has(self, chronology: str) -> bool:
        """Return whether it has a chronology of this name, without a look at the others."""
        return self._contents.has(chronology)

    def named(self, chronology: str, name: str) -> Entry | None:
        """Return the entry of a chronology with an id; None for none."""
        with translated(self.path):
            row = self._connection.execute(statements.OF_ID, (chronology, name)).fetchone()
            return self.kept.entry(row) if row else None

    def is_numbered(self, chronology: str, name: str) -> bool:
        """Return whether there is an id that an import makes of this one, as ``x~2`` of ``x``."""
        asked = (chronology, f"{name}~", f"{name}~:")  # a colon comes after the digits
        with translated(self.path):
            return self._connection.execute(statements.NUMBERED, asked).fetchone() is not None

    def chronologies(self) -> Mapping[str, bool]:
        """Return the chronologies, each with whether it has more than declarations."""
        return self._contents.chronologies()

    @property
    def _contents(self) -> Contents:
        with translated(self.path):
            return Contents(self._connection, self.path)

    def append(
        self,
        drafts: "Sequence[Draft]",
        expected_head: str | None = None,
        by: "By | None" = None,
    ) -> "Appended":
        """Return what came of appending drafts, all or none, in one transaction.

        The first append to a log of version 1 makes it one of today's version.

        Raises:
            Refused: Some drafts have faults.
            HeadMoved: The log does not have the expected head.
            BusyLog: Another program kept the file locked.
            UnwritableLog: The disk is full, or the file is read-only.
            DamagedLog: An entry of these chronologies, or the last one, is not as appended.
        """
        return self._writer.append(drafts, expected_head, by)

    def append_parts(
        self,
        parts: "Iterable[Part]",
        by: "By | None",
        taken: "Callable[[Appended, Part], object]",
    ) -> Head:
        """Return the head after appending parts one after the other, all or none; none is kept.

        Each is asked for once those before it are there; `taken` is called with what came of it.

        Raises:
            Refused: The first part that has faults, with those that it has by itself.
            BusyLog, UnwritableLog, DamagedLog: As `append`.
        """
        return self._writer.append_parts(parts, by, taken)

    def tried(self, drafts: "Sequence[Draft]") -> "Appended":
        """Return what an append of drafts would come to; the file stays as it is.

        Raises:
            Refused: Some drafts have faults.
            DamagedLog: An entry of these chronologies, or the last one, is not as appended.
        """
        return self._writer.tried(drafts)

    @cached_property
    def _writer(self) -> "Writer":
        from chrono.log.appending.writer import Writer  # noqa: PLC0415  only writing needs it

        return Writer(self._opened, self.path, self._clock, self.kept)

    def rebuild_index(self, entries: Iterable[Entry] = ()) -> None:
        """Make the index anew, in one transaction; a log of version 1 becomes one of today's.

        The first entries may be given; the others are read.

        Raises:
            BusyLog: Another program kept the file locked.
            UnwritableLog: The disk is full, or the file is read-only.
        """
        self._writer.rebuild_index(entries)

    def lend(self, entries: Sequence[Entry]) -> None:
        """Let appends use entries that the caller has read, instead of reading them again.

        Args:
            entries: The first entries of the log, of all chronologies, up to any position.
        """
        self._writer.lend(entries)

    def first_break(
        self, expected: str | None = None, taken: Callable[[Entry], object] | None = None
    ) -> Break | None:
        """Return where a file is first not as appended; None if not; see `chrono.log.whole_log`."""
        from chrono.log.whole_log import first_break  # noqa: PLC0415  only checking needs it

        return first_break(self._opened, self.path, expected, taken)
