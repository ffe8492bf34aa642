"""The rule of undominated claims: which claims on a key are live or possible at a moment.

docs/state-rule.md, rules 2 (certain and possible), 4 (live claims), 5 (the pending side), 8 (since
and because) and 11 (own end). The order of recording has no effect.

>>> from chrono.events.entries import Development, Event
>>> from chrono.events.history import History
>>> from chrono.state.questions import statements_on_key
>>> from chrono.values.clocks import zone
>>> from chrono.values.dates import Date
>>> from chrono.values.sources import Source
>>> minutes = (Source(publisher="Minutes", basis="filed"),)
>>> def elected(position, day, value):
...     claims = (Claim("set", "club/chair", value),)
...     event = Event("development", Date.parse(day), f"{value} is elected", claims, minutes)
...     return Development(
...         position=position, id=value.lower(), recorded=0, sources=minutes, event=event
...     )
>>> records = (elected(1, "2024-02", "Bo"), elected(2, "2024-01-10", "Ada"))
>>> view = View(History("club", records, zone("UTC")))

In mid-February Ada is in the chair, and Bo may be already; at the end of February Bo is:

>>> for day in ("2024-02-15", "2024-02-29"):
...     world = World(view, Date.parse(day).bounds(zone("UTC")).before)
...     result = world.resolve(statements_on_key(world.on("club/chair")))
...     print([each.value for each in result.live], [each.value for each in result.possible])
['Ada'] ['Bo']
['Bo'] []
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, reduce
from itertools import accumulate
from operator import and_, or_
from typing import Any

import attrs

from chrono.events.claims import Claim, unordered
from chrono.events.order import Order
from chrono.state.own_end import OwnEnds
from chrono.state.questions import Clearing, Resolution, Statement, is_set_valued
from chrono.state.visibility import View, Visible
from chrono.values.canonical import canonical
from chrono.values.clocks import BEGINNING, Instant


@attrs.frozen(slots=False, eq=False, repr=False)
class World:
    """The visible events at a moment, exclusive: which have happened, certainly or possibly.

    Attributes:
        view: The visible events.
        at: The moment: an event has certainly happened if its ``before`` is not after it.
    """

    view: View
    at: Instant

    @cached_property
    def events(self) -> tuple[Visible, ...]:
        """The visible events, in the order of the log; others refer to them by index."""
        return self.view.events

    @cached_property
    def order(self) -> Order:
        """The order of the visible events."""
        return self.view.order

    def certain(self, index: int) -> bool:
        """Return whether an event has certainly happened (rule 2)."""
        return self.order.before[index] <= self.at

    def possible(self, index: int) -> bool:
        """Return whether an event has certainly or possibly happened (rule 2)."""
        return self.certain(index) or self.order.earliest[index] < self.at

    def on(self, key: str) -> tuple[tuple[int, Claim], ...]:
        """Return the claims on a key by events that have happened, certainly or possibly.

        They are in the order of the log, each with the index of its event; none for no claims.
        """
        claims = self.view.claims.get(key, ())
        return tuple(claim for claim in claims if self.possible(claim[0]))

    def holds_set(self, key: str) -> bool:
        """Return whether a key is set-valued, by all visible claims on it, whatever the moment."""
        return is_set_valued(self.view.claims.get(key, ()))

    @cached_property
    def claims(self) -> Mapping[str, tuple[tuple[int, Claim], ...]]:
        """The claims of events that have happened, certainly or possibly, by key, in order."""
        by_key = ((key, self.on(key)) for key in self.view.claims)
        return {key: claims for key, claims in by_key if claims}

    def contests(self, index: int) -> frozenset[int]:
        """Return the events that contest an event or that it contests.

        Two versions of one development that both stand contest each other.
        """
        return self.view.contests.get(index, frozenset())

    def resolve(self, statements: Sequence[Statement]) -> Resolution:
        """Return which statements on one question are live, and which possible (rules 4 and 11).

        Statements keep their order; the ends of what may be over come last.
        """
        certain = tuple(each for each in statements if self.certain(each.index))
        possible = tuple(each for each in statements if not self.certain(each.index))
        beaten = self._beaten_among(certain)
        live = tuple(each for each in certain if not beaten(each.index))
        return self.own_ends.applied(Resolution(live, possible, certain))

    @cached_property
    def own_ends(self) -> OwnEnds:
        """The own ends of the visible events, at the moment."""
        return OwnEnds(self.events, self.order, self.at)

    def in_sequence(self, resolution: Resolution) -> bool:
        """Return whether a live statement of one value is surely later than one of another.

        Rule 9 (preference). What has ended by itself counts from its start.
        """
        values = {each.index: each.json for each in resolution.live}
        starts = [(self.order.earliest[index], json) for index, json in values.items()]
        last, value = max(starts, default=(BEGINNING - 1, ""))
        # The last start of another value, for what has the value of the very last one.
        second = max((start for start, json in starts if json != value), default=BEGINNING - 1)
        linked = self.order.after
        sides: dict[str, list[int]] = defaultdict(list)
        for index, json in values.items():
            sides[json].append(index)
        of_value = {json: linked.bits(those) for json, those in sides.items()}
        everybody = linked.bits(values)
        return any(
            self.order.before[index] <= (last if json != value else second)
            or linked.of(index) & everybody & ~of_value[json]
            for index, json in values.items()
        )

    def _beaten_among(self, certain: Sequence[Statement]) -> Callable[[int], bool]:
        """Return a function that tells whether any of these statements beats an event's statement.

        Rule 4 (live claims). An event that contests none of these events beats every surely earlier
        one. An event that contests some (a denier, and its rivals) beats an earlier one only if all
        its rivals are surely later than that one too, or if it is linked directly after that one
        and does not contest it. So whoever contests a value contests its repetitions as well: they
        are not beaten, and the key is disputed; and who replaces a figure of its own links to it.

        Events are compared all at once, so that a key with n claims takes about n steps, not n
        squared: by dates alone a denier beats what was over before it and all its rivals began.
        """
        events = {each.index for each in certain}
        deniers = {each: those for each in events if (those := self.contests(each) & events)}
        uncontested = self.order.ahead_of(events - deniers.keys())
        earliest, before = self.order.earliest, self.order.before
        began = (min(earliest[each] for each in (one, *deniers[one])) for one in deniers)
        last = max(began, default=BEGINNING - 1)
        linked = self.order.links.keys() & events if deniers else ()
        denied = self._denied(linked, deniers) if linked else ()
        return lambda index: uncontested.of(index) or before[index] <= last or index in denied

    def _denied(self, linked: Iterable[int], deniers: Mapping[int, AbstractSet[int]]) -> set[int]:
        """Return the events with links that deniers, given with their rivals, beat."""
        order, ahead = self.order, self.order.ahead
        by_end = sorted(linked, key=order.before.__getitem__)
        ends = [order.before[each] for each in by_end]
        over = [*accumulate((ahead.bits([each]) for each in by_end), or_, initial=0)]

        def earlier(index: int) -> int:
            return over[bisect_right(ends, order.earliest[index])] | ahead.of(index)

        denied = 0
        for denier, those in deniers.items():
            denied |= reduce(and_, map(earlier, (denier, *those)))
            denied |= ahead.bits(set(order.backwards.get(denier, ())) - those)
        return {*ahead.nodes(denied)}

    def beats(self, one: int, other: int, certain: AbstractSet[int]) -> bool:
        """Return whether an event's statement beats another's, among certain ones (rule 4)."""
        rivals = self.contests(one) & certain
        later = self.order.surely_later
        return later(one, other) and (
            all(later(rival, other) for rival in rivals)
            or (one in self.order.links.get(other, ()) and other not in rivals)
        )

    def run(self, resolution: Resolution, live: Sequence[Statement]) -> tuple[Statement, ...]:
        """Return the statements that a live value rests on, by date (rule 8).

        These are the live statements of the value, and the certain ones of the same value before
        them, as far back as no other value comes in between. What has ended by its own end was
        another value before.
        """
        json = live[0].json
        run = set(live)
        older = [each for each in resolution.certain_values.get(json, ()) if each not in run]
        if not older:
            return tuple(sorted(run, key=self.by_date) if len(run) > 1 else run)
        others = [each.index for each in resolution.certain if each.json != json or each.ended]
        later = self.order.surely_later
        for top in live:
            if top.ended:
                continue
            between = self.order.ahead_of(index for index in others if later(top.index, index))
            run.update(
                each
                for each in older
                if later(top.index, each.index) and not between.of(each.index)
            )
        return tuple(sorted(run, key=self.by_date))

    def by_date(self, statement: Statement) -> tuple[Any, ...]:
        """Return the sort key of a statement: the date of its event, then the id.

        Two versions of one development are sorted by their values and origins. The ids of their
        corrections have no effect: which one is renamed depends on the order of a merge.
        """
        visible = self.events[statement.index]
        occurred = str(visible.event.occurred)
        origins = tuple(source.rests_on for source in visible.sources)
        bounds = (statement.ended and visible.own_end) or visible.bounds
        announced = statement.claim.op == "announce"  # its JSON forgets the order of a list
        value = canonical(statement.value) if announced else statement.json
        return *bounds.by_date, visible.id, occurred, value, origins

    def pending(self, claims: Iterable[tuple[int, Claim]]) -> tuple[Statement, ...]:
        """Return the announcements on a key that are certain and not cleared, in order (rule 5)."""
        certain = [(index, claim) for index, claim in claims if self.certain(index)]
        if all(claim.op != "announce" for _, claim in certain):
            return ()
        clearing = Clearing.of(certain)
        whatever = self.order.ahead_of(clearing.whatever)
        value = {json: self.order.ahead_of(those) for json, those in clearing.value.items()}

        def cleared(statement: Statement) -> bool:
            index, same = statement.index, value.get(statement.json)
            rivals = self.contests(index)
            return whatever.of(index, rivals) or (same is not None and same.of(index, rivals))

        announced = (
            Statement(index, claim, claim.value, unordered(claim.value))
            for index, claim in certain
            if claim.op == "announce"
        )
        return tuple(each for each in announced if not cleared(each))
