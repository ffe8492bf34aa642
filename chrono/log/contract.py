"""The contract of a log, whatever keeps it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import attrs

from chrono.errors import ChronoError
from chrono.events.drafts import Draft
from chrono.events.entries import Entry
from chrono.log.head import Head
from chrono.values.clocks import Instant, parse_stamp, stamp

Clock = Callable[[], Instant]
"""Tells the time; `recorded` increases from one append to the next whatever it tells."""


class HeadMoved(ChronoError):
    """Somebody appended since the head that a writer expected."""

    def __init__(self, expected: str, found: Head) -> None:
        self.expected = expected
        self.found = found
        super().__init__(
            f"the log moved on: you looked at {expected[:8] or 'an empty log'}, it now ends at "
            f"{found.hash[:8]} ({found.entries} entries); nothing was written"
        )


@attrs.frozen
class Appended:
    """What an append did.

    Attributes:
        positions: Where each draft stands, in the order given; of one that was there already, its
            old position.
        new: The entries that were written.
        head: Where the log ends now.
    """

    positions: tuple[int, ...]
    new: tuple[Entry, ...]
    head: Head

    def body(self, *, dry_run: bool = False) -> dict[str, Any]:
        """Write it as JSON; after a dry run nothing was written, and there is no new head."""
        new = () if dry_run else self.new
        return {
            "appended": [{"position": entry.position, "id": entry.id} for entry in new],
            "log": None if dry_run else {"entries": self.head.entries, "head": self.head.hash},
        }


class Log(Protocol):
    """An append-only store of entries, dense in position, hashed one upon the other."""

    def entries(self, chronology: str | None = None) -> Sequence[Entry]:
        """List the entries of one chronology, or all, in the order of the log."""
        ...

    def head(self, upto: int | None = None) -> Head:
        """Say where the log ends, or ended at a position; an empty log has 0 entries, no hash."""
        ...

    def position_at(self, recorded: Instant) -> int:
        """Say which position was the last one recorded before an instant; 0 for none."""
        ...

    def chronologies(self) -> Mapping[str, int]:
        """List the chronologies by first entry, each with its entries besides declarations."""
        ...

    def append(self, drafts: Sequence[Draft], expected_head: str | None = None) -> Appended:
        """Append drafts, all or none; no drafts leave the log as it is.

        Raises:
            Refused: Some drafts have faults.
            HeadMoved: There is something new to write, and the log does not end at the expected
                hash.
        """
        ...


def next_stamp(clock: Clock, last: str | None) -> str:
    """Tell the time of an append: later than the last one, whatever the computer's clock does."""
    now = clock()
    if last is not None and now <= parse_stamp(last):
        now = Instant(parse_stamp(last) + 1)
    return stamp(now)
