"""The grid: all moments at which an answer of the page changes, numbered, so that a browser picks.

An element with ``data-r`` is shown if one of its rectangles has the chosen moment and the chosen
known moment. Both are given by how many turns of the grid are not after them.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain

import attrs

from chrono.queries.rectangles import Rectangle
from chrono.values.clocks import BEGINNING, END, Instant


@attrs.frozen(eq=False, repr=False)
class Grid:
    """The turns of both clocks, and the moment that the page shows without a script.

    Attributes:
        at: The moments from which on an answer is another, in order.
        known: The known moments from which on more is public, in order.
        last: The moment at which the record ends.
    """

    at: Sequence[Instant]
    known: Sequence[Instant]
    last: Instant

    @classmethod
    def of(cls, rectangles: Iterable[Rectangle], last: Instant) -> "Grid":
        """Return the grid of all rectangles of a page."""
        at: set[Instant] = set()
        known: set[Instant] = set()
        for each in rectangles:
            at |= {each.at_from, each.at_to}
            known |= {each.known_from, each.known_to}
        ends = {BEGINNING, END}
        return cls(sorted(at - ends), sorted(known - ends), last)

    def shown(self, rectangles: Sequence[Rectangle]) -> dict[str, str | None]:
        """Return the attributes of an element that is shown in some rectangles only."""
        now = any(
            each.at_from <= self.last < each.at_to and each.known_to == END for each in rectangles
        )
        numbers = (
            (
                _number(self.at, each.at_from),
                _number(self.at, each.at_to),
                _number(self.known, each.known_from),
                _number(self.known, each.known_to),
            )
            for each in merged(rectangles)
        )
        return {
            "data_r": " ".join(map(str, chain.from_iterable(numbers))),
            "hidden": None if now else "",
        }

    def within(
        self, rectangles: Sequence[Rectangle], whole: Sequence[Rectangle]
    ) -> dict[str, str | None]:
        """Return the attributes of a part of an element; none if it is there whenever that is."""
        shown = self.shown(rectangles)
        return {} if shown == self.shown(whole) else shown


def _number(turns: Sequence[Instant], turn: Instant) -> int:
    """Return the number of turns up to one; for the end of time one more than there are."""
    return len(turns) + 1 if turn == END else bisect_right(turns, turn)


def merged(rectangles: Iterable[Rectangle]) -> list[Rectangle]:
    """Return rectangles that cover the same, where two that touch or overlap are one."""
    by_known: list[Rectangle] = []
    for each in sorted(rectangles, key=lambda one: (one.known_from, one.known_to, one.at_from)):
        before = by_known[-1] if by_known else None
        same = before and (before.known_from, before.known_to) == (each.known_from, each.known_to)
        if before and same and before.at_to >= each.at_from:
            by_known[-1] = attrs.evolve(before, at_to=max(before.at_to, each.at_to))
        else:
            by_known.append(each)
    whole: list[Rectangle] = []
    for each in sorted(by_known):
        before = whole[-1] if whole else None
        same = before and (before.at_from, before.at_to) == (each.at_from, each.at_to)
        if before and same and before.known_to >= each.known_from:
            whole[-1] = attrs.evolve(before, known_to=max(before.known_to, each.known_to))
        else:
            whole.append(each)
    return whole
