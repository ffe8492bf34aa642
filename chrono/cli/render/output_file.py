"""Writing an answer to a file: whole or not at all, and never over a log."""

import os
import stat
from pathlib import Path
from typing import Final

from chrono.errors import ChronoError
from chrono.log.connection import is_sqlite
from chrono.whole_file import write_whole

_BESIDE: Final = ("-wal", "-shm", "-journal")
"""What the names of the files end in that SQLite keeps beside a log."""


class NotWritten(ChronoError):
    """A file could not, or must not, be written."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        super().__init__(f"-o {path}: {reason}; nothing was written")


def write_file(path: Path, content: bytes, log: str | None) -> None:
    """Write a file, whole or not at all; `log` is the log that is read.

    A file of that name is replaced, and keeps its permissions.

    Raises:
        NotWritten: It is a log or a file beside one, no file, or its folder cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        _refuse(path, target, log)
        write_whole(target, content)
    except OSError as error:
        raise NotWritten(path, f"cannot be written ({error.strerror})") from error


def _refuse(path: Path, target: Path, log: str | None) -> None:
    """Refuse what must never be replaced."""
    hint = "an export never replaces a log; choose another name, as account.csv"
    if log is not None and str(target) in {f"{os.path.realpath(log)}{end}" for end in _BESIDE}:
        raise NotWritten(path, f"belongs to the log {log}; {hint}")
    if not target.exists():
        return
    if not stat.S_ISREG(target.stat().st_mode):
        raise NotWritten(path, "a folder, or no file; name a file, as account.csv")
    if is_sqlite(target):
        raise NotWritten(path, f"a SQLite file; {hint}")
