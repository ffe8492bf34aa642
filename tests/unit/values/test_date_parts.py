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
