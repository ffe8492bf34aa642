"""Stays: a value in one stretch of time, the dates that cut time, and runs of stays."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import Any

import attrs

from chrono.queries.handovers import Handover
from chrono.state.questions import Statement
from chrono.state.slot import Candidate
from chrono.state.slots import Answer
from chrono.state.standing import Standing
from chrono.values.canonical import canonical
from chrono.values.clocks import BEGINNING, END, Bounds, Instant
from chrono.values.sources import Basis, best


@attrs.frozen
class Mark:
    """A date of a claim on a key: that of its event, or its own end.

    Attributes:
        index: The index of the event.
        event: Its id.
        bounds: The date, narrowed by links.
        edtf: The date as written.
        json: The canonical JSON of the value from then on; empty for what is announced.
    """

    index: int
    event: str
    bounds: Bounds
    edtf: str
    json: str = ""


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


def fitting(marks: Iterable[Mark], bounds: Bounds) -> list[Mark]:
    """Return marks by how many ends they share with these bounds, the most first, then by id."""

    def fits(mark: Mark) -> int:
        return (mark.bounds.earliest == bounds.earliest) + (mark.bounds.before == bounds.before)

    return sorted(marks, key=lambda mark: (-fits(mark), mark.event))


class Dates:
    """Marks in an order, found by their dates.

    Attributes:
        marks: The marks.
    """

    def __init__(self, marks: Iterable[Mark]) -> None:
        self.marks = tuple(marks)
        self._beginning: dict[Instant, list[int]] = defaultdict(list)
        self._over: dict[Instant, list[int]] = defaultdict(list)
        for number, mark in enumerate(self.marks):
            self._beginning[mark.bounds.earliest].append(number)
            self._over[mark.bounds.before].append(number)
        self._then: dict[tuple[Bounds, bool, bool], Sequence[Mark]] = {}

    def then(self, bounds: Bounds, begin: bool, end: bool) -> Sequence[Mark]:  # noqa: FBT001
        """Return the marks that begin as these bounds do, or that are over as these are.

        It counts what is asked. What does both goes first, then what has the first id.
        """
        asked = bounds, begin, end
        if asked not in self._then:
            beginning = self._beginning.get(bounds.earliest, ()) if begin else ()
            over = self._over.get(bounds.before, ()) if end else ()
            marks = [self.marks[number] for number in sorted({*beginning, *over})]
            self._then[asked] = fitting(marks, bounds)
        return self._then[asked]

    def over(self, instant: Instant) -> bool:
        """Return whether one of them is over at an instant."""
        return instant in self._over

    def stretches(self) -> Iterator[Bounds]:
        """Yield the time between them; without length where one ends and another begins."""
        cuts = sorted({BEGINNING, *self._beginning, *self._over} - {END})
        for cut, following in pairwise([*cuts, END]):
            if cut in self._beginning and cut in self._over:
                yield Bounds(cut, cut)
            yield Bounds(cut, following)


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


@attrs.frozen(eq=False, repr=False)
class Likely:
    """Those of some marks that are likely to have made the end of a period."""

    dates: Dates
    admits: Callable[[Mark], bool]

    def marks(self) -> Iterator[Mark]:
        """Yield them in their order."""
        return filter(self.admits, self.dates.marks)

    def then(self, bounds: Bounds, begin: bool, end: bool) -> Iterator[Mark]:  # noqa: FBT001
        """Yield those that `Dates.then` returns."""
        return filter(self.admits, self.dates.then(bounds, begin, end))


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


def first_by_links(
    linked: Callable[[int], Iterable[int]],
    marks: Sequence[Mark],
    among: Sequence[Mark],
    after: Iterable[Mark],
) -> Mark:
    """Return the first of marks that is linked after others, and after the fewest of some."""
    following = {later for mark in after for later in linked(mark.index)}
    behind = Counter(later for mark in among for later in linked(mark.index))
    return min(marks, key=lambda mark: (mark.index not in following, behind[mark.index]))
