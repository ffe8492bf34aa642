"""Drafts: entries to append, checked each by itself, but not yet against the log."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import attrs

from chrono.events.entries import Entry, Event
from chrono.events.outlines import Outline
from chrono.faults import Fault
from chrono.values.canonical import canonical
from chrono.values.setters import setters


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
        outline: The outline of a plain development; None where nobody has made it.
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
    outline: Outline | None = attrs.field(default=None, init=False, eq=False, repr=False)
    whole: str = attrs.field(default="", init=False, eq=False, repr=False)

    @classmethod
    def of_plain(  # noqa: PLR0913, PLR0917  what a draft has
        cls,
        chronology: str,
        given: str,
        kind: str,
        whole: str,
        outline: Outline,
        where: str,
        at: Callable[..., str] | None,
    ) -> "Draft":
        """Return the draft of a plain development, whose fields are decoded on demand."""
        draft = cls.__new__(cls)
        _set_chronology(draft, chronology)
        _set_id(draft, given)
        _set_kind(draft, kind)
        _set_whole(draft, whole)
        _set_outline(draft, outline)
        _set_where(draft, where)
        _set_at(draft, at)
        return draft

    if not TYPE_CHECKING:  # which knows the fields

        def __getattr__(self, name: str) -> object:
            """Return a field that was not decoded yet, and keep all of them."""
            if name not in _LATER:
                return object.__getattribute__(self, name)  # which tells that there is none
            body = json.loads(self.whole)
            derived = {"claims": [], **body.pop("derived")}
            for field, value in {**_LATER, "body": body, "derived": derived}.items():
                object.__setattr__(self, field, value)
            return getattr(self, name)

    def __reduce_ex__(self, protocol: Any) -> Any:
        """Return what is pickled: of a plain draft no more than what was made of it."""
        if self.outline is None:
            return super().__reduce_ex__(protocol)
        made_of = self.kind, self.whole, self.outline, self.where, self.at
        return Draft.of_plain, (self.chronology, self.id, *made_of)

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
    def keys(self) -> Iterator[str]:
        """The keys that it claims on, one for each claim."""
        if self.outline is not None:
            return (claim.key for claim in self.outline.claims)
        return (claim["key"] for claim in self.derived.get("claims", ()))

    @property
    def links(self) -> Iterator[str]:
        """The ids of the developments that its event is linked with."""
        if self.outline is not None:
            return chain(self.outline.after, self.outline.before, self.outline.contests)
        event = self.body.get("event", self.body)
        return chain.from_iterable(event.get(field, ()) for field in _LINKS)

    @property
    def text(self) -> str:
        """The canonical JSON of what was written, by which drafts are compared."""
        return canonical(self.body)

    def stored(self, **more: Any) -> str:
        """Return the body to store as canonical JSON."""
        if self.whole and not more:
            return self.whole
        return canonical(self.content(**more))

    def content(self, **more: Any) -> Mapping[str, Any]:
        """Return the body to store, with derived data under ``derived``."""
        given = {**self.derived, **more} if more else self.derived
        derived = {name: value for name, value in given.items() if value}
        return {**self.body, "derived": derived} if derived else self.body


_set_chronology, _set_id, _set_kind, _set_whole, _set_outline, _set_where, _set_at = setters(
    Draft, "chronology", "id", "kind", "whole", "outline", "where", "at"
)
_LATER: Final[Mapping[str, Any]] = {
    "body": {},
    "derived": {},
    "by": None,
    "restored": False,
    "old": False,
    "hash": "",
}
"""The fields of a draft that a plain one has only once one of them is asked for."""

_LINKS: Final = ("after", "before", "contests")


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
