"""Order, to the letter: dates lead from event to event over however many others between them."""

import pytest

from chrono.events.order import Link, Order
from chrono.values.clocks import Bounds, Instant

DAY = 10


def day(number: int) -> Bounds:
    """Give the bounds of a day, the first of which is 0; each ends where the next begins."""
    return Bounds(Instant(number * DAY), Instant((number + 1) * DAY))


@pytest.mark.parametrize("apart", range(1, 7))
def test_a_link_against_the_dates_is_void_however_far_they_are_apart(apart: int) -> None:
    """Over days on which others began, that lasted, and are linked to one long after."""
    first, last, after = 0, 1, 2
    lasting = [Bounds(day(number).earliest, day(50).before) for number in range(1, apart)]
    bounds = [day(0), day(apart), day(99), *lasting]
    links: list[Link] = [(last, first), *((place, after) for place in range(3, len(bounds)))]

    assert Order.of(bounds, links).void == ((last, first),)


@pytest.mark.parametrize("apart", range(1, 7))
def test_a_link_along_the_dates_counts_however_far_they_are_apart(apart: int) -> None:
    """The same events, the link the other way round: nothing is void."""
    bounds = [day(number) for number in range(apart + 1)]
    links = [(place, place + 1) for place in range(apart)]

    order = Order.of(bounds, [*links, (0, apart)])
    assert order.void == ()
    assert order.after(0) == frozenset(range(1, apart + 1))
