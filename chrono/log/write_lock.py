"""The write lock of a file, shared fairly between processes, so that none waits for long.

SQLite has no queue of writers: the next writer is the one that asks at the right moment, nearly
always the one that has just committed. So a writer asks more often the longer it has waited, and a
writer that met another one lately pauses after its commit, so that the other can get the lock.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from chrono.log import connection

_PAUSE: Final = 0.002
"""The seconds between two attempts at first, on average."""

_LONG: Final = 0.04
"""The seconds of waiting after which attempts are twice as frequent; after 0.08, nine times."""

_SHORTEST: Final = 0.000_2
"""The seconds between two attempts, at least, so that waiting costs little."""

_GAP: Final = 0.003
"""The seconds of a pause after a commit: enough for several attempts of others."""

_LATELY: Final = 1.0
"""The seconds for which a meeting with another writer is remembered."""


class WriteLock:
    """The transactions of one connection, which take turns with those of other processes."""

    def __init__(self, opened: sqlite3.Connection) -> None:
        self._connection = opened
        self._met = self._left = float("-inf")

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
        finally:
            self._left = time.monotonic()

    def _begin(self) -> None:
        start = time.monotonic()
        if start - self._met < _LATELY:
            time.sleep(max(0.0, self._left + _GAP - start))
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._began():
                self._met = time.monotonic()
                waited = self._met - start
                if waited > connection.PATIENCE:
                    self._connection.execute("BEGIN IMMEDIATE")  # for its error, or at last
                    return
                jitter = 0.5 + os.urandom(1)[0] / 256
                time.sleep(max(_SHORTEST, jitter * _PAUSE / (1 + (waited / _LONG) ** 3)))
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {connection.PATIENCE * 1000:.0f}")

    def _began(self) -> bool:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not connection.is_busy(error):
                raise
            return False
        return True
