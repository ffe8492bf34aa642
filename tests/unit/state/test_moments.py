"""What a user may write for a moment, and what it stands for."""

import pytest

from chrono.errors import ChronoError
from chrono.state.moments import moment, recorded_instant, recorded_position
from chrono.values.clocks import iso, parse_stamp
from tests.building import NOW, event, history_of

HISTORY = history_of(
    event("one", "2020-01-02", {"set": "a/b", "value": "x"}),
    {"id": "slip", "kind": "retraction", "retracts": "one", "reason": "wrong"},
    event("two", "2020-02"),
    zone="America/Los_Angeles",
)


@pytest.mark.parametrize(
    ("word", "instant"),
    [
        ("2023-11-19", "2023-11-20T08:00:00Z"),
        ("2023-11", "2023-12-01T08:00:00Z"),
        ("2023-11-19T23:53-08:00", "2023-11-20T07:54:00Z"),
        ("2023-11-19T23:53:10Z", "2023-11-19T23:53:11Z"),
        ("[2023-11-17..2023-11-19]", "2023-11-20T08:00:00Z"),
        ("e4", "2020-03-01T08:00:00Z"),
        ("e4^", "2020-02-01T08:00:00Z"),
    ],
)
def test_a_moment_stands_for_its_own_end(word: str, instant: str) -> None:
    """A day is meant to its end, and an instant is included."""
    assert iso(moment(word, HISTORY, NOW).instant) == instant


def test_today_and_yesterday_are_days_of_the_home_zone() -> None:
    """The zone of the computer plays no part."""
    today = moment("today", HISTORY, parse_stamp("2026-11-22T07:30:00Z"))
    yesterday = moment("yesterday", HISTORY, parse_stamp("2026-11-22T07:30:00Z"))

    assert (today.text, yesterday.text) == ("2026-11-21", "2026-11-20")


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("2023/2024", "interval"),
        ("[2023..]", "no end"),
        ("e1", "declares the chronology"),
        ("e2", "withdrawn"),
        ("e3", "has no moment of its own"),
        ("e99", "the last is e4"),
        ("17/11/2023", "year first"),
    ],
)
def test_what_is_no_moment_is_refused_with_what_would_be_one(word: str, reason: str) -> None:
    """Intervals, acts and positions that are not there have no moment."""
    with pytest.raises(ChronoError, match=reason):
        moment(word, HISTORY, NOW)


def test_on_the_audit_clock_a_position_includes_itself() -> None:
    """e17 reads up to 17, e17^ up to 16."""
    assert (recorded_position("e17"), recorded_position("e17^")) == (17, 16)
    assert recorded_position("2023") is None


def test_the_audit_clock_takes_fractions_of_a_second() -> None:
    """An instant of recording is included to its microsecond."""
    instant = recorded_instant("2026-11-21T22:30:50.123456Z", HISTORY, NOW)

    assert instant == parse_stamp("2026-11-21T22:30:50.123457Z")
