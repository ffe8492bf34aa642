"""Items: the events, acts and declarations of a file, read but not yet interpreted."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from chrono.codec.structuring import FieldPath, dotted
from chrono.faults import Fault
from chrono.ingest.bounded import Bound, TooLarge

_NO_LINES: Final[Mapping[FieldPath, int]] = {}


@attrs.frozen
class Item:
    """One written event, act or declaration, and where it stands.

    Attributes:
        written: Its fields, or whatever was written instead of a map of fields.
        file: The name of the file, for faults; or what else says where it stands.
        line: The line on which it starts, from 1; 0 for what stands in no file.
        lines: The lines on which its fields start, by path.
        text: Whether every scalar is text.
    """

    written: Any
    file: str
    line: int
    lines: Mapping[FieldPath, int] = _NO_LINES
    text: bool = False

    @property
    def where(self) -> str:
        """Return ``file:line``; without a line only what stands for the file."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def at(self, *path: str | int) -> str:
        """Return ``file:line`` of a field, or of the nearest thing around it that is there."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return f"{self.file}:{self.lines[path[:length]]}"
        return self.where

    @property
    def apart(self) -> str:
        """Return what to do where another item has the same id."""
        return "give one of them another id"

    def fault(self, reason: str, *path: str | int) -> Fault:
        """Return a fault at a field of this item."""
        return Fault(self.at(*path), dotted(path), reason)


def read_text(path: Path, bound: Bound | None = None) -> tuple[str, tuple[Fault, ...]]:
    """Return the text of a UTF-8 file, or an empty text and the fault."""
    try:
        raw = (bound or Bound()).whole(path)
    except (OSError, TooLarge) as error:
        return "", (unreadable(path, error),)
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return "", (Fault(f"{path}:{line}", "", "not UTF-8; save the file as UTF-8"),)


def unreadable(path: Path, error: OSError | TooLarge) -> Fault:
    """Return the fault of a file that the system does not read, or that is too large to be read."""
    reason = f"cannot be read: {error.strerror}" if isinstance(error, OSError) else str(error)
    return Fault(str(path), "", reason)
