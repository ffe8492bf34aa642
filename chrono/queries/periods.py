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
from chrono.queries.handovers import Part, parts, parts_announced
from chrono.queries.marks import Dates, Likely, Mark, Time, made_by
from chrono.queries.period import End, Period
from chrono.queries.stays import (
    Question,
    Stay,
    resting_on,
    rests_on,
    runs,
    span,
    standings,
    touch,
    vague,
)
from chrono.state.questions import (
    Clearing,
    Statement,
    statements_by_member,
    statements_on_key,
)
from chrono.state.rule import World
from chrono.state.slots import answer, pending_of
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
        self._ahead = self._order.ahead.bits(indices)
        self._whatever = self._order.after.bits(self._clearing.whatever)
        self._events = Dates(map(self._mark, indices), self._order)
        self._dates = Dates((*self._events.marks, *statements), self._order)

    def _asked(self) -> dict[str, Question]:
        """Return the question on each member of a set; on a single value, under an empty name."""
        if not self._a_set:
            return {"": self._question(statements_on_key(self._claims))}
        return {
            json: self._question(statements, value=member)
            for json, (member, statements) in statements_by_member(self._claims).items()
        }

    def _question(self, statements: tuple[Statement, ...], **member: Any) -> Question:
        dates = Dates(self._marks(statements), self._order)
        return Question(statements, dates, tuple(dates.stretches()), member)

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
        announced = self._announced()
        told = [(announced, self._announced_stays(announced))]
        told += [(question, self._stays(question)) for question in self._questions.values()]
        told = [(question, stays) for question, stays in told if question.statements]
        groups: list[tuple[tuple[Any, ...], Question, list[Stay]]] = []
        for number, (question, stays) in enumerate(told):
            by_value: dict[str, list[Stay]] = {}
            for stay in stays:
                by_value.setdefault(canonical(stay.candidate.value), []).append(stay)
            for place, group in enumerate(by_value.values()):
                start = question.stretches[group[0].stretch].earliest
                appears = (start, not question.dates.over(start), number, place)
                groups.append((appears, question, group))
        groups.sort(key=lambda group: group[0])
        each = (self._put_together(question, stays) for _, question, stays in groups)
        found = list(chain.from_iterable(each))
        found.sort(key=self._by_start)
        return found

    def _by_start(self, period: Period) -> tuple[Instant, Instant, int]:
        """Return the sort key of a period: its start, and how many events are linked before it."""
        starts = self._events.of([period.start.event] if self._ahead else ())
        ahead = reduce(or_, (self._order.ahead.of(mark.index) for mark in starts), 0)
        return (
            period.start.bounds.earliest,
            period.start.bounds.before,
            (ahead & self._ahead).bit_count(),
        )

    def _stays(self, question: Question) -> Iterator[Stay]:
        """Yield the values of each stretch, or whether the member is in."""
        found = parts(self._world, question.statements)
        for number, world, part in self._worlds(question, found):
            happened = [each for each in part.statements if world.possible(each.index)]
            for standing, candidate in standings(answer(world, happened, **question.member)):
                # An `end` before a set had members ends nothing.
                if candidate.holds or not self._a_set:
                    resting = part.handover if rests_on(candidate, part.handover) else None
                    yield Stay(number, standing, candidate, resting)

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

    def _announced_stays(self, question: Question) -> Iterator[Stay]:
        """Yield what is announced in each stretch."""
        found = parts_announced(self._world, question.statements)
        for number, world, part in self._worlds(question, found):
            claims = [(each.index, each.claim) for each in part.statements]
            for candidate in pending_of(world, claims):
                yield Stay(number, Standing.PENDING, candidate)

    def _worlds(
        self, question: Question, parts: Iterator[Part]
    ) -> Iterator[tuple[int, World, Part]]:
        """Yield the number of each stretch, the events within it, and the part that counts."""
        part, coming = next(parts), next(parts, None)
        for number, stretch in enumerate(question.stretches):
            # Dates are half-open, so the state of a stretch is that just after its start.
            at = Instant(stretch.earliest + (stretch.earliest < stretch.before))
            while coming and coming.start <= at:
                part, coming = coming, next(parts, None)
            yield number, World(self._view, at), part

    def _put_together(self, question: Question, stays: Sequence[Stay]) -> Iterator[Period]:
        """Yield periods of stretches that touch; possible ones are the vague ends of the others."""
        all_runs = list(runs(stays))
        for lead, run, tail in zip(
            [None, *all_runs], all_runs, [*all_runs[1:], None], strict=False
        ):
            first, last = span(question, run)
            if vague(run):
                if not (touch(lead, run) or touch(run, tail)):
                    whole = Bounds(first, last)
                    yield self._period(question, run, whole, whole)
                continue
            leads = lead and vague(lead) and touch(lead, run)
            trails = tail and vague(tail) and touch(run, tail)
            opens = span(question, lead)[0] if lead and leads else first
            closes = span(question, tail)[1] if tail and trails else last
            yield self._period(question, run, Bounds(opens, first), Bounds(last, closes))

    def _period(
        self, question: Question, run: Sequence[Stay], start: Bounds, end: Bounds
    ) -> Period:
        because, basis = resting_on(run)
        value, standing = run[0].candidate.value, run[0].standing
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
            because=tuple(because),
            basis=basis,
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
