"""The contract of a log, for every store."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from chrono.errors import ChronoError
from chrono.events.by import By
from chrono.events.drafts import Draft
from chrono.events.entries import Entry
from chrono.log.head import Head
from chrono.values.clocks import Instant

if TYPE_CHECKING:  # a type alone
    from chrono.log.index.reading import Index

Clock = Callable[[], Instant]
"""Returns the time; `recorded` increases from one append to the next even if it does not."""


class HeadMoved(ChronoError):
    """The log has entries after the head that a writer expected."""

    def __init__(self, expected: str, actual: Head) -> None:
        self.expected = expected
        self.actual = actual
        super().__init__(
            f"the log moved on: you looked at {expected[:8] or 'an empty log'}, it now ends at "
            f"{actual.hash[:8]} ({actual.entries} entries); nothing was written"
        )


@attrs.frozen
class Part:
    """A part of what is appended in one transaction, so that never all of it is held at once.

    Attributes:
        drafts: What to append; its links name developments of the log, of this part or of an
            earlier one.
        recorded: When it was recorded in another log; None for now. Parts that follow each other
            with the same are recorded at the same moment.
    """

    drafts: Sequence[Draft]
    recorded: Instant | None = None

    def clock(self, now: Clock) -> Clock:
        """Return the clock that tells when it is recorded."""
        then = self.recorded
        return now if then is None else lambda: then


@attrs.frozen
class Appended:
    """The result of an append.

    Attributes:
        positions: The position of each draft, in the order given; of one that was in the log
            already, its old position.
        new: The entries that were written.
        head: The head of the log after it.
    """

    positions: tuple[int, ...]
    new: Sequence[Entry]
    head: Head

    def body(self, *, dry_run: bool = False) -> dict[str, Any]:
        """Return it as JSON; of a dry run, without entries and head."""
        new = () if dry_run else self.new
        return {
            "appended": [{"position": entry.position, "id": entry.id} for entry in new],
            "log": None if dry_run else {"entries": self.head.entries, "head": self.head.hash},
        }


class Log(Protocol):
    """An append-only store of entries, with positions 1 to n and a hash chain."""

    def entries(self, chronology: str | None = None) -> Sequence[Entry]:
        """Return the entries of one chronology, or all, in the order of the log."""
        ...

    def one_by_one(self, chronology: str | None = None, upto: int | None = None) -> Iterable[Entry]:
        """Return the same as `entries`, of which none is kept: they are read as they are taken.

        Up to a position, inclusive; or up to where the log ends whenever they are gone through.
        """
        ...

    def index(self, chronology: str) -> "Index | None":
        """Return the index of a chronology, by which few entries are read instead of all.

        None where the log has none, or one that does not go up to its end.
        """
        ...

    def head(self, upto: int | None = None) -> Head:
        """Return the head of the log, or of its entries up to a position, inclusive.

        That of an empty log has 0 entries and an empty hash.
        """
        ...

    def position_at(self, recorded: Instant) -> int:
        """Return the last position recorded before an instant, exclusive; 0 for none."""
        ...

    def has(self, chronology: str) -> bool:
        """Return whether it has a chronology of this name, without a look at the others."""
        ...

    def named(self, chronology: str, name: str) -> Entry | None:
        """Return the entry of a chronology with an id; None for none."""
        ...

    def chronologies(self) -> Mapping[str, bool]:
        """Return the chronologies by first entry; whether each has more than declarations."""
        ...

    def append(
        self, drafts: Sequence[Draft], expected_head: str | None = None, by: By | None = None
    ) -> Appended:
        """Return what came of appending drafts, all or none.

        Without drafts the log stays as it is. Without `by` it is whom the surroundings name; what
        is restored keeps its own.

        Raises:
            Refused: Some drafts have faults.
            HeadMoved: There is something new to write, and the log does not have the expected head.
        """
        ...

    def tried(self, drafts: Sequence[Draft]) -> Appended:
        """Return what an append of drafts would come to; the log stays as it is.

        Raises:
            Refused: Some drafts have faults.
        """
        ...


def next_instant(clock: Clock, last: Instant | None) -> Instant:
    """Return the instant of an append: the time, but always later than that of the last one."""
    now = clock()
    return Instant(last + 1) if last is not None and now <= last else now
