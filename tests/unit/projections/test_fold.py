"""Folding: in which order a projection is given which events."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.errors import ChronoError
from chrono.events.history import History
from chrono.projections.event import Event
from chrono.projections.fold import (
    BadProjection,
    Projection,
    ProjectionFailed,
    fold,
    happened,
    projection,
    sequence,
    states,
)
from chrono.state.as_of import AsOf
from chrono.state.moments import moment
from chrono.state.rule import World
from chrono.state.visibility import View, every_source, wanted_sources
from chrono.values.clocks import END, Instant
from tests.building import NOW, event, history_of, source
from tests.strategies import (
    NOON,
    Row,
    examples,
    history_of_rows,
    logs,
    moments,
    rows_by_hand,
    rows_of,
)

D1, D2, D3, D4 = (f"2024-01-0{day}" for day in range(1, 5))


@projection("ids", initial=())
def ids(now: tuple[str, ...], event: Event) -> tuple[str, ...]:
    """List the events in the order in which they are folded."""
    return (*now, event.id)


def folded(history: History, at: str = "2099", **asof: Any) -> tuple[str, ...]:
    """Fold a history as of dates as a user writes them."""
    known, without = asof.get("known"), asof.get("without", ())
    asked = AsOf(
        at=moment(at, history, NOW),
        known=moment(known, history, NOW) if known else None,
        wanted=wanted_sources(without=without) if without else every_source,
    )
    return fold(ids, happened(asked.world(history)))


def places(view: View) -> list[int]:
    """Say at which places the events of a view stand, in the order of folding."""
    found = {(event.id, event.version): place for place, event in enumerate(view.events)}
    return [found[event.id, event.version] for event in sequence(view)]


def agrees_with_the_order(view: View) -> bool:
    """Say whether nothing stands before what surely came earlier."""
    found = places(view)
    return all(
        not view.order.surely_later(one, other)
        for number, one in enumerate(found)
        for other in found[number + 1 :]
    )


@examples(200)
@given(logs(size=(2, 8)), st.none() | moments())
def test_what_surely_came_earlier_is_folded_first(log: list[Row], known: int | None) -> None:
    """No event follows one that is surely later, by dates or links, as known at any moment."""
    view = View(history_of_rows(rows_of(log)), None if known is None else Instant(known))

    assert sorted(places(view)) == list(range(len(view.events)))
    assert agrees_with_the_order(view)


@examples(200)
@given(logs(size=(2, 7), acts=False, cycles=True))
def test_void_links_do_not_disturb_the_order(log: list[Row]) -> None:
    """Links on a cycle, of links or with the dates, are passed over; the others still count."""
    assert agrees_with_the_order(View(history_of_rows(rows_by_hand(log))))


@examples(100)
@given(logs(size=(2, 7), acts=False), st.randoms())
def test_the_order_of_recording_plays_no_part(log: list[Row], random: Any) -> None:
    """The same events recorded in another order are folded in the same one."""
    declared, *rows = rows_by_hand(log)
    shuffled = random.sample(rows, len(rows))
    moved = [{**row, "position": number} for number, row in enumerate(shuffled, 2)]
    one, other = (view_of([declared, *some]) for some in (rows, moved))

    assert fold(ids, sequence(one)) == fold(ids, sequence(other))


@examples(100)
@given(logs(size=(1, 7)), moments())
def test_what_has_surely_happened_is_how_the_sequence_begins(log: list[Row], at: int) -> None:
    """The events as of a moment are all certain ones, and a prefix of those as of any later one."""
    view = View(history_of_rows(rows_of(log)))
    world = World(view, Instant(at))
    begun = happened(world)

    certain = {view.events[p].id for p in range(len(view.events)) if world.certain(p)}
    assert {event.id for event in begun} == certain
    for later in (one for one in NOON if one >= at):
        assert happened(World(view, Instant(later)))[: len(begun)] == begun


def view_of(rows: list[Row]) -> View:
    """See rows, all of them."""
    return View(history_of_rows(rows))


def test_events_come_by_the_end_of_their_dates_then_the_start_then_the_id() -> None:
    """Neither the order of recording nor what was written first counts."""
    history = history_of(
        event("z", D2),
        event("month", "2024-01"),
        event("b", D1),
        event("a", D1),
        event("span", f"[{D1}..{D2}]"),
    )

    assert folded(history) == ("a", "b", "span", "z", "month")


def test_a_linked_event_comes_after_what_it_is_linked_after() -> None:
    """Of two on one day the link decides, against the order of their ids."""
    history = history_of(event("z", D1), event("a", D1, after=["z"]))

    assert folded(history) == ("z", "a")


def test_what_a_later_event_follows_is_as_early_as_that() -> None:
    """By its own date it might come last; what is linked after it has surely happened before."""
    history = history_of(
        event("vague", f"[{D1}..{D4}]"), event("x", D1, after=["vague"]), event("y", D2)
    )

    assert folded(history) == ("vague", "x", "y")
    assert folded(history, D1) == ("vague", "x")


@pytest.mark.parametrize("names", [("z", "a"), ("a", "z")])
def test_two_versions_that_both_stand_come_by_what_they_say(names: tuple[str, str]) -> None:
    """After a merge both are folded, in one order, whichever desk's correction got which id."""
    written = event("e", D1)
    first = {name: one for name, one in written.items() if name not in ("id", "sources")}
    rows = rows_of([written])
    for number, name in enumerate(names):
        version = {**first, "headline": "as one desk" if number else "as the other desk"}
        rows.append(
            {
                "id": name, "kind": "correction", "corrects": "e", "reason": "better",
                "event": version, "derived": {"replaces": "e"}, "position": 3 + number,
                "recorded": NOW + 10_000_000 * (number + 1),
            }
        )  # fmt: skip

    found = sequence(View(history_of_rows(rows)))
    assert [one.headline for one in found] == ["as one desk", "as the other desk"]


def test_what_only_possibly_happened_is_not_folded() -> None:
    """An event counts from the moment by which it has surely happened."""
    history = history_of(event("vague", f"[{D1}..{D3}]"), event("sure", D1))

    assert folded(history, D2) == ("sure",)
    assert folded(history, D3) == ("sure", "vague")


def test_only_what_was_public_is_folded() -> None:
    """With a moment of knowledge an event counts from its publication."""
    history = history_of(event("early", D1, sources=[source(D1)]),
                         event("late", D1, sources=[source(D3)]))  # fmt: skip

    assert folded(history, D4, known=D2) == ("early",)
    assert folded(history, D4, known=D3) == ("early", "late")


def test_only_what_rests_on_wanted_sources_is_folded() -> None:
    """Without its only publisher an event is gone."""
    history = history_of(event("one", D1), event("other", D1, sources=[source(publisher="Blog")]))

    assert folded(history, without=["Blog"]) == ("one",)


def test_what_was_withdrawn_is_not_folded() -> None:
    """As recorded before the retraction it was."""
    act = {"id": "no", "kind": "retraction", "retracts": "one", "reason": "wrong"}
    history = history_of(event("one", D1), act)

    assert folded(history) == ()
    assert folded(history.upto(2)) == ("one",)


def test_a_fold_cannot_spoil_the_next_one() -> None:
    """A function that changes its state, as it should not, begins anew each time."""

    @projection("count", initial={})
    def count(now: dict[str, int], event: Event) -> dict[str, int]:
        now[event.kind] = now.get(event.kind, 0) + 1
        return now

    events = sequence(View(history_of(event("a", D1), event("b", D1))))
    assert [fold(count, events) for _ in range(2)] == [{"development": 2}] * 2


def test_each_state_on_the_way_is_told_with_its_event() -> None:
    """The states of a fold end in what the fold gives."""
    events = sequence(View(history_of(event("a", D1), event("b", D2))))

    assert [(event.id, now) for event, now in states(ids, events)] == [
        ("a", ("a",)),
        ("b", ("a", "b")),
    ]
    assert fold(ids, ()) == ()


def test_a_projection_is_still_its_function() -> None:
    """It can be called in a test of one's own."""
    (first,) = sequence(View(history_of(event("a", D1))))

    assert isinstance(ids, Projection)
    assert (ids.name, ids.initial) == ("ids", ())
    assert ids(("x",), first) == ("x", "a")


def test_what_a_function_raises_is_told_with_event_and_line() -> None:
    """Who wrote it finds the place without a traceback."""

    @projection("bad", initial=0)
    def bad(now: int, event: Event) -> int:
        return now + int(event.headline)

    events = happened(World(View(history_of(event("a", D1))), END))
    with pytest.raises(ProjectionFailed) as caught:
        fold(bad, events)

    assert isinstance(caught.value, ChronoError)
    assert (caught.value.name, caught.value.event.id) == ("bad", "a")
    assert isinstance(caught.value.__cause__, ValueError)
    message = str(caught.value)
    assert message.startswith(
        "projection bad failed at e2 a: ValueError: invalid literal for int()"
    )
    assert "(test_fold.py:" in message


def test_what_a_function_raises_is_told_on_one_line() -> None:
    """Also where it says nothing, says much, or wants to leave."""
    events = sequence(View(history_of(event("a", D1))))

    def raising(error: BaseException) -> str:
        @projection("bad", initial=0)
        def bad(_now: int, _told: Event) -> int:
            raise error

        with pytest.raises(ProjectionFailed) as caught:
            fold(bad, events)
        return str(caught.value).partition("e2 a: ")[2].partition(" (")[0]

    assert raising(ValueError()) == "ValueError"
    assert raising(ValueError("one\n  two")) == "ValueError: one two"
    assert raising(SystemExit(1)) == "SystemExit: 1"


def test_a_projection_needs_a_name() -> None:
    """The decorator without its brackets is the likeliest slip."""
    with pytest.raises(BadProjection, match="write @projection"):
        projection(ids, initial=0)  # type: ignore[arg-type]
    with pytest.raises(BadProjection):
        projection(" ", initial=0)
