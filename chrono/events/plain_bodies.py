"""The short way to read stored developments, for whoever reads many.

It only says yes. What it takes, `chrono.events.stored_body` takes too, and reads the same in it;
what it does not take, wrong or just rare, is read there, and explained. Types and fields are
checked by msgspec, in C; a date in a usual form is not made yet.
"""

from collections.abc import Container
from sys import intern
from typing import Annotated, Any, Final

import msgspec
from msgspec import UNSET, UnsetType

from chrono.errors import ChronoError
from chrono.events.claims import Claim, Op
from chrono.events.outlines import Cited, Outline
from chrono.events.stored_body import LAST_VERSION, is_shallow
from chrono.values.bases import Basis
from chrono.values.dates import Date
from chrono.values.ids import is_id
from chrono.values.keys import checked
from chrono.values.sources import Source
from chrono.values.usual_dates import canonical_date, is_usual

_Scalar = str | int | float | bool | None
_Flat = _Scalar | list[_Scalar] | dict[str, _Scalar]
_Nested = _Scalar | list[_Flat] | dict[str, _Flat]
"""A value with two levels of lists and maps at most; what is nested deeper is rare."""


_ABSENT: Final[Any] = None
"""Stands for text that is absent; where null is written, it is none that an append has written."""

_made_cited: Final = tuple.__new__
"""Makes a named tuple without the function that names its fields, which takes twice as long."""


class _Source(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    publisher: str
    basis: Basis
    url: str = _ABSENT
    published: str = _ABSENT
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


class _Body(msgspec.Struct, forbid_unknown_fields=True):
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


class _Version(msgspec.Struct):
    version: int = 1


class _Fields(msgspec.Struct):
    """What a body that was taken has, without a look at what is in its data and claims."""

    kind: str
    occurred: str
    sources: tuple[dict[str, str], ...]
    derived: _Version
    headline: str = ""
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    contests: tuple[str, ...] = ()
    data: msgspec.Raw = msgspec.Raw(b"{}")
    note: str = ""


_decoded_fields: Final = msgspec.json.Decoder(_Fields).decode
_decoded: Final = msgspec.json.Decoder(_Body).decode
_decoded_whole: Final = msgspec.json.Decoder(dict[str, Any]).decode


def plain_fields(body: str) -> dict[str, Any] | None:
    """Return the fields of a stored body; None for what is left to the other way."""
    try:
        return _decoded_whole(body) if is_shallow(body) else None
    except msgspec.MsgspecError:
        return None


def plain_outline(body: str, chronology: str, given: str, others: Container[str]) -> Outline | None:
    """Return the outline of a plain development; None for what is left to the other way.

    Args:
        body: The stored body.
        chronology: The chronology that it must name.
        given: The id that it must have.
        others: The kinds of entries that are no developments.
    """
    try:
        found = _decoded(body)
        if not _is_of(found, chronology, given, others):
            return None
        sources = tuple([_cited(each) for each in found.sources])
        links = found.after, found.before, found.contests
        return Outline(canonical_date(found.occurred), sources, _claims(found), *links)
    except (msgspec.MsgspecError, ChronoError):
        return None


def plain_claims(
    body: str, chronology: str, given: str, others: Container[str]
) -> tuple[Claim, ...] | None:
    """Return the claims of a development of which `plain_outline` has an outline; else None."""
    try:
        found = _decoded(body)
        if not _is_of(found, chronology, given, others):
            return None
        if not is_usual(found.occurred):
            Date.parse(found.occurred)
        for each in found.sources:
            if each.published is not None and not is_usual(each.published):
                Date.parse(each.published)
        return _claims(found)
    except (msgspec.MsgspecError, ChronoError):
        return None


def _is_of(found: _Body, chronology: str, given: str, others: Container[str]) -> bool:
    if found.chronology != chronology or found.id != given or found.kind in others:
        return False
    return bool(found.sources) and is_id(given)


def _claims(found: _Body) -> tuple[Claim, ...]:
    return tuple([Claim(each.op, checked(each.key), each.value) for each in found.derived.claims])


def _cited(source: _Source) -> Cited:
    published = source.published
    if published is not None:
        published = canonical_date(published)
    return _made_cited(Cited, (source.publisher, published, source.url or None))


def fields(body: str) -> tuple[dict[str, object], bytes]:
    """Return the fields of the event of a body that `plain_outline` took, but for its claims.

    Its data comes as it is written, for `data`: as objects it is larger than all else.
    """
    found = _decoded_fields(body)
    return {
        "kind": intern(found.kind),
        "occurred": Date.parse(found.occurred),
        "headline": found.headline,
        "sources": tuple([Source.stored(each) for each in found.sources]),
        "after": found.after,
        "before": found.before,
        "contests": found.contests,
        "note": found.note,
        "version": found.derived.version,
    }, bytes(found.data)


def data(written: bytes) -> dict[str, Any]:
    """Return the data of an event, as `fields` has it."""
    return _decoded_whole(written)
