"""Live runs: the values that answer one question, and from when to when.

docs/state-rule.md, rules 4 (live claims), 6 (sets), 8 (since and because) and 11 (own end). From
one stretch to the next only those values are looked at on which something changes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from chrono.queries.earlier import Earlier
from chrono.queries.key_history.resting import Resting
from chrono.queries.key_history.runs import Opened, Question, Run
from chrono.queries.key_history.sweep import Situation, situations
from chrono.state.questions import Statement
from chrono.state.rule import World
from chrono.state.standing import Standing

_IN, _OUT = "true", "false"
"""The canonical JSON of the statements that a member is in, and out."""


def live_runs(world: World, earlier: Earlier, question: Question) -> dict[str, list[Run]]:
    """Return the runs of each value, the first one first; of a member, those in which it is in.

    Values are given by their canonical JSON, in the order in which they appear. A question without
    statements has none.
    """
    runs = _Runs(world, earlier, question)
    number = -1
    found = situations(world, earlier, question.statements, question.moments)
    for number, situation in enumerate(found):
        runs.go_on(number, situation)
    runs.close(number)
    return runs.closed


@attrs.define(eq=False, repr=False)
class _Told:
    """What is kept of a run that goes on.

    Attributes:
        run: The run.
        tops: The live events that it rests on, as a set of `Earlier`.
        resting: All events that it rests on.
    """

    run: Opened
    tops: int = 0
    resting: int = 0


class _Runs:
    """The runs of the values that answer one question, one stretch after another."""

    def __init__(self, world: World, earlier: Earlier, question: Question) -> None:
        self._world, self._earlier = world, earlier
        self._member, self._of_set = question.member, question.of_set
        self._statements: dict[int, Statement] = {}
        self._said: dict[str, int] = defaultdict(int)
        for statement in question.statements:
            self._statements[statement.index] = statement
            self._said[statement.json] |= earlier.bit(statement.index)
        self._over = _OUT if self._of_set else "null"
        self._now = Situation()
        self._live: Counter[str] = Counter()
        self._possible: Counter[str] = Counter()
        self._alone: set[str] = set()
        self._told: dict[str, _Told] = {}
        self.closed: dict[str, list[Run]] = {}
        self._resting = Resting(earlier, self._said, self._over)
        self._dates: dict[tuple[int, bool], tuple[Any, ...]] = {}

    def go_on(self, number: int, now: Situation) -> None:
        """Go on to the next stretch."""
        before, self._now = self._now, now
        if now == before:
            return
        changed = {
            *self._counted(self._live, before.live & ~before.ended, now.live & ~now.ended),
            *self._counted(
                self._live, before.live & before.ended, now.live & now.ended, self._over
            ),
            *self._counted(self._possible, before.possible, now.possible),
            *self._counted(self._possible, before.ending, now.ending, self._over),
        }
        again: set[str] = set()
        if before.ended & ~now.ended:
            self._resting.forget()
            lasting = self._earlier.events(before.ended & ~now.ended)
            again = {self._over, *(self._statements[index].json for index in lasting)}
        alone = set(self._live) if len(self._live) == 1 else set()
        changed |= again | alone | self._alone
        self._alone = alone
        if self._of_set:
            changed &= {_IN}
        self._tell(number, changed, again)

    def close(self, last: int) -> None:
        """Close the runs that last until the last stretch."""
        for json in list(self._told):
            self._close(json, last)

    def _counted(
        self, values: Counter[str], before: int, now: int, value: str | None = None
    ) -> Iterator[str]:
        """Count the statements that come and go by their values, or by one; yield these values."""
        for bits, step in ((now & ~before, 1), (before & ~now, -1)):
            for index in self._earlier.events(bits):
                json = self._statements[index].json if value is None else value
                values[json] += step
                if not values[json]:
                    del values[json]
                yield json

    def _standing(self, json: str) -> Standing | None:
        """Return how a value stands now; None if it neither holds nor may."""
        if json in self._live:
            if len(self._live) > 1:
                return Standing.DISPUTED
            if any(other not in self._live for other in self._possible):
                return Standing.POSSIBLE
            return Standing.ENDED if json == "null" else Standing.HOLDS
        return Standing.POSSIBLE if json in self._possible else None

    def _tell(self, number: int, changed: Iterable[str], again: set[str]) -> None:
        """Open and close the runs of what has changed, or add to what they rest on."""
        opened: list[tuple[tuple[Any, ...], str, _Told, Statement]] = []
        for json in changed:
            standing, told = self._standing(json), self._told.get(json)
            if told and told.run.standing != standing:
                self._close(json, number - 1)
                told = None
            if standing is None:
                continue
            if told is not None:
                self._rest(told, json, afresh=json in again)
                continue
            told = self._told[json] = _Told(Opened(self._member, standing, number))
            first = self._rest(told, json)[0]
            # The live values of a stretch go by date, the possible ones by their JSON.
            place = (0, self._by_date(first)) if json in self._live else (1,)
            opened.append((place, json, told, first))
        for _, json, told, first in sorted(opened, key=lambda each: each[:2]):
            self.closed.setdefault(json, [])
            if not self._of_set:
                told.run.value = first.value

    def _close(self, json: str, last: int) -> None:
        self.closed[json].append(self._told.pop(json).run.closed(last))

    def _rest(self, told: _Told, json: str, *, afresh: bool = False) -> list[Statement]:
        """Return by date what a value rests on now and did not in its run, and add it to that."""
        now, said = self._now, self._said.get(json, 0)
        of_over = -1 if json == self._over else 0
        if afresh:
            told.tops = 0
        if json in self._live:
            tops = (said & now.live & ~now.ended) | (now.live & now.ended & of_over)
            new = fresh = tops & ~told.tops
            told.tops |= tops
            for top in self._earlier.events(new & ~now.ended):
                fresh |= self._resting.of(top, json, now, told.resting | fresh)
        else:
            fresh = (said & now.possible) | (now.ending & of_over)
        fresh &= ~told.resting
        told.resting |= fresh
        statements = [self._as(index, json) for index in self._earlier.events(fresh)]
        statements.sort(key=self._by_date)
        for statement in statements:
            told.run.rest_on(self._world.events[statement.index])
        return statements

    def _as(self, index: int, json: str) -> Statement:
        """Return the statement of an event with this value: what it says, or that it is over."""
        statement = self._statements[index]
        return statement if statement.json == json else statement.end()

    def _by_date(self, statement: Statement) -> tuple[Any, ...]:
        name = (statement.index, statement.ended)
        if name not in self._dates:
            self._dates[name] = self._world.by_date(statement)
        return self._dates[name]
