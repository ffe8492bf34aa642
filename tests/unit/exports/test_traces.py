"""The day of an act, as exports show it."""

from zoneinfo import ZoneInfo

import pytest

from chrono.exports.traces import by, day_of, more_by
from chrono.queries.timeline import timeline
from chrono.state.as_of import AsOf
from chrono.state.moments import moment
from chrono.values.clocks import parse_stamp
from tests.building import NOW, event, history_of


def test_the_day_of_an_instant_is_that_of_the_home_zone() -> None:
    """At midnight in UTC it is still the day before in Los Angeles."""
    day = day_of(parse_stamp("2026-11-21T00:00:00Z"), ZoneInfo("America/Los_Angeles"))

    assert str(day) == "2026-11-20"


@pytest.mark.no_cover  # long logs
def test_an_export_names_twenty_rivals_and_says_how_many_more_there_are() -> None:
    """Three hundred events that deny one another make no table of ninety thousand names."""
    claims = ({"set": "step/x", "value": number} for number in range(300))
    told = (event(f"e-{n:03}", "2024-01-01", claim) for n, claim in enumerate(claims))
    history = history_of(*told)
    (first, *_) = timeline(history, AsOf(at=moment("2024-02-01", history, NOW))).rows

    assert (by(first)[0], len(by(first)), more_by(first)) == ("e-001", 20, " and 279 more")
    assert first.body()["rivals_count"] == 299
