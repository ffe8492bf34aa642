"""Writing an answer to a file: whole or not at all, and never over a log."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from chrono.errors import ChronoError
from chrono.log.connection import is_sqlite
from chrono.whole_file import write_whole, write_whole_folder

SUMS: Final = "export.sha256"
"""The list of checksums in a folder."""

_BESIDE: Final = ("-wal", "-shm", "-journal")
"""What the names of the files end in that SQLite keeps beside a log."""


class NotWritten(ChronoError):
    """A file could not, or must not, be written."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        super().__init__(f"-o {path}: {reason}; nothing was written")


def write_file(path: Path, content: Iterable[bytes], log: str | None) -> None:
    """Write a file of these parts, whole or not at all; `log` is the log that is read.

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


def write_folder(path: Path, files: Mapping[str, str], check: Callable[[Path], None]) -> None:
    """Write a folder with these texts, whole or not at all; see `write_whole_folder`.

    It has a list of their checksums, as ``sha256sum`` writes it; so a folder is replaced only if an
    export wrote it and nobody has changed it since.

    Raises:
        NotWritten: The folder holds something else, or it cannot be written.
    """
    content = {name: text.encode() for name, text in files.items()}
    sums = "".join(f"{_sha256(content[name])}  {name}\n" for name in sorted(content))
    try:
        for reason in _foreign(Path(os.path.realpath(path))):
            raise NotWritten(path, f"{reason}; name a new folder")
        write_whole_folder(path, {**content, SUMS: sums.encode()}, check)
    except OSError as error:
        raise NotWritten(path, f"cannot be written ({error.strerror})") from error


def _foreign(folder: Path) -> Iterator[str]:
    """Yield what is in a folder that no export wrote, or that changed since; nothing if it is new.

    Raises:
        OSError: It is no folder, or cannot be read.
    """
    there = {file.name: file for file in folder.iterdir()} if folder.exists() else {}
    listed = there.pop(SUMS, None)
    lines = listed.read_text("utf-8", "replace").splitlines() if listed else ()
    written = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    for name, file in sorted(there.items()):
        if name not in written:
            yield f"holds {name}, which no export wrote"
        elif not file.is_file() or _sha256(file.read_bytes()) != written[name]:
            yield f"{name} has changed since it was exported"
    for name in sorted(written.keys() - there.keys()):
        yield f"{name} is gone since it was exported"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


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
