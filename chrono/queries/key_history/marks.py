"""Marks: the dates of the claims on a key, and which of them made the end of a period."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from itertools import islice, pairwise
from operator import or_

import attrs

from chrono.events.order import Order
from chrono.values.clocks import BEGINNING, END, Bounds, Instant


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
class Time:
    """The start or the end of a period, and what made it.

    Attributes:
        bounds: Between which instants it lies.
        begins: Whether it was made by what began as these bounds do.
        ends: Whether it was made by what was over as these bounds are.
    """

    bounds: Bounds
    begins: bool
    ends: bool

    def is_of(self, mark: Mark) -> bool:
        """Return whether a mark began or was over then."""
        return (self.begins and mark.bounds.earliest == self.bounds.earliest) or (
            self.ends and mark.bounds.before == self.bounds.before
        )


def fitting(marks: Iterable[Mark], bounds: Bounds) -> list[Mark]:
    """Return marks by how many ends they share with these bounds, the most first, then by id."""

    def fits(mark: Mark) -> int:
        return (mark.bounds.earliest == bounds.earliest) + (mark.bounds.before == bounds.before)

    return sorted(marks, key=lambda mark: (-fits(mark), mark.event))


class Together:
    """Marks of one time, those that fit it best first.

    Events with links are given as sets of `Order.after`.

    Attributes:
        marks: The marks.
    """

    def __init__(self, marks: Sequence[Mark], order: Order) -> None:
        self.marks = marks
        self._order = order

    @cached_property
    def linked(self) -> int:
        """The events that have links."""
        return self._order.after.bits(mark.index for mark in self.marks)

    @cached_property
    def twice(self) -> int:
        """The events that have links and two marks: one ends by itself when another starts."""
        return self._order.after.bits(index for index, both in self.places.items() if both[1:])

    @cached_property
    def unlinked(self) -> Sequence[int]:
        """The places of the marks of events without links."""
        linked = {*self._order.after.nodes(self.linked)}
        return [place for place, mark in enumerate(self.marks) if mark.index not in linked]

    @cached_property
    def places(self) -> Mapping[int, Sequence[int]]:
        """The places of the marks of each event."""
        places: dict[int, list[int]] = defaultdict(list)
        for place, mark in enumerate(self.marks):
            places[mark.index].append(place)
        return places

    def without(self, json: str) -> tuple[int, int]:
        """Return the linked events with a mark of another value, and those with two such marks."""
        bits = self._order.after.bits(self._of_json.get(json, ()))
        return self.linked & ~(bits & ~self.twice), self.twice & ~bits

    @cached_property
    def _of_json(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for mark in self.marks:
            found[mark.json].append(mark.index)
        return found


class Dates:
    """Marks in an order, found by their dates.

    Attributes:
        marks: The marks.
        order: The order of their events.
    """

    def __init__(self, marks: Iterable[Mark], order: Order) -> None:
        self.marks = tuple(marks)
        self.order = order
        self._beginning: dict[Instant, list[int]] = defaultdict(list)
        self._over: dict[Instant, list[int]] = defaultdict(list)
        self._of_event: dict[str, list[int]] = defaultdict(list)
        for number, mark in enumerate(self.marks):
            self._beginning[mark.bounds.earliest].append(number)
            self._over[mark.bounds.before].append(number)
            self._of_event[mark.event].append(number)
        self._then: dict[Time, Together] = {}

    def then(self, time: Time) -> Together:
        """Return the marks of a time; what both begins and ends so goes first."""
        if time not in self._then:
            beginning = self._beginning.get(time.bounds.earliest, ()) if time.begins else ()
            over = self._over.get(time.bounds.before, ()) if time.ends else ()
            marks = [self.marks[number] for number in sorted({*beginning, *over})]
            self._then[time] = Together(fitting(marks, time.bounds), self.order)
        return self._then[time]

    def of(self, events: Iterable[str]) -> Iterator[Mark]:
        """Yield the marks of some events, given by their ids, in their order."""
        numbers = sorted(number for event in events for number in self._of_event.get(event, ()))
        return (self.marks[number] for number in numbers)

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
class Likely:
    """Those of some marks that are likely to have made the end of a period.

    Attributes:
        dates: The marks.
        admits: Which of them are likely.
        events: The ids of the only events that are; None for any.
        linked: The events with links, of marks of one time, that have a likely mark, and those that
            have two, as sets of `Order.after`.
    """

    dates: Dates
    admits: Callable[[Mark], bool]
    linked: Callable[[Together], tuple[int, int]]
    events: Iterable[str] | None = None

    @classmethod
    def of(cls, dates: Dates, events: Iterable[str], admits: Callable[[Mark], bool]) -> "Likely":
        """Return those of some events, given by their ids, that are admitted."""
        return cls(dates, admits, lambda together: (together.linked, together.twice), events)

    def marks(self) -> Iterator[Mark]:
        """Yield them in their order."""
        marks = self.dates.marks if self.events is None else self.dates.of(self.events)
        return filter(self.admits, marks)

    def first(self, time: Time, following: int) -> Mark | None:
        """Return the first of a time by links; None for none.

        It is one of those linked after others, `following`, and after the fewest of these marks;
        of several that which fits the time best, then the first by id.
        """
        order = self.dates.order
        if self.events is None:
            together = self.dates.then(time)
        else:
            together = Together(fitting(filter(time.is_of, self.marks()), time.bounds), order)
        linked, twice = self.linked(together) if order.links else (0, 0)
        if not linked:
            return next(filter(self.admits, together.marks), None)
        if linked & following:
            events = _behind_fewest(order, linked & following, (linked, twice))
            unlinked: Iterator[int] = iter(())
        else:
            events = list(order.after.first(linked))
            unlinked = filter(lambda place: self.admits(together.marks[place]), together.unlinked)
        places = [place for event in events for place in together.places[event]]
        places = [place for place in places if self.admits(together.marks[place])]
        return together.marks[min([*places, *islice(unlinked, 1)])]


def made_by(time: Time, likely: Likely, dates: Dates, after: Iterable[Mark]) -> Mark:
    """Return the mark that is likeliest to have made an end of a period.

    It is one of that time if there is any; of many the first by links, and linked after others.
    """
    linked = dates.order.after
    earlier = after if dates.order.links else ()
    following = reduce(or_, (linked.of(mark.index) for mark in earlier), 0)
    first = likely.first(time, following)
    if first is not None:
        return first
    marks = (
        dates.then(time).marks
        or fitting(likely.marks(), time.bounds)
        or fitting(dates.marks, time.bounds)
    )
    behind = {*linked.nodes(following and linked.bits(mark.index for mark in marks) & following)}
    return next((mark for mark in marks if mark.index in behind), marks[0])


def _behind_fewest(order: Order, bits: int, among: tuple[int, ...]) -> list[int]:
    """Return those of a set of events that are linked after the fewest events of other sets."""
    first = list(order.after.first(bits))
    if len(first) == 1:
        return first
    sets = [order.ahead.bits(order.after.nodes(each)) for each in among]
    behind = {
        event: sum((order.ahead.of(event) & each).bit_count() for each in sets) for event in first
    }
    fewest = min(behind.values())
    return [event for event in first if behind[event] == fewest]
