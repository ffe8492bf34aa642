"""Drafts: entries that have been read and checked by themselves, not yet by the log."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from chrono.errors import Fault
from chrono.events.entries import Entry
from chrono.values.canonical import canonical


@attrs.frozen(kw_only=True)
class Draft:
    """An entry to append.

    Attributes:
        chronology: The name of the chronology that it belongs to.
        id: Unique in it.
        kind: Its kind.
        body: Everything that was written, in normal form, without what is derived.
        derived: What the append stores with it: claims, the version of the kind.
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

    def fault(self, field: str, reason: str) -> Fault:
        """Say that a field, given as ``event.after[0]``, is wrong."""
        steps = re.findall(r"[^.\[\]]+", field)
        place = [int(step) if step.isdigit() else step for step in steps]
        return Fault(self.at(*place) if self.at else self.where, field, reason)

    @property
    def text(self) -> str:
        """Return the canonical JSON of what was written, by which two drafts are compared."""
        return canonical(self.body)

    def stored(self, **more: Any) -> str:
        """Return the body to store, with everything derived under ``derived``."""
        derived = {name: value for name, value in {**self.derived, **more}.items() if value}
        return canonical({**self.body, "derived": derived} if derived else self.body)


def redrafted(entry: Entry) -> Draft:
    """Make a draft of an entry of another log, claims and all; it may be appended to this one."""
    body = entry.content
    derived = body.pop("derived", {})
    derived.pop("replaces", None)
    return Draft(
        chronology=entry.chronology,
        id=entry.id,
        kind=body["kind"],
        body=body,
        derived=derived,
        where=f"e{entry.position}",
    )


def written(body: Mapping[str, Any]) -> str:
    """Return the canonical JSON of what was written in a stored body."""
    return canonical({name: value for name, value in body.items() if name != "derived"})
