"""Spans: within which days each development may have answered a question on a key.

They let a state read the claims on a key backwards from a moment, only as far as these matter
(`chrono.state.horizon`). A row is of a version of a development, with its dates as they are
written: sources, which narrow a date, count or do not by who asks. Days are those of UTC, as what
is stored must not depend on the tables of time zones of a computer; see `MARGIN`.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import attrs

from chrono.events.entries import Citation, Correction, Development, Record
from chrono.log import index_statements, statements
from chrono.log.connection import translated
from chrono.log.index.days import DAY, MARGIN, Reach, in_utc, in_utc_by_text
from chrono.log.index.reading import Index
from chrono.values.clocks import BEGINNING, END, Instant

UNBOUNDED: Final = 63
"""The width of a date that is open on a side, or has its ends in order in a home zone alone."""

Span = tuple[str, str, int, int, int, int]
"""A row: key, question, whether it may be public ahead of its start, width, start, publication.

The width is the power of two of the days, at least as many as the date has; the last two are days,
by number. Nobody knows of the development before the last one.
"""


class Family:
    """A development and the acts upon it, taken in the order of the log, each with its rows."""

    def __init__(self) -> None:
        self._public: int = END
        self._versions: set[tuple[str, str, int, int]] = set()

    def take(self, record: Record) -> Iterator[Span]:
        """Yield the rows that come with the next record.

        Those are of its own version, or of all versions where it makes them known earlier.
        """
        before, rows = self._public, set(_version(record))
        if not isinstance(record, Correction):
            self._public = min(before, _first_public(record))
        self._versions |= rows
        for key, question, width, start in self._versions if self._public < before else rows:
            yield key, question, *_span(width, start, self._public)


def span_of(earliest: int, before: int, public: int) -> tuple[int, int, int, int]:
    """Return the last four columns of all rows that come with a development.

    Its rows are those of a new `Family`.

    Args:
        earliest: Where its date begins, in UTC.
        before: Where it ends.
        public: When the first of its sources is public; see `published_on`.
    """
    return _span(_width(earliest, before), earliest, public)


def _span(width: int, start: int, public: int) -> tuple[int, int, int, int]:
    return int(public <= start), width, start // DAY, public // DAY


def _version(record: Record) -> Iterator[tuple[str, str, int, int]]:
    """Yield each key and question that a version answers, with the width and start of its date."""
    if isinstance(record, Development | Correction):
        bounds = in_utc(record.event.occurred)[1]
        for claim in record.event.claims:
            for question in claim.questions:
                yield claim.key, question, _width(bounds.earliest, bounds.before), bounds.earliest


def _first_public(record: Record) -> int:
    """Return the instant before which no source of a record makes anything public."""
    if not isinstance(record, Development | Citation):
        return END
    dates = [source.published for source in record.sources]
    return min([published_on(str(date))[1] if date else record.recorded for date in dates])


@lru_cache(maxsize=8192)
def published_on(published: str) -> tuple[int, Instant, Reach | None]:
    """Return the day of a publication, from when it makes something public, and its reach."""
    day, earliest, before, reach = in_utc_by_text(published)
    unbounded = earliest == BEGINNING and before == END
    return day, BEGINNING if unbounded else Instant(before), reach


def _width(earliest: int, before: int) -> int:
    if earliest == BEGINNING or before == END:
        return UNBOUNDED
    return 0 if before - earliest <= DAY else ((before - earliest - 1) // DAY).bit_length()


@attrs.frozen(kw_only=True)
class Window:
    """Which developments may matter: those that may have begun, were public, and were recorded.

    Attributes:
        index: The index of their chronology.
        at: The moment in the world, exclusive.
        known: The moment before which they must have been public; END for any.
        upto: The last position.
        shift: How much earlier or later a date may be in the home zone than in UTC, at most.
    """

    index: Index
    at: Instant
    known: Instant
    upto: int
    shift: int

    def questions(self, key: int) -> dict[str, "Backwards"]:
        """Return the questions on a key, by name, each to be read backwards."""
        found: dict[str, Backwards] = {}
        last = "", -1, -1
        with translated(self.index.path):
            while row := self._next(key, last):
                question, ahead, width = last = row
                start = self.at if ahead else min(self.at, self.known)
                rows = _Rows(self, (key, *last), (start + self.shift - 1) // DAY, width)
                found.setdefault(question, Backwards()).rows.append(rows)
        return found

    def _next(self, key: int, last: tuple[str, int, int]) -> tuple[str, int, int] | None:
        row: tuple[str, int, int] | None
        row = self.index.connection.execute(index_statements.SPANS_OF_KEY, (key, *last)).fetchone()
        return row


@attrs.frozen
class Backwards:
    """The developments that claim something on one question, read backwards from a moment.

    Attributes:
        rows: As they are stored, by width.
        developments: The positions of those that were read.
    """

    rows: "list[_Rows]" = attrs.field(factory=list)
    developments: set[int] = attrs.field(factory=set)

    def read(self, number: int, horizon: int) -> None:
        """Read so many more rows of each width, without those that were over by a horizon."""
        for each in self.rows:
            self.developments.update(each.read(number, horizon))

    @property
    def unread(self) -> int:
        """The instant by which all is over that was not read; less than any where all was."""
        return max(each.unread for each in self.rows)


@attrs.define
class _Rows:
    """The rows of one width, read backwards by their starts."""

    window: Window
    where: tuple[int, str, int, int]
    start: int
    width: int
    last: int = statements.BEYOND
    done: bool = False

    def read(self, number: int, horizon: int) -> Iterator[int]:
        """Yield the next developments; of a width that bounds nothing all of them."""
        if self.done:
            return
        bounded = 0 <= self.width < UNBOUNDED
        most = number + 1 if bounded else -1  # one more says how far it is read
        public = self.window.known // DAY + MARGIN
        asked = (*self.where, self.start, self.last, public, self.window.upto, most)
        index = self.window.index
        with translated(index.path):
            rows = index.connection.execute(index_statements.SPANS_BACKWARDS, asked)
            for read, (self.start, self.last) in enumerate(rows):
                if bounded and (read == number or self.unread <= horizon):
                    return
                yield self.last
        self.done = True

    @property
    def unread(self) -> int:
        if self.done:
            return BEGINNING - 1
        return (self.start + 1 + (1 << self.width)) * DAY + self.window.shift
