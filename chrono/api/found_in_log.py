"""What is found in the chronologies of a log, one by one, of which few entries are held at once."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

import attrs

from chrono.api.parts import FileParts
from chrono.api.records import Records
from chrono.events.history import History
from chrono.events.kinds import Register
from chrono.log.contract import Log
from chrono.log.head import Head
from chrono.queries.findings.check import Judged
from chrono.queries.findings.finding import Placed
from chrono.queries.findings.gate import Admitted, AgainstLog, Named, Recorded
from chrono.queries.findings.independence import Independence
from chrono.queries.findings.of_records import OfRecords
from chrono.queries.findings.parts import Parts, Whole
from chrono.queries.findings.recorded_ahead import RecordedAhead
from chrono.state.moments import Moment, moment
from chrono.state.visibility import View
from chrono.values.clocks import Instant, parse_stamp

SHORT: Final = 2_000
"""The entries of a chronology that is held whole: they are decoded once."""


@attrs.frozen(kw_only=True)
class Judging:
    """A log whose chronologies are judged.

    Attributes:
        log: The log, of which it is known that it is whole.
        head: Up to where it counts.
        kinds: The kinds that are known.
        now: The time.
        at: The moment at which what holds is judged, as typed.
    """

    log: Log
    head: Head
    kinds: Register
    now: Instant
    at: str

    def moment(self, chronology: str) -> Moment:
        """Return the moment at which what holds in a chronology is judged."""
        return moment(self.at, Records(self.log, chronology, self.head).dating(self.at), self.now)

    def found(
        self,
        chronology: str,
        entries: int,
        at: Instant,
        supported: Callable[[Independence], object],
    ) -> Iterator[Placed]:
        """Yield what is found in a chronology; of one sort and place it comes in order.

        Args:
            chronology: Its name.
            entries: How many entries it has.
            at: When it is judged what is stale, and how what holds is supported.
            supported: Is called with that of some keys, one after the other.
        """
        own = self.log.one_by_one(chronology, self.head.entries)
        named: Named = partial(self.log.named, chronology)
        if entries <= SHORT:
            own = [*own]
            named = {entry.id: entry for entry in own}.get
        index = self.log.index(chronology) if entries > SHORT else None
        parts: Parts = (
            Whole(View(History.of(chronology, own)))
            if index is None
            else FileParts(index, self.head.entries)
        )
        judged, records = Judged(parts, at, supported), OfRecords(parts.declared)
        yield from judged.of_keys()
        ahead, admitted = RecordedAhead(self.now), Admitted(self.kinds)
        against = AgainstLog(chronology, Recorded(own, named), judged.of_both_sorts)
        for entry in own:
            outline = entry.outline  # first, as this refuses what no append has written
            ahead.take(entry)
            yield from admitted.take(entry)
            yield from against.take(entry)
            if outline is None or not records.are_in_time(outline, parse_stamp(entry.recorded)):
                yield from records.take(entry.record)
        yield from ahead.found()
        yield from admitted.unknown()
        yield from judged.of_events(records)
