"""Which claims on a key are live, and which possible, at a moment: the rule of undominated claims.

docs/state-rule.md, rules 2 (certain and possible), 4 (live claims), 5 (the pending side) and 8
(since and because). The order in which events were recorded plays no part.

>>> from chrono.events.entries import Development, Event
>>> from chrono.events.history import History
>>> from chrono.state.questions import statements_on_key
>>> from chrono.values.clocks import zone
>>> from chrono.values.dates import Date
>>> from chrono.values.sources import Source
>>> minutes = (Source(publisher="Minutes", basis="filed"),)
>>> def told(position, day, value):
...     claims = (Claim("set", "club/chair", value),)
...     event = Event("development", Date.parse(day), f"{value} is elected", claims, minutes)
...     return Development(
...         position=position, id=value.lower(), recorded=0, sources=minutes, event=event
...     )
>>> records = (told(1, "2024-02", "Bo"), told(2, "2024-01-10", "Ada"))
>>> view = View(History("club", records, zone("UTC")))

In the middle of February Ada is in the chair, and Bo may be already; at its end Bo is:

>>> for day in ("2024-02-15", "2024-02-29"):
...     world = World(view, Date.parse(day).bounds(zone("UTC")).before)
...     found = world.resolve(statements_on_key(world.on("club/chair")))
...     print([one.value for one in found.live], [one.value for one in found.possible])
['Ada'] ['Bo']
['Bo'] []
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs

from chrono.events.claims import Claim, unordered
from chrono.events.order import Order
from chrono.state.questions import Resolution, Statement, clears
from chrono.state.visibility import View, Visible
from chrono.values.clocks import Instant


@attrs.frozen(slots=False, eq=False, repr=False)
class World:
    """The visible events at a moment, exclusive: what has happened, certainly or possibly."""

    view: View
    at: Instant

    @property
    def events(self) -> tuple[Visible, ...]:
        """Return the visible events."""
        return self.view.events

    @property
    def order(self) -> Order:
        """Return the order of the visible events."""
        return self.view.order

    def certain(self, place: int) -> bool:
        """Return whether an event has surely happened."""
        return self.order.before[place] <= self.at

    def possible(self, place: int) -> bool:
        """Return whether an event may have happened, or has."""
        return self.certain(place) or self.order.earliest[place] < self.at

    def on(self, key: str) -> tuple[tuple[int, Claim], ...]:
        """Return the claims on a key of events that may have happened, in the order of the log."""
        claims = self.view.claims.get(key, ())
        return tuple(claim for claim in claims if self.possible(claim[0]))

    @cached_property
    def claims(self) -> Mapping[str, tuple[tuple[int, Claim], ...]]:
        """Index the claims of events that may have happened by key, keys in order."""
        found = ((key, self.on(key)) for key in self.view.claims)
        return {key: claims for key, claims in found if claims}

    @cached_property
    def _contests(self) -> Mapping[int, frozenset[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for place, visible in enumerate(self.events):
            places[visible.id].append(place)
        found: dict[int, set[int]] = defaultdict(set)
        for place, visible in enumerate(self.events):
            rivals = [other for other in places[visible.id] if other != place]
            for contested in visible.event.contests:
                rivals.extend(places.get(contested, ()))
            for other in rivals:
                found[place].add(other)
                found[other].add(place)
        return {place: frozenset(others) for place, others in found.items()}

    def contests(self, place: int) -> frozenset[int]:
        """Name the events with which one is in open conflict, whichever of the two says so.

        Two versions of one development that both stand contest each other.
        """
        return self._contests.get(place, frozenset())

    def resolve(self, statements: Sequence[Statement]) -> Resolution:
        """Decide which claims on one question are live and which possible (rule 4)."""
        certain = tuple(one for one in statements if self.certain(one.place))
        possible = tuple(one for one in statements if not self.certain(one.place))
        beaten = self._beaten_among(certain)
        live = tuple(one for one in certain if not beaten(one.place))
        return Resolution(live, possible, certain)

    def _beaten_among(self, certain: Sequence[Statement]) -> Callable[[int], bool]:
        """Prepare to say whether something certain beats a claim.

        A later claim that contests nothing here beats what came before. One that contests a claim
        beats only what every claim that it contests came after, so that whoever denies a value
        denies its earlier repetitions too.
        """
        here = {one.place for one in certain}
        denied = {place: self.contests(place) & here for place in here}
        free = self.order.ahead_of(place for place in here if not denied[place])
        deniers = [place for place in here if denied[place]]
        later = self.order.surely_later

        def beaten(place: int) -> bool:
            return free.of(place) or any(
                later(denier, place) and all(later(rival, place) for rival in denied[denier])
                for denier in deniers
            )

        return beaten

    def run(self, resolution: Resolution, live: Sequence[Statement]) -> tuple[Statement, ...]:
        """Return what a live value rests on (rule 8).

        These are its live claims, and the certain claims of the same value below them with no other
        value between; in the order of their dates.
        """
        json = live[0].json
        rest = set(live)
        others = [one.place for one in resolution.certain if one.json != json]
        below = [one for one in resolution.certain if one.json == json and one not in rest]
        later = self.order.surely_later
        for top in live if below else ():
            between = self.order.ahead_of(place for place in others if later(top.place, place))
            rest.update(
                one for one in below if later(top.place, one.place) and not between.of(one.place)
            )
        return tuple(sorted(rest, key=self.by_date))

    def by_date(self, said: Statement) -> tuple[Any, ...]:
        """Order claims by the dates of their events, then by id.

        Rival versions come by what they say, then by who is behind them. Their own ids play no
        part: which desk's is renamed depends on who merges.
        """
        visible = self.events[said.place]
        occurred = str(visible.event.occurred)
        origins = tuple(source.rests_on for source in visible.sources)
        return *visible.by_date, occurred, said.json, origins

    def pending(self, claims: Iterable[tuple[int, Claim]]) -> tuple[Statement, ...]:
        """Return the announcements on a key that are certain and not cleared (rule 5)."""
        certain = [(place, claim) for place, claim in claims if self.certain(place)]
        return tuple(
            Statement(place, claim, claim.value, unordered(claim.value))
            for place, claim in certain
            if claim.op == "announce" and not self._cleared(place, claim, certain)
        )

    def _cleared(self, place: int, announced: Claim, certain: Sequence[tuple[int, Claim]]) -> bool:
        return any(  # what was recorded last mostly came last, so it is asked first
            clears(claim, announced)
            and self.order.surely_later(other, place)
            and other not in self.contests(place)
            for other, claim in reversed(certain)
        )
