"""The account of an affair: its events in the order of their dates, each with how it stands.

What is handed on is a table, and each row says how far it may be relied upon, in one word:

- ``withdrawn``: a retraction says that the record should not have been made;
- ``disputed``: something it says is denied by other events, and nobody has decided;
- ``pending``: it only announces, and what it announces is neither done nor lapsed;
- ``possible``: by its vague date it may not have happened by the moment asked;
- ``ahead``: by its date it surely happens after the moment asked;
- ``corrected``: it stands in another version than the one first told;
- ``stands``: none of these.

The first of these that fits is said; that a disputed event was also corrected shows in its acts.
What later events brought about takes nothing from an event: it happened all the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from chrono.events.entries import Act, Correction, Declaration, Development, Retraction
from chrono.events.history import History
from chrono.projections.questions import questions_of
from chrono.projections.standing import Standing
from chrono.projections.visibility import View, Visible
from chrono.projections.world import World
from chrono.queries.state import AsOf
from chrono.values.clocks import BEGINNING, END, Instant
from chrono.values.keys import matcher

_ANNOUNCED: Final = {"announce", "lapse"}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Row:
    """One event of the account.

    Attributes:
        told: The event in the version that stands, with what it rests on.
        standing: How it stands, in one word.
        rivals: Ids of the events that deny what it says, in the order of the log.
        acts: What was done to it: its corrections, even such as a later one replaced, and what
            withdrew it; in the order of the log.
    """

    told: Visible
    standing: Standing
    rivals: tuple[str, ...]
    acts: tuple[Act, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Account:
    """The events that were chosen, and what was left out.

    Attributes:
        title: The title of the chronology.
        history: What was recorded of it.
        rows: In the order of their dates: by ``before``, ``earliest``, id.
        left_out: How many that were chosen are withdrawn, and are not among the rows.
    """

    title: str
    history: History
    rows: tuple[Row, ...]
    left_out: int


@attrs.frozen(kw_only=True)
class Choice:
    """Which events an account tells.

    Attributes:
        globs: Keys and globs, one of which some claim of an event matches; without any, all.
        since: An event whose bounds end by then is left out; UTC.
        until: An event whose bounds start then or later is left out; UTC, exclusive.
        withdrawn: Whether withdrawn events are told, too.
    """

    globs: tuple[str, ...] = ()
    since: Instant = BEGINNING
    until: Instant = END
    withdrawn: bool = False

    def of(self, events: Iterable[Visible]) -> Iterator[Visible]:
        """Choose among events, withdrawn or not."""
        wanted = matcher(self.globs)
        for told in events:
            within = told.bounds.before > self.since and told.bounds.earliest < self.until
            claims = told.event.claims
            if within and (not self.globs or any(wanted.fullmatch(claim.key) for claim in claims)):
                yield told


def account(history: History, asof: AsOf, choice: Choice) -> Account:
    """Tell the events visible as of a moment, in the order of their dates.

    The moment in the world decides how an event stands, never whether it is told.
    """
    world = asof.world(history)
    view = world.view
    places = {id(told): place for place, told in enumerate(view.events)}
    standings, acts = _Standings(world), _acts(view)
    withdrawn = tuple(choice.of(_withdrawn(view)))
    rows = []
    for told in (*choice.of(view.events), *(withdrawn if choice.withdrawn else ())):
        place = places.get(id(told))
        rows.append(
            Row(
                told=told,
                standing=Standing.WITHDRAWN if place is None else standings.of(place),
                rivals=() if place is None else standings.rivals(place),
                acts=tuple(acts.get(told.id, ())),
            )
        )
    rows.sort(key=_by_date)
    declared = [record for record in history.records if isinstance(record, Declaration)]
    return Account(
        title=declared[-1].title if declared else history.chronology,
        history=history,
        rows=tuple(rows),
        left_out=0 if choice.withdrawn else len(withdrawn),
    )


def _by_date(row: Row) -> tuple[int, int, str, str]:
    told = row.told
    return told.bounds.before, told.bounds.earliest, told.id, told.version


def _acts(view: View) -> Mapping[str, list[Act]]:
    """List what was done to developments and counts, by their ids."""
    withdrawn = view.amendments.withdrawn
    undone = {act.id for act in withdrawn.values()}
    found: dict[str, list[Act]] = defaultdict(list)
    for record in view.present:
        if (isinstance(record, Correction) and record.id not in withdrawn) or (
            isinstance(record, Retraction) and record.id in undone
        ):
            found[record.target].append(record)
    return found


def _withdrawn(view: View) -> Iterator[Visible]:
    """See the withdrawn events as they would stand if nobody had withdrawn them."""
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
    for told in View(history, view.known, view.wanted).events:
        if told.id in gone:
            yield told


class _Standings:
    """How the visible events of a world stand: from the same questions as every other answer."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rivals: dict[int, set[int]] = defaultdict(set)
        self._pending: set[int] = set()
        for claims in world.claims.values():
            self._pending |= {said.place for said in world.pending(claims)}
            for said in questions_of(claims):
                values = world.ask(said).live_values
                sides = [{one.place for one in live} for live in values.values()]
                for side in sides if len(sides) > 1 else ():
                    for place in side:
                        self._rivals[place].update(*(other for other in sides if other != side))

    def rivals(self, place: int) -> tuple[str, ...]:
        """Name the events that deny what one says."""
        events = self._world.events
        return tuple(dict.fromkeys(events[one].id for one in sorted(self._rivals.get(place, ()))))

    def of(self, place: int) -> Standing:
        """Say how an event stands."""
        told, world = self._world.events[place], self._world
        if place in self._rivals:
            return Standing.DISPUTED
        if place in self._pending and {claim.op for claim in told.event.claims} <= _ANNOUNCED:
            return Standing.PENDING
        if not world.certain(place):
            return Standing.POSSIBLE if world.possible(place) else Standing.AHEAD
        return Standing.STANDS if told.version == told.id else Standing.CORRECTED
