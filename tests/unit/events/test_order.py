"""Order: by dates, by links, and what becomes of links that contradict them."""

import pytest

from chrono.events.entries import Event
from chrono.events.order import Link, Order, capped, links_among
from chrono.values.clocks import BEGINNING, END, Bounds, Instant
from chrono.values.dates import Date
from chrono.values.sources import Name, Source
from tests.oracle.naive_state import HOME

DAY = 10


def between(earliest: int, before: int) -> Bounds:
    """Make bounds."""
    return Bounds(Instant(earliest), Instant(before))


def event(**links: tuple[str, ...]) -> Event:
    """Make an event with links."""
    return Event("development", Date.parse("2024"), "x", claims=(), sources=(), **links)


def published(*dates: str | None) -> list[Source]:
    """Make sources published on these dates."""
    return [
        Source(publisher=Name("P"), basis="reported", published=Date.parse(one) if one else None)
        for one in dates
    ]


def month(*dates: str | None) -> Bounds:
    """Cap January 2024 by publications."""
    return capped(Date.parse("2024-01").bounds(HOME), published(*dates), HOME)


def end_of(date: str) -> Instant:
    """Answer the end of a date."""
    return Date.parse(date).bounds(HOME).before


def test_the_earliest_publication_caps_a_date() -> None:
    """Of several publications the first counts, at its end."""
    assert month("2024-01-09", "2024-01-05").before == end_of("2024-01-05")


def test_a_publication_after_the_date_caps_nothing() -> None:
    """A date keeps its own end when it was told later."""
    assert month("2024-02-05") == month()


def test_a_publication_before_the_date_caps_nothing() -> None:
    """A scheduled event keeps its date."""
    assert month("2023-12-31") == month()


def test_the_first_publication_that_ends_after_the_start_caps_a_date() -> None:
    """One that ended by then told what was to come, and does not keep others from capping."""
    assert month("2023-12-31", "2024-01-20", "2024-01-25").before == end_of("2024-01-20")


def test_sources_without_a_date_cap_nothing() -> None:
    """What says not when it was published narrows nothing."""
    assert month(None) == month()


def test_an_open_date_is_capped() -> None:
    """An event without an end happened by its first publication."""
    forever = Bounds(BEGINNING, END)
    assert capped(forever, published("2024"), HOME) == Bounds(BEGINNING, end_of("2024"))


def test_after_and_before_are_two_ways_to_write_one_link() -> None:
    """A link stands from the earlier to the later, whoever wrote it."""
    assert links_among([("a", event()), ("b", event(after=("a",)))]) == [(0, 1)]
    assert links_among([("a", event(before=("b",))), ("b", event())]) == [(0, 1)]


def test_a_link_to_nobody_here_is_ignored() -> None:
    """A name that is not among the events links nothing."""
    assert links_among([("a", event(after=("z",)))]) == []


def test_a_link_goes_to_every_version_that_is_given() -> None:
    """Two versions of one development are both linked."""
    versions = [("a", event()), ("a", event()), ("b", event(after=("a",)))]
    assert links_among(versions) == [(0, 2), (1, 2)]


def test_an_event_that_ends_where_another_starts_came_earlier() -> None:
    """Half-open bounds that touch are in order; bounds that overlap are not."""
    order = Order.of([between(0, 1), between(1, 2), between(0, 2)], [])
    assert order.surely_later(1, 0)
    assert not order.surely_later(0, 1)
    assert not order.surely_later(2, 0)


def test_no_event_comes_after_itself() -> None:
    """Nothing is later than itself, linked or not."""
    order = Order.of([between(0, 9), between(0, 1)], [(0, 1)])
    assert not order.surely_later(0, 0)
    assert not order.surely_later(1, 1)


def test_links_lead_through_any_number_of_events() -> None:
    """A chain of links orders its ends."""
    order = Order.of([between(0, 9)] * 4, [(0, 1), (1, 2), (2, 3)])
    assert set(order.after.nodes(order.after.of(0))) == {1, 2, 3}
    assert order.surely_later(3, 0)


def test_steps_of_links_and_dates_may_be_mixed() -> None:
    """A link, a date and a link lead from the first to the last."""
    bounds = [between(0, 9), between(0, 2), between(3, 4), between(0, 9)]
    order = Order.of(bounds, [(0, 1), (2, 3)])
    assert order.surely_later(3, 0)
    assert not order.after.reaches(0, 3)


def test_an_event_has_happened_by_the_end_of_one_linked_after_it() -> None:
    """The latest moment of an event is that of what came after it, if earlier."""
    assert Order.of([between(0, 9), between(0, 2)], [(0, 1)]).before[0] == 2


def test_an_event_cannot_have_happened_before_one_it_is_linked_after() -> None:
    """The earliest moment of an event is that of what came before it, if later."""
    assert Order.of([between(3, 9), between(0, 9)], [(0, 1)]).earliest[1] == 3


def test_a_link_that_stands_twice_counts_once() -> None:
    """The same link from both ends is one."""
    assert Order.of([between(0, 9)] * 2, [(0, 1), (0, 1)]).links == {0: (1,)}


@pytest.mark.parametrize(
    ("bounds", "links", "void"),
    [
        ([between(0, 1), between(2, 3)], [(1, 0)], ((1, 0),)),
        ([between(0, 9)] * 2, [(0, 1), (1, 0)], ((0, 1), (1, 0))),
        ([between(0, 9)] * 3, [(0, 1), (1, 2), (2, 1)], ((1, 2), (2, 1))),
        ([between(5, 6), between(0, 9), between(1, 2)], [(0, 1), (1, 2)], ((0, 1), (1, 2))),
        (
            [between(0, 9), between(0, 2), between(3, 4), between(0, 9)],
            [(0, 1), (2, 3), (3, 0)],
            ((0, 1), (2, 3), (3, 0)),
        ),
        (
            [between(5, 7), between(0, 2), between(0, 5), between(3, 9)],
            [(0, 1), (3, 2)],
            ((0, 1),),
        ),
        ([between(0, 1), between(1, 2)], [(0, 1)], ()),
    ],
    ids=["date", "pair", "tail-kept", "through-a-vague-one", "two-dates", "two-groups", "sound"],
)
def test_every_link_on_a_cycle_is_void_and_no_other(
    bounds: list[Bounds], links: list[tuple[int, int]], void: tuple[tuple[int, int], ...]
) -> None:
    """Links that lead in a circle, with the dates or among themselves, do not count."""
    assert Order.of(bounds, links).void == void


def test_void_links_move_nothing() -> None:
    """Bounds stay as the dates have them where a link is void."""
    order = Order.of([between(0, 1), between(2, 3)], [(1, 0)])
    assert (list(order.earliest), list(order.before)) == ([0, 2], [1, 3])
    assert order.surely_later(1, 0)


def test_many_are_asked_at_once_as_one_by_one() -> None:
    """Some event of a set is later exactly if one of them is."""
    order = Order.of([between(0, 9), between(0, 9), between(0, 1), between(1, 2)], [(0, 1)])
    for place in range(4):
        for some in ({1}, {2}, {3}, {1, 3}, set()):
            assert order.ahead_of(some).of(place) == any(
                order.surely_later(other, place) for other in some
            )
            for instant in range(4):
                assert order.ahead_of(some).of_before(place, instant) == any(
                    order.surely_later(other, place) and order.earliest[other] < instant
                    for other in some
                )


def test_a_long_chain_of_links_needs_no_recursion() -> None:
    """Thousands of events, each linked after the one before, are ordered."""
    many = 5000
    order = Order.of([between(0, 9)] * many, [(n, n + 1) for n in range(many - 1)])
    assert order.after.of(0).bit_count() == order.ahead.of(many - 1).bit_count() == many - 1
    assert order.void == ()


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
    assert set(order.after.nodes(order.after.of(0))) == set(range(1, apart + 1))
