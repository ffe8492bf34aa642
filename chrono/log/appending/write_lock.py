"""The write lock of a file, shared fairly between processes, so that none waits for long.

SQLite has no queue of writers: the next writer is the one that asks at the right moment, nearly
always the one that has just committed. That is quick, as it knows what it wrote last, but others
may wait for ever. So writers take turns, each of a few appends. Who has no turn first takes the
place of the next writer, a lock of its own for which the system keeps the queue, and leaves it once
it has the write lock. A program that knows of no turns writes all the same.
"""

import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Final

import attrs

from chrono.log import connection, statements
from chrono.log.errors import FilePath
from chrono.whole_file import taken

if sys.platform != "win32":  # there writers do without the place of the next one
    import fcntl

_TURN: Final = 0.015
"""The seconds of a turn, in which a writer that appends on and on need not wait for others."""

_SHORTEST: Final = 0.0005
"""The seconds between two attempts of the next writer at first, which costs it little."""

_LONGEST: Final = 0.01
"""The seconds between two attempts at most, while another writes for long."""


@attrs.frozen
class Look:
    """What tells whether a file has changed since.

    Attributes:
        version: The number that SQLite changes when another connection writes.
        schema: The number that it changes with the schema.
    """

    version: int
    schema: int


class WriteLock(AbstractContextManager[Look]):
    """The transactions of one connection, which take turns with those of other processes.

    Each block is a transaction with the write lock, which is rolled back if it raises; it is given
    a look at the file.
    """

    def __init__(self, opened: sqlite3.Connection, path: FilePath) -> None:
        self._connection = opened
        self._path = path
        self._turn = float("-inf")
        self._last: Look | None = None

    def __enter__(self) -> Look:
        now = time.monotonic()
        look = self._begun() if now - self._turn < _TURN else None
        if look is None:
            look = self._waited(now)
            self._turn = time.monotonic()
        return look

    def __exit__(self, error: object, _: object, __: object) -> None:
        try:
            if error is None:
                self._connection.execute("COMMIT")
        finally:
            self._roll_back()

    def look(self) -> Look:
        """Return a look at the file, within a transaction.

        Raises:
            ChangedSchema: It has another schema than a log; nothing else of it was read.
        """
        last = self._last
        (version,) = self._connection.execute(statements.DATA_VERSION).fetchone()
        if last is not None and last.version == version:
            return last
        (schema,) = self._connection.execute(statements.VERSION_OF_SCHEMA).fetchone()
        if last is None or last.schema != schema:
            connection.refuse_changed_schema(self._connection, self._path)
        self._last = Look(version, schema)
        return self._last

    def _waited(self, start: float) -> Look:
        """Return the look of a transaction that begins as the next one.

        Who has written since the last look is in its turn, and left alone until that is over. After
        all patience the error of SQLite is raised.
        """
        with self._as_the_next():
            since = now = time.monotonic()
            while True:
                patient, polite = now - start <= connection.PATIENCE, now - since < _TURN
                look = self._begun(patient=patient, polite=polite)
                if look is not None:
                    return look
                time.sleep(min(_SHORTEST + (now - since) / 100, _LONGEST))
                now = time.monotonic()

    def _begun(self, *, patient: bool = True, polite: bool = False) -> Look | None:
        """Return the look of a new transaction; None where another has the write lock.

        SQLite does not wait for that lock where a transaction that reads already is to write, since
        its owner might wait for this reader. So it needs not be told when to wait, and when not.

        Args:
            patient: Whether that is no error.
            polite: Whether it is None, too, where another has written since the last look.
        """
        last = self._last
        try:
            self._connection.execute("BEGIN")
            look = self.look()
            if polite and last not in (None, look):
                self._roll_back()
                return None
            self._connection.execute(statements.WRITE_NOTHING)
        except BaseException as error:
            self._roll_back()
            busy = isinstance(error, sqlite3.OperationalError) and connection.is_busy(error)
            if busy and patient:
                return None
            raise
        return look

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    @contextmanager
    def _as_the_next(self) -> Iterator[None]:
        """Run the block in the place of the next writer; without it where that is not to be had.

        That is after all patience, for whoever is in it may have been stopped there, and where
        files cannot be locked. It is a lock on the write-ahead log, which SQLite itself never
        locks, and keeps while any connection is open.
        """
        place = None
        with suppress(OSError):
            place = os.open(connection.ahead_of(self._path), os.O_RDONLY)
        try:
            if place is not None and taken(place) is False:
                _wait_for(place)
            yield
        finally:
            if place is not None:
                os.close(place)  # which gives it to another


def _wait_for(place: int) -> None:
    """Return once the place is there, or after all patience.

    A thread waits, since the system's queue knows of no patience. Once the place is closed it waits
    for nothing: what it is given then is free again at once.
    """
    import threading  # noqa: PLC0415  only where writers meet

    there = threading.Event()

    def wait() -> None:
        if sys.platform != "win32":
            with suppress(OSError):
                fcntl.flock(place, fcntl.LOCK_EX)
        there.set()

    threading.Thread(target=wait, daemon=True).start()
    there.wait(connection.PATIENCE)
