"""A log kept in one SQLite file."""

import os
import random
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from urllib.parse import quote

from chrono.errors import ChronoError
from chrono.events.drafts import Draft
from chrono.events.entries import Entry
from chrono.log import statements
from chrono.log.chain import FIRST, Break, Head, first_break
from chrono.log.clock import system_clock
from chrono.log.contract import Appended, Clock, next_stamp, prepare
from chrono.values.clocks import END, Instant, stamp

_TRY: Final = 0.05
"""Seconds that SQLite itself waits for a lock: its own handler starves writers that wait longer."""

_PATIENCE: Final = 30.0
"""Seconds until a writer gives up."""


class LogError(ChronoError):
    """A log file cannot be used as asked."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class NoLog(LogError):
    """There is no file."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, f"no such log; make it with: chrono init {path}")


class LogExists(LogError):
    """There is a file where a log should be made."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "there is a file already; choose another name, or append to it")


class NotALog(LogError):
    """The file is no log of ours."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "not a chrono log; name a file made with chrono init")


class NewerLog(LogError):
    """The file was written by a later release."""

    def __init__(self, path: Path, version: int) -> None:
        self.version = version
        super().__init__(
            path,
            f"a log of version {version}; this chrono reads up to version {statements.VERSION}: "
            "upgrade with pip install -U chrono-engine",
        )


class BusyLog(LogError):
    """Somebody else kept the file locked."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, f"locked by another program for {_PATIENCE:.0f} seconds; nothing was written"
        )


class UnwritableLog(LogError):
    """The file, or its folder, cannot be written."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(path, f"cannot be written ({detail}); nothing was written")


class SqliteLog:
    """A log in a SQLite file; closed by ``close`` or by leaving a ``with`` block.

    Args:
        path: The file.
        write: Whether to open it for appending; a reader never changes the file.
        clock: Tells the time of appends.

    Raises:
        NoLog: There is no such file.
        NotALog: It is something else.
        NewerLog: A later release made it.
        UnwritableLog: It is to be written, and cannot be.
    """

    def __init__(self, path: Path, *, write: bool = False, clock: Clock = system_clock) -> None:
        if not path.exists():
            raise NoLog(path)
        self.path = path
        self._clock = clock
        if write and not os.access(path, os.W_OK):
            raise UnwritableLog(path, "permission denied")
        self._connection = _connect(path, write=write)
        with _translated(path):
            self._check_version()

    @staticmethod
    def create(path: Path) -> None:
        """Make an empty log; it appears under its name only when it is complete.

        Raises:
            LogExists: There is a file of that name.
            UnwritableLog: The folder cannot be written.
        """
        from sqlite_utils import Database  # noqa: PLC0415  dear to import, and only needed here

        from chrono.log.schema import migrate  # noqa: PLC0415

        if path.exists():
            raise LogExists(path)
        unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
        try:
            with _translated(path):
                connection = sqlite3.connect(unfinished, isolation_level=None)
                db = Database(connection, execute_plugins=False)
                db.execute("PRAGMA journal_mode = WAL")
                migrate(db)
                db.close()
            os.link(unfinished, path)
        except FileExistsError:
            raise LogExists(path) from None
        except OSError as error:
            raise UnwritableLog(path, str(error.strerror)) from error
        finally:
            for suffix in ("", "-wal", "-shm"):
                unfinished.with_name(unfinished.name + suffix).unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def entries(self, chronology: str | None = None) -> Sequence[Entry]:
        """List the entries of one chronology, or all, in the order of the log."""
        with _translated(self.path):
            if chronology is None:
                rows = self._connection.execute(statements.ALL)
            else:
                rows = self._connection.execute(statements.OF_CHRONOLOGY, (chronology,))
            return tuple(Entry(*row) for row in rows)

    def head(self, upto: int | None = None) -> Head:
        """Say where the log ends, or ended at a position."""
        with _translated(self.path):
            if upto is None:
                row = self._connection.execute(statements.HEAD).fetchone()
            else:
                row = self._connection.execute(statements.HEAD_AT, (upto,)).fetchone()
        return Head(*row) if row else Head(0, FIRST)

    def position_at(self, recorded: Instant) -> int:
        """Say which position was the last one recorded before an instant; 0 for none."""
        if recorded >= END:
            return self.head().entries
        with _translated(self.path):
            row = self._connection.execute(statements.POSITION_AT, (stamp(recorded),)).fetchone()
        return int(row[0])

    def chronologies(self) -> Mapping[str, int]:
        """List the chronologies, each with how many entries it has besides declarations."""
        with _translated(self.path):
            return dict(self._connection.execute(statements.CHRONOLOGIES).fetchall())

    def append(self, drafts: Sequence[Draft], expected_head: str | None = None) -> Appended:
        """Append drafts, all or none, in one transaction.

        Raises:
            Refused: Some drafts have faults.
            HeadMoved: The log does not end at the expected hash.
            BusyLog: Somebody else kept the file locked.
            UnwritableLog: The disk is full, or the file is read-only.
        """
        with _translated(self.path), self._transaction() as connection:
            last = connection.execute(statements.LAST_RECORDED).fetchone()
            recorded = next_stamp(self._clock, last[0] if last else None)
            before = [
                entry
                for chronology in dict.fromkeys(draft.chronology for draft in drafts)
                for entry in self.entries(chronology)
            ]
            done = prepare(before, self.head(), drafts, expected_head, recorded)
            connection.executemany(
                statements.INSERT,
                (
                    (e.position, e.chronology, e.id, e.recorded, e.body, e.digest, e.hash)
                    for e in done.new
                ),
            )
            return done

    def first_break(self, expected: str | None = None) -> Break | None:
        """Find the first place at which the file is not what was appended; None if it is whole."""
        self._connection.text_factory = lambda raw: raw.decode(errors="surrogateescape")
        broken = first_break(self.entries(), expected)
        if broken is not None:
            return broken
        with _translated(self.path):
            parts = dict(self._connection.execute(statements.PARTS).fetchall())
        for name, sql in statements.SCHEMA.items():
            if parts.pop(name, None) != sql:
                return Break(0, f"the schema was changed: {name} is missing or another")
        if parts:
            return Break(0, f"the schema was changed: {min(parts)} was added")
        return None

    def _check_version(self) -> None:
        """Tell a log from other files, before anything of it is believed."""
        application = self._connection.execute("PRAGMA application_id").fetchone()[0]
        version = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if application != statements.APPLICATION_ID:
            raise NotALog(self.path)
        if version > statements.VERSION:
            raise NewerLog(self.path, version)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Hold the write lock: one writer at a time assigns positions."""
        self._begin()
        try:
            yield self._connection
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _begin(self) -> None:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if not _is_busy(error) or time.monotonic() > until:
                    raise
                time.sleep(random.uniform(0.001, 0.02))  # noqa: S311  jitter, not a secret
            else:
                return


def _connect(path: Path, *, write: bool) -> sqlite3.Connection:
    with _translated(path):
        if write:
            connection = sqlite3.connect(path, timeout=_TRY, isolation_level=None)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA recursive_triggers = ON")
            return connection
        return _connect_reader(path)


def _connect_reader(path: Path) -> sqlite3.Connection:
    """Open a file read-only, also one in a folder that cannot be written.

    There SQLite cannot make the index of a write-ahead log; where no such log is left, nothing is
    missing without it.
    """
    name = f"file:{quote(str(path.resolve()))}?mode=ro"
    try:
        connection = sqlite3.connect(name, uri=True, timeout=_PATIENCE, isolation_level=None)
        connection.execute(statements.HEAD).fetchone()
    except sqlite3.OperationalError as error:
        wal = path.with_name(path.name + "-wal")
        if "unable to open" not in str(error) or (wal.exists() and wal.stat().st_size):
            raise
        return sqlite3.connect(f"{name}&immutable=1", uri=True, isolation_level=None)
    return connection


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Turn what sqlite3 raises into errors of ours."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if _is_busy(error):
            raise BusyLog(path) from error
        if "no such table" in str(error):
            raise NotALog(path) from error
        raise UnwritableLog(path, str(error)) from error
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error):
            raise NotALog(path) from error
        raise LogError(path, str(error)) from error


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
