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
from contextlib import contextmanager, suppress
from typing import Final

from chrono.log import connection
from chrono.log.errors import FilePath
from chrono.whole_file import taken

if sys.platform != "win32":  # there writers do without the place of the next one
    import fcntl

_TURN: Final = 0.02
"""The seconds of a turn, in which a writer that appends on and on need not wait for others."""

_SHORTEST: Final = 0.001
"""The seconds between two attempts of the next writer at first, which costs it little."""

_LONGEST: Final = 0.01
"""The seconds between two attempts at most, while another writes for long."""


class WriteLock:
    """The transactions of one connection, which take turns with those of other processes."""

    def __init__(self, opened: sqlite3.Connection, path: FilePath) -> None:
        self._connection = opened
        self._path = path
        self._turn = float("-inf")

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
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            if time.monotonic() - self._turn < _TURN and self._began():
                return
            self._wait_for_turn(time.monotonic())
            self._turn = time.monotonic()
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {connection.PATIENCE * 1000:.0f}")

    def _wait_for_turn(self, start: float) -> None:
        """Begin a transaction as the next one; after all patience raise the error of SQLite."""
        with self._as_the_next():
            since = time.monotonic()
            while not self._began():
                now = time.monotonic()
                if now - start > connection.PATIENCE:
                    self._connection.execute("BEGIN IMMEDIATE")  # for its error, or at last
                    return
                time.sleep(min(_SHORTEST + (now - since) / 100, _LONGEST))

    def _began(self) -> bool:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not connection.is_busy(error):
                raise
            return False
        return True

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
