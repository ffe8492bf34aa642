"""Pending runs: what is announced on a key, and from when to when (rule 5).

What is cleared stays so. So each announcement is pending in one row of stretches: from when it is
certain until the first event is that clears it.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush

import attrs

from chrono.events.claims import unordered
from chrono.queries.earlier import Earlier
from chrono.queries.key_history.runs import Opened, Question, Run
from chrono.state.questions import Clearing, Statement
from chrono.state.rule import World
from chrono.state.standing import Standing
from chrono.values.canonical import canonical


@attrs.frozen(order=True)
class _Span:
    """The stretches in which an announcement is pending; ordered by date.

    Attributes:
        place: The place of the announcement among those of its value, by date.
        first: The number of the first stretch.
        after: The number of the first stretch after them.
        statement: The announcement.
    """

    place: int
    first: int
    after: int
    statement: Statement = attrs.field(order=False)


def pending_runs(
    world: World, earlier: Earlier, clearing: Clearing, question: Question
) -> dict[str, list[Run]]:
    """Return the runs of each announced value, the first one first; none without announcements.

    Values are given by their canonical JSON, in the order in which they appear.
    """
    announced: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(question.statements, key=world.by_date):
        if statement.claim.op == "announce":
            announced[unordered(statement.value)].append(statement)
    indices = [each.index for those in announced.values() for each in those]
    cleared = _cleared(world, earlier, indices, clearing.whatever)
    found: list[tuple[int, str, str, Run]] = []
    for value, statements in announced.items():
        indices = [each.index for each in statements]
        same = _cleared(world, earlier, indices, clearing.of_value(value))
        spans = _spans(world, question, statements, (cleared, same))
        found += ((run.first, value, canonical(run.value), run) for run in _joined(world, spans))
    runs: dict[str, list[Run]] = defaultdict(list)
    for *_, json, run in sorted(found, key=lambda each: each[:2]):
        runs[json].append(run)
    return runs


def _cleared(
    world: World, earlier: Earlier, announced: Iterable[int], by: Collection[int]
) -> Mapping[int, int]:
    """Return when each announcement is cleared first, of those that are."""
    waiting, found = earlier.bits(announced), dict[int, int]()
    for index in sorted(by, key=world.order.before.__getitem__):
        here = waiting & earlier.than(index)
        rivals = world.contests(index)
        here &= ~earlier.bits(rivals) if here and rivals else -1
        found.update(dict.fromkeys(earlier.events(here), world.order.before[index]))
        waiting ^= here
    return found


def _spans(
    world: World,
    question: Question,
    statements: Iterable[Statement],
    cleared: Sequence[Mapping[int, int]],
) -> Iterator[_Span]:
    """Yield the stretches in which announcements are pending, of those that ever are."""
    moments = question.moments
    for place, each in enumerate(statements):
        ends = (bisect_left(moments, of[each.index]) for of in cleared if each.index in of)
        first, after = bisect_left(moments, world.order.before[each.index]), min(ends, default=None)
        if after is None or first < after:
            yield _Span(place, first, len(moments) if after is None else after, each)


def _joined(world: World, spans: Iterable[_Span]) -> Iterator[Run]:
    """Yield the runs of one value, which is shown as the first by date announces it.

    Lists of the same members in another order are one value, and another run.
    """
    starting: dict[int, list[_Span]] = defaultdict(list)
    turns: set[int] = set()
    for span in spans:
        starting[span.first].append(span)
        turns |= {span.first, span.after}
    pending: list[_Span] = []
    run: Opened | None = None
    for turn in sorted(turns):
        for span in starting[turn]:
            heappush(pending, span)
        while pending and pending[0].after <= turn:
            heappop(pending)
        shown = pending[0].statement.value if pending else None
        if run and not (pending and canonical(shown) == canonical(run.value)):
            yield run.closed(turn - 1)
            run = None
        more = starting[turn]
        if pending and run is None:
            run = Opened(shown, Standing.PENDING, turn)
            more = sorted(span for span in pending if span.after > turn)
        if run:
            for span in more:
                run.rest_on(world.events[span.statement.index])
