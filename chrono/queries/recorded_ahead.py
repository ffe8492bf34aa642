"""Entries that a log says were recorded later than it is now: the clock is wrong, or was."""

from collections.abc import Iterable
from typing import Final

from chrono.events.entries import Entry
from chrono.queries.check import Finding
from chrono.values.clocks import Instant, parse_stamp

_MINUTE: Final = 60_000_000
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
_UNITS: Final = ((365 * _DAY, "year"), (_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute"))


def recorded_ahead(entries: Iterable[Entry], now: Instant) -> tuple[Finding, ...]:
    """Return a finding on the first entry that was recorded a minute after `now`, or later.

    Two computers' clocks may differ by less. Recorded times increase, so all after it were, too.

    Args:
        entries: Some that follow each other in a log.
        now: The time by this computer's clock.
    """
    first = last = None
    for entry in entries:
        if parse_stamp(entry.recorded) - now >= _MINUTE:
            first, last = first or entry, entry
    if first is None or last is None:
        return ()
    rest = f" to e{last.position}" if last is not first else ""
    message = (
        f"recorded ahead: e{first.position}{rest}, from {first.recorded} on, "
        f"{_span(parse_stamp(first.recorded) - now)} after this computer's clock; what is appended "
        "next is recorded later still, and only a position finds it, no date until then; one of "
        "the clocks was wrong"
    )
    return (Finding("recorded-ahead", first.id, message),)


def _span(microseconds: int) -> str:
    """Return a length of time in the largest unit that it has one of, rounded down."""
    number, name = next(
        (microseconds // unit, name) for unit, name in _UNITS if microseconds >= unit
    )
    return f"{number} {name}{'s' if number > 1 else ''}"
