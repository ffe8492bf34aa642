"""Records: what an entry says, once it is decoded."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from chrono.events.claims import Claim
from chrono.values.clocks import Instant
from chrono.values.dates import Date
from chrono.values.setters import setters
from chrono.values.sources import Source

if TYPE_CHECKING:  # a type alone; reading is to start fast
    from chrono.events.outlines import Outline

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

OTHER_KINDS: Final = frozenset({DECLARATION, *ACTS})
"""The kinds of entries that are no developments."""

_keep: Final = object.__setattr__


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
    _body: str | bytes = attrs.field(default="", init=False)

    @classmethod
    def of_plain(cls, body: str, claims: tuple[Claim, ...]) -> "Event":
        """Return the event of a plain body with these claims; the rest is decoded on demand."""
        event = cls.__new__(cls)
        _set_body(event, body)
        _set_claims(event, claims)
        return event

    if not TYPE_CHECKING:  # which knows the fields

        def __getattr__(self, name: str) -> object:
            """Return a field that was not decoded yet, and keep all; data only if asked for."""
            body = self._body
            if name not in _FIELDS or not body:
                return object.__getattribute__(self, name)  # which tells that there is none
            from chrono.events import plain_bodies  # noqa: PLC0415  dear to import

            if isinstance(body, bytes):  # all else is here
                _keep(self, "data", plain_bodies.data(body))
                _set_body(self, "")
                return getattr(self, name)
            fields, data = plain_bodies.fields(body)
            for field, value in fields.items():
                _keep(self, field, value)
            _set_body(self, data)
            return getattr(self, name)


_set_body, _set_claims = setters(Event, "_body", "claims")
_FIELDS: Final = frozenset(field.name for field in attrs.fields(Event) if field.init)


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

    @classmethod
    def of_plain(cls, position: int, given: str, recorded: Instant, event: Event) -> "Development":
        """Return the development of a plain body; its sources are those of its event, on demand."""
        development = cls.__new__(cls)
        _set_position(development, position)
        _set_id(development, given)
        _set_recorded(development, recorded)
        _set_event(development, event)
        return development

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Return the sources, which were not decoded yet."""
            if name != "sources":
                return object.__getattribute__(self, name)  # which tells that there is none
            _keep(self, name, self.event.sources)
            return self.sources


_set_position, _set_id, _set_recorded, _set_event = setters(
    Development, "position", "id", "recorded", "event"
)


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


def outline_of(record: Development) -> "Outline":
    """Return the outline of a development that was read."""
    from chrono.events.outlines import Cited, Outline  # noqa: PLC0415  a state needs none

    event = record.event
    sources = [
        Cited(each.publisher, str(each.published) if each.published else None, each.url)
        for each in record.sources
    ]
    links = event.after, event.before, event.contests
    return Outline(str(event.occurred), tuple(sources), event.claims, *links)
