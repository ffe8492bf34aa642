"""Order: which events surely came before which, by dates and by links.

docs/state-rule.md, rules 2 (certain and possible) and 3 (surely later). Links order; they never
move dates. A link on a cycle, of links or with the dates of events that are linked with it through
any number of links, is void: the dates win.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from zoneinfo import ZoneInfo

import attrs

from chrono.events.entries import Event
from chrono.events.graph import Link, Reach, linked_groups, strongly_connected
from chrono.values.clocks import BEGINNING, Bounds, Instant
from chrono.values.sources import Source


def capped(occurred: Bounds, sources: Iterable[Source], zone: ZoneInfo) -> Bounds:
    """Return bounds that end no later than the first report of the event.

    That is the publication that ends first of those that end after ``earliest``; a month or a year
    counts at its end. Any other spoke of what was still to come; an event with only such ones is
    scheduled, and its bounds stay as they are.
    """
    cap, earliest = occurred.before, occurred.earliest
    for source in sources:
        if source.published and earliest < (end := source.published.bounds(zone).before) < cap:
            cap = end
    return Bounds(earliest, cap) if cap < occurred.before else occurred


def links_among(events: Sequence[tuple[str, Event]]) -> list[Link]:
    """Return the links between events, which are given with their ids.

    A link to any other id is ignored. A link to a development goes to each version given.
    """
    indices: dict[str, list[int]] = defaultdict(list)
    for index, (given, _) in enumerate(events):
        indices[given].append(index)
    links: list[Link] = []
    for index, (_, event) in enumerate(events):
        for earlier in event.after:
            links.extend((other, index) for other in indices.get(earlier, ()))
        for later in event.before:
            links.extend((index, other) for other in indices.get(later, ()))
    return links


def contests_among(events: Sequence[tuple[str, Event]]) -> dict[int, frozenset[int]]:
    """Return for each event the indices of those that it contests or that contest it.

    Events are given with their ids. Those with one id, two versions that stand, contest each
    other.
    """
    indices: dict[str, list[int]] = defaultdict(list)
    for index, (given, _) in enumerate(events):
        indices[given].append(index)
    contests: dict[int, set[int]] = defaultdict(set)
    for index, (given, event) in enumerate(events):
        rivals = [other for other in indices[given] if other != index]
        for contested in event.contests:
            rivals.extend(indices.get(contested, ()))
        for other in rivals:
            contests[index].add(other)
            contests[other].add(index)
    return {index: frozenset(others) for index, others in contests.items()}


@attrs.frozen(slots=False, eq=False, repr=False)
class Order:
    """The order of events, each given by its index in a list.

    Attributes:
        earliest: The first possible instant of each event: its own ``earliest``, or that of an
            event linked before it, through any number of links, if that is later.
        before: The first impossible instant of each event: its own ``before``, or that of an event
            linked after it, if that is earlier.
        links: The links that count: for each event those linked directly after it.
        void: The links on a cycle, which do not count.
        groups: The events that are linked with each other, through any number of links, earlier
            ones first.
    """

    earliest: Sequence[int]
    before: Sequence[int]
    links: Mapping[int, tuple[int, ...]]
    void: tuple[Link, ...]
    groups: Sequence[Sequence[int]]

    @classmethod
    def of(cls, bounds: Sequence[Bounds], links: Collection[Link]) -> "Order":
        """Return the order of events by their bounds and links; a repeated link counts once."""
        earliest = [each.earliest for each in bounds]
        before = [each.before for each in bounds]
        if not links:
            return cls(earliest, before, {}, (), ())
        void: set[Link] = set()
        forward: dict[int, set[int]] = defaultdict(set)
        groups: list[list[int]] = []
        for group in linked_groups(links):
            sequence, component = _components(bounds, group)
            groups.append(sequence)
            cyclic = {link for link in group if component[link[0]] == component[link[1]]}
            void |= cyclic
            for earlier, later in group - cyclic:
                forward[earlier].add(later)
            for index in sequence:
                for later in forward.get(index, ()):
                    earliest[later] = max(earliest[later], earliest[index])
            for index in reversed(sequence):
                for later in forward.get(index, ()):
                    before[index] = min(before[index], before[later])
        kept = {index: tuple(sorted(later)) for index, later in forward.items()}
        return cls(earliest, before, kept, tuple(sorted(void)), groups)

    def bounds(self, index: int) -> Bounds:
        """Return the bounds of an event, narrowed by its links."""
        return Bounds(Instant(self.earliest[index]), Instant(self.before[index]))

    @cached_property
    def after(self) -> Reach:
        """The events linked after each event, through any number of links.

        Their keys are ``earliest``: what is below the ``before`` of an event, and linked after it,
        is later by its links alone, not by its date.
        """
        by_start = (sorted(group, key=self.earliest.__getitem__) for group in self.groups)
        return Reach([*chain.from_iterable(by_start)], self.links, self.earliest)

    @cached_property
    def ahead(self) -> Reach:
        """The events linked before each event; their keys are ``before``, negated."""
        keys = [-before for before in self.before]
        backwards = (group[::-1] for group in self.groups)
        by_end = (sorted(group, key=keys.__getitem__) for group in backwards)
        return Reach([*chain.from_iterable(by_end)], self.backwards, keys)

    @cached_property
    def backwards(self) -> Mapping[int, Sequence[int]]:
        """For each event those linked directly before it."""
        steps: dict[int, list[int]] = defaultdict(list)
        for earlier, others in self.links.items():
            for later in others:
                steps[later].append(earlier)
        return steps

    def surely_later(self, later: int, earlier: int) -> bool:
        """Return whether one event surely came after another; no event comes after itself.

        `earliest` and `before` are narrowed by links already, and no link is void. So any path of
        dates and links is either one comparison of dates or a path of links alone.
        """
        return self.before[earlier] <= self.earliest[later] or (
            bool(self.links) and self.after.reaches(earlier, later)
        )

    def ahead_of(self, indices: Iterable[int]) -> "Ahead":
        """Return an `Ahead` of these events, to compare many others with them."""
        return Ahead(self, frozenset(indices))


@attrs.frozen(slots=False, eq=False, repr=False)
class Ahead:
    """A set of events, prepared for the question whether any of them surely came after another."""

    order: Order
    indices: frozenset[int]

    @cached_property
    def _latest(self) -> int:
        return max((self.order.earliest[index] for index in self.indices), default=BEGINNING - 1)

    @cached_property
    def _starts(self) -> list[int]:
        return sorted(self.order.earliest[index] for index in self.indices)

    @cached_property
    def _linked(self) -> int:
        return self.order.after.bits(self.indices)

    def of(self, index: int, without: Collection[int] = ()) -> bool:
        """Return whether any of the set, but for some, surely came after this event."""
        if without:
            others = sum(
                each in self.indices and self.order.surely_later(each, index) for each in without
            )
            return self._count(index) > others
        if self.order.before[index] <= self._latest:
            return True
        return self._linked > 0 and self._linked & self.order.after.of(index) > 0

    def _count(self, index: int) -> int:
        """Return how many of the set surely came after this event, by dates or by links alone."""
        before = self.order.before[index]
        by_date = len(self._starts) - bisect_left(self._starts, before)
        linked = self._linked and self._linked & self.order.after.of(index, before)
        return by_date + linked.bit_count()

    def of_before(self, index: int, instant: int) -> bool:
        """Return whether any of the set surely came after this event, and maybe before `instant`.

        It did if its ``earliest`` is before that.
        """
        first = bisect_left(self._starts, self.order.before[index])
        if first < len(self._starts) and self._starts[first] < instant:
            return True
        return self._linked > 0 and self._linked & self.order.after.of(index, instant) > 0


def _components(
    bounds: Sequence[Bounds], links: Collection[Link]
) -> tuple[list[int], dict[int, int]]:
    """Return the linked events, earlier ones first, and the number of the cycle of each.

    An event on no cycle has a number of its own. Cycles are the strongly connected components of a
    graph with an edge for each link, and a path from each event to every event that surely came
    later by date. An edge for each such pair would be quadratic in the number of events. So moments
    (the distinct ``earliest``) are nodes too, with negative numbers, and the paths go: event -> the
    first moment at or after its ``before`` -> the next moment, and so on -> the events whose
    ``earliest`` that moment is.
    """
    linked = sorted({index for link in links for index in link})
    moments = sorted({bounds[index].earliest for index in linked})
    places = {moment: -1 - number for number, moment in enumerate(moments)}
    steps: dict[int, list[int]] = defaultdict(list)
    for earlier, later in links:
        steps[earlier].append(later)
    for number in range(1, len(moments)):
        steps[-number].append(-1 - number)
    for index in linked:
        steps[places[bounds[index].earliest]].append(index)
        reached = bisect_left(moments, bounds[index].before)
        if reached < len(moments):
            steps[index].append(-1 - reached)
    sequence: list[int] = []
    component: dict[int, int] = {}
    for number, together in enumerate(strongly_connected(linked, steps)):
        for node in together:
            component[node] = number
            if node >= 0:
                sequence.append(node)
    sequence.reverse()
    return sequence, component
