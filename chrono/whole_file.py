"""Files that appear under their names whole, or not at all, whatever happens meanwhile."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from chrono import leaving


@contextmanager
def folder_within(parent: Path) -> Iterator[Path]:
    """Make a folder for what is to be moved from it when it is whole; at the end it is removed.

    Raises:
        OSError: It cannot be made.
    """
    folder = parent / f".chrono-{os.urandom(8).hex()}"
    with leaving.undone(partial(shutil.rmtree, folder, ignore_errors=True)):
        folder.mkdir(mode=0o700)
        yield folder


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside the place where it is to stand, and move it there when it is whole.

    A file of that name is replaced, and keeps its permissions; of a link, what it points to.

    Raises:
        OSError: It cannot be written; then what was there still is.
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
