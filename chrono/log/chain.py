"""The hash chain: the hash of each entry depends on all entries before it.

A digest is over the stored bytes of the body; a hash is over the previous hash, the position, the
instant of recording and the digest (docs/log-format.md, The hash chain). The first previous hash is
empty.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from chrono.events.entries import Entry
from chrono.log.head import FIRST, Break, Head
from chrono.values.canonical import canonical

ANOTHER_BODY: Final = "its body does not match its digest"
ANOTHER_HASH: Final = "its hash does not follow from the entry before it"


def digest(body: str) -> str:
    """Return the SHA-256 of a body, in hexadecimal."""
    return hashlib.sha256(body.encode()).hexdigest()


def link(previous: str, position: int, recorded: str, digest_of_body: str) -> str:
    """Return the hash of an entry, given that of the entry before it."""
    return digest(canonical([previous, position, recorded, digest_of_body]))


def sealed(head: Head, chronology: str, given_id: str, recorded: str, body: str) -> Entry:
    """Return the entry that follows a head, with its digest and hash."""
    position, own = head.entries + 1, digest(body)
    return Entry(
        position,
        chronology,
        given_id,
        recorded,
        body,
        own,
        link(head.hash, position, recorded, own),
    )


def first_break(entries: Iterable[Entry], expected: str | None = None) -> Break | None:
    """Return the first entry that is not as it was appended; None if the log is intact.

    Args:
        entries: All entries, in the order of the log.
        expected: A hash from an earlier check, or its first digits: if no entry has it, the end
            of the log is missing.
    """
    head, recorded, seen = Head(0, FIRST), "", expected in (None, FIRST)
    for entry in entries:
        broken = _broken(entry, head, recorded)
        if broken:
            return Break(head.entries + 1, broken)
        head, recorded = Head(entry.position, entry.hash), entry.recorded
        seen = seen or entry.hash.startswith(str(expected))
    if not seen:
        return Break(
            head.entries + 1, f"the log does not reach the head {expected}: its end is missing"
        )
    return None


def _broken(entry: Entry, head: Head, recorded: str) -> str | None:
    if {type(value) for value in attrs.astuple(entry)[1:]} != {str}:
        return "it has a value that is no text"
    if entry.position != head.entries + 1:
        return f"missing: the next entry stands at {entry.position}"
    if digest(entry.body) != entry.digest:
        return ANOTHER_BODY
    if link(head.hash, entry.position, entry.recorded, entry.digest) != entry.hash:
        return ANOTHER_HASH
    if entry.recorded < recorded:
        return "recorded before the entry that precedes it"
    return next(_columns(entry), None)


def _columns(entry: Entry) -> Iterator[str]:
    """Yield how the columns of an entry contradict its body."""
    try:
        body: object = entry.content
    except ValueError:
        yield "its body is not JSON"
        return
    if not isinstance(body, dict):
        yield "its body is not a map of fields"
        return
    for column, value in (("chronology", entry.chronology), ("id", entry.id)):
        if body.get(column) != value:
            yield f"its column {column} does not match its body"
