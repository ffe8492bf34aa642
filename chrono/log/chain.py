"""The hash chain: the hash of each entry depends on all entries before it.

A digest is over the stored bytes of the body; a hash is over the previous hash, the position, the
instant of recording, the digest and, since format 2, by whom it was appended (docs/log-format.md,
The hash chain). The first previous hash is empty.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from chrono.events.entries import Entry
from chrono.events.stored_body import UnreadableEntry
from chrono.log.head import FIRST, Break, Head
from chrono.values.canonical import quoted

ANOTHER_BODY: Final = "its body does not match its digest"
ANOTHER_HASH: Final = "its hash does not follow from the entry before it"


def digest(body: str) -> str:
    """Return the SHA-256 of a body, in hexadecimal."""
    return sha256(body.encode()).hexdigest()


def link(
    previous: str, position: int, recorded: str, digest_of_body: str, by: str | None = None
) -> str:
    """Return the hash of an entry, given that of the entry before it."""
    named = "" if by is None else f",{quoted(by)}"
    texts = f"{quoted(recorded)},{quoted(digest_of_body)}{named}"
    return digest(f"[{quoted(previous)},{position},{texts}]")  # canonical JSON, and faster


def sealed(  # noqa: PLR0913  the columns of an entry
    head: Head, chronology: str, given_id: str, recorded: str, body: str, *, by: str | None = None
) -> Entry:
    """Return the entry that follows a head, with its digest and hash."""
    return Sealing(head, recorded).entry(chronology, given_id, body, by)


class Sealing:
    """Makes the entries after a head one after the other, all recorded at one moment."""

    def __init__(self, head: Head, recorded: str) -> None:
        self._position, self._hash, self._recorded = head.entries, head.hash, recorded
        self._moment = quoted(recorded)
        self._by: str | None = None
        self._named = ""

    def entry(self, chronology: str, given_id: str, body: str, by: str | None) -> Entry:
        """Return the next entry, as `sealed` makes it."""
        if by != self._by:
            self._by, self._named = by, "" if by is None else f",{quoted(by)}"
        own = self._go_on(body)
        return Entry(
            self._position, chronology, given_id, self._recorded, body, own, self._hash, by
        )

    def is_followed_by(self, entry: Entry) -> bool:
        """Return whether an entry surely is the next one as appended, and go on from there.

        It may have been recorded later. After the first that is not surely so this is of no use.
        """
        recorded, by = entry.recorded, entry.by
        if recorded != self._recorded:
            if type(recorded) is not str or recorded < self._recorded:
                return False
            self._recorded, self._moment = recorded, quoted(recorded)
        if by != self._by:
            if type(by) is not str:
                return False
            self._by, self._named = by, f",{quoted(by)}"
        if type(entry.body) is not str or self._go_on(entry.body) != entry.digest:
            return False
        return entry.hash == self._hash and entry.position == self._position

    def _go_on(self, body: str) -> str:
        """Go on to the next entry, and return its digest."""
        own = sha256(body.encode()).hexdigest()
        self._position = position = self._position + 1
        # Hashes are digits, which stand as they are between quotation marks.
        sealed = f'["{self._hash}",{position},{self._moment},"{own}"{self._named}]'
        self._hash = sha256(sealed.encode()).hexdigest()
        return own


def chained(entry: Entry, previous: str) -> str:
    """Return the hash that an entry must have, given that of the entry before it."""
    return link(previous, entry.position, entry.recorded, entry.digest, entry.by)


def first_break(entries: Iterable[Entry], expected: str | None = None) -> Break | None:
    """Return the first entry that is not as it was appended; None if the log is intact.

    Args:
        entries: All entries, in the order of the log.
        expected: A hash from an earlier check, or its first digits: if no entry has it, the end
            of the log is missing.
    """
    sealing, seen = Sealing(Head(0, FIRST), ""), expected in (None, FIRST)
    last: Entry | None = None
    for entry in entries:
        if not sealing.is_followed_by(entry) or entry.plain is None:  # which names its columns
            broken = next(_breaks(entry, last), None)
            if broken:
                return Break(last.position + 1 if last else 1, broken)
        last = entry
        seen = seen or entry.hash.startswith(str(expected))
    if not seen:
        end = last.position if last else 0
        return Break(end + 1, f"the log does not reach the head {expected}: its end is missing")
    return None


def _breaks(entry: Entry, last: Entry | None) -> Iterator[str]:
    """Yield how an entry is not as it was appended; the first reason is the one to tell."""
    head = Head(last.position, last.hash) if last else Head(0, FIRST)
    texts = entry.chronology, entry.id, entry.recorded, entry.body, entry.digest, entry.hash
    if {*map(type, (*texts, entry.by or ""))} != {str}:
        yield "it has a value that is no text"
        return
    if entry.position != head.entries + 1:
        yield f"missing: the next entry stands at {entry.position}"
    if digest(entry.body) != entry.digest:
        yield ANOTHER_BODY
    if chained(entry, head.hash) != entry.hash:
        yield ANOTHER_HASH
    if last is not None and entry.recorded < last.recorded:
        yield "recorded before the entry that precedes it"
    if last is not None and last.by is not None and entry.by is None:
        yield "it does not say who appended it, as the entry before it does"
    yield from _columns(entry)


def _columns(entry: Entry) -> Iterator[str]:
    """Yield how the columns of an entry contradict its body."""
    try:
        body = entry.content
    except UnreadableEntry as error:
        yield error.reason
        return
    for column, value in (("chronology", entry.chronology), ("id", entry.id)):
        if body.get(column) != value:
            yield f"its column {column} does not match its body"
