"""Atomic writes: a file appears under its name complete, or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from chrono import leaving


@contextmanager
def folder_within(parent: Path) -> Iterator[Path]:
    """Yield a new folder in `parent`, for files that are moved from it when they are complete.

    At the end the folder is removed with all that is left in it.

    Raises:
        OSError: The folder cannot be made.
    """
    folder = parent / f".chrono-{os.urandom(8).hex()}"
    with leaving.undone(partial(shutil.rmtree, folder, ignore_errors=True)):
        folder.mkdir(mode=0o700)
        yield folder


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under a temporary name, and rename it when it is complete.

    A file of that name is replaced, and its permissions are kept; of a link, its target.

    Raises:
        OSError: It cannot be written; then the old file is unchanged.
    """
    target = Path(os.path.realpath(path))
    with folder_within(target.parent) as folder:
        unfinished = folder / "new"
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, unfinished)
        unfinished.replace(target)
