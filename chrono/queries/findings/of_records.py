"""What is found of records in the order of the log: events without a date, and late sources."""

from collections.abc import Iterator

from chrono.events.entries import Correction, Declaration, Development, Record
from chrono.events.history import History
from chrono.events.outlines import Outline
from chrono.queries.findings.finding import Finding, Placed, Sort
from chrono.queries.findings.of_events import DAY
from chrono.values.clocks import Instant
from chrono.values.dates import Date
from chrono.values.sources import Source


class OfRecords:
    """What is found of records, taken in the order of the log.

    Attributes:
        late: The sources that were cited before their date.
    """

    def __init__(self, home: History) -> None:
        self._home = home
        self.late = set[Source]()

    def are_in_time(self, outline: Outline, recorded: Instant) -> bool:
        """Return whether the sources of a development are such that `take` finds nothing of it."""
        dates = [source.published for source in outline.sources if source.published]
        return bool(dates) and not any(self._late(Date.parse(date), recorded) for date in dates)

    def take(self, record: Record) -> Iterator[Placed]:
        """Yield what is found of the next record."""
        if isinstance(record, Declaration):
            return
        own = record.event.sources if isinstance(record, Correction) else ()
        for source in (*record.sources, *own):
            # Recorded times never fall: cited late once, a source was late when it was cited first.
            if source.published and self._late(source.published, record.recorded):
                self.late.add(source)
        undated = record.sources and not any(source.published for source in record.sources)
        if undated and isinstance(record, Development):
            reason = (
                "no source says when it was published, so it is known only from when it was "
                "recorded; cite one with a date"
            )
            yield Placed(Sort.UNDATED, Finding("undated", record.id, reason))

    def _late(self, published: Date, recorded: Instant) -> bool:
        """Return whether a date is more than a day after what cites it was recorded."""
        return self._home.bounds(published).earliest - recorded > DAY
