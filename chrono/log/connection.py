"""Connections to log files: opening them, and translating the errors of SQLite."""

import gc
import os
import sqlite3
import stat
import sys
from contextlib import AbstractContextManager
from functools import partial
from typing import Final

from chrono import leaving
from chrono.log import statements
from chrono.log.errors import (
    BusyLog,
    ChangedSchema,
    DamagedLog,
    FilePath,
    LogError,
    MisusedLog,
    NewerLog,
    NoLog,
    NotALog,
    UnreadableLog,
    UnwritableLog,
)
from chrono.log.schema_parts import difference

PATIENCE: Final = 30.0
"""The seconds after which waiting for a lock is given up."""

_SQLITE: Final = b"SQLite format 3\0"
"""The first bytes of every database of SQLite 3."""

_QUOTED: Final = str.maketrans({"%": "%25", "?": "%3f", "#": "%23"})
"""The characters of a file name that have another meaning in a URI, percent-encoded."""

_STEPS: Final = 100_000
"""The steps of SQLite, about a millisecond, after which a query looks whether a signal waits."""

_OF_WRITERS: Final = ("PRAGMA synchronous = FULL", "PRAGMA recursive_triggers = ON")
"""What a connection for appending is set to."""

_UNUSABLE: Final = (
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
)

_SHUT: Final = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def is_sqlite(path: FilePath) -> bool:
    """Return whether a file is a SQLite database, by its first bytes; it may still be no log.

    Raises:
        OSError: It cannot be read.
    """
    with open(path, "rb") as file:  # noqa: PTH123  see FilePath
        return file.read(len(_SQLITE)) == _SQLITE


def connect(path: FilePath, *, write: bool) -> sqlite3.Connection:
    """Return a connection to a log file.

    Raises:
        NoLog: There is no such file.
        NotALog: The file is something else.
        NewerLog: A later release made the file.
        UnreadableLog: It cannot be read.
        UnwritableLog: `write` is set, and it cannot be written.
    """
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116  see FilePath
    except (FileNotFoundError, NotADirectoryError):
        raise NoLog(path) from None
    except OSError as error:
        raise UnreadableLog(path, str(error.strerror)) from error
    if not stat.S_ISREG(mode):
        raise NotALog(path, "a folder" if stat.S_ISDIR(mode) else "not a file")
    if write and not os.access(path, os.W_OK):
        raise UnwritableLog(path, "permission denied")
    with translated(path, write=write):
        if not write:
            return _reader(path)
        return _opened(
            path, "mode=rw", "PRAGMA synchronous = FULL", "PRAGMA recursive_triggers = ON"
        )


def _reader(path: FilePath) -> sqlite3.Connection:
    """Return a read-only connection, also to a file in a folder that cannot be written, or is full.

    In such a folder SQLite cannot make the index of a write-ahead log (WAL). Without a WAL,
    or with an empty one, the file is complete and is opened as immutable.
    """
    try:
        return _opened(path, "mode=ro")
    except sqlite3.OperationalError as error:
        if not (_code(error) in _SHUT or _no_room(error)):
            raise
        wal = ahead_of(path)
        if os.path.exists(wal) and os.stat(wal).st_size:  # noqa: PTH110, PTH116  see FilePath
            raise UnreadableLog(
                path,
                f"what was written last is still in {wal}; its folder must be writable, with room",
            ) from error
        return _opened(path, "mode=ro&immutable=1")


def _opened(path: FilePath, mode: str, *settings: str) -> sqlite3.Connection:
    name = f"file:{_real(path).translate(_QUOTED)}?{mode}"
    connection = sqlite3.connect(name, uri=True, timeout=PATIENCE, isolation_level=None)
    leaving.remember(partial(_let_go, connection))  # registered before a statement makes a file
    connection.set_progress_handler(leaving.signal_waits() or _listen, _STEPS)
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        _check_version(connection, path)
        for setting in settings:
            connection.execute(setting)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_alone(path: FilePath) -> sqlite3.Connection:
    """Return a connection to a file that reads it without its write-ahead log.

    What it reads may be amid a checkpoint, and so in part older, if another program writes.

    Raises:
        LogError: By itself it is no log, or cannot be read.
    """
    with translated(path):
        return _opened(path, "mode=ro&immutable=1")


def ahead_of(path: FilePath) -> str:
    """Return the name of the write-ahead log (WAL) of a file, whether there is one or not."""
    return f"{_real(path)}-wal"


def stands_ahead(path: FilePath) -> bool:
    """Return whether a write-ahead log beside a file has anything in it."""
    ahead = ahead_of(path)
    return os.path.exists(ahead) and os.stat(ahead).st_size > 0  # noqa: PTH110, PTH116  see FilePath


def _listen() -> int:
    """Let a signal of the program be answered amid a query, which goes on."""
    return 0


def _let_go(connection: sqlite3.Connection) -> None:
    """Close a connection at any time, so that a writer leaves no file beside the log.

    A signal handler may do this: it runs between two steps of Python, never within one of SQLite,
    which takes no step of Python here (`leaving.signal_waits`). Closing rolls back an open
    transaction. SQLite does not close while a cursor has rows left to read, so cursors are closed
    first.
    """
    for cursor in gc.get_referrers(connection):
        if isinstance(cursor, sqlite3.Cursor):
            cursor.close()
    connection.close()


def _real(path: FilePath) -> str:
    return os.path.realpath(os.fspath(path))


def _check_version(connection: sqlite3.Connection, path: FilePath) -> None:
    """Refuse a file that is no log, or one of a later release, before anything else is read."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != statements.APPLICATION_ID:
        raise NotALog(path)
    if version > statements.VERSION:
        raise NewerLog(path, version)
    if version < 1:
        raise ChangedSchema(path, f"user_version is {version}, which no log has")


def refuse_changed_schema(connection: sqlite3.Connection, path: FilePath) -> None:
    """Refuse a file that has other parts than a log: a view, say, may never end, or lie.

    Raises:
        ChangedSchema: The first part that differs.
    """
    changed = difference(connection)
    if changed:
        raise ChangedSchema(path, " ".join(changed))


def translated(path: FilePath, *, write: bool = False) -> AbstractContextManager[None]:
    """Return what raises a LogError for each error of sqlite3 in its block."""
    return _Translated(path, write)


class _Translated(AbstractContextManager[None]):
    """A class, as many small blocks are run with it, and a generator costs thrice as much."""

    def __init__(self, path: FilePath, write: bool) -> None:  # noqa: FBT001  as `translated` has it
        self._path, self._write = path, write

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, sqlite3.DatabaseError):
            raise _translation(error, self._path, write=self._write) from error
        if isinstance(error, UnicodeDecodeError):
            # sqlite3 raises this, and no error of its own, for damaged text in the schema.
            raise DamagedLog(self._path, str(error)) from error


def _translation(error: sqlite3.DatabaseError, path: FilePath, *, write: bool) -> LogError:
    code = _code(error)
    detail = (
        "disk full, no room for the index of its write-ahead log" if _no_room(error) else str(error)
    )
    if code == sqlite3.SQLITE_INTERRUPT:
        raise KeyboardInterrupt from error  # of a handler that raised in `_listen`
    if is_busy(error):
        return BusyLog(path, PATIENCE)
    if code == sqlite3.SQLITE_NOTADB:
        return NotALog(path)
    if code in _UNUSABLE:
        return UnwritableLog(path, detail) if write else UnreadableLog(path, detail)
    if isinstance(error, sqlite3.ProgrammingError):  # closed, or of another thread
        return MisusedLog(path, detail)
    return DamagedLog(path, detail)


def is_busy(error: sqlite3.DatabaseError) -> bool:
    """Return whether an error means that another connection has the lock."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _no_room(error: sqlite3.DatabaseError) -> bool:
    """Return whether the disk had no room for the index, of which SQLite says only: I/O error."""
    shared = (sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMSIZE)
    return getattr(error, "sqlite_errorcode", 0) in shared


def _code(error: sqlite3.DatabaseError) -> int:
    """Return the primary result code; an error that Python raises by itself has none."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
