"""Order: which event surely came before which, by their dates and by links.

docs/state-rule.md, rules 2 (certain and possible) and 3 (surely later). Links order; they never
move dates. A link on a cycle, of links or with the dates, is void: the dates win.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from zoneinfo import ZoneInfo

import attrs

from chrono.events.entries import Event
from chrono.values.clocks import BEGINNING, END, Bounds, Instant
from chrono.values.sources import Source

Link = tuple[int, int]
"""Two places in the list of events: the first surely came earlier."""


def capped(occurred: Bounds, sources: Iterable[Source], zone: ZoneInfo) -> Bounds:
    """Narrow a date: any event happened no later than its first publication.

    A scheduled event, whose ``earliest`` is not before the end of that publication, is not
    narrowed. A month or a year of publication counts at its end.
    """
    dated = (source.published for source in sources if source.published)
    cap = min((date.bounds(zone).before for date in dated), default=END)
    if occurred.earliest < cap < occurred.before:
        return Bounds(occurred.earliest, cap)
    return occurred


def links_among(events: Sequence[tuple[str, Event]]) -> list[Link]:
    """List the links between events given with their ids; one to any other id is ignored.

    A link goes to whatever versions of a development are given.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, (given, _) in enumerate(events):
        places[given].append(place)
    links: list[Link] = []
    for place, (_, event) in enumerate(events):
        for earlier in event.after:
            links.extend((other, place) for other in places.get(earlier, ()))
        for later in event.before:
            links.extend((place, other) for other in places.get(later, ()))
    return links


@attrs.frozen(slots=False, eq=False, repr=False)
class Order:
    """The order of some events, named by their places in a list.

    Attributes:
        earliest: No event can have happened before this: its own ``earliest``, or a later one of an
            event that it is linked after, through any number of links.
        before: Each has surely happened by then: its own ``before``, or an earlier one of an event
            linked after it.
        links: The links that count.
        void: The links that do not, since they lie on a cycle.
    """

    earliest: Sequence[int]
    before: Sequence[int]
    links: Mapping[int, tuple[int, ...]]
    void: tuple[Link, ...]

    @classmethod
    def of(cls, bounds: Sequence[Bounds], links: Collection[Link]) -> "Order":
        """Order events by their bounds and links; a link that stands twice counts once."""
        earliest = [one.earliest for one in bounds]
        before = [one.before for one in bounds]
        if not links:
            return cls(earliest, before, {}, ())
        sequence, component = _components(bounds, set(links))
        void = sorted({link for link in links if component[link[0]] == component[link[1]]})
        forward: dict[int, set[int]] = defaultdict(set)
        for earlier, later in set(links).difference(void):
            forward[earlier].add(later)
        for place in sequence:
            for later in forward.get(place, ()):
                earliest[later] = max(earliest[later], earliest[place])
        for place in reversed(sequence):
            for later in forward.get(place, ()):
                before[place] = min(before[place], before[later])
        kept = {place: tuple(sorted(later)) for place, later in forward.items()}
        return cls(earliest, before, kept, tuple(void))

    def bounds(self, place: int) -> Bounds:
        """Return the bounds of an event as its links leave them."""
        return Bounds(Instant(self.earliest[place]), Instant(self.before[place]))

    @cached_property
    def _reached(self) -> dict[int, frozenset[int]]:
        return {}

    def after(self, place: int) -> frozenset[int]:
        """Name the events linked after one, through any number of links."""
        known = self._reached.get(place)
        if known is None:
            reached: set[int] = set()
            ahead = list(self.links.get(place, ()))
            while ahead:
                later = ahead.pop()
                if later not in reached:
                    reached.add(later)
                    ahead.extend(self.links.get(later, ()))
            known = self._reached[place] = frozenset(reached)
        return known

    def surely_later(self, later: int, earlier: int) -> bool:
        """Say whether one event surely came after another; no event comes after itself.

        With no void link among them, steps of dates and of links in any mixture come down to one
        comparison of dates, or to links alone.
        """
        return self.before[earlier] <= self.earliest[later] or later in self.after(earlier)

    def ahead_of(self, places: Iterable[int]) -> "Ahead":
        """Prepare to ask of many events whether any of these surely came later."""
        return Ahead(self, frozenset(places))


@attrs.frozen(slots=False, eq=False, repr=False)
class Ahead:
    """Some events, to be asked whether any of them surely came after another."""

    order: Order
    places: frozenset[int]

    @cached_property
    def _latest(self) -> int:
        return max((self.order.earliest[place] for place in self.places), default=BEGINNING - 1)

    def of(self, place: int) -> bool:
        """Say whether any of them surely came after this event."""
        order = self.order
        if order.before[place] <= self._latest:
            return True
        return bool(order.links) and not self.places.isdisjoint(order.after(place))


def _components(
    bounds: Sequence[Bounds], links: Collection[Link]
) -> tuple[list[int], dict[int, int]]:
    """Sort the linked events so that whatever surely came earlier stands first.

    Returns them with the number of the cycle that each is on (a cycle of its own, if on none). An
    order by dates has a step between most pairs; it is written with few by a chain of moments:
    event -> the first moment at or after its ``before`` -> the next moment -> the events whose
    ``earliest`` that is.
    """
    linked = sorted({place for link in links for place in link})
    moments = sorted({bounds[place].earliest for place in linked})
    chain = {moment: -1 - number for number, moment in enumerate(moments)}
    steps: dict[int, list[int]] = defaultdict(list)
    for earlier, later in links:
        steps[earlier].append(later)
    for number in range(1, len(moments)):
        steps[-number].append(-1 - number)
    for place in linked:
        steps[chain[bounds[place].earliest]].append(place)
        reached = bisect_left(moments, bounds[place].before)
        if reached < len(moments):
            steps[place].append(-1 - reached)
    sequence: list[int] = []
    component: dict[int, int] = {}
    for number, together in enumerate(_strongly_connected(linked, steps)):
        for node in together:
            component[node] = number
            if node >= 0:
                sequence.append(node)
    sequence.reverse()
    return sequence, component


def _strongly_connected(
    roots: Iterable[int], steps: Mapping[int, Sequence[int]]
) -> list[list[int]]:
    """Group nodes that reach each other, the last of the order first (Tarjan 1972)."""
    index: dict[int, int] = {}
    lowest: dict[int, int] = {}
    stack: list[int] = []
    waiting: set[int] = set()
    groups: list[list[int]] = []
    for root in roots:
        if root in index:
            continue
        work = [(root, 0)]
        while work:
            node, taken = work.pop()
            if taken == 0:
                index[node] = lowest[node] = len(index)
                stack.append(node)
                waiting.add(node)
            onward = steps.get(node, ())
            for number in range(taken, len(onward)):
                following = onward[number]
                if following not in index:
                    work.extend(((node, number + 1), (following, 0)))
                    break
                if following in waiting:
                    lowest[node] = min(lowest[node], index[following])
            else:
                if work:
                    parent = work[-1][0]
                    lowest[parent] = min(lowest[parent], lowest[node])
                if lowest[node] == index[node]:
                    groups.append(_popped(stack, node))
                    waiting.difference_update(groups[-1])
    return groups


def _popped(stack: list[int], last: int) -> list[int]:
    """Take nodes off a stack, down to one of them."""
    group = [stack.pop()]
    while group[-1] != last:
        group.append(stack.pop())
    return group
