"""What of a state is finished, and what is past its date."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chrono.queries.finished import finished, passed
from chrono.queries.state import newest_source
from chrono.values.clocks import parse_stamp
from tests.building import event, history_of, source, state_at

UTC = ZoneInfo("UTC")


def staged(given: str, key: str, stage: str, *more: dict[str, Any]) -> dict[str, Any]:
    """Set the stage of a key."""
    return event(given, "2024-01-01", {"set": key, "value": {"stage": stage}}, *more)


def test_a_closed_deal_is_finished_and_so_is_what_stands_below_it() -> None:
    """Not an agreed one, one that is to end otherwise, or one of which two stages are told."""
    history = history_of(
        staged("a", "deal/a", "closed"),
        event("sum", "2024-01-01", {"set": "deal/a/sum", "value": "5"}),
        staged("b", "deal/b", "agreed", {"announce": "deal/b", "value": {"stage": "closed"}}),
        staged("f", "deal/f", "closed", {"announce": "deal/f", "value": {"stage": "lapsed"}}),
        staged("c", "deal/c", "closed"),
        staged("d", "deal/c", "lapsed"),
        staged("e", "ship/e", "closed"),
        event("sum-b", "2024-01-01", {"set": "deal/b/sum", "value": "5"}),
    )

    assert finished(state_at(history, "2024-06-01").slots) == {"deal/a": "closed", "deal/a/sum": ""}


@pytest.mark.parametrize(
    ("value", "over"),
    [
        ({"says": "x", "until": "2023"}, True),
        ({"says": "x", "until": "2024"}, False),
        ({"says": "x", "until": "the next round"}, False),
        ({"says": "x"}, False),
    ],
)
def test_a_date_is_over_after_its_end_and_words_are_no_date(value: object, over: bool) -> None:  # noqa: FBT001
    """A year is over when the next has begun; words stay words."""
    found = passed("term/a", value, parse_stamp("2024-06-01T00:00:00Z"), UTC)

    assert (found is not None) == over


def test_the_newest_source_is_the_last_that_began() -> None:
    """A year without a month is not newer than a day in it."""
    day, year = source("2024-03-05"), source("2024", url="https://example.org/2")
    history = history_of(event("one", "2024-01-01", sources=[day, year]))

    assert str(newest_source(state_at(history, "2025").world)) == "2024-03-05"
    assert newest_source(state_at(history_of(), "2025").world) is None
