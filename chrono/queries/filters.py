"""Filters: which events of a chronology an answer lists."""

from collections.abc import Iterable
from functools import cached_property
from re import Pattern
from zoneinfo import ZoneInfo

import attrs

from chrono.events.entries import Event
from chrono.values.clocks import BEGINNING, END, Bounds, Instant
from chrono.values.dates import Date, Form
from chrono.values.keys import matcher
from chrono.values.sources import Source


@attrs.frozen(kw_only=True, slots=False)
class Filter:
    """Which events to list; what is not given leaves none out.

    Attributes:
        keys: Keys and globs, one of which some claim of an event matches.
        text: Text in its headline, note or id, in any case.
        publishers: Of whom one published a source of it, or first reported it.
        since: An event that is over by then is left out; UTC.
        until: An event whose bounds start then or later is left out; UTC, exclusive.
    """

    keys: tuple[str, ...] = ()
    text: str | None = None
    publishers: frozenset[str] | None = None
    since: Instant = BEGINNING
    until: Instant = END

    def admits(self, name: str, event: Event, span: Bounds, sources: Iterable[Source]) -> bool:
        """Return whether an event is listed.

        Args:
            name: Its id.
            event: The event.
            span: From when to when it may have lasted; see `lasting`.
            sources: Its sources that count.
        """
        return (
            self.overlaps(span)
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
        return self.publishers is None or not self.publishers.isdisjoint(names)


def lasting(date: Date, bounds: Bounds, zone: ZoneInfo) -> Bounds:
    """Return from when to when an event of this date may have lasted.

    Args:
        date: Its date; of an interval with both ends known the end is reached, an open or unknown
            one is not.
        bounds: Within which it began.
        zone: The home zone.
    """
    if not date.lasting or date.end in ("", ".."):
        return bounds
    end = Date(Form.SINGLE, date.end, "").bounds(zone).before
    return Bounds(bounds.earliest, max(bounds.before, end))
