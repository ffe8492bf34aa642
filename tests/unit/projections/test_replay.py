"""Replays: how many events are folded for a second moment."""

from typing import Any

import pytest

from chrono.projections.event import Event
from chrono.projections.fold import Projection
from chrono.projections.replay import Replay
from chrono.state.visibility import View
from chrono.values.clocks import END, parse_stamp, zone
from chrono.values.dates import Date
from tests.building import event, history_of

VIEW = View(history_of(*(event(f"e-{n:02}", f"2024-03-{n:02}") for n in range(1, 32))))


class Counting:
    """A function that lists events, and counts how often it is called."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, now: tuple[Any, ...], told: Event) -> tuple[Any, ...]:
        """List an event."""
        self.times += 1
        return (*now, told.id)


@pytest.mark.parametrize(("day", "steps"), [(31, 0), (30, 1), (28, 1), (22, 7), (10, 10), (1, 1)])
def test_another_moment_takes_about_the_events_between_the_two(day: int, steps: int) -> None:
    """From the last state that was kept before it; the first moment takes all before it."""
    count = Counting()
    replay, own = Replay(VIEW, near=2), Projection("count", (), count)

    replay.state(own, END)
    assert count.times == 31
    found = replay.state(own, Date.parse(f"2024-03-{day:02}").bounds(zone("UTC")).before)

    assert found[-1] == f"e-{day:02}"
    assert count.times - 31 == steps


def test_what_is_done_to_an_answer_changes_no_other() -> None:
    """An answer is nobody else's, the state that is kept is a copy."""

    def listed(now: list[str], told: Event) -> list[str]:
        return [*now, told.id]

    own = Projection[list[str]]("listed", [], listed)
    replay, at = Replay(VIEW, near=1), parse_stamp("2024-03-03T00:00:00Z")
    for _ in range(3):
        found = replay.state(own, at)
        assert found == ["e-01", "e-02"]
        found.append("mine")


def test_a_state_that_cannot_be_copied_or_compared_is_folded_anew() -> None:
    """Nothing is kept of it, and nothing raised."""

    class Stubborn:
        def __eq__(self, _: object) -> bool:
            raise ValueError("not to be compared")

        __hash__ = None  # type: ignore[assignment]

    def stubborn(now: Any, _: Event) -> Any:
        return now or Stubborn()

    own = Projection[Any]("stubborn", None, stubborn)
    replay = Replay(VIEW, near=1)
    at = parse_stamp("2024-03-03T00:00:00Z")

    assert replay.state(own, at) is not replay.state(own, at)
