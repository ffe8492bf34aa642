"""Rectangles: all answers on a key, against the engine asked at each moment."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given

from chrono.events.history import History
from chrono.queries.rectangles import Plane, Rectangle
from chrono.queries.state import slot_body
from chrono.queries.why import chain
from chrono.state.rule import World
from chrono.state.slots import slot_of
from chrono.state.visibility import View
from chrono.values.canonical import canonical
from chrono.values.clocks import END, Instant
from tests.building import event, history_of, source
from tests.strategies import (
    DAY,
    FIRST_DAY,
    KEYS,
    NOON,
    Rows,
    examples,
    history_of_rows,
    logs,
    rows_of,
)

MONTHS = tuple(Instant(FIRST_DAY + days * DAY) for days in (3, 31, 366, 40 * 366))
"""Known moments that fit the publications of drawn logs, besides the drawn days."""


def told(world: World, key: str) -> Iterator[tuple[str, str]]:
    """Yield the slot of a key and its chain of claims, in JSON."""
    slot = slot_of(world, key)
    if slot is not None:
        text = canonical(slot_body(slot))
        yield text, text
    for step in chain(world, key):
        text = canonical(step.body())
        yield text, text


@examples(20)
@given(logs(size=(2, 6)).map(rows_of))
def test_rectangles_give_what_the_engine_answers_at_every_moment(rows: Rows) -> None:
    """At every half day, as known at every one and later: the same slot, and the same chain."""
    history = history_of_rows(rows)
    plane = Plane(history)
    given = {key: plane.answers(key, told) for key in KEYS}
    for known in (*NOON, *MONTHS):
        view = View(history, Instant(known))
        for at, key in product(NOON, KEYS):
            asked = {text for text, _ in told(World(view, Instant(at)), key)}
            picked = sorted(
                one.answer
                for one in given[key]
                for each in one.rectangles
                if each.at_from <= at < each.at_to and each.known_from <= known < each.known_to
            )
            assert picked == sorted(asked)


def elected(given: str, occurred: str, value: str, published: str) -> dict[str, object]:
    """Say that somebody takes the chair."""
    sources = [source(published)]
    return event(given, occurred, {"set": "club/chair", "value": value}, sources=sources)


def two_chairs() -> History:
    """Tell of two chairs, the second of which is public late."""
    return history_of(
        elected("ada", "2024-01-01", "Ada", "2024-01-02"),
        elected("bo", "2024-03", "Bo", "2024-06-01"),
    )


def test_an_answer_that_comes_back_is_one_with_several_rectangles() -> None:
    """Ada holds to Bo's month, and, before Bo was public, for good; the slots differ in nothing."""
    slots = [
        one
        for one in Plane(two_chairs()).answers("club/chair", told)
        if '"standing":"holds"' in one.answer and '"value":"Ada"' in one.answer
        and '"key"' in one.answer
    ]  # fmt: skip

    (ada,) = slots
    ends = {each.at_to == END for each in ada.rectangles}
    assert len(ada.rectangles) == 2
    assert ends == {True, False}


@pytest.mark.no_cover  # long logs
def test_what_is_told_in_order_is_asked_a_few_times_an_event() -> None:
    """Twice as many events, each public a day later, are twice as many worlds, not four times."""

    def asked(events: int) -> int:
        days = [date(2024, 1, 1) + timedelta(days=2 * number) for number in range(events)]
        history = history_of(
            *(elected(f"e-{day}", f"{day}", f"{day}", f"{day + timedelta(days=1)}") for day in days)
        )
        worlds = list[World]()

        def noted(world: World, key: str) -> Iterator[tuple[str, str]]:
            worlds.append(world)
            yield from told(world, key)

        Plane(history).answers("club/chair", noted)
        return len(worlds)

    few, many = asked(20), asked(40)

    assert many <= 2 * few + 2


def test_only_what_bears_on_a_key_is_read_for_it() -> None:
    """Events on another key are not in the part; one linked with them is."""
    history = history_of(
        elected("ada", "2024-01-01", "Ada", "2024-01-02"),
        event("linked", "2024-02-01", after=["ada"]),
        event("other", "2024-02-01", {"set": "club/seat", "value": "Leeds"}),
    )

    ids = [record.id for record in Plane(history).bearing_on("club/chair").records]

    assert ids == ["chronology", "ada", "linked"]


def test_rectangles_of_one_answer_do_not_overlap() -> None:
    """Each moment, as known at each, has it once."""
    for one in Plane(two_chairs()).answers("club/chair", told):
        for first in one.rectangles:
            assert not any(_overlap(first, other) for other in one.rectangles if other != first)


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    return max(one.at_from, other.at_from) < min(one.at_to, other.at_to) and max(
        one.known_from, other.known_from
    ) < min(one.known_to, other.known_to)
