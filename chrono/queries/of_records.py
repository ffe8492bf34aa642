"""What is found of records in the order of the log: events without a date, and late sources."""

from collections.abc import Iterator

from chrono.events.entries import Correction, Declaration, Development, Record
from chrono.events.history import History
from chrono.events.outlines import Outline
from chrono.queries.finding import Finding, Placed, Sort
from chrono.queries.of_events import DAY
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

    def take(self, record: Record, outline: Outline | None = None) -> Iterator[Placed]:
        """Yield what is found of the next record; its outline, if it has one, spares reading it."""
        sources = outline.sources if outline else ()
        dates = [source.published for source in sources if source.published]
        if dates and not any(self._late(Date.parse(date), record) for date in dates):
            return
        if isinstance(record, Declaration):
            return
        own = record.event.sources if isinstance(record, Correction) else ()
        for source in (*record.sources, *own):
            # Recorded times never fall: cited late once, a source was late when it was cited first.
            if source.published and self._late(source.published, record):
                self.late.add(source)
        undated = record.sources and not any(source.published for source in record.sources)
        if undated and isinstance(record, Development):
            reason = (
                "no source says when it was published, so it is known only from when it was "
                "recorded; cite one with a date"
            )
            yield Placed(Sort.UNDATED, Finding("undated", record.id, reason))

    def _late(self, published: Date, record: Record) -> bool:
        """Return whether a date is more than a day after a record was recorded."""
        return self._home.bounds(published).earliest - record.recorded > DAY
