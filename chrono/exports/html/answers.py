"""All answers of a page: slots, chains of claims, the stops of its slider, and its events."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, pairwise
from typing import Any, Final, TypeVar

import attrs

from chrono.events.history import History
from chrono.events.kinds import kind_of
from chrono.exports.html.grid import Grid
from chrono.exports.html.state_rows import Answer, slots_in
from chrono.exports.html.why_panel import steps_in
from chrono.kinds.catalogue import FACETS
from chrono.queries.rectangles import Given, Plane, Rectangle
from chrono.queries.state import newest_source
from chrono.queries.timeline import Timeline, timeline
from chrono.queries.why import Step
from chrono.state.as_of import AsOf
from chrono.state.moments import Moment
from chrono.state.rule import World
from chrono.state.visibility import View, Visible, every_source
from chrono.values.clocks import BEGINNING, END, Instant, to_datetime
from chrono.values.dates import Date
from chrono.values.keys import family

_Sort = TypeVar("_Sort", Answer, Step)

_EPOCH: Final = Instant(0)
_LATEST: Final = Instant(252_771_148_800_000_000)
"""The start of 9980, so that there is calendar after the last moment."""

_ORDER: Final = {
    name: number
    for number, name in enumerate(
        dict.fromkeys(
            kind_of(cls).name.partition(".")[0] for facet in FACETS for cls in facet.KINDS
        )
    )
}
"""The families in the order of the catalogue: who holds office before what is negotiated."""


@attrs.frozen(eq=False, repr=False)
class Answers:
    """What a page says.

    Attributes:
        view: The events, by all that is known.
        newest: The date of the newest source; None where no source has a date.
        families: The keys in order, by family.
        slots: Of each key its slots.
        chains: Of each key its claims.
        stops: The moments at which the slider stops: where an event had surely happened, and the
            end of the record.
        turns: Of each stop the events of its day that had surely happened by it, newest first.
        timeline: Every event, withdrawn ones too.
        grid: The turns of all rectangles.
    """

    view: View
    newest: Date | None
    families: Mapping[str, Sequence[str]]
    slots: Mapping[str, Sequence[Given[Answer]]]
    chains: Mapping[str, Sequence[Given[Step]]]
    stops: Sequence[Instant]
    turns: Sequence[Given[Sequence[Visible]]]
    timeline: Timeline
    grid: Grid


def answers_of(history: History, last: Instant | None = None) -> Answers:
    """Return all answers of a history; without `last` the record ends with its newest source."""
    plane, view = Plane(history), View(history)
    newest = newest_source(World(view, END))
    last = min(_end(view, newest) if last is None else last, _LATEST)
    told = {key: plane.answers(key, _told_in) for key in plane.keys}
    slots = {key: _of(Answer, given) for key, given in told.items()}
    chains = {key: _of(Step, given) for key, given in told.items()}
    turns = _turns(view, last)
    every: Iterable[Given[Any]] = chain(turns, *told.values())
    asof = AsOf(at=Moment("", last), known=None, recorded=None, wanted=every_source)
    return Answers(
        view=view,
        newest=newest,
        families=_families(chains),
        slots=slots,
        chains=chains,
        stops=sorted({*(turn.rectangles[0].at_from for turn in turns), last}),
        turns=turns,
        timeline=timeline(history, asof, withdrawn=True),
        grid=Grid.of(chain.from_iterable(given.rectangles for given in every), last),
    )


def _told_in(world: World, key: str) -> Iterator[tuple[str, Answer | Step]]:
    """Yield the slot of a key and its claims, of one world, in which both are worked out."""
    yield from slots_in(world, key)
    yield from steps_in(world, key)


def _of(sort: type[_Sort], told: Iterable[Given[Any]]) -> list[Given[_Sort]]:
    """Return the answers of one sort."""
    return [given for given in told if isinstance(given.answer, sort)]


def _end(view: View, newest: Date | None) -> Instant:
    """Return the end of the newest source's day; without one, that of the last event.

    Without events it is when the chronology was declared.
    """
    if newest:
        return view.history.bounds(newest).before
    ends = (visible.bounds.before for visible in view.events if visible.bounds.before < END)
    declared = view.history.declaration
    return max(ends, default=declared.recorded if declared else _EPOCH)


def _turns(view: View, last: Instant) -> list[Given[Sequence[Visible]]]:
    """Return the events of the day up to each moment at which one had surely happened, in order."""
    by_end: dict[Instant, list[Visible]] = defaultdict(list)
    for visible in sorted(view.events, key=lambda each: each.by_date):
        if BEGINNING < visible.bounds.before <= last:
            by_end[visible.bounds.before].append(visible)
    spans = pairwise((*by_end, END))
    found = list[Given[Sequence[Visible]]]()
    today: list[Visible] = []
    for begin, end in spans:
        if not today or _day(today[0], view) != _day(by_end[begin][0], view):
            today = []
        today = [*by_end[begin], *today]
        found.append(Given(today, (Rectangle(begin, Instant(end), BEGINNING, END),)))
    return found


def _day(visible: Visible, view: View) -> date:
    """Return the day by whose end an event had surely happened."""
    return to_datetime(Instant(visible.bounds.before - 1), view.history.zone).date()


def _families(chains: Mapping[str, Sequence[object]]) -> dict[str, list[str]]:
    """Return keys by family, in the order of the catalogue of kinds; other families follow.

    Within a family the key of which most was said comes first.
    """

    def order(key: str) -> tuple[int, str, int, str]:
        name = family(key)
        return _ORDER.get(name, len(_ORDER)), name, -len(chains[key]), key

    families: dict[str, list[str]] = defaultdict(list)
    for key in sorted(chains, key=order):
        families[family(key)].append(key)
    return families
