"""The hash chain: each entry is bound to all entries before it.

A digest is over the stored bytes of the body; a hash is over the previous hash, the position, the
moment of recording and the digest (DESIGN section 5). The first previous hash is empty.
"""

import hashlib
from collections.abc import Iterable, Iterator

import attrs

from chrono.events.entries import Entry
from chrono.log.head import FIRST, Break, Head
from chrono.values.canonical import canonical


def digest(body: str) -> str:
    """Return the SHA-256 of a body, in hexadecimal."""
    return hashlib.sha256(body.encode()).hexdigest()


def link(previous: str, position: int, recorded: str, digest_of_body: str) -> str:
    """Return the hash of an entry, given that of the entry before it."""
    return digest(canonical([previous, position, recorded, digest_of_body]))


def sealed(head: Head, chronology: str, given_id: str, recorded: str, body: str) -> Entry:
    """Make the entry that follows a head."""
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
    """Find the first entry that is not what was appended; None for a log that is whole.

    Args:
        entries: All of them, in the order of the log.
        expected: A hash kept elsewhere: it must be among the log's, else its end was cut off.
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
        return "it holds what is no text"
    if entry.position != head.entries + 1:
        return f"missing: the next entry stands at {entry.position}"
    if digest(entry.body) != entry.digest:
        return "its body does not match its digest"
    if link(head.hash, entry.position, entry.recorded, entry.digest) != entry.hash:
        return "its hash does not follow from the entry before it"
    if entry.recorded < recorded:
        return "recorded before the entry that precedes it"
    return next(_columns(entry), None)


def _columns(entry: Entry) -> Iterator[str]:
    """Compare what stands beside the body with what stands in it."""
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
