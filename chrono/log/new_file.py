"""Making the file of a log: it appears under its name whole and on the disk, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chrono.log.connection import stands_ahead
from chrono.log.errors import FilePath, LogExists, UnwritableLog
from chrono.whole_file import folder_within


@contextmanager
def new_file(path: FilePath) -> Iterator[Path]:
    """Yield where to make a file, which has its name once the block has ended without an error.

    Raises:
        LogExists: There is a file of that name.
        UnwritableLog: The folder is not there, or cannot be written.
    """
    parent = Path(path).parent
    try:
        if Path(path).exists():
            raise LogExists(path)
        if not parent.is_dir():
            raise UnwritableLog(path, f"there is no folder {parent}")
        with folder_within(parent) as folder:
            unfinished = folder / "new"
            try:
                yield unfinished
            except UnwritableLog as error:  # with the name of the log instead
                raise UnwritableLog(path, error.detail) from error
            if stands_ahead(unfinished):  # the file had no room to take it in
                raise UnwritableLog(path, "disk full")
            _sync(unfinished)
            os.link(unfinished, path)
    except FileExistsError:
        raise LogExists(path) from None
    except OSError as error:
        raise UnwritableLog(path, str(error.strerror)) from error


def _sync(path: Path) -> None:
    """Wait until the disk has a file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
