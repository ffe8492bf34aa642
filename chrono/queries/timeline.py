"""The timeline of an affair: its events in the order of their dates, each with how it stands.

Each row has a standing, which says in one word how far it may be relied upon:

- ``withdrawn``: a retraction says that the record should not have been made;
- ``disputed``: something it says is denied by other events, and nobody has decided;
- ``pending``: it only announces, and what it announces is neither done nor lapsed;
- ``possible``: by its vague date it may not have happened by the moment asked;
- ``ahead``: by its date it surely happens after the moment asked;
- ``corrected``: it stands in another version than the one first recorded;
- ``stands``: none of these.

The first that fits is given; that a disputed event was also corrected shows in its acts.
What later events brought about takes nothing from an event: it happened all the same.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs

from chrono.events.entries import Act, Correction, Development, Retraction
from chrono.events.history import History
from chrono.queries.filters import Filter, lasting
from chrono.queries.named import Rivals
from chrono.state.as_of import AsOf
from chrono.state.questions import questions_of
from chrono.state.rule import World
from chrono.state.standing import Standing
from chrono.state.visibility import View, Visible
from chrono.values.clocks import iso

_ANNOUNCED: Final = {"announce", "lapse"}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class TimelineRow:
    """One event of the timeline.

    Attributes:
        visible: The event in the version that stands, with what it rests on.
        standing: How it stands, in one word.
        rivals: Ids of the events that deny what it says, in the order of the log: of many the
            first twenty.
        rivals_count: How many there are.
        acts: What was done to it: its corrections, even such as a later one replaced, and what
            withdrew it; in the order of the log.
    """

    visible: Visible
    standing: Standing
    rivals: tuple[str, ...]
    rivals_count: int
    acts: tuple[Act, ...]

    def body(self) -> dict[str, Any]:
        """Return the row as JSON."""
        visible, event = self.visible, self.visible.event
        return {
            "position": visible.position,
            "id": visible.id,
            "kind": event.kind,
            "occurred": {
                "edtf": str(event.occurred),
                "earliest": iso(visible.bounds.earliest),
                "before": iso(visible.bounds.before),
            },
            "headline": event.headline,
            "note": event.note or None,
            "claims": [claim.body() for claim in event.claims],
            "basis": visible.basis,
            "standing": self.standing,
            "rivals": list(self.rivals),
            "rivals_count": self.rivals_count,
            "acts": [act.id for act in self.acts],
        }


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Timeline:
    """The events that were chosen, and what was left out.

    Attributes:
        title: The title of the chronology.
        history: What was recorded of it.
        rows: In the order of their dates: by ``before``, ``earliest``, links, id.
        left_out: How many that were chosen are withdrawn, and are not among the rows.
        visible: The ids of all events that are visible, chosen or not.
    """

    title: str
    history: History
    rows: tuple[TimelineRow, ...]
    left_out: int
    visible: Collection[str] = ()

    def body(self, asof: AsOf, entries: int, head: str) -> dict[str, Any]:
        """Return the timeline as JSON, with the log that gave it (docs/json.md)."""
        return {
            "chronology": self.history.chronology,
            **asof.body(self.history.zone.key),
            "log": {"entries": entries, "head": head},
            "timeline": [row.body() for row in self.rows],
        }


def timeline(
    history: History, asof: AsOf, only: Filter | None = None, *, withdrawn: bool = False
) -> Timeline:
    """Return the events visible as of a moment that a filter admits, in the order of their dates.

    The moment in the world decides how an event stands, never whether it is listed. Withdrawn
    events are counted, and listed only if asked for.
    """
    only = only or Filter()
    world = asof.world(history)
    view = world.view
    indexes = {id(visible): index for index, visible in enumerate(view.events)}
    standings, acts = _Standings(world), _acts(view)
    gone = tuple(_admitted(_withdrawn(view), only, history.zone))
    rows = []
    for visible in (*_admitted(view.events, only, history.zone), *(gone if withdrawn else ())):
        index = indexes.get(id(visible))
        rivals, rivals_count = standings.rivals(index)
        rows.append(
            TimelineRow(
                visible=visible,
                standing=Standing.WITHDRAWN if index is None else standings.of(index),
                rivals=rivals,
                rivals_count=rivals_count,
                acts=tuple(acts.get(visible.id, ())),
            )
        )

    def by_date(row: TimelineRow) -> tuple[Any, ...]:
        # An event is followed by more events, through links, than any that is linked after it.
        index = indexes.get(id(row.visible))
        followers = 0 if index is None else len(world.order.after(index))
        visible = row.visible
        return *visible.bounds.by_date, -followers, visible.id, visible.version

    rows.sort(key=by_date)
    return Timeline(
        title=history.declaration.title if history.declaration else history.chronology,
        history=history,
        rows=tuple(rows),
        left_out=0 if withdrawn else len(gone),
        visible=view.events_by_id.keys(),
    )


def _admitted(events: Iterable[Visible], only: Filter, zone: ZoneInfo) -> Iterator[Visible]:
    for visible in events:
        span = lasting(visible.event.occurred, visible.bounds, zone)
        if only.admits(visible.id, visible.event, span, visible.sources):
            yield visible


def _acts(view: View) -> Mapping[str, list[Act]]:
    """Return what was done to developments and counts, by their ids."""
    withdrawn = view.amendments.withdrawn
    undone = {act.id for act in withdrawn.values()}
    acts: dict[str, list[Act]] = defaultdict(list)
    for record in view.present:
        if (isinstance(record, Correction) and record.id not in withdrawn) or (
            isinstance(record, Retraction) and record.id in undone
        ):
            acts[record.target].append(record)
    return acts


def _withdrawn(view: View) -> Iterator[Visible]:
    """Yield the withdrawn events as they would stand without their retractions."""
    gone = view.amendments.withdrawn
    developments = {record.id for record in view.present if isinstance(record, Development)}
    if developments.isdisjoint(gone):
        return
    kept = tuple(
        record
        for record in view.history.records
        if not (isinstance(record, Retraction) and record.target in developments)
    )
    history = History(view.history.chronology, kept, view.history.zone)
    for visible in View(history, view.known, view.wanted).events:
        if visible.id in gone:
            yield visible


class _Standings:
    """How the visible events of a world stand: from the same questions as every other answer."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rivals = Rivals[int | None](world.events, range(len(world.events)))
        self._pending: set[int] = set()
        for key, claims in world.claims.items():
            self._pending |= {question.index for question in world.pending(claims)}
            for question in questions_of(claims, of_set=world.holds_set(key)):
                live = world.resolve(question).live
                self._rivals.add((statement.index, statement) for statement in live)

    def rivals(self, index: int | None) -> tuple[tuple[str, ...], int]:
        """Return the first events that deny what an event says, by the log, and their number."""
        return self._rivals.of(index)

    def of(self, index: int) -> Standing:
        """Return how an event stands."""
        visible, world = self._world.events[index], self._world
        if index in self._rivals:
            return Standing.DISPUTED
        if index in self._pending and {claim.op for claim in visible.event.claims} <= _ANNOUNCED:
            return Standing.PENDING
        if not world.certain(index):
            return Standing.POSSIBLE if world.possible(index) else Standing.AHEAD
        return Standing.STANDS if visible.version == visible.id else Standing.CORRECTED
