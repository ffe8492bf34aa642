"""The days of the index: a text is dated as the date that it names."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chrono.errors import ChronoError
from chrono.log.days import in_utc, of_text
from chrono.values.dates import Date
from tests.strategies import examples

TIMES = st.datetimes().map(lambda moment: f"{moment:%Y-%m-%dT%H:%M:%S}Z".rjust(20, "0"))
NEARLY = st.from_regex(r"\A[0-9]{4}-[0-3][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9]Z\Z")


@examples(200)
@given(TIMES | NEARLY)
@example("0001-01-01T00:00:00Z")
@example("9999-12-31T23:59:59Z")
@example("1969-12-31T23:59:59Z")
@example("2024-02-29T24:00:00Z")
def test_a_time_is_dated_without_a_look_at_its_parts(text: str) -> None:
    """Its day, its text and its bounds are those of the date, or it is refused as ever."""
    assert _told(text, short=True) == _told(text, short=False)


@pytest.mark.parametrize("text", ["2024", "2024-05", "2024-05-06", "2024-05-06T10:20-08", "X"])
def test_what_is_no_time_of_utc_is_read_as_a_date(text: str) -> None:
    """Nothing is cut off, and nothing taken that is no date."""
    assert _told(text, short=True) == _told(text, short=False)


def _told(text: str, *, short: bool) -> object:
    try:
        return of_text(text) if short else in_utc(Date.parse(text))
    except ChronoError as error:
        return str(type(error))
