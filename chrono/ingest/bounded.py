"""The bound on what is read from outside, the same for every format, file, folder, pipe and stdin.

It bounds memory and time: what never ends, as ``/dev/zero``, is refused as what is too large. A
file of lines that needs no explanation is taken in part by part, whatever its length.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs

from chrono.errors import ChronoError

LARGEST: Final = 64 << 20
"""Bytes that are read at most, since they are held in memory at once."""

LARGEST_BY_LINE: Final = 1 << 30
"""Bytes that are read line by line at most: the export of a log is larger than a text by hand."""

MOST_LINES: Final = 1_000_000
"""Lines that are read at most, since an event takes more memory than its shortest line."""

LONGEST_LINE: Final = (1 << 20) + (1 << 14)
"""Bytes of a line of JSONL, or of a row of CSV: those of an entry, with what an export adds."""


class TooLarge(ChronoError):
    """More than is read at once."""

    def __init__(self) -> None:
        super().__init__(
            f"more than {LARGEST >> 20} MiB ({LARGEST_BY_LINE >> 20} MiB of JSONL) or "
            f"{MOST_LINES:,} lines, the most that is read at once; split it, by year"
        )


@attrs.define
class Bound:
    """What may still be read: of a folder, from all its files together.

    Attributes:
        size: How many bytes.
        lines: How many lines.
    """

    size: int = attrs.field(factory=lambda: LARGEST)
    lines: int = attrs.field(factory=lambda: MOST_LINES)

    def whole(self, path: Path) -> bytes:
        """Return what a file or pipe holds.

        Raises:
            OSError: It cannot be read.
            TooLarge: It holds more than may be read.
        """
        with path.open("rb") as file:
            raw = file.read(max(self.size, 0) + 1)
        self._take(len(raw), raw.count(b"\n"))
        return raw

    def by_line(self, path: Path) -> Iterator[bytes | None]:
        """Yield the lines of a file or pipe; one that is too long as None, without holding it.

        Raises:
            OSError: It cannot be read.
            TooLarge: It holds more than may be read.
        """
        with path.open("rb") as file:
            while line := file.readline(LONGEST_LINE + 1):
                self._take(len(line), 1)
                too_long = len(line) > LONGEST_LINE and not line.endswith(b"\n")
                yield None if too_long else line
                while too_long and line and not line.endswith(b"\n"):
                    line = file.readline(LONGEST_LINE)
                    self._take(len(line), 0)

    def _take(self, size: int, lines: int) -> None:
        self.size -= size
        self.lines -= lines
        if self.size < 0 or self.lines < 0:
            raise TooLarge


def fits(path: Path) -> bool:
    """Return whether a file of lines is short enough to be read at once, if it can be read."""
    try:
        for _ in Bound(LARGEST_BY_LINE).by_line(path):
            pass
    except OSError:
        return True
    except TooLarge:
        return False
    return True
