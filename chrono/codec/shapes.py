"""Shapes: the required and optional fields of written events, acts and declarations.

Rules that types cannot express are checked on the raw fields, even if these have other faults, so
that all faults are reported at once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final, Literal

import attrs

from chrono.codec.structuring import FieldPath, dotted, shown
from chrono.errors import ChronoError
from chrono.events.entries import CITATION, CORRECTION, DECLARATION, RETRACTION
from chrono.faults import Fault
from chrono.values.canonical import DEEPEST, normal
from chrono.values.clocks import zone
from chrono.values.dates import Date
from chrono.values.ids import is_id, is_new_id
from chrono.values.keys import checked_glob
from chrono.values.sources import Source

Reasons = Iterator[tuple[FieldPath, str]]
"""Fields that are wrong, each with what is wrong and what would be right."""

LONGEST_HEADLINE: Final = 300
"""The characters of a headline, at most; it is one line."""

_MOST_UNFINDABLE: Final = 100
"""The faults reported of sources of one event without url and published, at most."""


@attrs.frozen(kw_only=True)
class WrittenDevelopment:
    """A development as written, without its id."""

    kind: str
    occurred: Date
    headline: str
    sources: tuple[Source, ...] = ()
    data: dict[str, Any] = attrs.field(factory=dict)
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    contests: tuple[str, ...] = ()
    note: str | None = None


@attrs.frozen(kw_only=True)
class WrittenRetraction:
    """A retraction as written; it has sources if it was published."""

    retracts: str
    reason: str
    sources: tuple[Source, ...] = ()


@attrs.frozen(kw_only=True)
class WrittenCorrection:
    """A correction as written, with the whole corrected event."""

    corrects: str
    reason: str
    event: dict[str, Any]
    sources: tuple[Source, ...] = ()


@attrs.frozen(kw_only=True)
class WrittenCitation:
    """A citation as written."""

    cites: str
    sources: tuple[Source, ...]


@attrs.frozen(kw_only=True)
class WrittenKey:
    """A key as written: its title, whether it holds a set, and whether no version is preferred.

    With `prefer` alone it is not declared: so a glob may say it of keys whose names are not listed.
    """

    title: str | None = None
    holds: Literal["single", "set"] | None = None
    prefer: Literal["none"] | None = None

    @property
    def sort(self) -> Literal["single", "set"] | None:
        """What the key holds; None where nothing but a preference is said of it."""
        return self.holds or ("single" if self.title or not self.prefer else None)


@attrs.frozen(kw_only=True)
class WrittenDeclaration:
    """The data of a declaration, as written."""

    title: str
    zone: str
    parties: tuple[str, ...] = ()
    aliases: dict[str, str] = attrs.field(factory=dict)
    keys: dict[str, WrittenKey] = attrs.field(factory=dict)


ACT_SHAPES: Final[Mapping[str, type]] = {
    RETRACTION: WrittenRetraction,
    CORRECTION: WrittenCorrection,
    CITATION: WrittenCitation,
}
"""The shape of each kind of act."""


def faults_of_names(chronology: object, given: object, kind: object) -> Reasons:
    """Yield the faults of the name of a chronology and of an id."""
    if not isinstance(chronology, str) or not is_new_id(chronology):
        yield ("chronology",), f"{shown(chronology)} is no name; use 1 to 80 of A-Z a-z 0-9 . _ -"
    if given is None:
        yield ("id",), "missing; write a short stable name, as altman-removed"
    elif not isinstance(given, str):
        yield ("id",), f"{shown(given)} is not text; write it in quotes"
    elif not (is_id if kind in (CORRECTION, DECLARATION) else is_new_id)(given):
        yield ("id",), f"{shown(given)} is no id; use 1 to 80 of A-Z a-z 0-9 . _ -"


def not_canonical(value: object, path: FieldPath = ()) -> Reasons:
    """Yield every part of a written value that has no canonical JSON, with the reason."""
    if len(path) == DEEPEST and isinstance(value, dict | list | tuple):
        yield path[:3], f"nested more than {DEEPEST} deep"
    elif isinstance(value, dict):
        yield from _refused(path, normal, dict.fromkeys(value))  # only its names
        for name, item in value.items():
            yield from not_canonical(item, (*path, str(name)))
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from not_canonical(item, (*path, number))
    else:
        yield from _refused(path, normal, value)


def faults_of_development(fields: Mapping[str, Any], *, sourced: bool) -> Reasons:
    """Yield the faults of headline and sources of a development; `sourced` requires sources."""
    headline = fields.get("headline")
    if isinstance(headline, str):
        if not headline.strip():
            yield ("headline",), "empty; say in one line what happened"
        elif len(headline) > LONGEST_HEADLINE or len(headline.splitlines()) > 1:
            wanted = f"write one line of at most {LONGEST_HEADLINE} characters, the rest as note"
            yield ("headline",), f"{shown(headline)} is more; {wanted}"
    if sourced and fields.get("sources", []) == []:
        yield ("sources",), "missing; an event needs at least one source with publisher and basis"
    yield from faults_of_sources(fields)


def faults_of_act(kind: str, fields: Mapping[str, Any]) -> Reasons:
    """Yield the faults of the reason and the sources of an act."""
    reason, sources = fields.get("reason"), fields.get("sources")
    if isinstance(reason, str) and not reason.strip():
        yield ("reason",), "empty; say why, it is shown wherever the act is"
    yield from faults_of_sources(fields)
    if kind == CITATION and isinstance(sources, list):
        maps = [source for source in sources if isinstance(source, dict)]
        if len(maps) == len(sources) and not any(source.get("published") for source in maps):
            yield ("sources",), "a citation needs a source with published, as 2023-11-17"


def faults_of_declaration(data: object) -> Reasons:
    """Yield the faults of the title, the zone and the keys of a declaration."""
    if not isinstance(data, dict):
        return
    title, named, keys = data.get("title"), data.get("zone"), data.get("keys")
    if isinstance(title, str) and not title.strip():
        yield ("title",), "empty; say for people what the chronology is about"
    if isinstance(named, str):
        yield from _refused(("zone",), zone, named)
    for key in keys if isinstance(keys, dict) else ():
        yield from _refused(("keys", key), checked_glob, key)


def faults_of_sources(fields: Mapping[str, Any]) -> Reasons:
    """Yield the sources with neither url nor published, in fields that may have sources."""
    sources = fields.get("sources")
    unfindable = (
        number
        for number, source in enumerate(sources if isinstance(sources, list) else ())
        if isinstance(source, dict) and not (source.get("url") or source.get("published"))
    )
    for number in islice(unfindable, _MOST_UNFINDABLE):
        yield ("sources", number), "has neither url nor published; give one, better both"


def _refused(path: FieldPath, check: Callable[[Any], object], value: object) -> Reasons:
    try:
        check(value)
    except ChronoError as error:
        yield path, str(error)


def sparse(**fields: Any) -> dict[str, Any]:
    """Return the fields that are not empty: an empty field means the same as an absent one."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {}, ())}


def located(
    faulty: Iterable[tuple[FieldPath, str]], where: str, at: Callable[..., str] | None = None
) -> tuple[Fault, ...]:
    """Return faults of fields as faults at their lines."""
    locate = at or (lambda *_: where)
    return tuple(Fault(locate(*path), dotted(path), reason) for path, reason in faulty)
