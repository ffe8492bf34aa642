"""Write-ahead logs: whether one belongs to the file that it stands beside, and is read to its end.

SQLite adds what stands in ``FILE-wal`` to any file of that name. Nothing binds the two: beside a
file restored from a copy, or an older one of the same log, it hides or replaces pages in silence.
"""

import os
import sqlite3
import struct
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import BinaryIO, Final

import attrs

from chrono.events.entries import Entry
from chrono.log import statements
from chrono.log.as_appended import Taken, verify
from chrono.log.connection import ahead_of, connect_alone, stands_ahead
from chrono.log.errors import DamagedLog, FilePath, ForeignAhead, LogError
from chrono.log.head import FIRST, Break, Head

_HEADER: Final = struct.Struct(">IIIIIIII")
_FRAME: Final = struct.Struct(">IIIIII")
_MAGIC: Final = {0x377F0682: "<", 0x377F0683: ">"}
"""The first four bytes of a write-ahead log, with the byte order of its checksums."""


@attrs.frozen
class Alone:
    """A file by itself, without its write-ahead log.

    Attributes:
        head: The head of its entries, as far as their chain is unbroken.
        whole: Whether the file is intact by itself; amid a checkpoint it need not be.
    """

    head: Head
    whole: bool


def verify_both(
    connection: sqlite3.Connection, path: FilePath, expected: str | None, taken: Taken
) -> Break | None:
    """Return the first position at which a file and its write-ahead log are not as appended.

    The arguments are those of `verify`.
    """
    own = alone(path)
    if own is None:
        return verify(connection, path, expected, taken)
    broken = verify(connection, path, None, taken)
    found = discontinued(path, own, connection, broken) or broken
    if found is None and expected is not None:
        return verify(connection, path, expected, lambda _: None)
    return found


def alone(path: FilePath) -> Alone | None:
    """Return what a file has without its write-ahead log; None where that adds nothing."""
    if not stands_ahead(path):
        return None
    head = Head(0, FIRST)

    def take(entry: Entry) -> None:
        nonlocal head
        head = Head(entry.position, entry.hash)

    try:
        with closing(connect_alone(path)) as connection:
            broken = verify(connection, path, None, take)
    except LogError:
        return Alone(Head(0, FIRST), whole=False)
    return Alone(head, whole=broken is None)


def discontinued(
    path: FilePath, own: Alone, connection: sqlite3.Connection | None, broken: Break | None
) -> Break | None:
    """Return where what a write-ahead log adds does not continue the file's own chain; else None.

    Args:
        path: The file.
        own: The file by itself, as it was before the rest was read: a checkpoint since then only
            made it longer.
        connection: The connection to the file and its write-ahead log; None if there can be none.
        broken: Where these are not as appended.
    """
    unbroken = broken.position - 1 if broken and broken.position else own.head.entries
    same = _same(path, own.head, connection, unbroken) if connection else 0
    if same == own.head.entries and not (broken and own.whole):
        return None
    ahead = os.path.basename(ahead_of(path))  # noqa: PTH119  see FilePath
    return Break(
        same + 1,
        f"what {ahead} adds does not continue the file's own chain, which is unbroken up to entry "
        f"{own.head.entries}; it is of another state of the log; close what has the log open, move "
        f"{ahead} elsewhere, and check again",
    )


def _same(path: FilePath, own: Head, connection: sqlite3.Connection, unbroken: int) -> int:
    """Return how many entries a file has by itself that it has with its write-ahead log, too.

    As both chains are unbroken so far, all entries before one with the same hash are the same. The
    file is read again only where the last differs: a checkpoint may be at work on it.

    Args:
        path: The file.
        own: The head of the file by itself.
        connection: The connection to the file and its write-ahead log.
        unbroken: How many entries the chain of these is unbroken for.
    """
    last = own.entries
    if last == 0 or (last <= unbroken and _hash_at(connection, last) == own.hash):
        return last
    with suppress(LogError), closing(connect_alone(path)) as by_itself:

        def differs(position: int) -> bool:
            here = _hash_at(by_itself, position)
            return here is None or here != _hash_at(connection, position)

        return bisect_left(range(1, min(last, unbroken) + 1), x=True, key=differs)
    return 0


def _hash_at(connection: sqlite3.Connection, position: int) -> str | None:
    """Return the hash of an entry; None for none, or where a page on the way is damaged."""
    try:
        row = connection.execute(statements.HEAD_AT, (position,)).fetchone()
    except sqlite3.DatabaseError:
        return None
    return str(row[1]) if row else None


def explained(error: DamagedLog, path: FilePath) -> LogError:
    """Return why a damaged file cannot be opened, if its write-ahead log is the cause."""
    own = alone(path)
    if own is None or not own.whole:
        return error
    found = discontinued(path, own, None, Break(1, error.detail))
    return ForeignAhead(path, found.position, found.reason) if found else error


def passed_over(path: FilePath) -> int:
    """Return how many whole transactions of a write-ahead log SQLite does not read.

    Those stand behind damage, after which SQLite stops. What a killed writer left unfinished, or an
    earlier round of the write-ahead log left behind, is none.
    """
    if not stands_ahead(path):
        return 0
    with open(ahead_of(path), "rb") as file:  # noqa: PTH123  see FilePath
        return sum(_behind_damage(file))


def _behind_damage(file: BinaryIO) -> Iterator[bool]:
    """Yield for each frame of the last round after a damaged one whether it ends a transaction."""
    header = file.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return
    magic, _, page_size, _, *salts, one, two = _HEADER.unpack(header)
    order = _MAGIC.get(magic, ">")
    sums = _checksum(order, header[:24], (0, 0))
    sound = magic in _MAGIC and sums == (one, two)
    while len(frame := file.read(_FRAME.size + page_size)) == _FRAME.size + page_size:
        _, commit, *own, one, two = _FRAME.unpack(frame[: _FRAME.size])
        if own != salts:
            return
        if not sound:
            yield commit > 0
            continue
        sums = _checksum(order, frame[:8] + frame[_FRAME.size :], sums)
        sound = sums == (one, two)


def _checksum(order: str, content: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    """Return the checksum of bytes that follow others: https://sqlite.org/fileformat2.html."""
    one, two = sums
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
