"""What is found of records in the order of the log: events without a date, and late sources."""

from collections.abc import Iterator

from chrono.events.entries import Correction, Declaration, Development, Record
from chrono.events.history import History
from chrono.queries.finding import Finding, Placed, Sort
from chrono.queries.of_events import cited_late
from chrono.values.sources import Source


class OfRecords:
    """What is found of records, taken in the order of the log.

    Attributes:
        late: The sources that were cited before their date.
    """

    def __init__(self, home: History) -> None:
        self._home = home
        self.late = set[Source]()

    def take(self, record: Record) -> Iterator[Placed]:
        """Yield what is found of the next record."""
        if isinstance(record, Declaration):
            return
        own = record.event.sources if isinstance(record, Correction) else ()
        for source in (*record.sources, *own):
            # Recorded times never fall: cited late once, a source was late when it was cited first.
            if cited_late(source, record.recorded, self._home):
                self.late.add(source)
        undated = record.sources and not any(source.published for source in record.sources)
        if undated and isinstance(record, Development):
            reason = (
                "no source says when it was published, so it is known only from when it was "
                "recorded; cite one with a date"
            )
            yield Placed(Sort.UNDATED, Finding("undated", record.id, reason))
