"""Turns: how those who write one file share its lock, so that nobody waits for long.

SQLite keeps no queue: the next writer is whoever asks at the right moment, and that is nearly
always the one that has just committed. So whoever waits asks the more often the longer it has
waited, and whoever met another writer lately leaves a gap after its commit, in which others ask.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from chrono.log import connection

_PAUSE: Final = 0.002
"""Seconds between two askings at first, on average."""

_LONG: Final = 0.04
"""Seconds of waiting after which one asks twice as often; after twice that, nine times."""

_SHORTEST: Final = 0.000_2
"""Seconds between two askings at the least, so that waiting costs little."""

_GAP: Final = 0.003
"""Seconds that are left to others after a commit: several of them ask in that time."""

_LATELY: Final = 1.0
"""Seconds for which one remembers that there are others."""


class Turns:
    """The transactions of one connection, each in its turn among those of other processes."""

    def __init__(self, opened: sqlite3.Connection) -> None:
        self._connection = opened
        self._met = self._left = float("-inf")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the write lock: one writer at a time assigns positions."""
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
                    self._connection.execute("BEGIN IMMEDIATE")  # for the error, or at last
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
