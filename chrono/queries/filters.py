"""Filters: which events of a chronology an answer lists."""

from collections.abc import Iterable
from functools import cached_property
from re import Pattern

import attrs

from chrono.events.entries import Event
from chrono.values.clocks import BEGINNING, END, Bounds, Instant
from chrono.values.keys import matcher
from chrono.values.sources import Source


@attrs.frozen(kw_only=True, slots=False)
class Filter:
    """Which events to list; what is not given leaves none out.

    Attributes:
        keys: Keys and globs, one of which some claim of an event matches.
        text: Text in its headline, note or id, in any case.
        publisher: Who published a source of it, or first reported it, in any case.
        since: An event whose bounds end by then is left out; UTC.
        until: An event whose bounds start then or later is left out; UTC, exclusive.
    """

    keys: tuple[str, ...] = ()
    text: str | None = None
    publisher: str | None = None
    since: Instant = BEGINNING
    until: Instant = END

    def admits(self, name: str, event: Event, bounds: Bounds, sources: Iterable[Source]) -> bool:
        """Return whether an event is listed; `name` is its id, `sources` are those that count."""
        return (
            self.overlaps(bounds)
            and (not self.keys or any(self._wanted.fullmatch(c.key) for c in event.claims))
            and self._mentions(event.headline, event.note, name)
            and self._cites(sources)
        )

    def overlaps(self, bounds: Bounds) -> bool:
        """Return whether something within these bounds may lie between `since` and `until`."""
        return bounds.before > self.since and bounds.earliest < self.until

    @cached_property
    def _wanted(self) -> Pattern[str]:
        return matcher(self.keys)

    def _mentions(self, *texts: str) -> bool:
        return self.text is None or any(self.text.casefold() in text.casefold() for text in texts)

    def _cites(self, sources: Iterable[Source]) -> bool:
        names = (name for source in sources for name in (source.publisher, source.rests_on))
        return self.publisher is None or self.publisher.casefold() in map(str.casefold, names)
