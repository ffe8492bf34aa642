"""Atomic writes: a file appears under its name complete, or not at all.

Until then it is in a folder beside it, which is removed with all that is in it. One that a killed
process left is removed by the next that makes one there: nobody holds its lock any more.
"""

import os
import re
import shutil
import socket
import stat
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final

from chrono import leaving

if sys.platform != "win32":  # there no lock tells who is gone, so nothing is removed
    import fcntl

_HERE: Final = f"{zlib.crc32(socket.gethostname().encode()):08x}"
"""This computer in the name of a folder: locks may not reach beyond it."""

_FOLDER: Final = re.compile(r"\.chrono-([0-9a-f]{8})-[0-9a-f]{16}")
_LOCK: Final = "lock"
_INSIDE: Final = re.compile(rf"{_LOCK}|new(-wal|-shm|-journal)?")
"""The files that such a folder may hold; one with anything else is not ours."""

_LONG: Final = 24 * 3600
"""The seconds after which nobody on another computer still fills a folder."""


@contextmanager
def folder_within(parent: Path) -> Iterator[Path]:
    """Yield a new folder in `parent`, for a file ``new`` that is moved from it when complete.

    At the end the folder is removed with all that is left in it.

    Raises:
        OSError: The folder cannot be made.
    """
    _clear(parent)
    folder = parent / f".chrono-{_HERE}-{os.urandom(8).hex()}"
    with leaving.undone(partial(shutil.rmtree, folder, ignore_errors=True)):
        lock = _made_and_locked(folder)
        try:
            yield folder
        finally:
            os.close(lock)


def write_whole(path: Path, content: Iterable[bytes]) -> None:
    """Write a file of these parts under a temporary name, and rename it when it is complete.

    A file of that name is replaced, and its permissions are kept; of a link, its target.

    Raises:
        OSError: It cannot be written; then the old file is unchanged.
    """
    target = Path(os.path.realpath(path))
    with folder_within(target.parent) as folder:
        unfinished = folder / "new"
        with unfinished.open("wb") as file:
            file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, unfinished)
        unfinished.replace(target)


def write_whole_folder(
    path: Path, files: Mapping[str, bytes], check: Callable[[Path], None]
) -> None:
    """Write a folder under a temporary name, and rename it when it is complete and checked.

    A folder of that name is replaced, with all that is in it. `check` gets the new one, under its
    own name, and raises what is wrong with it.

    Raises:
        OSError: It cannot be written; then the old folder is unchanged.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    with folder_within(target.parent) as folder:
        unfinished = folder / "new" / target.name
        unfinished.mkdir(parents=True)
        for name, content in files.items():
            with (unfinished / name).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        check(unfinished)
        before = folder / "before"
        with leaving.undone(partial(_put_back, before, target)):
            if target.exists():
                target.rename(before)
            unfinished.rename(target)


def _put_back(before: Path, target: Path) -> None:
    """Give the old folder its name again, unless a new one has it."""
    if before.exists() and not target.exists():
        before.rename(target)


def _made_and_locked(folder: Path) -> int:
    """Make a folder and return the lock of it; what is cleared before it is locked is made again.

    Raises:
        OSError: It cannot be made.
    """
    while True:
        folder.mkdir(mode=0o700, exist_ok=True)
        with suppress(FileNotFoundError):
            lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
            if taken(lock) is not False and (folder / _LOCK).exists():
                return lock
            os.close(lock)


def taken(lock: int) -> bool | None:
    """Return whether a lock is ours now; False if another process has it, None without locks."""
    if sys.platform == "win32":
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _clear(parent: Path) -> None:
    """Remove the folders that killed processes left in `parent`; what is not ours stays."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        for folder in parent.iterdir():
            found = _FOLDER.fullmatch(folder.name)
            if found:
                _remove_if_left(folder, here=found[1] == _HERE)


def _remove_if_left(folder: Path, *, here: bool) -> None:
    with suppress(OSError):
        about = folder.lstat()
        mine = stat.S_ISDIR(about.st_mode) and about.st_uid == os.geteuid()
        if not mine or not (here or time.time() - about.st_mtime > _LONG):
            return
        if not all(_INSIDE.fullmatch(file.name) for file in folder.iterdir()):
            return
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            if taken(lock):
                shutil.rmtree(folder)
        finally:
            os.close(lock)
