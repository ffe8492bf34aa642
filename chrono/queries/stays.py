"""Stays: a value in one stretch of time, and runs of stays."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import Any

import attrs

from chrono.queries.handovers import Handover
from chrono.queries.marks import Dates
from chrono.state.questions import Statement
from chrono.state.slot import Candidate
from chrono.state.slots import Answer
from chrono.state.standing import Standing
from chrono.values.canonical import canonical
from chrono.values.clocks import Bounds, Instant
from chrono.values.sources import Basis, best


@attrs.frozen
class Stay:
    """A value in one stretch.

    Attributes:
        stretch: The number of the stretch.
        standing: How it stands.
        candidate: The value, with the events that it rests on since the last handover.
        handover: That handover, if it rests on it; else None.
    """

    stretch: int
    standing: Standing
    candidate: Candidate
    handover: Handover | None = None


@attrs.frozen(eq=False, repr=False)
class Question:
    """What is asked on a key: its value, whether a member is in, or what is announced.

    Attributes:
        statements: The statements, in the order of the log.
        dates: Their dates.
        stretches: The time between these.
        member: The member; nothing for a single value and for what is announced.
    """

    statements: tuple[Statement, ...]
    dates: Dates
    stretches: tuple[Bounds, ...]
    member: Mapping[str, Any] = attrs.field(factory=dict)


def runs(stays: Sequence[Stay]) -> Iterator[list[Stay]]:
    """Yield runs of stays, parted where a stretch is missing or the standing changes."""
    run: list[Stay] = [stays[0]]
    for before, stay in pairwise(stays):
        if stay.stretch != before.stretch + 1 or stay.standing != before.standing:
            yield run
            run = []
        run.append(stay)
    yield run


def vague(run: Sequence[Stay]) -> bool:
    """Return whether a run only may hold."""
    return run[0].standing == Standing.POSSIBLE


def touch(first: Sequence[Stay] | None, second: Sequence[Stay] | None) -> bool:
    """Return whether a run ends where the next begins; False where one is missing."""
    return first is not None and second is not None and first[-1].stretch + 1 == second[0].stretch


def resting_on(run: Sequence[Stay]) -> tuple[dict[str, None], Basis]:
    """Return the ids of the events that a run rests on, in their order, and the best basis.

    What a handover rests on counts, too.
    """
    because: dict[str, None] = {}
    bases: list[Basis] = []
    known: set[Handover] = set()
    for stay in run:
        chain = stay.handover.chain() if stay.handover else ()
        more = [*takewhile(lambda handover: handover not in known, chain)]
        known.update(more)
        parts: list[Handover | Candidate] = [*reversed(more), stay.candidate]
        for part in parts:
            because.update(dict.fromkeys(part.because))
            bases.append(part.basis)
    return because, best(bases)


def standings(answer: Answer) -> Iterator[tuple[Standing, Candidate]]:
    """Yield how each value of an answer stands."""
    standing = Standing.POSSIBLE
    if len(answer.live) > 1:
        standing = Standing.DISPUTED
    elif not answer.possible:
        ended = answer.live and answer.live[0].value is None
        standing = Standing.ENDED if ended else Standing.HOLDS
    yield from ((standing, candidate) for candidate in answer.live)
    yield from ((Standing.POSSIBLE, candidate) for candidate in answer.possible)


def rests_on(candidate: Candidate, handover: Handover | None) -> bool:
    """Return whether a value rests on a handover, whose event may have ended it, too."""
    if handover is None:
        return False
    said = candidate.value if candidate.holds is None else candidate.holds
    return handover.event in candidate.because and canonical(said) == handover.statement.json


def span(question: Question, run: Sequence[Stay]) -> tuple[Instant, Instant]:
    """Return when the first stretch of a run begins, and when the last is over."""
    stretches = question.stretches
    return stretches[run[0].stretch].earliest, stretches[run[-1].stretch].before
