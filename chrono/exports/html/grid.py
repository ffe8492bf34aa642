"""The grid: all moments at which an answer of the page changes, numbered, so that a browser picks.

An element with ``data-r`` is shown if one of its rectangles has the chosen moment and the chosen
known moment. Both are given by how many turns of the grid are not after them.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import attrgetter

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
        """Return the attributes of a part of an element; none if it is there whenever that is.

        Both are of the same answers: a rectangle of the whole is one of the part, or apart from it.
        """
        others = set(whole).difference(rectangles)
        if not others:
            return {}
        box = _box(rectangles)
        alone = not any(_overlap(box, each) for each in others)
        return self.shown([box] if alone else rectangles)


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    return max(one.at_from, other.at_from) < min(one.at_to, other.at_to) and max(
        one.known_from, other.known_from
    ) < min(one.known_to, other.known_to)


def _box(rectangles: Sequence[Rectangle]) -> Rectangle:
    """Return the smallest rectangle that has all of some."""
    return Rectangle(
        min(each.at_from for each in rectangles),
        max(each.at_to for each in rectangles),
        min(each.known_from for each in rectangles),
        max(each.known_to for each in rectangles),
    )


def _number(turns: Sequence[Instant], turn: Instant) -> int:
    """Return the number of turns up to one; for the end of time one more than there are."""
    return len(turns) + 1 if turn == END else bisect_right(turns, turn)


def merged(rectangles: Iterable[Rectangle]) -> list[Rectangle]:
    """Return rectangles that cover the same, where two that touch or overlap are one."""
    found, before = list(rectangles), -1
    while len(found) != before:  # two that have become one may touch a third
        before = len(found)
        found = _joined(found, "known", "at")
        found = _joined(found, "at", "known")
    return sorted(found)


def _joined(rectangles: Iterable[Rectangle], alike: str, along: str) -> list[Rectangle]:
    """Return rectangles, where those of one span of one clock are joined along the other."""
    span = attrgetter(f"{alike}_from", f"{alike}_to")
    start, end = attrgetter(f"{along}_from"), attrgetter(f"{along}_to")
    joined: list[Rectangle] = []
    for each in sorted(rectangles, key=lambda one: (span(one), start(one))):
        before = joined[-1] if joined else None
        if before and span(before) == span(each) and end(before) >= start(each):
            last = max(end(before), end(each))
            joined[-1] = attrs.evolve(before, **{f"{along}_to": last})
        else:
            joined.append(each)
    return joined
