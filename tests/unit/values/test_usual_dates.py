"""What the text of a date says by itself is what the date says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.errors import ChronoError
from chrono.log.index.days import in_utc, in_utc_by_text
from chrono.values.clocks import BEGINNING, END
from chrono.values.dates import Date
from chrono.values.edtf import is_time_in_utc
from chrono.values.usual_dates import is_usual
from tests.profiles import examples

NEARLY = (
    "2024-02-29", "2023-02-29", "2024-04-31", "2024-06-30", "2024-12-31", "0000-01-01",
    "0001-01-01", "9999-12-31", "2024-13-01", "2024-00-01", "2024-01-00", "2024-01-32",
    "2024-1-01", "2024-01-01 ", "2024", "2024-01", "2024-01-01T10:00", "2024-01-01T10:00Z",
    "2024-01-01T24:00Z", "2024-01-01T10:60Z", "2024-01-01T10:00:59Z", "2024-01-01T10:00:60Z",
    "2024-01-01T10:00+00:00", "2024-01-01T10:00-08:00", "2024-01-01~", "2024-01-01T10:00Z~",
    "../2024-01-01T10:00Z", "/2024-01-01T10:00Z", "[..2024-01-01T10:00Z]", "2024-33", "202X",
    "2024-01-01/2024-01-01T10:00Z", "\u0662024-01-01", "2024-01-XX", "1969-12-31T23:59:59Z",
)  # fmt: skip
TEXTS = st.sampled_from(NEARLY) | st.from_regex(
    r"[0-3]\d{3}-[01]\d-[0-3]\d(T[0-2]\d:[0-5]\d(:[0-5]\d)?Z)?", fullmatch=True
)


@examples(300)
@given(TEXTS)
def test_a_usual_text_is_a_date_and_canonical(text: str) -> None:
    """So whoever takes it as it is stores what reading it would store."""
    if is_usual(text):
        assert str(Date.parse(text)) == text


@pytest.mark.parametrize("day", ["2023-01-31", "2024-06-30", "2023-12-01", "2023-02-28"])
def test_days_of_every_year_are_usual(day: str) -> None:
    """With a time in UTC, too; a leap day is read as it ever was."""
    assert is_usual(day)
    assert is_usual(f"{day}T23:59Z")
    assert is_usual(f"{day}T23:59:59Z")
    assert not is_usual("2024-02-29")


@examples(300)
@given(TEXTS)
def test_the_day_and_bounds_of_a_text_are_those_of_its_date(text: str) -> None:
    """In UTC; a time in UTC is told from any other date by its text."""
    try:
        date = Date.parse(text)
    except ChronoError:
        return
    canonical, (day, bounds, reach) = str(date), in_utc(date)
    assert in_utc_by_text(canonical) == (day, bounds.earliest, bounds.before, reach)
    if is_time_in_utc(canonical):
        assert date.own_end is None
        assert BEGINNING < bounds.earliest < bounds.before < END
