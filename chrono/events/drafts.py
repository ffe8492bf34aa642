"""Drafts: entries that have been read and checked by themselves, not yet by the log."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from chrono.errors import Fault
from chrono.events.entries import Entry, Event
from chrono.values.canonical import canonical


@attrs.frozen(kw_only=True)
class Draft:
    """An entry to append.

    Attributes:
        chronology: The name of the chronology that it belongs to.
        id: Unique in it.
        kind: Its kind.
        body: Everything that was written, in normal form, without what is derived.
        derived: What the append stores with it: claims, the version of the kind; of what comes from
            another log also ``merged``, and the version that a correction replaced there.
        where: Where it was written, for faults.
        at: Says where a path of fields was written; by default ``where`` for all.
    """

    chronology: str
    id: str
    kind: str
    body: Mapping[str, Any]
    derived: Mapping[str, Any] = attrs.field(factory=dict)
    where: str
    at: Callable[..., str] | None = attrs.field(default=None, eq=False, repr=False)

    def fault(self, field: str, reason: str, code: str = "") -> Fault:
        """Say that a field, given as ``event.after[0]``, is wrong."""
        steps = re.findall(r"[^.\[\]]+", field)
        place = [int(step) if step.isdigit() else step for step in steps]
        return Fault(self.at(*place) if self.at else self.where, field, reason, code=code)

    @property
    def merged(self) -> bool:
        """Say whether it comes from another log, which admitted it as it stood there."""
        return bool(self.derived.get("merged"))

    @property
    def text(self) -> str:
        """Return the canonical JSON of what was written, by which two drafts are compared."""
        return canonical(self.body)

    def stored(self, **more: Any) -> str:
        """Return the body to store, with everything derived under ``derived``."""
        derived = {name: value for name, value in {**self.derived, **more}.items() if value}
        return canonical({**self.body, "derived": derived} if derived else self.body)


def redrafted(entry: Entry) -> Draft:
    """Make a draft of an entry of another log, claims and all, to begin a log as that one did."""
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
    """Say whether a correction brings neither another event nor a source of its own."""
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
    """Return the canonical JSON of what was written in a stored body."""
    return canonical({name: value for name, value in body.items() if name != "derived"})
