"""Handovers: events that settle a question, so that what was said before counts no more.

A long history is mostly a row of them: each value follows the one before on a day of its own, and
nobody contests it. Such an event surely comes after all others up to it and before all others after
it, and no contest reaches across it. So from then on it alone stands for all that came before, and
the state between one handover and the next needs only what was said between them. Of what came
before, a value that goes on through a handover keeps the events that it rests on.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

import attrs

from chrono.state.questions import Statement
from chrono.state.rule import World
from chrono.values.clocks import BEGINNING, END, Instant
from chrono.values.sources import Basis, best


@attrs.frozen(eq=False, repr=False)
class Handover:
    """An event that settles a question.

    Attributes:
        event: Its id.
        statement: Its statement.
        because: The ids of the events that its value rests on then, by date, as far back as the
            handover before.
        basis: The best basis of these.
        earlier: The handover before, if the value rests on it too; else None.
    """

    event: str
    statement: Statement
    because: tuple[str, ...]
    basis: Basis
    earlier: "Handover | None"

    def chain(self) -> Iterator["Handover"]:
        """Yield the handovers that its value rests on, the last first, itself included."""
        handover: Handover | None = self
        while handover is not None:
            yield handover
            handover = handover.earlier


@attrs.frozen(eq=False, repr=False)
class Part:
    """The statements that count from one handover to the next, both included.

    Attributes:
        start: From when on they count, inclusive.
        statements: The statements, in the order of the log.
        handover: The first of them; None before any handover, and where it is over by itself.
    """

    start: Instant
    statements: tuple[Statement, ...]
    handover: Handover | None = None


def parts(world: World, statements: Sequence[Statement]) -> Iterator[Part]:
    """Yield the statements on one question in parts, in the order of time; at least one."""
    before: Part | None = None
    for part, first in _parts(world, statements, statements):
        at = World(world.view, part.start)
        handover = _handover(at, first, before) if before else None
        before = attrs.evolve(part, handover=handover)
        yield before


def parts_announced(world: World, statements: Sequence[Statement]) -> Iterator[Part]:
    """Yield what is announced on a key, and what may clear it, in parts; at least one.

    The next announcement takes the place of all that was announced before.
    """
    settling = [each for each in statements if each.claim.op == "announce"]
    return (part for part, _ in _parts(world, statements, settling))


def _parts(
    world: World, statements: Sequence[Statement], settling: Iterable[Statement]
) -> Iterator[tuple[Part, Statement]]:
    """Yield statements in parts, without what their handovers rest on, and the first of each."""
    by_date = sorted(statements, key=lambda each: world.events[each.index].by_date)
    indices = {each.index for each in settling}
    cuts = [at for at in _handovers(world, by_date) if by_date[at].index in indices]
    start = BEGINNING
    for first, last in pairwise([0, *cuts, len(by_date) - 1]):
        within = sorted(by_date[first : last + 1], key=lambda each: each.index)
        yield Part(start, tuple(within)), by_date[first]
        start = Instant(world.order.before[by_date[last].index])


def _handovers(world: World, by_date: Sequence[Statement]) -> list[int]:
    """Return the places of the handovers among statements in the order of their dates."""
    dates = [world.events[each.index].bounds for each in by_date]
    over = list(accumulate((date.before for date in dates), max, initial=BEGINNING))
    begins = list(accumulate((date.earliest for date in reversed(dates)), min, initial=END))
    contested = _contested(world, by_date)
    return [
        place
        for place, date in enumerate(dates)
        if over[place] <= date.earliest
        and date.before <= begins[len(dates) - 1 - place]
        and not contested[place]
    ]


def _contested(world: World, by_date: Sequence[Statement]) -> list[int]:
    """Return for each place how many contests reach to it or across it."""
    places = {each.index: place for place, each in enumerate(by_date)}
    steps = [0] * (len(by_date) + 1)
    for index, place in places.items():
        for other in world.contests(index) & places.keys():
            steps[min(place, places[other])] += 1
            steps[max(place, places[other]) + 1] -= 1
    return list(accumulate(steps))


def _handover(world: World, statement: Statement, before: Part) -> Handover | None:
    """Return a handover, at the moment from which it is certain; None if it is over by then."""
    resolution = world.resolve(before.statements)
    if statement not in resolution.live:
        return None
    run = world.run(resolution, [statement])
    earlier = before.handover
    return Handover(
        world.events[statement.index].id,
        statement,
        tuple(world.events[each.index].id for each in run),
        best(world.events[each.index].basis for each in run),
        earlier if earlier and earlier.statement in run else None,
    )
