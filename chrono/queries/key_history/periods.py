"""Periods: the history of a key as rows, each value with from when to when it held.

Both ends are vague where the dates are: a value held certainly from the end of its start to the
start of its end, and possibly from the start of its start to the end of its end.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import reduce
from itertools import chain
from operator import or_
from typing import Any

from chrono.events.claims import unordered
from chrono.queries.earlier import Earlier
from chrono.queries.key_history.live_runs import live_runs
from chrono.queries.key_history.marks import Dates, Likely, Mark, Time, made_by
from chrono.queries.key_history.pending_runs import pending_runs
from chrono.queries.key_history.period import End, Period
from chrono.queries.key_history.runs import Question, Run, span, touch
from chrono.state.questions import (
    Clearing,
    Statement,
    statements_by_member,
    statements_on_key,
)
from chrono.state.rule import World
from chrono.state.standing import Standing
from chrono.state.visibility import View
from chrono.values.canonical import canonical
from chrono.values.clocks import END, Bounds, Instant
from chrono.values.keys import matcher


def periods(view: View, globs: Sequence[str] = ()) -> tuple[Period, ...]:
    """Return the periods of the keys that match any glob, by key, start and end.

    Without globs all keys count. A key without claims has none.
    """
    wanted = matcher(globs)
    keys = [key for key in view.claims if wanted.fullmatch(key)]
    return tuple(period for key in keys for period in _Key(view, key).periods())


class _Key:
    """The history of one key: that of each question on it, cut into stretches at its dates."""

    def __init__(self, view: View, key: str) -> None:
        self._view, self._key, self._world = view, key, World(view, END)
        self._order = view.order
        self._claims = view.claims[key]
        self._a_set = self._world.holds_set(key)
        self._questions = self._asked()
        self._clearing = Clearing.of(self._claims)
        indices = sorted({index for index, _ in self._claims})
        statements = (mark for each in self._questions.values() for mark in each.dates.marks)
        self._earlier = Earlier(self._order, indices)
        self._ahead = self._order.ahead.bits(indices)
        self._whatever = self._order.after.bits(self._clearing.whatever)
        self._events = Dates(map(self._mark, indices), self._order)
        self._dates = Dates((*self._events.marks, *statements), self._order)

    def _asked(self) -> dict[str, Question]:
        """Return the question on each member of a set; on a single value, under an empty name."""
        if not self._a_set:
            return {"": self._question(statements_on_key(self._claims))}
        return {
            json: self._question(statements, member)
            for json, (member, statements) in statements_by_member(self._claims).items()
        }

    def _question(self, statements: tuple[Statement, ...], member: Any = None) -> Question:
        dates = Dates(self._marks(statements), self._order)
        return Question(statements, dates, tuple(dates.stretches()), member, of_set=self._a_set)

    def _marks(self, statements: Sequence[Statement]) -> Iterator[Mark]:
        for statement in statements:
            yield self._mark(statement.index, statement.json)
            over = self._world.own_ends.of(statement)
            if over is not None:
                event = self._view.events[statement.index]
                date = str(event.event.occurred.own_end)
                yield Mark(statement.index, event.id, over, date, statement.end().json)

    def _mark(self, index: int, json: str = "") -> Mark:
        event = self._view.events[index]
        date = str(event.event.occurred.own_start)
        return Mark(index, event.id, self._view.order.bounds(index), date, json)

    def periods(self) -> list[Period]:
        """Return the periods of all values, in the order of their starts."""
        announced, world, earlier = self._announced(), self._world, self._earlier
        found = [(announced, pending_runs(world, earlier, self._clearing, announced))]
        found += [(each, live_runs(world, earlier, each)) for each in self._questions.values()]
        groups: list[tuple[tuple[Any, ...], Question, list[Run]]] = []
        for number, (question, by_value) in enumerate(found):
            for place, runs in enumerate(by_value.values()):
                start = question.stretches[runs[0].first].earliest
                appears = (start, not question.dates.over(start), number, place)
                groups.append((appears, question, runs))
        groups.sort(key=lambda group: group[0])
        each = (self._put_together(question, runs) for _, question, runs in groups)
        return sorted(chain.from_iterable(each), key=self._by_start)

    def _by_start(self, period: Period) -> tuple[Instant, Instant, int]:
        """Return the sort key of a period: its start, and how many events are linked before it."""
        starts = self._events.of([period.start.event] if self._ahead else ())
        ahead = reduce(or_, (self._order.ahead.of(mark.index) for mark in starts), 0)
        return (
            period.start.bounds.earliest,
            period.start.bounds.before,
            (ahead & self._ahead).bit_count(),
        )

    def _announced(self) -> Question:
        """Return what is announced on the key, and what may clear it."""
        values = {unordered(claim.value) for _, claim in self._claims if claim.op == "announce"}
        counts = set(self._clearing.whatever).union(*map(self._clearing.of_value, values))
        statements = tuple(
            Statement.of(index, claim, claim.value)
            for index, claim in (self._claims if values else ())
            if index in counts
        )
        dates = Dates((self._mark(each.index) for each in statements), self._order)
        return Question(statements, dates, tuple(dates.stretches()))

    def _put_together(self, question: Question, runs: Sequence[Run]) -> Iterator[Period]:
        """Yield periods of runs of one value; possible ones are the vague ends of the others."""
        for lead, run, tail in zip([None, *runs], runs, [*runs[1:], None], strict=False):
            first, last = span(question, run)
            if run.vague:
                if not (touch(lead, run) or touch(run, tail)):
                    whole = Bounds(first, last)
                    yield self._period(question, run, whole, whole)
                continue
            leads = lead and lead.vague and touch(lead, run)
            trails = tail and tail.vague and touch(run, tail)
            opens = span(question, lead)[0] if lead and leads else first
            closes = span(question, tail)[1] if tail and trails else last
            yield self._period(question, run, Bounds(opens, first), Bounds(last, closes))

    def _period(self, question: Question, run: Run, start: Bounds, end: Bounds) -> Period:
        value, standing, because = run.value, run.standing, run.because
        own, others = (
            self._for_announced(value, because)
            if standing == Standing.PENDING
            else self._for_and_against(question, value, because)
        )
        # What only may hold does so from where something began, until where something was over.
        begins = Time(start, standing != Standing.PENDING, standing != Standing.POSSIBLE)
        ends = Time(end, standing not in (Standing.PENDING, Standing.POSSIBLE), ends=True)
        return Period(
            key=self._key,
            value=value,
            standing=standing,
            start=self._made_by(begins, own),
            end=self._made_by(ends, others, after=own) if end.earliest < END else None,
            because=because,
            basis=run.basis,
        )

    def _for_and_against(
        self, question: Question, value: Any, because: Collection[str]
    ) -> tuple[Likely, Likely]:
        """Return the dates of the claims of a value, and those of the claims of another."""
        wanted = "true" if self._a_set else canonical(value)
        own = Likely.of(question.dates, because, lambda mark: mark.json == wanted)
        return own, Likely(
            question.dates,
            lambda mark: mark.json != wanted,
            lambda together: together.without(wanted),
        )

    def _for_announced(self, value: Any, because: Collection[str]) -> tuple[Likely, Likely]:
        """Return the dates of the announcements of a value, and of what clears it."""
        whatever, same = self._clearing.whatever, self._clearing.of_value(unordered(value))
        own = Likely.of(self._events, because, lambda _: True)
        bits = self._whatever | self._order.after.bits(same)
        return own, Likely(
            self._events,
            lambda mark: mark.index in whatever or mark.index in same,
            lambda together: (together.linked & bits, 0),
        )

    def _made_by(self, time: Time, likely: Likely, after: Likely | None = None) -> End:
        """Return the end of a period, with the likeliest event of those that began or ended then.

        An event that did both goes first. Of several, it is the first by links, and linked after
        what the period rests on.
        """
        mark = made_by(time, likely, self._dates, after.marks() if after else ())
        return End(bounds=time.bounds, event=mark.event, edtf=mark.edtf)
