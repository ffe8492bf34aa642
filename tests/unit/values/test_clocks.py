"""Clocks: instants as numbers, as text, and as what a clock somewhere shows."""

import zoneinfo
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.errors import ChronoError
from chrono.values.clocks import (
    BEGINNING,
    END,
    BadStamp,
    BeyondCalendar,
    Instant,
    NaiveTime,
    UnknownZone,
    from_datetime,
    instant_of,
    iso,
    parse_stamp,
    stamp,
    to_datetime,
    zone,
)

HOME = ZoneInfo("America/Los_Angeles")
FIRST = Instant(-62_135_596_800_000_000)
LAST = Instant(253_402_300_799_999_999)
instants = st.integers(FIRST, LAST).map(Instant)


def test_an_instant_counts_microseconds_since_1970() -> None:
    """One second and one microsecond after the epoch."""
    assert from_datetime(datetime(1970, 1, 1, 0, 0, 1, 1, tzinfo=UTC)) == 1_000_001


def test_an_instant_is_the_same_in_every_zone() -> None:
    """Noon in Los Angeles is 20:00 in London, in November."""
    home = from_datetime(datetime(2023, 11, 17, 12, tzinfo=HOME))

    assert home == from_datetime(datetime(2023, 11, 17, 20, tzinfo=ZoneInfo("Europe/London")))


def test_the_second_of_two_equal_readings_is_later() -> None:
    """Aware datetimes keep their fold."""
    first = datetime(2024, 11, 3, 1, 30, tzinfo=HOME)

    assert from_datetime(first.replace(fold=1)) - from_datetime(first) == 3_600_000_000


def test_a_naive_datetime_is_refused() -> None:
    """Without an offset there is no instant."""
    with pytest.raises(NaiveTime, match="no UTC offset") as caught:
        from_datetime(datetime(2023, 11, 17))  # noqa: DTZ001

    assert isinstance(caught.value, ChronoError)


@pytest.mark.parametrize("far", [BEGINNING, END, Instant(FIRST - 1), Instant(LAST + 1)])
def test_what_is_beyond_the_calendar_is_open(far: Instant) -> None:
    """It has no text and no date, and says so."""
    assert iso(far) is None
    with pytest.raises(BeyondCalendar):
        stamp(far)
    with pytest.raises(BeyondCalendar):
        to_datetime(far, UTC)


def test_text_shows_microseconds_only_when_there_are_any() -> None:
    """`iso` is for people, `stamp` for logs."""
    whole = from_datetime(datetime(2023, 11, 19, 8, tzinfo=UTC))

    assert iso(whole) == "2023-11-19T08:00:00Z"
    assert iso(Instant(whole + 1)) == "2023-11-19T08:00:00.000001Z"
    assert stamp(whole) == "2023-11-19T08:00:00.000000Z"


@given(instants)
def test_both_texts_parse_to_the_instant(instant: Instant) -> None:
    """Nothing is lost in either form."""
    assert instant == parse_stamp(stamp(instant))
    assert instant == parse_stamp(iso(instant) or "")


@given(instants, instants)
def test_stamps_sort_as_their_instants(one: Instant, other: Instant) -> None:
    """Text order is time order."""
    assert (one < other) == (stamp(one) < stamp(other))


@given(instants, st.integers(-14 * 60, 14 * 60))
def test_a_datetime_and_its_instant_are_one(instant: Instant, minutes: int) -> None:
    """There and back through any offset."""
    where = timezone(timedelta(minutes=minutes))
    try:
        shown = to_datetime(instant, where)
    except BeyondCalendar:
        return
    assert instant == from_datetime(shown)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023",
        "2023-11-19",
        "2023-11-19T08:00:00",
        "2023-11-19T08:00:00z",
        "2023-11-19T08:00:00+00:00",
        "2023-11-19T08:00:00.5Z",
        "2023-11-19T24:00:00Z",
        "2023-11-19T08:00:60Z",
        "2023-02-29T08:00:00Z",
        "2023-11-19T08:00:00Z\n",
        "\u0662\u0660\u0662\u0663-11-19T08:00:00Z",
    ],
)
def test_no_other_form_is_a_stamp(text: str) -> None:
    """Logs have one form, with or without microseconds."""
    with pytest.raises(BadStamp) as caught:
        parse_stamp(text)

    assert text == caught.value.text


@pytest.mark.parametrize(
    ("reading", "fold", "expected"),
    [
        (datetime(2023, 11, 17, 12), 0, "2023-11-17T20:00:00Z"),  # noqa: DTZ001
        (datetime(2023, 11, 17, 12), 1, "2023-11-17T20:00:00Z"),  # noqa: DTZ001
        (datetime(2024, 11, 3, 1, 30), 0, "2024-11-03T08:30:00Z"),  # noqa: DTZ001
        (datetime(2024, 11, 3, 1, 30), 1, "2024-11-03T09:30:00Z"),  # noqa: DTZ001
        (datetime(2024, 3, 10, 2, 30), 0, "2024-03-10T10:00:00Z"),  # noqa: DTZ001
        (datetime(2024, 3, 10, 2, 30), 1, "2024-03-10T09:59:59.999999Z"),  # noqa: DTZ001
    ],
)
def test_a_reading_is_found_before_within_and_after_a_change_of_clocks(
    reading: datetime, fold: int, expected: str
) -> None:
    """Twice: the fold picks; never: the two sides of the jump."""
    assert expected == iso(instant_of(reading.replace(fold=fold), HOME))


def test_a_zone_is_known_by_its_name() -> None:
    """The IANA database decides."""
    assert zone("America/Los_Angeles").key == "America/Los_Angeles"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("America/Los_Angelos", "America/Los_Angeles"),
        ("los angeles", "America/Los_Angeles"),
        ("London", "Europe/London"),
        ("Europe", "UTC"),
        ("localtime", "UTC"),
        ("../../etc/passwd", "UTC"),
        ("/etc/passwd", "UTC"),
        ("", "UTC"),
        ("\x00", "UTC"),
        ("\ud800", "UTC"),
        ("z" * 5000, "UTC"),
    ],
)
def test_an_unknown_zone_is_refused_with_one_that_works(name: str, hint: str) -> None:
    """The nearest name where there is one, and never a file outside the database."""
    with pytest.raises(UnknownZone) as caught:
        zone(name)

    assert (name, hint) == (caught.value.name, caught.value.hint)
    assert zone(hint)
    assert len(str(caught.value)) < 100


def test_unknown_zones_list_the_known_ones_once_at_the_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A spreadsheet with the same slip in every row is refused soon: reading the list is dear."""
    listed, available = [], zoneinfo.available_timezones

    def listing() -> set[str]:
        listed.append(1)
        return available()

    monkeypatch.setattr(zoneinfo, "available_timezones", listing)
    for number in range(1000):
        with pytest.raises(UnknownZone, match="America/Los_Angeles"):
            zone(f"America/Los_Angelos{number % 2}")

    assert len(listed) <= 1
