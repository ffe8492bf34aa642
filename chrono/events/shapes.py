"""Shapes: the fields that written events, acts and declarations may have, and must."""

from collections.abc import Mapping
from typing import Any, Final

import attrs

from chrono.events.entries import CITATION, CORRECTION, RETRACTION
from chrono.values.dates import Date
from chrono.values.sources import Source


@attrs.frozen(kw_only=True)
class Told:
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
    """A retraction as written; it has a reason, sources where it is news."""

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
    """What a declaration says of a key: its title, and whether it holds a set or a single value."""

    title: str | None = None
    holds: str = "single"


@attrs.frozen(kw_only=True)
class WrittenDeclaration:
    """What a chronology says of itself, as written."""

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
