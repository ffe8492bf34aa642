"""The parts of a chronology, in each of which findings are what they are in all of it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Protocol

from chrono.events.claims import Claim
from chrono.events.entries import Correction, Development
from chrono.events.history import History
from chrono.state.visibility import View, Visible

Row = tuple[Any, ...]
"""Numbers and texts, in the same order in all rows that are sorted together."""


class Rows(Protocol):
    """Rows that are sorted once all were added; a row that is there twice stays twice."""

    def add(self, row: Row) -> None:
        """Add a row."""

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows in order, as often as they are asked for."""
        ...


class Parts(Protocol):
    """A chronology that is judged part by part, without a filter and at the end of the log.

    A part has whole developments: with all acts upon them, in the order of the log.
    """

    @property
    def declared(self) -> History:
        """Its declarations, and perhaps more."""

    def by_date(self) -> Iterator[tuple[int, Visible]]:
        """Yield the visible events with their numbers, by when they begin and then by number."""
        ...

    def by_key(self) -> Iterator[tuple[Sequence[str], View]]:
        """Yield all keys in alphabetical order, a few at a time, with what bears on them."""
        ...

    def amended(self) -> Iterator[View]:
        """Yield all developments with acts upon them, in the order of the log, and perhaps more."""
        ...

    def linked(self) -> Iterator[View]:
        """Yield all linked developments, with all that they are linked with, and perhaps more.

        That is through any number of links; each development is in one part.
        """
        ...

    def rows(self) -> Rows:
        """Return rows to be sorted; there are none yet."""
        ...


def numbers(events: Iterable[Visible]) -> list[int]:
    """Return a number for each visible event of a part, the same in every part.

    They are in the order of the log, and of one development in that of its versions.
    """
    found: list[int] = []
    for visible in events:
        first = visible.position << _VERSIONS
        found.append(found[-1] + 1 if found and found[-1] >= first else first)
    return found


_VERSIONS: Final = 20
"""The bits for versions of one development that stand at once, of which merges leave a few."""


def claims_in(history: History) -> Iterator[Claim]:
    """Yield the claims of all versions, whether they stand or not."""
    for record in history.records:
        if isinstance(record, Development | Correction):
            yield from record.event.claims


class Sorted:
    """Rows that are held, for few."""

    def __init__(self) -> None:
        self._rows: list[Row] = []

    def add(self, row: Row) -> None:
        """Add a row."""
        self._rows.append(row)

    def __iter__(self) -> Iterator[Row]:
        return iter(sorted(self._rows))


class Whole:
    """A chronology of which all is held, as one part."""

    def __init__(self, view: View) -> None:
        self._view = view

    @property
    def declared(self) -> History:
        """All of it."""
        return self._view.history

    def by_date(self) -> Iterator[tuple[int, Visible]]:
        """Yield the visible events with their numbers, by when they begin and then by number."""
        yield from by_date(self._view)

    def by_key(self) -> Iterator[tuple[Sequence[str], View]]:
        """Yield all keys, with all events."""
        yield sorted({claim.key for claim in claims_in(self._view.history)}), self._view

    def amended(self) -> Iterator[View]:
        """Yield all developments."""
        yield self._view

    def linked(self) -> Iterator[View]:
        """Yield all developments."""
        yield self._view

    def rows(self) -> Sorted:
        """Return rows to be sorted; there are none yet."""
        return Sorted()


def by_date(view: View) -> list[tuple[int, Visible]]:
    """Return the visible events with their numbers, by when they begin and then by number."""
    numbered = [*zip(numbers(view.events), view.events, strict=True)]
    numbered.sort(key=lambda each: each[1].bounds.earliest)  # which keeps the order of the log
    return numbered
