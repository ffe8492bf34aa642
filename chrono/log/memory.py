"""A log in memory: the simplest form of the contract, also for bundled chronologies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from chrono.events.entries import Declaration, Entry
from chrono.log.clock import system_clock
from chrono.log.head import FIRST, Head
from chrono.values.clocks import Instant, parse_stamp, stamp

if TYPE_CHECKING:  # only appending needs these; reading starts faster without them
    from chrono.events.by import By
    from chrono.events.drafts import Draft
    from chrono.log.appending.preparation import Preparation
    from chrono.log.contract import Appended, Clock


class MemoryLog:
    """A log that exists as long as the program."""

    def __init__(self, entries: Iterable[Entry] = (), clock: "Clock" = system_clock) -> None:
        self._entries = list(entries)
        self._clock = clock

    def entries(self, chronology: str | None = None) -> Sequence[Entry]:
        """Return the entries of one chronology, or all, in the order of the log."""
        return tuple(entry for entry in self._entries if chronology in (None, entry.chronology))

    def one_by_one(self, chronology: str | None = None, upto: int | None = None) -> Iterable[Entry]:
        """Return the entries of one chronology, or all, up to a position, inclusive."""
        found = self.entries(chronology)
        return [entry for entry in found if upto is None or entry.position <= upto]

    def index(self, _: str) -> None:
        """Return None: there is no index."""

    def head(self, upto: int | None = None) -> Head:
        """Return the head of the log, or of its entries up to a position, inclusive."""
        kept = self._entries[: None if upto is None else max(upto, 0)]
        return Head(len(kept), kept[-1].hash if kept else FIRST)

    def position_at(self, recorded: Instant) -> int:
        """Return the last position recorded before an instant, exclusive; 0 for none."""
        before = (e.position for e in self._entries if parse_stamp(e.recorded) < recorded)
        return max(before, default=0)

    def has(self, chronology: str) -> bool:
        """Return whether it has a chronology of this name."""
        return any(entry.chronology == chronology for entry in self._entries)

    def named(self, chronology: str, name: str) -> Entry | None:
        """Return the entry of a chronology with an id; None for none."""
        found = (each for each in self._entries if (each.chronology, each.id) == (chronology, name))
        return next(found, None)

    def chronologies(self) -> Mapping[str, bool]:
        """Return the chronologies, each with whether it has more than declarations."""
        found: dict[str, bool] = {}
        for entry in self._entries:
            more = not isinstance(entry.record, Declaration)
            found[entry.chronology] = found.get(entry.chronology, False) or more
        return found

    def append(
        self,
        drafts: "Sequence[Draft]",
        expected_head: str | None = None,
        by: "By | None" = None,
    ) -> "Appended":
        """Return what came of appending drafts, all or none."""
        done = self._prepared(drafts, expected_head, by)
        self._entries.extend(done.new)
        self._preparation.committed(done)
        return done

    def tried(self, drafts: "Sequence[Draft]") -> "Appended":
        """Return what an append of drafts would come to; the log stays as it is."""
        return self._prepared(drafts, None, None)

    def _prepared(
        self, drafts: "Sequence[Draft]", expected_head: str | None, by: "By | None"
    ) -> "Appended":
        from chrono.log.appending.preparation import Appending  # noqa: PLC0415
        from chrono.log.contract import next_instant  # noqa: PLC0415  see above

        last = parse_stamp(self._entries[-1].recorded) if self._entries else None
        recorded = stamp(next_instant(self._clock, last))
        asked = Appending(drafts, self.head(), recorded, by, expected_head)
        return self._preparation.prepare(asked)

    @cached_property
    def _preparation(self) -> "Preparation":
        """The preparation of appends, with the entries that it has read."""
        from chrono.log.appending.preparation import Preparation  # noqa: PLC0415  see above

        return Preparation(self._later)

    def _later(self, chronology: str, position: int) -> Iterator[Entry]:
        return (entry for entry in self._entries[position:] if entry.chronology == chronology)
