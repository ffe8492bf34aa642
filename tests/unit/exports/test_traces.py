"""The day of an act, as exports show it."""

from zoneinfo import ZoneInfo

from chrono.exports.traces import day_of
from chrono.values.clocks import parse_stamp


def test_the_day_of_an_instant_is_that_of_the_home_zone() -> None:
    """At midnight in UTC it is still the day before in Los Angeles."""
    day = day_of(parse_stamp("2026-11-21T00:00:00Z"), ZoneInfo("America/Los_Angeles"))

    assert str(day) == "2026-11-20"
