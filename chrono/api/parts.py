"""The parts of a chronology of a file, found by its index: few of its entries are read at once."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, TypeVar

import attrs

from chrono.events.entries import Entry
from chrono.events.history import History
from chrono.log.index import listed
from chrono.log.index.days import in_utc_by_text
from chrono.log.index.reading import Index
from chrono.log.sorted_rows import SortedRows
from chrono.queries.findings.parts import numbers
from chrono.state.visibility import View, Visible
from chrono.values.edtf import is_time_in_utc

_FEW: Final = 500
"""The developments that are read at once where each stands by itself."""

_MANY: Final = 4_000
"""The claims that are read at once, at least, where there are as many."""

_Each = TypeVar("_Each")


class FileParts:
    """A chronology of a file, part by part.

    Args:
        index: Its index, which is that of its entries.
        upto: The position of the last entry that counts.
    """

    def __init__(self, index: Index, upto: int) -> None:
        self._index = index
        self._upto = upto
        declaring = (each for each in index.bearing_on(()) if each.position <= upto)
        self._declared = History.of(index.chronology, declaring)

    @property
    def declared(self) -> History:
        """Its declarations."""
        return self._declared

    def by_date(self) -> Iterator[tuple[int, Visible]]:
        """Yield the visible events with their numbers, by when they begin and then by number."""
        begun = SortedRows()
        for text, development in listed.dates(self._index):
            begun.add((self._start(text), development, text))
        for some in _portions(begun, _FEW):
            view = self._view(listed.families(self._index, {row[1] for row in some}))
            found: dict[tuple[int, str], list[tuple[int, Visible]]] = {}
            for number, visible in zip(numbers(view.events), view.events, strict=True):
                dated = visible.position, str(visible.event.occurred)
                found.setdefault(dated, []).append((number, visible))
            for _, development, text in some:
                yield from found.get((development, text), ())

    def by_key(self) -> Iterator[tuple[Sequence[str], View]]:
        """Yield all keys in alphabetical order, a few at a time, with what bears on them.

        Where very many are linked, more claims are read at once, so that none is read often.
        """
        keys, most = iter(listed.counted_keys(self._index)), _MANY
        while some := _up_to(keys, most):
            entries = self._index.bearing_on(some)
            most = max(most, len(entries) // 2)
            yield some, self._view(entries)

    def amended(self) -> Iterator[View]:
        """Yield all developments with acts upon them, in the order of the log."""
        for some in _portions(listed.amended(self._index), _FEW):
            yield self._view(listed.families(self._index, some))

    def linked(self) -> Iterator[View]:
        """Yield all linked developments, with all that they are linked with."""
        seen: set[int] = set()
        positions: set[int] = set()
        for development in listed.linked_ones(self._index):
            if development not in seen:
                group = self._index.positions_bearing_on((), [development])
                seen.update(group)
                positions.update(group)
            if len(positions) >= _FEW:
                yield self._view(map(self._index.at, positions))
                positions.clear()
        yield self._view(map(self._index.at, positions))

    def rows(self) -> SortedRows:
        """Return rows to be sorted; there are none yet."""
        return SortedRows()

    def _start(self, text: str) -> int:
        """Return when a date begins; a time in UTC is one in every zone, and quickly read."""
        if is_time_in_utc(text):
            return in_utc_by_text(text)[1]
        return self._declared.bounds(self._index.date(text)).earliest

    def _view(self, entries: Iterable[Entry]) -> View:
        """Return a view of those entries that count, with the declarations."""
        found = {record.position: record for record in self._declared.records}
        counting = (entry for entry in entries if entry.position <= self._upto)
        found.update((entry.position, entry.record) for entry in counting)
        return View(
            attrs.evolve(self._declared, records=tuple(map(found.__getitem__, sorted(found))))
        )


def _portions(each: Iterable[_Each], most: int) -> Iterator[list[_Each]]:
    """Yield so many at a time."""
    rest = iter(each)
    while some := [*islice(rest, most)]:
        yield some


def _up_to(keys: Iterator[tuple[str, int]], most: int) -> list[str]:
    """Return the next keys, which have so many claims in all, or a few more."""
    some: list[str] = []
    claims = 0
    for key, count in keys:
        some.append(key)
        claims += count
        if claims >= most:
            break
    return some
