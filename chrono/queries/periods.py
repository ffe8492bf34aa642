"""Periods: the history of a key as rows, each value with from when to when it held.

Both ends are vague where the dates are: a value held certainly from the end of its start to the
start of its end, and possibly from the start of its start to the end of its end.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Any

from chrono.events.claims import Claim
from chrono.queries.period import End, Period
from chrono.queries.stays import Mark, Stay, runs, standings, touch, vague
from chrono.state.questions import (
    Statement,
    clears,
    statements_by_member,
    statements_on_key,
)
from chrono.state.rule import World
from chrono.state.slot import Candidate
from chrono.state.slots import answers, pending_of
from chrono.state.standing import Standing
from chrono.state.visibility import View
from chrono.values.canonical import canonical
from chrono.values.clocks import BEGINNING, END, Bounds, Instant
from chrono.values.keys import matcher
from chrono.values.sources import best


def periods(view: View, globs: Sequence[str] = ()) -> tuple[Period, ...]:
    """Return the periods of the keys that match any glob, by key, start and end.

    Without globs all keys count. A key without claims has none.
    """
    wanted = matcher(globs)
    keys = [key for key in view.claims if wanted.fullmatch(key)]
    return tuple(period for key in keys for period in _Key(view, key).periods())


class _Key:
    """The history of one key, cut into stretches at the dates of its claims."""

    def __init__(self, view: View, key: str) -> None:
        self._view, self._key, self._world = view, key, World(view, END)
        self._indices = sorted({index for index, _ in view.claims[key]})
        self._a_set = self._world.holds_set(key)
        self._statement_dates = {
            name: tuple(self._marks(statements)) for name, statements in self._statements().items()
        }
        self._dates = (
            *map(self._mark, self._indices),
            *(mark for marks in self._statement_dates.values() for mark in marks),
        )
        self._stretches = list(self._cut())

    def _statements(self) -> dict[str, tuple[Statement, ...]]:
        """Return the statements on each member of a set; on a single value, under an empty name."""
        claims = self._view.claims[self._key]
        if not self._a_set:
            return {"": statements_on_key(claims)}
        return {
            member: statements for member, (_, statements) in statements_by_member(claims).items()
        }

    def _marks(self, statements: Sequence[Statement]) -> Iterator[Mark]:
        for statement in statements:
            yield self._mark(statement.index, statement.json)
            over = self._world.own_ends.of(statement)
            if over is not None:
                date = self._view.events[statement.index].event.occurred.own_end
                yield Mark(statement.index, over, str(date), statement.end().json)

    def _mark(self, index: int, json: str = "") -> Mark:
        date = self._view.events[index].event.occurred.own_start
        return Mark(index, self._view.order.bounds(index), str(date), json)

    def _cut(self) -> Iterator[Bounds]:
        """Yield stretches of time; one without length where a date ends and another begins."""
        began = {mark.bounds.earliest for mark in self._dates}
        done = {mark.bounds.before for mark in self._dates}
        cuts = sorted({BEGINNING, *began, *done} - {END})
        for cut, following in pairwise([*cuts, END]):
            if cut in began & done:
                yield Bounds(cut, cut)
            yield Bounds(cut, following)

    def periods(self) -> list[Period]:
        """Return the periods of all values, in the order of their starts."""
        stays: dict[tuple[bool, str], list[Stay]] = {}
        for stay in self._stays():
            name = (stay.standing == Standing.PENDING, canonical(stay.candidate.value))
            stays.setdefault(name, []).append(stay)
        found = [period for group in stays.values() for period in self._put_together(group)]
        found.sort(key=self._by_start)
        return found

    def _by_start(self, period: Period) -> tuple[Instant, Instant, int]:
        """Return the sort key of a period: its start, and how many events are linked before it."""
        links, events = self._view.order.links, self._view.events
        starts = {index for index in self._indices if events[index].id == period.start.event}
        ahead = (
            sum(not starts.isdisjoint(self._view.order.after(index)) for index in self._indices)
            if links
            else 0
        )
        return period.start.bounds.earliest, period.start.bounds.before, ahead

    def _stays(self) -> Iterator[Stay]:
        """Yield the values of each stretch, or the members of a set, and what is announced."""
        certain, pending = 0, tuple[Candidate, ...]()
        for number, stretch in enumerate(self._stretches):
            # Dates are half-open, so the state of a stretch is that just after its start.
            at = stretch.earliest + (stretch.earliest < stretch.before)
            world = World(self._view, Instant(at))
            claims = world.on(self._key)
            was, certain = certain, sum(map(world.certain, self._indices))
            if was != certain:  # only what has surely happened announces anything, or clears it
                pending = pending_of(world, claims)
            yield from (Stay(number, Standing.PENDING, candidate) for candidate in pending)
            for answer in answers(world, claims, of_set=self._a_set):
                for standing, candidate in standings(answer):
                    # An `end` before a set had members ends nothing.
                    if candidate.holds or not self._a_set:
                        yield Stay(number, standing, candidate)

    def _put_together(self, stays: Sequence[Stay]) -> Iterator[Period]:
        """Yield periods of stretches that touch; possible ones are the vague ends of the others."""
        parts = list(runs(stays))
        for lead, run, tail in zip([None, *parts], parts, [*parts[1:], None], strict=False):
            first, last = self._start(run), self._end(run)
            if vague(run):
                if not (touch(lead, run) or touch(run, tail)):
                    whole = Bounds(first, last)
                    yield self._period(run, whole, whole)
                continue
            opens = self._start(lead) if lead and vague(lead) and touch(lead, run) else first
            closes = self._end(tail) if tail and vague(tail) and touch(run, tail) else last
            yield self._period(run, Bounds(opens, first), Bounds(last, closes))

    def _start(self, run: Sequence[Stay]) -> Instant:
        return self._stretches[run[0].stretch].earliest

    def _end(self, run: Sequence[Stay]) -> Instant:
        return self._stretches[run[-1].stretch].before

    def _period(self, run: Sequence[Stay], start: Bounds, end: Bounds) -> Period:
        because = tuple(dict.fromkeys(e for stay in run for e in stay.candidate.because))
        value, standing = run[0].candidate.value, run[0].standing
        own, others = (
            self._announced(value, because)
            if standing == Standing.PENDING
            else self._for_and_against(value, because)
        )
        # What only may hold does so from where something began, until where something was over.
        begins = (standing != Standing.PENDING, standing != Standing.POSSIBLE)
        ends = (standing not in (Standing.PENDING, Standing.POSSIBLE), True)
        return Period(
            key=self._key,
            value=value,
            standing=standing,
            start=self._made_by(start, own, begins),
            end=self._made_by(end, others, ends, after=own) if end.earliest < END else None,
            because=because,
            basis=best(stay.candidate.basis for stay in run),
        )

    def _for_and_against(
        self, value: Any, because: Collection[str]
    ) -> tuple[list[Mark], list[Mark]]:
        """Return the dates of the claims of a value, and those of the claims of another."""
        name, wanted = (canonical(value), "true") if self._a_set else ("", canonical(value))
        marks = self._statement_dates[name]
        own = [mark for mark in marks if mark.json == wanted and self._id(mark) in because]
        return own, [mark for mark in marks if mark.json != wanted]

    def _announced(self, value: Any, because: Collection[str]) -> tuple[list[Mark], list[Mark]]:
        """Return the dates of the announcements of a value, and of what clears it."""
        announced = Claim("announce", self._key, value)
        clearing = [index for index, c in self._view.claims[self._key] if clears(c, announced)]
        own = [mark for mark in map(self._mark, self._indices) if self._id(mark) in because]
        return own, [self._mark(index) for index in clearing]

    def _id(self, mark: Mark) -> str:
        return self._view.events[mark.index].id

    def _made_by(
        self,
        bounds: Bounds,
        likely: Sequence[Mark],
        at: tuple[bool, bool],
        after: Sequence[Mark] = (),
    ) -> End:
        """Return the end of a period, with the likeliest event of those that began or ended then.

        `at` says which of the two counts; an event that fits both goes first. Of several, it is
        the first by links, and linked after what the period rests on.
        """
        linked = self._view.order.after

        def fits(mark: Mark) -> tuple[bool, bool]:
            earliest, before = mark.bounds.earliest, mark.bounds.before
            return earliest == bounds.earliest, before == bounds.before

        def then(mark: Mark) -> bool:
            return any(fitting and asked for fitting, asked in zip(fits(mark), at, strict=True))

        likely_now = [mark for mark in likely if then(mark)]

        def rank(mark: Mark) -> tuple[bool, int, int, str]:
            follows = any(mark.index in linked(own.index) for own in after)
            behind = sum(mark.index in linked(other.index) for other in likely_now)
            return not follows, behind, -sum(fits(mark)), self._id(mark)

        now = likely_now or [mark for mark in self._dates if then(mark)]
        mark = min(now or likely or self._dates, key=rank)
        return End(bounds=bounds, event=self._id(mark), edtf=mark.edtf)
