"""Connections to log files: how one is opened, and what its errors mean."""

import gc
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

from chrono import leaving
from chrono.log import statements
from chrono.log.errors import (
    BusyLog,
    DamagedLog,
    FilePath,
    LogError,
    NewerLog,
    NoLog,
    NotALog,
    UnreadableLog,
    UnwritableLog,
)

PATIENCE: Final = 30.0
"""Seconds until somebody who waits for a lock gives up."""

_SQLITE: Final = b"SQLite format 3\0"
"""The first bytes of every database of SQLite 3."""

_QUOTED: Final = str.maketrans({"%": "%25", "?": "%3f", "#": "%23"})
"""What means something else in the name of a file that SQLite reads as a URI."""

_UNUSABLE: Final = (
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
)


def is_sqlite(path: FilePath) -> bool:
    """Return whether a file is a SQLite database, by its first bytes; only opening tells of a log.

    Raises:
        OSError: It cannot be read.
    """
    with open(path, "rb") as file:  # noqa: PTH123  see FilePath
        return file.read(len(_SQLITE)) == _SQLITE


def connect(path: FilePath, *, write: bool) -> sqlite3.Connection:
    """Open a log file, and nothing that is none.

    Raises:
        NoLog: There is no such file.
        NotALog: It is something else.
        NewerLog: A later release made it.
        UnreadableLog: It cannot be read.
        UnwritableLog: It is to be written, and cannot be.
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
        connection = _opened(path, "mode=rw")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA recursive_triggers = ON")
        return connection


def _reader(path: FilePath) -> sqlite3.Connection:
    """Open a file read-only, also one in a folder that cannot be written.

    There SQLite cannot make the index of a write-ahead log; where no such log is left, nothing is
    missing without it.
    """
    try:
        return _opened(path, "mode=ro")
    except sqlite3.OperationalError as error:
        if _code(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
        ahead = f"{_real(path)}-wal"
        if os.path.exists(ahead) and os.stat(ahead).st_size:  # noqa: PTH110, PTH116  see FilePath
            raise UnreadableLog(
                path, f"what was written last is still in {ahead}; its folder must be writable"
            ) from error
        return _opened(path, "mode=ro&immutable=1")


def _opened(path: FilePath, how: str) -> sqlite3.Connection:
    name = f"file:{_real(path).translate(_QUOTED)}?{how}"
    connection = sqlite3.connect(name, uri=True, timeout=PATIENCE, isolation_level=None)
    leaving.remember(partial(_let_go, connection))  # its first statement makes the first file
    try:
        _check_version(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _let_go(connection: sqlite3.Connection) -> None:
    """Close a connection in the middle of anything, so that a writer leaves no file beside the log.

    A signal's handler may do this: it runs between two steps of Python, never in one of SQLite,
    which is given no functions of ours to call. Closing rolls an open transaction back. SQLite
    stays open for rows that are still to be read, so whoever reads them is closed first.
    """
    for cursor in gc.get_referrers(connection):
        if isinstance(cursor, sqlite3.Cursor):
            cursor.close()
    connection.close()


def _real(path: FilePath) -> str:
    return os.path.realpath(os.fspath(path))


def _check_version(connection: sqlite3.Connection, path: FilePath) -> None:
    """Tell a log from other files, before anything of it is believed."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != statements.APPLICATION_ID:
        raise NotALog(path)
    if version > statements.VERSION:
        raise NewerLog(path, version)


@contextmanager
def translated(path: FilePath, *, write: bool = False) -> Iterator[None]:
    """Turn what sqlite3 raises into errors of ours."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _translation(error, path, write=write) from error
    except UnicodeDecodeError as error:
        # Of damaged text in the schema sqlite3 cannot even tell.
        raise DamagedLog(path, str(error)) from error


def _translation(error: sqlite3.DatabaseError, path: FilePath, *, write: bool) -> LogError:
    code, detail = _code(error), str(error)
    if is_busy(error):
        return BusyLog(path, PATIENCE)
    if code == sqlite3.SQLITE_NOTADB or "no such table" in detail:
        return NotALog(path)
    if code in _UNUSABLE:
        return UnwritableLog(path, detail) if write else UnreadableLog(path, detail)
    return DamagedLog(path, detail)


def is_busy(error: sqlite3.DatabaseError) -> bool:
    """Say whether somebody else has the lock."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _code(error: sqlite3.DatabaseError) -> int:
    """Return the primary code; what Python raises by itself, as for bad UTF-8, has none."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
