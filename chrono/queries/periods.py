"""Periods: the history of a key as rows, each value with from when to when it held.

Both ends are vague where the dates are: a value held certainly from the end of its start to the
start of its end, and possibly from the start of its start to the end of its end.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Any

import attrs

from chrono.events.claims import Claim
from chrono.queries.period import End, Period
from chrono.state.questions import (
    clears,
    is_set_valued,
    statements_by_member,
    statements_on_key,
)
from chrono.state.rule import World
from chrono.state.slot import Candidate
from chrono.state.slots import Answer, answers, pending_of
from chrono.state.standing import Standing
from chrono.state.visibility import View
from chrono.values.canonical import canonical
from chrono.values.clocks import BEGINNING, END, Bounds, Instant
from chrono.values.keys import matcher
from chrono.values.sources import best


def periods(view: View, globs: Sequence[str] = ()) -> tuple[Period, ...]:
    """Return the periods of the keys that match any glob, by key, start and end.

    Without globs all keys count. A key that nothing speaks of has none.
    """
    wanted = matcher(globs)
    keys = [key for key in view.claims if wanted.fullmatch(key)]
    return tuple(period for key in keys for period in _Key(view, key).periods())


@attrs.frozen
class _Stay:
    """A value in one stretch, by its number."""

    stretch: int
    standing: Standing
    candidate: Candidate


class _Key:
    """The history of one key, cut into stretches at the dates of what is said of it."""

    def __init__(self, view: View, key: str) -> None:
        self._view, self._key = view, key
        self._places = sorted({place for place, _ in view.claims[key]})
        self._a_set = is_set_valued(view.claims[key])
        self._stretches = list(self._cut())

    def _cut(self) -> Iterator[Bounds]:
        """Cut time; of no length is a moment between what has surely happened and what may."""
        order = self._view.order
        began = {Instant(order.earliest[place]) for place in self._places}
        done = {Instant(order.before[place]) for place in self._places}
        cuts = sorted({BEGINNING, *began, *done} - {END})
        for cut, following in pairwise([*cuts, END]):
            if cut in began & done:
                yield Bounds(cut, cut)
            yield Bounds(cut, following)

    def periods(self) -> list[Period]:
        """Put the stretches of each value together, in the order of their starts."""
        stays: dict[tuple[bool, str], list[_Stay]] = {}
        for stay in self._stays():
            name = (stay.standing == Standing.PENDING, canonical(stay.candidate.value))
            stays.setdefault(name, []).append(stay)
        found = [period for group in stays.values() for period in self._put_together(group)]
        found.sort(key=lambda one: (one.start.bounds.earliest, one.start.bounds.before))
        return found

    def _stays(self) -> Iterator[_Stay]:
        """Yield the values of each stretch, or the members of a set, and what is announced."""
        certain, pending = 0, tuple[Candidate, ...]()
        for number, stretch in enumerate(self._stretches):
            # What a stretch holds shows just after it has begun: dates are half-open.
            at = stretch.earliest + (stretch.earliest < stretch.before)
            world = World(self._view, Instant(at))
            claims = world.on(self._key)
            was, certain = certain, sum(map(world.certain, self._places))
            if was != certain:  # only what has surely happened announces anything, or clears it
                pending = pending_of(world, claims)
            yield from (_Stay(number, Standing.PENDING, one) for one in pending)
            for answer in answers(world, claims, of_set=self._a_set):
                for standing, one in _standing(answer):
                    # An end that came before anybody was named for a set speaks of nobody.
                    if one.holds or not self._a_set:
                        yield _Stay(number, standing, one)

    def _put_together(self, stays: Sequence[_Stay]) -> Iterator[Period]:
        """Join stretches next to each other; uncertain ones are the vague ends of the others."""
        runs = list(_runs(stays))
        for lead, run, tail in zip([None, *runs], runs, [*runs[1:], None], strict=False):
            first, last = self._start(run), self._end(run)
            if _vague(run):
                if not (_touch(lead, run) or _touch(run, tail)):
                    whole = Bounds(first, last)
                    yield self._period(run, whole, whole)
                continue
            opens = self._start(lead) if lead and _vague(lead) and _touch(lead, run) else first
            closes = self._end(tail) if tail and _vague(tail) and _touch(run, tail) else last
            yield self._period(run, Bounds(opens, first), Bounds(last, closes))

    def _start(self, run: Sequence[_Stay]) -> Instant:
        return self._stretches[run[0].stretch].earliest

    def _end(self, run: Sequence[_Stay]) -> Instant:
        return self._stretches[run[-1].stretch].before

    def _period(self, run: Sequence[_Stay], start: Bounds, end: Bounds) -> Period:
        because = tuple(dict.fromkeys(e for stay in run for e in stay.candidate.because))
        value, standing = run[0].candidate.value, run[0].standing
        own = [place for place in self._places if self._view.events[place].id in because]
        others = self._clearing(value) if standing == Standing.PENDING else self._against(value)
        # What only may hold does so from where something began, until where something was over.
        begins = (standing != Standing.PENDING, standing != Standing.POSSIBLE)
        ends = (standing not in (Standing.PENDING, Standing.POSSIBLE), True)
        return Period(
            key=self._key,
            value=value,
            standing=standing,
            start=self._made_by(start, own, begins),
            end=self._made_by(end, others, ends) if end.earliest < END else None,
            because=because,
            basis=best(stay.candidate.basis for stay in run),
        )

    def _against(self, value: Any) -> list[int]:
        """Return the places of what says otherwise: another value, or that a member is out."""
        claims = self._view.claims[self._key]
        if self._a_set:
            _, said = statements_by_member(claims)[canonical(value)]
            return [one.index for one in said if not one.value]
        return [one.index for one in statements_on_key(claims) if one.json != canonical(value)]

    def _clearing(self, value: Any) -> list[int]:
        """Return the places of what takes an announced value off the pending side."""
        announced = Claim("announce", self._key, value)
        claims = self._view.claims[self._key]
        return [place for place, claim in claims if clears(claim, announced)]

    def _made_by(self, bounds: Bounds, likely: Collection[int], at: tuple[bool, bool]) -> End:
        """Name the event that made an end: the likeliest of those that began or were over then.

        At which of the two it is to be looked for is told; what fits both goes first.
        """
        order, events = self._view.order, self._view.events

        def rank(place: int) -> tuple[bool, bool, int, str]:
            fits = order.earliest[place] == bounds.earliest, order.before[place] == bounds.before
            apart = not ((fits[0] and at[0]) or (fits[1] and at[1]))
            return apart, place not in likely, -sum(fits), events[place].id

        visible = events[min(self._places, key=rank)]
        return End(bounds=bounds, event=visible.id, edtf=str(visible.event.occurred))


def _runs(stays: Sequence[_Stay]) -> Iterator[list[_Stay]]:
    """Part stays where one is missing between two, or where they stand otherwise."""
    run: list[_Stay] = [stays[0]]
    for before, stay in pairwise(stays):
        if stay.stretch != before.stretch + 1 or stay.standing != before.standing:
            yield run
            run = []
        run.append(stay)
    yield run


def _vague(run: Sequence[_Stay]) -> bool:
    return run[0].standing == Standing.POSSIBLE


def _touch(one: Sequence[_Stay] | None, other: Sequence[_Stay] | None) -> bool:
    """Return whether a run ends where the next begins; there may be none on a side."""
    return one is not None and other is not None and one[-1].stretch + 1 == other[0].stretch


def _standing(answer: Answer) -> Iterator[tuple[Standing, Candidate]]:
    """Yield how each value of an answer stands."""
    standing = Standing.POSSIBLE
    if len(answer.live) > 1:
        standing = Standing.DISPUTED
    elif not answer.possible:
        ended = answer.live and answer.live[0].value is None
        standing = Standing.ENDED if ended else Standing.HOLDS
    yield from ((standing, one) for one in answer.live)
    yield from ((Standing.POSSIBLE, one) for one in answer.possible)
