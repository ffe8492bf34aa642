"""The names that events use, in the order of their first use, of which some are nearly another."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final

from chrono.events.claims import texts_in
from chrono.queries.findings.near_names import near_names, parts_of
from chrono.queries.findings.parts import Rows
from chrono.state.visibility import Visible

_MOST: Final = 10_000
"""The names that are remembered at most, so that each is not told of again and again."""


class UsedNames:
    """Names with the events that use them first, of which those are compared that may be near.

    Args:
        rows: Returns rows to be sorted; so few names are held at once.
        declared: Names that are in use before any event.
    """

    def __init__(self, rows: Callable[[], Rows], declared: Iterable[str]) -> None:
        self._new = rows
        self._declared = tuple(declared)
        self._used = rows()
        self._met: dict[str, int] = {}

    def take(self, number: int, visible: Visible) -> None:
        """Take the names of an event; events may come in any order."""
        for place, name in enumerate(_names(visible)):
            if self._met.get(name, number + 1) > number:
                if len(self._met) >= _MOST:
                    self._met.clear()
                self._met[name] = number
                self._used.add((name, number, place, visible.id))

    def near(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield each name that is near one in use before it.

        With each comes the event that uses it first, the other name, and its event, which is empty
        for a name that is declared alone.
        """
        first = self._new()
        for name, uses in groupby(self._used, itemgetter(0)):
            _, number, place, event = next(uses)
            first.add((number, place, name, event))
        alike = self._alike(first)
        users = {row[2]: row[3] for each, row in enumerate(first) if each in alike}
        for name, other in near_names(users, self._declared).items():
            yield name, users[name], other, users.get(other, "")

    def _alike(self, first: Rows) -> set[int]:
        """Return the names, by their order, that have a part in common with another one."""
        parts = self._new()
        for each, row in enumerate(first):
            for part in parts_of(row[2]):
                parts.add((hash(part), each))
        for name in dict.fromkeys(self._declared):
            for part in parts_of(name):
                parts.add((hash(part), -1))
        alike: set[int] = set()
        for _, those in groupby(parts, itemgetter(0)):
            together = {each for _, each in those}
            if len(together) > 1:
                alike |= together
        return alike


def _names(visible: Visible) -> Iterator[str]:
    """Yield what an event names: who published and wrote its sources, and texts of its claims."""
    for source in visible.sources:
        yield source.publisher
        yield source.rests_on
    for claim in visible.event.claims:
        yield from texts_in(claim.value)
