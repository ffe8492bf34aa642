"""The short way to read stored developments, for whoever reads many.

It only says yes. What it takes, `chrono.events.stored_body` takes too, and reads the same in it;
what it does not take, wrong or just rare, is read there, and explained. Types and fields are
checked by msgspec, in C; a date in a usual form is not made yet.
"""

import re
from collections.abc import Container, Iterator
from typing import Annotated, Any, Final

import msgspec
from msgspec import UNSET, UnsetType

from chrono.errors import ChronoError
from chrono.events.claims import Claim, Op
from chrono.events.stored_body import LAST_VERSION, is_shallow
from chrono.values.bases import Basis
from chrono.values.dates import Date
from chrono.values.ids import is_id
from chrono.values.keys import checked
from chrono.values.sources import Source

_is_usual: Final = re.compile(
    r"(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])"
    r"(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?Z)?",
    re.ASCII,
).fullmatch
"""Matches a day that every month has, or a time on it in UTC."""


_Scalar = str | int | float | bool | None
_Flat = _Scalar | list[_Scalar] | dict[str, _Scalar]
_Nested = _Scalar | list[_Flat] | dict[str, _Flat]
"""A value with two levels of lists and maps at most; what is nested deeper is rare."""


class _Source(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    publisher: str
    basis: Basis
    url: str | UnsetType = UNSET
    published: str | UnsetType = UNSET
    title: str | UnsetType = UNSET
    pinpoint: str | UnsetType = UNSET
    origin: str | UnsetType = UNSET
    via: str | UnsetType = UNSET


class _Claim(msgspec.Struct, forbid_unknown_fields=True):
    op: Op
    key: str
    value: _Nested = None


class _Derived(msgspec.Struct, forbid_unknown_fields=True):
    claims: tuple[_Claim, ...] = ()
    version: Annotated[int, msgspec.Meta(ge=1, le=LAST_VERSION)] = 1
    merged: _Flat = None
    old: _Flat = None


class PlainBody(msgspec.Struct, forbid_unknown_fields=True):
    """The fields of a plain development, of the types that they must have."""

    id: str
    kind: str
    occurred: str
    sources: tuple[_Source, ...]
    derived: _Derived
    chronology: _Scalar = None
    headline: str = ""
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    contests: tuple[str, ...] = ()
    data: dict[str, _Nested] = msgspec.field(default_factory=dict)
    note: str = ""


_decoded: Final = msgspec.json.Decoder(PlainBody).decode
_decoded_whole: Final = msgspec.json.Decoder(dict[str, Any]).decode


def plain_fields(body: str) -> dict[str, Any] | None:
    """Return the fields of a stored body; None for what is left to the other way."""
    try:
        return _decoded_whole(body) if is_shallow(body) else None
    except msgspec.MsgspecError:
        return None


def plain(
    body: str, given: str, others: Container[str]
) -> "tuple[PlainBody, tuple[Claim, ...]] | None":
    """Return the fields and the claims of a plain development; None for what is left to the other.

    Args:
        body: The stored body.
        given: The id that it must have.
        others: The kinds of entries that are no developments.
    """
    try:
        found = _decoded(body)
        if found.id != given or found.kind in others or not (found.sources and is_id(given)):
            return None
        if not _is_usual(found.occurred):
            Date.parse(found.occurred)
        for source in found.sources:
            if source.published is not UNSET and not _is_usual(source.published):
                Date.parse(source.published)
        return found, tuple(map(_claim, found.derived.claims))
    except (msgspec.MsgspecError, ChronoError):
        return None


def plain_claims(body: str, given: str, others: Container[str]) -> tuple[Claim, ...] | None:
    """Return the claims alone of what `plain` takes, with the same arguments."""
    found = plain(body, given, others)
    return found and found[1]


def _claim(found: _Claim) -> Claim:
    return Claim(found.op, checked(found.key), found.value)


def fields(body: str) -> Iterator[tuple[str, object]]:
    """Yield the fields of the event of a body that `plain_claims` took, but for its claims."""
    found = _decoded(body)
    yield "kind", found.kind
    yield "occurred", Date.parse(found.occurred)
    yield "headline", found.headline
    yield "sources", tuple([Source.stored(msgspec.to_builtins(each)) for each in found.sources])
    yield "after", found.after
    yield "before", found.before
    yield "contests", found.contests
    yield "data", found.data
    yield "note", found.note
    yield "version", found.derived.version
