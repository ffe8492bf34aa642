"""The write lock of a file, shared fairly between processes, so that none waits for long.

SQLite has no queue of writers: the next writer is the one that asks at the right moment, nearly
always the one that has just committed. So a writer first takes the place of the next writer, which
is a lock of its own, and gives it to another once it has the write lock. As somebody is in that
place while a writer writes, the write lock is taken as soon as it is free, and one that has just
committed gets behind those who wait. Who waits for the place asks more often the longer it has
waited.
"""

import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from chrono.log import connection
from chrono.log.errors import FilePath

if sys.platform != "win32":  # there writers do without the place of the next one
    import fcntl

_PAUSE: Final = 0.002
"""The seconds between two attempts to get the place at first, on average."""

_LONG: Final = 0.04
"""The seconds of waiting after which attempts are twice as frequent; after 0.08, nine times."""

_SHORTEST: Final = 0.000_2
"""The seconds between two attempts, at least, so that waiting costs little."""

_LONGEST: Final = 0.01
"""The seconds between two attempts of the next writer at most, while another writes for long."""


class WriteLock:
    """The transactions of one connection, which take turns with those of other processes."""

    def __init__(self, opened: sqlite3.Connection, path: FilePath) -> None:
        self._connection = opened
        self._path = path
        self._place: int | None = None

    def close(self) -> None:
        """Close what the place of the next writer is locked by."""
        if self._place is not None:
            os.close(self._place)
            self._place = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run the block in a transaction with the write lock; roll back if it raises."""
        try:
            self._begin()
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _begin(self) -> None:
        start = time.monotonic()
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            with self._as_the_next(start):
                while not self._began():
                    waited = time.monotonic() - start
                    if waited > connection.PATIENCE:
                        self._connection.execute("BEGIN IMMEDIATE")  # for its error, or at last
                        return
                    time.sleep(min(max(_SHORTEST, waited / 50), _LONGEST))
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {connection.PATIENCE * 1000:.0f}")

    @contextmanager
    def _as_the_next(self, start: float) -> Iterator[None]:
        """Run the block in the place of the next writer; without it after all patience."""
        place = self._opened_place()
        while place is not None and not _locked(place):
            waited = time.monotonic() - start
            if waited > connection.PATIENCE:  # somebody may have been stopped there
                break
            jitter = 0.5 + os.urandom(1)[0] / 256
            time.sleep(max(_SHORTEST, jitter * _PAUSE / (1 + (waited / _LONG) ** 3)))
        try:
            yield
        finally:
            if place is not None:
                _unlock(place)

    def _opened_place(self) -> int | None:
        """Return the write-ahead log, opened to be locked as the place; None where there is none.

        SQLite locks it never, and keeps it while any connection is open.
        """
        if self._place is None and sys.platform != "win32":
            with suppress(OSError):
                self._place = os.open(connection.ahead_of(self._path), os.O_RDONLY)
        return self._place

    def _began(self) -> bool:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not connection.is_busy(error):
                raise
            return False
        return True


def _locked(place: int) -> bool:
    """Lock the place, and return True, also where files cannot be locked; False for not yet."""
    if sys.platform != "win32":
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
    return True


def _unlock(place: int) -> None:
    if sys.platform != "win32":
        with suppress(OSError):
            fcntl.flock(place, fcntl.LOCK_UN)
