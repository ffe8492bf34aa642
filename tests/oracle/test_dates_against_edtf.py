"""The `edtf` package, a complete reader of EDTF, as an oracle for day bounds."""

import time
import warnings
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.values.clocks import from_datetime, to_datetime
from chrono.values.dates import BadDate, Date
from tests.profiles import examples

with warnings.catch_warnings():
    # Its grammar uses names that pyparsing has renamed since; that is its business.
    warnings.simplefilter("ignore", DeprecationWarning)
    import edtf

UTC = ZoneInfo("UTC")
REFUSAL = edtf.parser.edtf_exceptions.EDTFParseException

QUALIFIED = st.one_of(
    st.dates().map(date.isoformat),
    st.from_regex(r"[12][0-9]{3}(-(0[1-9]|1[0-2]|XX|XX-XX|(0[1-9]|1[0-2])-XX))?", fullmatch=True),
    st.from_regex(r"[12][0-9]([0-9]X|XX)", fullmatch=True),
)
PARTS_OF_A_YEAR = st.from_regex(r"[12][0-9]{3}-(3[3-6]|4[01])", fullmatch=True)
SHARED = st.builds(str.__add__, QUALIFIED, st.sampled_from(("", "?", "~", "%"))) | PARTS_OF_A_YEAR

FAULTS = (
    # text, what edtf 5.0.2 makes of it, ours, why ours is right
    ("1985-04-12T23:20:30Z", ("1985-04-12", "1985-04-12"), "23:20:30", "it drops the time of day"),
    ("1985/", ("1985-01-01", "1995-01-01"), "1985/", "it invents ten years for an unknown end"),
    ("1900-02-29", "accepted", "refused", "1900 was no leap year"),
    ("2006/2004", "accepted", "refused", "it ends before it starts"),
    ("2025-33?", "refused", "2025-33?", "a quarter is a whole date, and may be in doubt like one"),
    ("1985-04-12 ", "accepted", "refused", "a space is no part of a date"),
)


def read(text: str) -> Any:
    """Answer what the oracle makes of a text, deprecation warnings aside."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return edtf.parse_edtf(text)


def their_days(text: str) -> tuple[str, str]:
    """Answer first and last day by the oracle: strict, since its fuzzy bounds are padded."""
    found = read(text)
    return _day(found.lower_strict()), _day(found.upper_strict())


def _day(fields: time.struct_time) -> str:
    return f"{fields.tm_year:04}-{fields.tm_mon:02}-{fields.tm_mday:02}"


def our_days(text: str) -> tuple[str, str]:
    """Answer first and last day by chrono, in UTC."""
    bounds = Date.parse(text).bounds(UTC)
    last = to_datetime(bounds.earliest, UTC) + timedelta(
        microseconds=bounds.before - bounds.earliest - 1
    )
    return to_datetime(bounds.earliest, UTC).date().isoformat(), last.date().isoformat()


@examples(100)
@given(SHARED)
def test_a_single_date_has_the_days_that_the_oracle_gives(text: str) -> None:
    """Days, months, years, unspecified digits, quarters and halves, qualified or not."""
    assert their_days(text) == our_days(text)


@examples(60)
@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)))
def test_an_interval_starts_and_ends_where_the_oracle_says(one: date, other: date) -> None:
    """Bounds are those of the start; the end is kept as written."""
    start, end = sorted((one, other))
    text = f"{start}/{end}"

    assert their_days(text) == (our_days(text)[0], str(Date.parse(text).end))


@examples(60)
@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)))
def test_a_span_reaches_from_end_to_end_as_the_oracle_says(one: date, other: date) -> None:
    """One moment somewhere from the first day to the last."""
    start, end = sorted((one, other))

    assert their_days(f"[{start}..{end}]") == our_days(f"[{start}..{end}]")


@pytest.mark.parametrize(
    "text", ["2023/..", "../2023", "/2023", "[..2023]", "[2023..]", "2025-XX-XX"]
)
def test_the_oracle_reads_what_chrono_reads(text: str) -> None:
    """Open and unknown ends are valid EDTF, not inventions of ours."""
    assert read(text) is not None
    assert Date.parse(text)


@pytest.mark.parametrize("text", ["2023-13", "2023-02-30", "2023-11-31", "2023-1-5", "17/11/2023",
                                  "2004-06-uu", "1984?~", "2023-11-17T12", "../..x"])  # fmt: skip
def test_both_refuse_what_is_no_date(text: str) -> None:
    """Impossible days, the 2012 draft, half times."""
    with pytest.raises(REFUSAL):
        read(text)
    with pytest.raises(BadDate):
        Date.parse(text)


@pytest.mark.parametrize(("text", "theirs", "ours", "why"), FAULTS)
def test_known_faults_of_the_oracle_are_still_there(
    text: str, theirs: object, ours: str, why: str
) -> None:
    """Where the two differ, with the reason; a mended oracle fails here and asks for a look."""
    if theirs == "accepted":
        assert read(text) is not None, why
        with pytest.raises(BadDate):
            Date.parse(text)
    elif theirs == "refused":
        with pytest.raises(REFUSAL):
            read(text)
        assert ours == str(Date.parse(text)), why
    else:
        assert theirs == their_days(text), why
        assert ours in str(Date.parse(text))


def test_padding_of_approximate_dates_is_the_oracles_own() -> None:
    """It widens `~` by a year, a month and a day; EDTF says no such thing, and chrono does not."""
    assert read("2023-11-17~").lower_fuzzy()[:3] == (2022, 10, 16)
    assert our_days("2023-11-17~") == ("2023-11-17", "2023-11-17")


def test_the_end_of_our_day_is_the_start_of_the_next() -> None:
    """Their last day is inclusive, our bound exclusive."""
    bounds = Date.parse("2023-11-17").bounds(UTC)

    assert to_datetime(bounds.before, UTC).date().isoformat() == "2023-11-18"
    assert bounds.before == from_datetime(to_datetime(bounds.before, UTC))
