"""What a check found, in the order in which it is told: of much all for a program, or the first."""

from bisect import insort
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any, Final

import attrs

from chrono.cli.render.findings import SHOWN, Sorts
from chrono.cli.render.long_json import item_of
from chrono.log.sorted_rows import SortedRows
from chrono.queries.findings.finding import Finding, Placed

_PLACE: Final = itemgetter(0, 1, 2)


class AllFound:
    """All findings, of which few are held."""

    def __init__(self) -> None:
        self._rows = SortedRows()
        self._taken = 0
        self._chronologies = 0
        self.are_problems = False

    def take(self, chronology: str, found: Iterable[Placed]) -> None:
        """Take the findings of the next chronology."""
        self._chronologies += 1
        for sort, finding, first, second, key in found:
            self._taken += 1
            self.are_problems |= finding.problem
            written = item_of(body_of(chronology, finding))
            place = int(sort), first, second, key, self._taken
            self._rows.add((self._chronologies, *place, written))

    def written(self) -> Iterator[str]:
        """Yield each as JSON, in order."""
        return (row[-1] for row in self._rows)


class FirstFound:
    """The first findings of each sort, and how many there are."""

    def __init__(self) -> None:
        self.sorts = Sorts()

    @property
    def are_problems(self) -> bool:
        """Whether any finding is a problem."""
        return self.sorts.are_problems

    def take(self, chronology: str, found: Iterable[Placed]) -> None:
        """Take the findings of the next chronology."""
        counts: dict[tuple[int, str], int] = {}
        firsts: dict[tuple[int, str], list[tuple[int, int, str, Finding]]] = {}
        for sort, finding, one, other, key in found:
            place = one, other, key
            which = int(sort), finding.code
            counts[which] = counts.get(which, 0) + 1
            first = firsts.setdefault(which, [])
            if len(first) < SHOWN or place < _PLACE(first[-1]):
                insort(first, (*place, finding), key=_PLACE)
                del first[SHOWN:]
        for which, first in sorted(firsts.items(), key=lambda each: each[0][0]):
            for number, (*_, finding) in enumerate(first):
                count = 0 if number else counts[which]
                self.sorts.append(body_of(chronology, finding), count)


def body_of(chronology: str, finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON, with the name of its chronology."""
    return {"chronology": chronology, **attrs.asdict(finding, recurse=False)}
