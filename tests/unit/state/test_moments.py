"""What a user may write for a moment, and what it stands for."""

import pytest

from chrono.errors import ChronoError
from chrono.state.moments import NoMoment, beginning, moment, recorded_position
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
        ("19 Nov 2023", "2023-11-20T08:00:00Z"),
        ("the end of Sun 19 Nov 2023", "2023-11-20T08:00:00Z"),
        ("the end of 2023-11", "2023-12-01T08:00:00Z"),
        ("early March 2023", "2023-03-11T08:00:00Z"),
        ("before 2023", "2023-01-01T08:00:00Z"),
        ("by 19 November 2023", "2023-11-20T08:00:00Z"),
        ("circa 1850", "1851-01-01T07:52:58Z"),
        ("9 March 2023 6pm ET", "2023-03-09T23:01:00Z"),
        ("last friday", "2026-11-14T08:00:00Z"),
        ("2026-11-21T22:30:50.5Z", "2026-11-21T22:30:50.500001Z"),
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
        ("since 2023", "interval"),
        ("8-13 March 2023", "interval"),
        ("[2023..]", "no end"),
        ("after 2023", "no end"),
        ("until 2023", "by 2023"),
        ("3/4/2023", "2023-04-03"),
        ("2023-02-30T10:00:00.5Z", "no such instant"),
        ("soon", "'soon': expected a date"),
        ("the end of soon", "'the end of soon': expected a date"),
        ("e1", "declares the chronology"),
        ("e2", "withdrawn"),
        ("e3", "has no moment of its own"),
        ("e99", "the last is e4"),
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


@pytest.mark.parametrize(
    ("word", "instant"),
    [
        ("2023-11-19", "2023-11-19T08:00:00Z"),
        ("early March 2023", "2023-03-01T08:00:00Z"),
        ("after 2023", "2024-01-01T08:00:00Z"),
        ("now", iso(NOW)),
        ("e4", "2020-02-01T08:00:00Z"),
    ],
)
def test_what_is_asked_since_a_moment_is_asked_from_its_start(word: str, instant: str) -> None:
    """However vague it is, and whether or not it has an end."""
    assert iso(beginning(word, HISTORY, NOW)) == instant


@pytest.mark.parametrize(("word", "reason"), [("before 2023", "no start"), ("2023/..", "interval")])
def test_what_has_no_start_begins_nothing(word: str, reason: str) -> None:
    """Neither does what lasts: it is no moment."""
    with pytest.raises(NoMoment, match=reason):
        beginning(word, HISTORY, NOW)
