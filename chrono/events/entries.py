"""Entries: the rows of a log as stored, and the records decoded from them.

What an append has written passes, and decoding it needs no kinds and no codec; an entry that no
append has written is refused with its position (see `chrono.events.stored_body`).
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

import attrs

from chrono.errors import ChronoError
from chrono.events import stored_body
from chrono.events.claims import Claim
from chrono.events.stored_body import Misshapen, UnreadableEntry
from chrono.values.clocks import Instant, parse_stamp
from chrono.values.dates import Date
from chrono.values.sources import Source

DECLARATION: Final = "chronology"
RETRACTION: Final = "retraction"
CORRECTION: Final = "correction"
CITATION: Final = "citation"
ACTS: Final[Mapping[str, str]] = {
    RETRACTION: "retracts",
    CORRECTION: "corrects",
    CITATION: "cites",
}
"""The kinds of acts, and the field in which each names its target."""


@attrs.frozen(slots=False)
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

    @cached_property
    def content(self) -> Mapping[str, Any]:
        """The decoded body, cached; UnreadableEntry if it is no map of fields."""
        try:
            return stored_body.decoded_whole(self.body)
        except Misshapen as error:
            raise UnreadableEntry(self.position, str(error)) from error

    @cached_property
    def record(self) -> "Record":
        """The record decoded from the entry, cached; the content is not cached with it.

        Raises:
            UnreadableEntry: It is none that an append has written.
        """
        return read(self)

    def decoded(self, content: Mapping[str, Any]) -> "Entry":
        """Return the entry itself, with its content, which the caller has decoded already."""
        vars(self)["content"] = content
        return self


@attrs.frozen(eq=False, repr=False)
class Event:
    """The event of one version of a development.

    Attributes:
        kind: The name of its kind.
        occurred: When it happened, or since when its claims hold.
        headline: One line, in our own words.
        claims: Its claims, as computed at the append.
        sources: Its sources; empty in a correction that keeps those of the version it replaces.
        after: Ids of developments that surely came earlier.
        before: Ids of developments that surely came later.
        contests: Ids of developments that it contradicts.
        data: The fields of its kind.
        note: Limits and conflicts, in our own words.
        version: The version of its kind that the data has.
    """

    kind: str
    occurred: Date
    headline: str
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    contests: tuple[str, ...] = ()
    data: Mapping[str, Any] = attrs.field(factory=dict, eq=False)
    note: str = ""
    version: int = 1


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Record:
    """What all records have: position, id, when recorded, and sources of their own."""

    position: int
    id: str
    recorded: Instant
    sources: tuple[Source, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Development(Record):
    """A development, with its first version."""

    event: Event


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Act(Record):
    """An event about another record, whose id is ``target``."""

    target: str
    reason: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Correction(Act):
    """A new version of a development, instead of the version of the record ``replaces``."""

    event: Event
    replaces: str


class Retraction(Act):
    """An act that withdraws its target."""

    __slots__ = ()


class Citation(Act):
    """An act that adds its sources to a development."""

    __slots__ = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Declaration(Record):
    """The title, zone and keys of a chronology.

    Attributes:
        title: The title.
        zone: The home zone, an IANA name.
        parties: Whom it is about.
        aliases: Other names, each with the name that it stands for.
        keys: Keys or globs, each with ``title``, ``holds`` (``single`` or ``set``) and ``prefer``
            (``none`` or absent); with ``prefer`` alone it is not declared.
    """

    title: str
    zone: str
    parties: tuple[str, ...] = ()
    aliases: Mapping[str, str] = attrs.field(factory=dict)
    keys: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)


def read(entry: Entry) -> Record:
    """Return the record of a stored entry.

    Raises:
        UnreadableEntry: It is none that an append has written.
    """
    try:
        body = vars(entry).get("content") or stored_body.decoded(entry.body)
        stored_body.check_id(body, entry.id)
        return _record(entry, body)
    except ChronoError as error:
        raise UnreadableEntry(entry.position, str(error)) from error


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
        event=_event(body, derived, sources),
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
        event=_event(corrected, derived, stored_body.sources(corrected)),
    )


def _event(
    body: Mapping[str, Any], derived: Mapping[str, Any], sources: tuple[Source, ...]
) -> Event:
    return Event(
        kind=stored_body.text(body, "kind"),
        occurred=stored_body.date(body, "occurred"),
        headline=stored_body.text(body, "headline", ""),
        claims=stored_body.claims(derived),
        sources=sources,
        after=stored_body.texts(body, "after") if "after" in body else (),
        before=stored_body.texts(body, "before") if "before" in body else (),
        contests=stored_body.texts(body, "contests") if "contests" in body else (),
        data=stored_body.data(body) if "data" in body else {},
        note=stored_body.text(body, "note") if "note" in body else "",
        version=stored_body.version(derived),
    )
