"""Write-ahead logs of SQLite, read as bytes: https://sqlite.org/fileformat2.html#the_write_ahead_log."""

import struct
from pathlib import Path
from typing import Any, Final

HEADER: Final = 32
FRAME: Final = 24
"""Bytes before the page that a frame holds."""


def commits(raw: bytes) -> list[int]:
    """List the ends of the transactions in the bytes of a write-ahead log, in order."""
    return [end for end, commit in _frames(raw) if commit]


def frames(raw: bytes) -> list[int]:
    """List the ends of its frames, in order."""
    return [end for end, _ in _frames(raw)]


def _frames(raw: bytes) -> list[tuple[int, bool]]:
    """List the ends of frames that are newer than the last reset, each with whether it commits."""
    found: list[tuple[int, bool]] = []
    if len(raw) < HEADER:
        return found
    (size,) = struct.unpack(">I", raw[8:12])
    for start in range(HEADER, len(raw) - FRAME - size + 1, FRAME + size):
        _, commit, *salts = struct.unpack(">IIII", raw[start : start + 16])
        if struct.pack(">II", *salts) != raw[16:24]:
            break
        found.append((start + FRAME + size, bool(commit)))
    return found


def half_written(store: Any) -> bool:
    """Say whether the file of a log, just left by its writer, holds a part of a transaction."""
    path = getattr(store, "path", None)
    ahead = Path(f"{path}-wal")
    if path is None or not ahead.exists():
        return False
    raw = ahead.read_bytes()
    found = _frames(raw)
    return bool(found) and not found[-1][1]
