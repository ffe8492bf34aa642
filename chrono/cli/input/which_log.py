"""Which log file a command means: the one that is named, else the one in this folder."""

import os
from collections.abc import Sequence

from chrono.cli.input.log_notes import DEFAULT, note_default, note_network
from chrono.cli.render.terminal import line
from chrono.errors import ChronoError
from chrono.log.statements import APPLICATION_ID


class NoLogNamed(ChronoError):
    """A command that writes, without a log: none is named, and none is in the folder."""

    def __init__(self) -> None:
        super().__init__("no log: name one with -f FILE, or make one with: chrono init chrono.db")


class OtherLogHere(ChronoError):
    """A command without a log, in a folder with a log of another name than the usual one."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        listed = ", ".join(map(line, names))
        are = "is a log" if len(names) == 1 else "are logs"
        super().__init__(f"no {DEFAULT} here, but {listed} {are}; name it with -f {line(names[0])}")


def log_file(file: str | None) -> str | None:
    """Return the file of the log to read; None for a bundled chronology."""
    if file is not None:
        return file
    named = os.environ.get("CHRONO_FILE")
    if named:
        return named
    return DEFAULT if os.path.exists(DEFAULT) else None  # noqa: PTH110  see FilePath


def _logs_here() -> list[str]:
    """Return the names of the logs in this folder, sorted; by their mark, as none is opened."""
    from pathlib import Path  # noqa: PLC0415  dear to import, and only without a log

    mark = APPLICATION_ID.to_bytes(4, "big")  # at byte 68 of a file of SQLite
    found = []
    for path in sorted(Path().glob("*.db")):
        try:
            with path.open("rb") as file:
                if file.read(72)[68:] == mark:
                    found.append(path.name)
        except OSError:  # no file, or not ours to read
            continue
    return found


def log_to_read(file: str | None) -> str | None:
    """Return the file of the log to read, with a note if nobody named it; None for a bundled one.

    Raises:
        OtherLogHere: None is named, and this folder has one of another name than the usual one.
    """
    path = log_file(file)
    if path is not None:
        note_default(file)
        return path
    here = _logs_here()
    if here:
        raise OtherLogHere(here)
    return None


def log_to_write(file: str | None) -> str:
    """Return the file of the log to write.

    Raises:
        OtherLogHere: None is named, and this folder has one of another name than the usual one.
        NoLogNamed: None is named, and none is in the folder.
    """
    path = log_file(file)
    if path is None:
        raise OtherLogHere(here) if (here := _logs_here()) else NoLogNamed()
    note_network(path)
    note_default(file)
    return path
