"""The event as a projection gets it: one visible event, in the version that stands."""

from collections.abc import Mapping
from typing import Any

import attrs

from chrono.errors import ChronoError
from chrono.events.claims import Claim
from chrono.state.visibility import Visible
from chrono.values.bases import Basis
from chrono.values.canonical import canonical
from chrono.values.clocks import Bounds
from chrono.values.dates import Date
from chrono.values.sources import Source


class NotHashable(ChronoError):
    """Members of a set-valued key are maps or lists, which no frozenset takes."""

    def __init__(self, event: str, key: str) -> None:
        self.event = event
        self.key = key
        super().__init__(
            f"{event}: members of {key} are maps or lists, which no frozenset takes; "
            "read them from event.claims"
        )


@attrs.frozen(kw_only=True)
class Event:
    """One visible event, in the version that stands.

    Attributes:
        id: The id of the development.
        position: Its position in the log; a state made of it depends on the order of recording.
        version: The id of the entry with this version.
        kind: The name of its kind.
        occurred: When it happened, as written.
        bounds: Within which it happened: half-open, UTC, capped by its first publication.
        headline: One line, in our own words.
        claims: Its claims, in the order in which its kind returns them.
        sources: Its sources, as far as public and wanted.
        basis: The best basis of these.
        data: The fields of its kind, as written; not to be changed.
        after: Ids of events that surely came earlier.
        before: Ids of events that surely came later.
        contests: Ids of events that it contradicts.
        note: Limits and conflicts, in words.
    """

    id: str
    position: int
    version: str
    kind: str
    occurred: Date
    bounds: Bounds
    headline: str
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    basis: Basis
    data: Mapping[str, Any] = attrs.field(factory=dict, eq=canonical)
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    contests: tuple[str, ...] = ()
    note: str = ""

    @classmethod
    def of(cls, visible: Visible) -> "Event":
        """Return the event for a visible event."""
        event = visible.event
        return cls(
            id=visible.id,
            position=visible.position,
            version=visible.version,
            kind=event.kind,
            occurred=event.occurred,
            bounds=visible.bounds,
            headline=event.headline,
            claims=event.claims,
            sources=visible.sources,
            basis=visible.basis,
            data=event.data,
            after=event.after,
            before=event.before,
            contests=event.contests,
            note=event.note,
        )

    def set_to(self, key: str) -> Any:
        """Return the value that it sets a key to; None if it does not set it."""
        return self._value("set", key)

    def announced(self, key: str) -> Any:
        """Return the value that it announces for a key; None if it announces none."""
        return self._value("announce", key)

    def ended(self, key: str) -> bool:
        """Return whether it ends a key; a set is then empty."""
        return any(claim.op == "end" and claim.key == key for claim in self.claims)

    def added(self, key: str) -> frozenset[Any]:
        """Return the members that it adds to a set-valued key; a list that it sets is `set_to`.

        Raises:
            NotHashable: They are maps or lists.
        """
        return self._members("add", key)

    def dropped(self, key: str) -> frozenset[Any]:
        """Return the members that it drops from a set-valued key.

        Raises:
            NotHashable: They are maps or lists.
        """
        return self._members("drop", key)

    def members(self, key: str, before: frozenset[Any]) -> frozenset[Any]:
        """Return the members of a set-valued key after it, given those before it.

        It may set the whole list, end it, add and drop members, or make no claim on it.

        Raises:
            NotHashable: Members are maps or lists.
        """
        listed = self.set_to(key)
        if isinstance(listed, list):
            return self._frozen(key, listed)
        kept = frozenset() if self.ended(key) else before
        return (kept | self.added(key)) - self.dropped(key)

    def _value(self, op: str, key: str) -> Any:
        return next((c.value for c in self.claims if c.op == op and c.key == key), None)

    def _members(self, op: str, key: str) -> frozenset[Any]:
        return self._frozen(key, [c.value for c in self.claims if c.op == op and c.key == key])

    def _frozen(self, key: str, members: list[Any]) -> frozenset[Any]:
        try:
            return frozenset(members)
        except TypeError:
            raise NotHashable(self.id, key) from None
