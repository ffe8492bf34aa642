"""Periods: the history of a key as rows, each value with from when to when it held.

Both ends are vague where the dates are: a value held certainly from the end of its start to the
start of its end, and possibly from the start of its start to the end of its end.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Any, Literal

import attrs

from chrono.projections.questions import is_set_valued, said_of_key, said_of_members
from chrono.projections.slot import Candidate
from chrono.projections.slots import answers, pending_of
from chrono.projections.visibility import View
from chrono.projections.world import World
from chrono.values.canonical import canonical
from chrono.values.clocks import BEGINNING, END, Bounds, Instant, iso
from chrono.values.keys import matcher
from chrono.values.sources import best

Held = Literal["settled", "vacant", "disputed", "possibly", "pending"]


@attrs.frozen(kw_only=True)
class End:
    """One end of a period.

    Attributes:
        bounds: Within which it lies: certainly in the period on the inner side, possibly between.
        event: The id of the event that made it so.
        edtf: That event's date as written.
    """

    bounds: Bounds
    event: str
    edtf: str

    def body(self) -> dict[str, Any]:
        """Write the end as JSON."""
        return {
            "edtf": self.edtf,
            "earliest": iso(self.bounds.earliest),
            "before": iso(self.bounds.before),
            "event": self.event,
        }


@attrs.frozen(kw_only=True)
class Period:
    """One stretch of time in which a key held a value, or a set a member.

    Attributes:
        key: The key.
        value: The value, None for a vacancy; of a set the member. A set has no vacancies.
        standing: How it held: ``settled``, ``vacant``, ``disputed``; ``possibly`` if it was never
            certain; ``pending`` if it was only announced.
        start: From when.
        end: Until when, exclusive; None if it holds still.
        because: The ids of the events that it rests on, in the order of their dates.
        basis: The best of these.
    """

    key: str
    value: Any
    standing: Held
    start: End
    end: End | None
    because: tuple[str, ...]
    basis: str

    @property
    def span(self) -> Bounds:
        """Return the time in which it held, or may have."""
        return Bounds(self.start.bounds.earliest, self.end.bounds.before if self.end else END)

    def body(self) -> dict[str, Any]:
        """Write the row as JSON."""
        return {
            "key": self.key,
            "value": self.value,
            "certain": self.standing not in ("possibly", "pending"),
            "standing": self.standing,
            "from": self.start.body(),
            "to": self.end.body() if self.end else None,
            "because": list(self.because),
            "basis": self.basis,
        }


def periods(view: View, globs: Sequence[str] = ()) -> tuple[Period, ...]:
    """List the periods of the keys that match any glob, by key, start and end.

    Without globs all keys count. A key that nothing speaks of has none.
    """
    wanted = matcher(globs)
    keys = [key for key in view.claims if wanted.fullmatch(key)]
    return tuple(period for key in keys for period in _Key(view, key).periods())


@attrs.frozen
class _Stay:
    """A value in one stretch between two moments at which the answer may change."""

    stretch: int
    standing: Held
    candidate: Candidate


class _Key:
    """The history of one key, cut into stretches at the dates of what is said of it."""

    def __init__(self, view: View, key: str) -> None:
        self._view, self._key = view, key
        self._places = sorted({place for place, _ in view.claims[key]})
        order = view.order
        cuts = {BEGINNING, *(order.earliest[p] for p in self._places)}
        cuts.update(order.before[place] for place in self._places)
        self._cuts = [*sorted(cuts - {END}), END]

    def periods(self) -> list[Period]:
        """Put the stretches of each value together, in the order of their starts."""
        stays: dict[tuple[bool, str], list[_Stay]] = {}
        for number, cut in enumerate(self._cuts[:-1]):
            # What a stretch holds shows just after it has begun: dates are half-open.
            world = World(self._view, Instant(cut + 1))
            for standing, candidate in _held(world, self._key):
                name = (standing == "pending", canonical(candidate.value))
                stays.setdefault(name, []).append(_Stay(number, standing, candidate))
        found = [period for group in stays.values() for period in self._put_together(group)]
        found.sort(key=lambda one: (one.start.bounds.earliest, one.start.bounds.before))
        return found

    def _put_together(self, stays: Sequence[_Stay]) -> Iterator[Period]:
        """Join stretches next to each other; uncertain ones are the vague ends of the others."""
        runs = list(_runs(stays))
        for lead, run, tail in zip([None, *runs], runs, [*runs[1:], None], strict=False):
            first, last = run[0].stretch, run[-1].stretch
            if _vague(run):
                if not (_touch(lead, run) or _touch(run, tail)):
                    whole = Bounds(self._at(first), self._at(last + 1))
                    yield self._period(run, whole, whole)
                continue
            opens = lead[0].stretch if lead and _vague(lead) and _touch(lead, run) else first
            closes = tail[-1].stretch if tail and _vague(tail) and _touch(run, tail) else last
            start = Bounds(self._at(opens), self._at(first))
            yield self._period(run, start, Bounds(self._at(last + 1), self._at(closes + 1)))

    def _at(self, cut: int) -> Instant:
        return Instant(self._cuts[cut])

    def _period(self, run: Sequence[_Stay], start: Bounds, end: Bounds) -> Period:
        because = tuple(dict.fromkeys(e for stay in run for e in stay.candidate.because))
        value = run[0].candidate.value
        own = [place for place in self._places if self._view.events[place].id in because]
        others = self._against(value) if run[0].standing != "pending" else self._places
        return Period(
            key=self._key,
            value=value,
            standing=run[0].standing,
            start=self._end(start, own),
            end=self._end(end, others) if end.earliest < END else None,
            because=because,
            basis=best(stay.candidate.basis for stay in run),
        )

    def _against(self, value: Any) -> list[int]:
        """List the places of what says otherwise: another value, or that a member is out."""
        claims = self._view.claims[self._key]
        if is_set_valued(claims):
            _, said = said_of_members(claims)[canonical(value)]
            return [one.place for one in said if not one.value]
        return [one.place for one in said_of_key(claims) if one.spelt != canonical(value)]

    def _end(self, bounds: Bounds, likely: Collection[int]) -> End:
        """Name the event that made an end: the likeliest of those that happened just then."""
        order, events = self._view.order, self._view.events

        def rank(place: int) -> tuple[bool, bool, bool, str]:
            dates = Bounds(Instant(order.earliest[place]), Instant(order.before[place]))
            apart = {dates.earliest, dates.before}.isdisjoint((bounds.earliest, bounds.before))
            return apart, place not in likely, dates != bounds, events[place].id

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
    return run[0].standing == "possibly"


def _touch(one: Sequence[_Stay] | None, other: Sequence[_Stay] | None) -> bool:
    """Say whether a run ends where the next begins; there may be none on a side."""
    return one is not None and other is not None and one[-1].stretch + 1 == other[0].stretch


def _held(world: World, key: str) -> Iterator[tuple[Held, Candidate]]:
    """List the values of a key, or the members of its set, each with how it stands."""
    claims = world.on(key)
    a_set = is_set_valued(world.view.claims[key])
    yield from (("pending", one) for one in pending_of(world, claims))
    for answer in answers(world, claims):
        standing: Held = "possibly"
        if len(answer.live) > 1:
            standing = "disputed"
        elif not answer.possible:
            standing = "vacant" if answer.live and answer.live[0].value is None else "settled"
        found = [(standing, one) for one in answer.live]
        found.extend(("possibly", one) for one in answer.possible)
        # An end that came before anybody was named for a set speaks of nobody.
        yield from ((how, one) for how, one in found if one.holds or not a_set)
