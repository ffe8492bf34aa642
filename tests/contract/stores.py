"""Every place that a log is kept in, with how it is opened: what the contract is tried on.

A new sort of log, such as PostgreSQL, is a class here and a line in STORES.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Protocol

from chrono.log.clock import system_clock
from chrono.log.contract import Clock, Log
from chrono.log.creation import create_log
from chrono.log.memory import MemoryLog
from chrono.log.sqlite import SqliteLog
from chrono.values.clocks import Instant
from tests.building import NOW

SECOND: Final = 1_000_000


class WoundClock:
    """A clock that tests wind."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> Instant:
        """Tell the time, which stands still by itself."""
        return self.now

    def goes(self, seconds: int) -> None:
        """Go forwards or backwards."""
        self.now = Instant(self.now + seconds * SECOND)


class Store(Protocol):
    """One log, as it is kept; empty when made in a folder."""

    def __init__(self, folder: Path) -> None: ...

    def open(self, clock: Clock = system_clock) -> Any:
        """Open the log for appending; several may be open at once where others can write it."""
        ...

    def read(self) -> Any:
        """Open the log for reading only."""
        ...

    def close(self, log: Any) -> None:
        """Close what was opened."""
        ...


class Memory:
    """A log in memory: opened again, it is read from the entries of before."""

    def __init__(self, folder: Path) -> None:
        self._last: Log = MemoryLog()
        del folder

    def open(self, clock: Clock = system_clock) -> MemoryLog:
        """Go on from the log that was opened last."""
        self._last = MemoryLog(self._last.entries(), clock=clock)
        return self._last

    def read(self) -> MemoryLog:
        """Read the entries; nobody else sees what is appended to them."""
        return MemoryLog(self._last.entries())

    def close(self, log: MemoryLog) -> None:
        """Leave it where it is."""


class Sqlite:
    """A log in a file."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "test.db"
        create_log(self.path)

    def open(self, clock: Clock = system_clock) -> SqliteLog:
        """Open the file for appending."""
        return SqliteLog(self.path, write=True, clock=clock)

    def read(self) -> SqliteLog:
        """Open the file read-only."""
        return SqliteLog(self.path)

    def close(self, log: SqliteLog) -> None:
        """Close the file."""
        log.close()


STORES: Final[dict[str, Callable[[Path], Store]]] = {"memory": Memory, "sqlite": Sqlite}
"""Every sort."""

SHARED: Final[dict[str, Callable[[Path], Store]]] = {"sqlite": Sqlite}
"""Those that several processes write and read at once, and that outlive them."""
