"""Entries that a log says were recorded later than it is now: the clock is wrong, or was."""

from collections.abc import Iterable, Iterator
from typing import Final

from chrono.events.entries import Entry
from chrono.queries.findings.finding import Finding, Placed, Sort
from chrono.values.clocks import Instant, parse_stamp

_MINUTE: Final = 60_000_000
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
_UNITS: Final = ((365 * _DAY, "year"), (_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute"))


def recorded_ahead(entries: Iterable[Entry], now: Instant) -> tuple[Finding, ...]:
    """Return a finding on the first of entries that was recorded ahead; see `RecordedAhead`."""
    ahead = RecordedAhead(now)
    for entry in entries:
        ahead.take(entry)
    return tuple(placed.finding for placed in ahead.found())


class RecordedAhead:
    """The entries that were recorded a minute after `now`, or later, of entries in order.

    Two computers' clocks may differ by less. Recorded times increase, so all after one were, too.

    Args:
        now: The time by this computer's clock.
    """

    def __init__(self, now: Instant) -> None:
        self._now = now
        self._first: Entry | None = None
        self._last: Entry | None = None

    def take(self, entry: Entry) -> None:
        """Take the next entry."""
        if parse_stamp(entry.recorded) - self._now >= _MINUTE:
            self._first, self._last = self._first or entry, entry

    def found(self) -> Iterator[Placed]:
        """Yield a finding on the first such entry, once all were taken; nothing for none."""
        first, last = self._first, self._last
        if first is None or last is None:
            return
        rest = f" to e{last.position}" if last is not first else ""
        message = (
            f"recorded ahead: e{first.position}{rest}, from {first.recorded} on, "
            f"{_span(parse_stamp(first.recorded) - self._now)} after this computer's clock; what "
            "is appended next is recorded later still, and only a position finds it, no date until "
            "then; one of the clocks was wrong"
        )
        yield Placed(Sort.RECORDED_AHEAD, Finding("recorded-ahead", first.id, message))


def _span(microseconds: int) -> str:
    """Return a length of time in the largest unit that it has one of, rounded down."""
    number, name = next(
        (microseconds // unit, name) for unit, name in _UNITS if microseconds >= unit
    )
    return f"{number} {name}{'s' if number > 1 else ''}"
