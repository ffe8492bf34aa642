"""Drafts: entries to append, checked each by itself, but not yet against the log."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from chrono.events.entries import Entry, Event
from chrono.faults import Fault
from chrono.values.canonical import canonical


@attrs.frozen(kw_only=True)
class Draft:
    """An entry to append.

    Attributes:
        chronology: The name of the chronology that it belongs to.
        id: Unique in it.
        kind: Its kind.
        body: What was written, in normal form, without what is derived from it.
        derived: What the append stores with it: its claims and the version of its kind; of an entry
            of another log also ``merged``, and the version that a correction replaced there.
        where: ``file:line``, for faults.
        at: Returns ``file:line`` of a field, given its path; by default ``where`` for all.
        by: Who appended it to the log that it comes from, as stored there; None where that is not
            said, or where it comes from no log.
        restored: Whether it comes from an export, whose log has accepted it already.
        old: Whether an earlier release took it, before the rules of new text; it is stored so.
        hash: The hash that it had there, and must have again; empty for any.
        event: The event of a plain development, as reading its entry makes it; None where nobody
            has made it yet.
        whole: The body to store of such a development, as canonical JSON; else empty.

    A draft that is made of another forgets the last two.
    """

    chronology: str
    id: str
    kind: str
    body: Mapping[str, Any]
    derived: Mapping[str, Any] = attrs.field(factory=dict)
    where: str
    at: Callable[..., str] | None = attrs.field(default=None, eq=False, repr=False)
    by: str | None = attrs.field(default=None, eq=False, repr=False)
    restored: bool = attrs.field(default=False, eq=False, repr=False)
    old: bool = attrs.field(default=False, eq=False, repr=False)
    hash: str = attrs.field(default="", eq=False, repr=False)
    event: Event | None = attrs.field(default=None, init=False, eq=False, repr=False)
    whole: str = attrs.field(default="", init=False, eq=False, repr=False)

    def decoded(self, event: Event, whole: str) -> "Draft":
        """Return the draft itself, with the event and the body that the caller has made of it."""
        object.__setattr__(self, "event", event)
        object.__setattr__(self, "whole", whole)
        return self

    def fault(self, field: str, reason: str, code: str = "") -> Fault:
        """Return a fault of a field, given as ``event.after[0]``."""
        steps = re.findall(r"[^.\[\]]+", field)
        path = [int(step) if step.isdigit() else step for step in steps]
        return Fault(self.at(*path) if self.at else self.where, field, reason, code=code)

    @property
    def merged(self) -> bool:
        """Whether it comes from another log, which has accepted it already."""
        return bool(self.derived.get("merged"))

    @property
    def text(self) -> str:
        """The canonical JSON of what was written, by which drafts are compared."""
        return canonical(self.body)

    def stored(self, **more: Any) -> str:
        """Return the body to store as canonical JSON."""
        return canonical(self.content(**more))

    def content(self, **more: Any) -> Mapping[str, Any]:
        """Return the body to store, with derived data under ``derived``."""
        given = {**self.derived, **more} if more else self.derived
        derived = {name: value for name, value in given.items() if value}
        return {**self.body, "derived": derived} if derived else self.body


def redrafted(entry: Entry) -> Draft:
    """Return a draft that appends an entry of another log to a new log, with its claims."""
    body = dict(entry.content)
    derived = dict(body.pop("derived", {}))
    if not derived.get("merged"):
        derived.pop("replaces", None)
    return Draft(
        chronology=entry.chronology,
        id=entry.id,
        kind=body["kind"],
        body=body,
        derived=derived,
        where=f"e{entry.position}",
    )


def says_nothing_new(draft: Draft, event: Event) -> bool:
    """Return whether a correction changes nothing in an event and adds no source."""
    if draft.body.get("sources"):
        return False
    body = dict(draft.body["event"])
    sources = body.pop("sources", None)
    same_sources = sources is None or sources == [source.body() for source in event.sources]
    return same_sources and canonical(body) == canonical(_body_of(event))


def _body_of(event: Event) -> dict[str, object]:
    body = {
        "kind": event.kind,
        "occurred": str(event.occurred),
        "headline": event.headline,
        "data": event.data,
        "after": list(event.after),
        "before": list(event.before),
        "contests": list(event.contests),
        "note": event.note,
    }
    return {name: value for name, value in body.items() if value}


def written(body: Mapping[str, Any]) -> str:
    """Return a stored body without derived data, as canonical JSON."""
    return canonical({name: value for name, value in body.items() if name != "derived"})
