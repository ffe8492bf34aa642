"""What a check found, in the order in which it is told: of much all for a program, or the first.

And how what holds is supported, chronology by chronology.
"""

from bisect import insort
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any, Final

import attrs

from chrono.cli.render.findings import SHOWN, Sorts
from chrono.cli.render.long_json import Items, item_of
from chrono.log.sorted_rows import SortedRows
from chrono.queries.findings.finding import Finding, Placed
from chrono.queries.named import MOST_NAMED

_PLACE: Final = itemgetter(0, 1, 2)


class AllFound:
    """All that is found, of which little is held."""

    def __init__(self) -> None:
        self._rows, self._supported = SortedRows(), SortedRows()
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

    def take_support(self, support: Mapping[str, Any]) -> None:
        """Take how what holds in that chronology is supported."""
        self._supported.add((self._chronologies, item_of(support)))

    @property
    def findings(self) -> Items:
        """Each finding, in order."""
        return Items(row[-1] for row in self._rows)

    @property
    def support(self) -> Items:
        """Of each chronology, in order."""
        return Items(row[-1] for row in self._supported)


class FirstFound:
    """The first findings of each sort, and how many there are.

    Attributes:
        findings: The findings.
        support: How what holds is supported in each chronology; of those that lines only count it
            is empty.
    """

    def __init__(self) -> None:
        self.findings = Sorts()
        self.support: list[Mapping[str, Any]] = []

    @property
    def are_problems(self) -> bool:
        """Whether any finding is a problem."""
        return self.findings.are_problems

    def take_support(self, support: Mapping[str, Any]) -> None:
        """Take how what holds in the next chronology is supported."""
        self.support.append(support if len(self.support) < MOST_NAMED else {})

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
                self.findings.append(body_of(chronology, finding), count)


def body_of(chronology: str, finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON, with the name of its chronology."""
    return {"chronology": chronology, **attrs.asdict(finding, recurse=False)}
