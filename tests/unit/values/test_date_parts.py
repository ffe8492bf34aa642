"""Dates, to the letter: what their parts and their refusals say to programs."""

import pytest

from chrono.values.clocks import zone
from chrono.values.dates import BadDate, Date, NoSuchLocalTime


@pytest.mark.parametrize("text", ["202X", "20XX", "2025-XX", "2025-06-XX", "[2025-XX..2026-XX]"])
def test_what_is_unspecified_is_not_qualified(text: str) -> None:
    """An X says how wide a date is, not how sure."""
    assert Date.parse(text).qualifier == ""


def test_a_time_that_clocks_jump_over_is_told_in_parts() -> None:
    """Its text as written, the zone, and the instant of the jump, which parses."""
    with pytest.raises(NoSuchLocalTime) as caught:
        Date.parse("2024-03-31T02:30").bounds(zone("Europe/Berlin"))
    error = caught.value

    assert (error.text, error.zone) == ("2024-03-31T02:30", "Europe/Berlin")
    assert error.hint == "2024-03-31T01:00:00Z"
    assert str(Date.parse(error.hint)) == error.hint


@pytest.mark.parametrize("text", ["[2024..2025x", "x2024..2025]", "[2024..2025", "2024..2025]"])
def test_a_span_has_both_its_brackets(text: str) -> None:
    """Neither stands for the other, and no sign stands for either."""
    with pytest.raises(BadDate):
        Date.parse(text)


def test_an_interval_that_ends_before_it_starts_is_told_in_parts() -> None:
    """The text as written, why, and the interval turned round, which parses."""
    with pytest.raises(BadDate) as caught:
        Date.parse("2025/2024")
    error = caught.value

    assert (error.text, error.reason) == ("2025/2024", "ends before it starts")
    assert str(Date.parse(error.hint)) == "2024/2025"


def test_an_interval_that_ends_where_it_starts_in_some_zone_is_refused_there() -> None:
    """A day in Berlin is over at an instant that is written with an offset; elsewhere it is not."""
    date = Date.parse("2024-01-01T23:00:00Z/2024-01-01")
    with pytest.raises(BadDate) as caught:
        date.bounds(zone("Europe/Berlin"))
    error = caught.value

    assert error.text == "2024-01-01T23:00:00Z/2024-01-01"
    assert error.reason == "ends before it starts, in Europe/Berlin"
    assert date.bounds(zone("UTC")) is not None
