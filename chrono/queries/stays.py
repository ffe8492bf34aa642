"""Stays: a value in one stretch of time, the dates that cut time, and runs of stays."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from chrono.state.slot import Candidate
from chrono.state.slots import Answer
from chrono.state.standing import Standing
from chrono.values.clocks import Bounds


@attrs.frozen
class Mark:
    """A date of a claim on a key: that of its event, or its own end.

    Attributes:
        index: The index of the event.
        bounds: The date, narrowed by links.
        edtf: The date as written.
        json: The canonical JSON of the value from then on; empty for what is announced.
    """

    index: int
    bounds: Bounds
    edtf: str
    json: str = ""


@attrs.frozen
class Stay:
    """A value in one stretch, by its number."""

    stretch: int
    standing: Standing
    candidate: Candidate


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
