"""Entries: the rows of a log as stored, and the records decoded from them.

What an append has written passes, and decoding it needs no kinds and no codec; an entry that no
append has written is refused with its position (see `chrono.events.stored_body`).
"""

from collections.abc import Container, Mapping
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any, Final, Protocol

import attrs

from chrono.errors import ChronoError
from chrono.events import stored_body
from chrono.events.on_demand import once
from chrono.events.records import (
    ACTS,
    CITATION,
    CORRECTION,
    DECLARATION,
    OTHER_KINDS,
    RETRACTION,
    Act,
    Citation,
    Correction,
    Declaration,
    Development,
    Event,
    Record,
    Retraction,
    outline_of,
)
from chrono.events.stored_body import Misshapen, UnreadableEntry
from chrono.values.clocks import Instant, parse_stamp
from chrono.values.sources import Source

if TYPE_CHECKING:  # types alone; reading is to start fast
    from chrono.events.claims import Claim
    from chrono.events.outlines import Outline

    _Claims = tuple[Claim, ...] | None
    _Kinds = Container[str]

    class _ShortWay(Protocol):
        """What `chrono.events.plain_bodies` has."""

        def plain_fields(self, body: str) -> dict[str, Any] | None: ...
        def plain_outline(self, body: str, of: str, id_: str, no: _Kinds, /) -> Outline | None: ...
        def plain_claims(self, body: str, of: str, id_: str, no: _Kinds, /) -> _Claims: ...


__all__ = [
    "ACTS",
    "CITATION",
    "CORRECTION",
    "DECLARATION",
    "RETRACTION",
    "Act",
    "Citation",
    "Correction",
    "Declaration",
    "Development",
    "Entry",
    "Event",
    "Record",
    "Retraction",
    "read",
]

MANY: Final = 600
"""The entries that a program reads before the short way pays, which is dear to import."""

_READ: Final = count()  # of these


@attrs.frozen(slots=False, repr=False)
class Entry:
    """One row of the log, as stored; what it is decoded to is cached.

    Attributes:
        position: 1 for the first of the log; dense.
        chronology: The name of the chronology it belongs to.
        id: Unique in its chronology.
        recorded: When it was appended, as ``2026-11-21T22:30:50.123456Z``.
        body: The canonical JSON of the whole entry.
        digest: SHA-256 of the body, in hexadecimal.
        hash: SHA-256 over the previous hash, position, recorded, digest and `by`.
        by: Who appended it, as canonical JSON (see `By`); None in an entry of format 1.
    """

    position: int
    chronology: str
    id: str
    recorded: str
    body: str
    digest: str
    hash: str
    by: str | None = None

    @once
    def content(self) -> Mapping[str, Any]:
        """The decoded body, cached; UnreadableEntry if it is no map of fields."""
        try:
            plain = _short_way().plain_fields(self.body) if next(_READ) >= MANY else None
            return plain or stored_body.decoded_whole(self.body)
        except Misshapen as error:
            raise UnreadableEntry(self.position, str(error)) from error

    @once
    def record(self) -> "Record":
        """The record decoded from the entry, cached; the content is not cached with it.

        Raises:
            UnreadableEntry: It is none that an append has written.
        """
        return read(self)

    @once
    def plain(self) -> "Outline | None":
        """The outline of a plain development that its columns go with, if many are read; cached."""
        if next(_READ) < MANY:
            return None
        try:
            parse_stamp(self.recorded)
        except ChronoError:
            return None
        found = _short_way().plain_outline(self.body, self.chronology, self.id, OTHER_KINDS)
        return found if found is None else vars(self).setdefault("outline", found)

    @once
    def outline(self) -> "Outline | None":
        """The outline of a development, cached; None of any other entry.

        Raises:
            UnreadableEntry: It is none that an append has written.
        """
        if "record" not in vars(self) and self.plain is not None:
            return self.plain
        record = self.record
        return outline_of(record) if isinstance(record, Development) else None

    def outlined(self, outline: "Outline | None") -> "Entry":
        """Return the entry itself, with its outline, which the caller has made of the same body."""
        vars(self)["outline"] = outline
        return self

    def decoded(self, content: Mapping[str, Any]) -> "Entry":
        """Return the entry itself, with its content, which the caller has decoded already."""
        vars(self)["content"] = content
        return self


def read(entry: Entry) -> Record:
    """Return the record of a stored entry.

    Raises:
        UnreadableEntry: It is none that an append has written.
    """
    try:
        content = vars(entry).get("content")
        if content is None:
            claims = _claims_of_plain(entry)
            if claims is not None:
                event = Event.of_plain(entry.body, claims)
                recorded = parse_stamp(entry.recorded)
                return Development.of_plain(entry.position, entry.id, recorded, event)
        body = content or stored_body.decoded(entry.body)
        stored_body.check_id(body, entry.id)
        return _record(entry, body)
    except ChronoError as error:
        raise UnreadableEntry(entry.position, str(error)) from error


def _claims_of_plain(entry: Entry) -> "_Claims":
    """Return the claims of a plain development, if it has an outline or many are read."""
    known: Outline | None = vars(entry).get("outline")
    if known or "plain" in vars(entry) or next(_READ) < MANY:
        return known.claims if known else None
    return _short_way().plain_claims(entry.body, entry.chronology, entry.id, OTHER_KINDS)


@cache
def _short_way() -> "_ShortWay":
    from chrono.events import plain_bodies  # noqa: PLC0415  dear to import

    return plain_bodies


def _record(entry: Entry, body: Mapping[str, Any]) -> Record:
    kind, recorded = stored_body.text(body, "kind"), parse_stamp(entry.recorded)
    if kind == DECLARATION:
        declared = stored_body.declared(body)
        return Declaration(position=entry.position, id=entry.id, recorded=recorded, **declared)
    derived = stored_body.fields_of(body, "derived")
    if kind in ACTS:
        return _act(entry, recorded, body, derived)
    sources = stored_body.sources(body, needed=True)
    return Development(
        position=entry.position,
        id=entry.id,
        recorded=recorded,
        sources=sources,
        event=_event(body, derived, sources, entry.body),
    )


def _act(
    entry: Entry, recorded: Instant, body: Mapping[str, Any], derived: Mapping[str, Any]
) -> Act:
    kind = body["kind"]
    shared: dict[str, Any] = {
        "position": entry.position,
        "id": entry.id,
        "recorded": recorded,
        "sources": stored_body.sources(body, needed=kind == CITATION),
        "target": stored_body.text(body, ACTS[kind]),
        "reason": stored_body.text(body, "reason", ""),
    }
    if kind != CORRECTION:
        return Retraction(**shared) if kind == RETRACTION else Citation(**shared)
    corrected = stored_body.fields_of(body, "event")
    if corrected.get("kind") in (*ACTS, DECLARATION):
        raise Misshapen(f"event.kind: a correction is of a development, not a {corrected['kind']}")
    return Correction(
        **shared,
        replaces=stored_body.text(derived, "replaces"),
        event=_event(corrected, derived, stored_body.sources(corrected), entry.body),
    )


def _event(
    body: Mapping[str, Any],
    derived: Mapping[str, Any],
    sources: tuple[Source, ...],
    whole: str,
) -> Event:
    return Event(
        kind=stored_body.text(body, "kind"),
        occurred=stored_body.date(body, "occurred"),
        headline=stored_body.text(body, "headline", ""),
        claims=stored_body.claims(derived, whole),
        sources=sources,
        after=stored_body.texts(body, "after") if "after" in body else (),
        before=stored_body.texts(body, "before") if "before" in body else (),
        contests=stored_body.texts(body, "contests") if "contests" in body else (),
        data=stored_body.data(body, whole) if "data" in body else {},
        note=stored_body.text(body, "note") if "note" in body else "",
        version=stored_body.version(derived),
    )
