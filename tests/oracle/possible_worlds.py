"""Possible worlds by brute force: every vague date made exact, every pair put in some order.

Time is cut into slots that are fine enough: within one slot any number of events may happen, in any
order. A world is built event by event, slot by slot, with nothing but dates and links to forbid it;
what holds in it is what was written last, unless that is over by its own end, which is some moment
too. No rule about who beats whom is used, nor any code of the engine.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

Value = str | bool | None
"""What is said: a value, None for an end, or whether a member is in."""

UNSET = "nothing yet"
SLOTS = range(-1, 10)
"""Two slots a day, for four days; one before and two after stand for all the time there."""


@dataclass(frozen=True)
class Told:
    """One event: when it may have happened, and which others came before or after it.

    ``first`` and ``last`` are slots, both possible; likewise ``over``, for what it says to be over
    by its own end, which is no earlier than it happened. Links and contests name events by number.
    """

    first: int
    last: int
    over: tuple[int, int] | None = None
    after: tuple[int, ...] = ()
    before: tuple[int, ...] = ()
    contests: tuple[int, ...] = ()


def outcomes(
    events: tuple[Told, ...], at: int, says: Callable[[int], tuple[Value, ...]]
) -> frozenset[Value]:
    """Collect what may hold just before slot ``at``, over all worlds.

    ``says`` tells what an event says to the question: nothing, a value, or a value and what holds
    once that is over.
    """
    earlier = _earlier(events)
    said = [says(event) for event in range(len(events))]
    over = {
        slot: _bits(n for n, event in enumerate(events) if event.last <= slot) for slot in SLOTS
    }
    everybody = _bits(range(len(events)))
    if not any(said):
        return frozenset((UNSET,))

    @cache
    def onward(slot: int, done: int, last: tuple[int, int] | None) -> frozenset[Value]:
        if done == everybody:
            return _held(events, said, last, at)
        found: set[Value] = set()
        for number, event in enumerate(events):
            in_time = event.first <= slot <= event.last
            if in_time and not done >> number & 1 and not earlier[number] & ~done:
                heard = (number, slot) if said[number] and slot < at else last
                found |= onward(slot, done | 1 << number, heard)
        if slot + 1 in SLOTS and not over[slot] & ~done:
            found |= onward(slot + 1, done, last)
        return frozenset(found)

    return onward(SLOTS[0], 0, None)


def _held(
    events: Sequence[Told],
    said: Sequence[tuple[Value, ...]],
    last: tuple[int, int] | None,
    at: int,
) -> frozenset[Value]:
    """Collect what may hold where an event in some slot was the last to speak."""
    if last is None:
        return frozenset((UNSET,))
    number, slot = last
    over = events[number].over
    if over is None or len(said[number]) == 1:
        return frozenset(said[number][:1])
    first, once_over = said[number]
    ends = range(max(over[0], slot), over[1] + 1)
    return frozenset(once_over if end < at else first for end in ends)


def readings(
    events: tuple[Told, ...], at: int, says: Callable[[int], tuple[Value, ...]]
) -> frozenset[Value]:
    """Collect what may hold where events contest each other.

    A reading believes as many of the events that have surely happened as it can without believing
    two that contest each other; what it does not believe is silent. It is no reading where it
    believes what was replaced by an event that says so itself, and not that event.
    """
    speaking = [event for event in range(len(events)) if says(event)]
    sure = [event for event in speaking if has_happened(events, at, event)]
    found: set[Value] = set()
    for believed in _believable(events, sure):
        doubted = set(sure) - believed

        def heard(event: int, doubted: set[int] = doubted) -> tuple[Value, ...]:
            return () if event in doubted else says(event)

        found |= outcomes(events, at, heard)
    return frozenset(found)


@lru_cache(maxsize=100)
def has_happened(events: tuple[Told, ...], at: int, event: int) -> bool:
    """Say whether an event has happened by then in every world."""
    return outcomes(events, at, lambda one: (True,) if one == event else ()) == {True}


def void_links(events: Sequence[Told]) -> set[tuple[int, int]]:
    """Find the links between events that, by dates and links, each came before the other.

    Dates count among events that are linked with each other, through any number of links.
    """
    links = _links(events)
    joined = links | {(other, one) for one, other in links}
    steps = links | {
        (one, other)
        for one, first in enumerate(events)
        for other, second in enumerate(events)
        if first.last < second.first and _reaches(joined, one, other)
    }
    return {(one, other) for one, other in links if _reaches(steps, other, one)}


def _believable(events: tuple[Told, ...], sure: Sequence[int]) -> list[set[int]]:
    replaced = [
        (one, other)
        for one, other in _links(events) - void_links(events)
        if other in sure and not _contest(events, one, other)
    ]
    at_peace = [
        set(some)
        for size in range(len(sure) + 1)
        for some in combinations(sure, size)
        if not any(_contest(events, one, other) for one, other in combinations(some, 2))
    ]
    most = [some for some in at_peace if not any(some < more for more in at_peace)]
    return [some for some in most if all(other in some for one, other in replaced if one in some)]


def _contest(events: Sequence[Told], one: int, other: int) -> bool:
    return other in events[one].contests or one in events[other].contests


def _links(events: Sequence[Told]) -> set[tuple[int, int]]:
    links = {(one, number) for number, event in enumerate(events) for one in event.after}
    return links | {(number, one) for number, event in enumerate(events) for one in event.before}


@lru_cache(maxsize=10)
def _earlier(events: tuple[Told, ...]) -> list[int]:
    """List for each event those that must have happened before it, by links that count."""
    counting = _links(events) - void_links(events)
    return [_bits(one for one, other in counting if other == n) for n in range(len(events))]


def _bits(numbers: Iterable[int]) -> int:
    """Write a set of events as the bits of one number."""
    return sum(1 << number for number in numbers)


def _reaches(steps: set[tuple[int, int]], start: int, goal: int) -> bool:
    reached, ahead = set(), [start]
    while ahead:
        here = ahead.pop()
        if here not in reached:
            reached.add(here)
            ahead.extend(other for one, other in steps if one == here)
    return goal in reached
