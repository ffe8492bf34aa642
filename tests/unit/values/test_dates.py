"""Dates: what is read, what is refused and how, and the bounds of each."""

import functools
import os
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from chrono.errors import ChronoError
from chrono.values.clocks import BEGINNING, END, Bounds, from_datetime, iso, to_datetime
from chrono.values.date_words import in_words
from chrono.values.dates import BadDate, Date, NoSuchLocalTime, Single
from chrono.values.typed_dates import edtf_of

HOME = ZoneInfo("America/Los_Angeles")
UTC = ZoneInfo("UTC")
ZONES = tuple(
    ZoneInfo(name)
    for name in (
        "America/Los_Angeles",
        "America/New_York",
        "UTC",
        "Asia/Kolkata",
        "America/Sao_Paulo",
        "America/Toronto",
        "Australia/Lord_Howe",
        "Pacific/Kiritimati",
    )
)

ACCEPTED = (
    # text, bounds in Los Angeles, bounds in UTC; None is open
    ("2023", "2023-01-01T08:00:00Z", "2024-01-01T08:00:00Z", "2023-01-01", "2024-01-01"),
    ("2023-11", "2023-11-01T07:00:00Z", "2023-12-01T08:00:00Z", "2023-11-01", "2023-12-01"),
    ("2023-11-17", "2023-11-17T08:00:00Z", "2023-11-18T08:00:00Z", "2023-11-17", "2023-11-18"),
    ("2024-02-29", "2024-02-29T08:00:00Z", "2024-03-01T08:00:00Z", "2024-02-29", "2024-03-01"),
    ("2000-02", "2000-02-01T08:00:00Z", "2000-03-01T08:00:00Z", "2000-02-01", "2000-03-01"),
    ("202X", "2020-01-01T08:00:00Z", "2030-01-01T08:00:00Z", "2020-01-01", "2030-01-01"),
    ("20XX", "2000-01-01T08:00:00Z", "2100-01-01T08:00:00Z", "2000-01-01", "2100-01-01"),
    ("2025-XX", "2025-01-01T08:00:00Z", "2026-01-01T08:00:00Z", "2025-01-01", "2026-01-01"),
    ("2025-XX-XX", "2025-01-01T08:00:00Z", "2026-01-01T08:00:00Z", "2025-01-01", "2026-01-01"),
    ("2025-06-XX", "2025-06-01T07:00:00Z", "2025-07-01T07:00:00Z", "2025-06-01", "2025-07-01"),
    ("2025-33", "2025-01-01T08:00:00Z", "2025-04-01T07:00:00Z", "2025-01-01", "2025-04-01"),
    ("2025-34", "2025-04-01T07:00:00Z", "2025-07-01T07:00:00Z", "2025-04-01", "2025-07-01"),
    ("2025-35", "2025-07-01T07:00:00Z", "2025-10-01T07:00:00Z", "2025-07-01", "2025-10-01"),
    ("2025-36", "2025-10-01T07:00:00Z", "2026-01-01T08:00:00Z", "2025-10-01", "2026-01-01"),
    ("2025-40", "2025-01-01T08:00:00Z", "2025-07-01T07:00:00Z", "2025-01-01", "2025-07-01"),
    ("2025-41~", "2025-07-01T07:00:00Z", "2026-01-01T08:00:00Z", "2025-07-01", "2026-01-01"),
    (
        "2023-11-17/2023-11-21",
        "2023-11-17T08:00:00Z",
        "2023-11-18T08:00:00Z",
        "2023-11-17",
        "2023-11-18",
    ),
    ("2023-11-17/..", "2023-11-17T08:00:00Z", "2023-11-18T08:00:00Z", "2023-11-17", "2023-11-18"),
    ("2023-11-17/", "2023-11-17T08:00:00Z", "2023-11-18T08:00:00Z", "2023-11-17", "2023-11-18"),
    ("../2023-11-17", None, "2023-11-18T08:00:00Z", None, "2023-11-18"),
    ("/2023-11-17", None, "2023-11-18T08:00:00Z", None, "2023-11-18"),
    (
        "[2025-06-01..2025-06-10]",
        "2025-06-01T07:00:00Z",
        "2025-06-11T07:00:00Z",
        "2025-06-01",
        "2025-06-11",
    ),
    ("[..2025-06-10]", None, "2025-06-11T07:00:00Z", None, "2025-06-11"),
    ("[2025-06-01..]", "2025-06-01T07:00:00Z", None, "2025-06-01", None),
    ("2023/2023-05?", "2023-01-01T08:00:00Z", "2023-06-01T07:00:00Z", "2023-01-01", "2023-06-01"),
    ("9999", "9999-01-01T08:00:00Z", None, "9999-01-01", None),
    ("0001-02", "0001-02-01T07:52:58Z", "0001-03-01T07:52:58Z", "0001-02-01", "0001-03-01"),
)

TIMES = (
    # text, canonical text, bounds in Los Angeles
    ("2023-11-17T12:28", "2023-11-17T12:28", "2023-11-17T20:28:00Z", "2023-11-17T20:29:00Z"),
    ("2023-11-17T12:28:00", "2023-11-17T12:28:00", "2023-11-17T20:28:00Z", "2023-11-17T20:28:01Z"),
    ("2023-11-17T12:28Z", "2023-11-17T12:28Z", "2023-11-17T12:28:00Z", "2023-11-17T12:29:00Z"),
    ("2023-11-17T12:28+00:00", "2023-11-17T12:28Z", "2023-11-17T12:28:00Z", "2023-11-17T12:29:00Z"),
    (
        "2023-11-17T12:28-08",
        "2023-11-17T12:28-08:00",
        "2023-11-17T20:28:00Z",
        "2023-11-17T20:29:00Z",
    ),
    (
        "2023-11-17T12:28+05:30~",
        "2023-11-17T12:28+05:30~",
        "2023-11-17T06:58:00Z",
        "2023-11-17T06:59:00Z",
    ),
    (
        "2023-11-17T23:59:59-14:00%",
        "2023-11-17T23:59:59-14:00%",
        "2023-11-18T13:59:59Z",
        "2023-11-18T14:00:00Z",
    ),
    ("2024-11-03T01:30", "2024-11-03T01:30", "2024-11-03T08:30:00Z", "2024-11-03T09:31:00Z"),
    ("2024-11-03T00:59", "2024-11-03T00:59", "2024-11-03T07:59:00Z", "2024-11-03T08:00:00Z"),
    (
        "2024-11-03T01:30-08:00",
        "2024-11-03T01:30-08:00",
        "2024-11-03T09:30:00Z",
        "2024-11-03T09:31:00Z",
    ),
    ("2024-03-10T01:59", "2024-03-10T01:59", "2024-03-10T09:59:00Z", "2024-03-10T10:00:00Z"),
    (
        "[2023-11-17T12:23-08:00..2023-11-17T12:28]",
        "[2023-11-17T12:23-08:00..2023-11-17T12:28]",
        "2023-11-17T20:23:00Z",
        "2023-11-17T20:29:00Z",
    ),
    (
        "2023-11-17T12:23Z/2023-11-21T22:00",
        "2023-11-17T12:23Z/2023-11-21T22:00",
        "2023-11-17T12:23:00Z",
        "2023-11-17T12:24:00Z",
    ),
)

FORMS = (
    *("{0}", "{0}/{1}", "{0}/..", "{0}/", "../{0}", "/{0}"),
    *("[{0}..{1}]", "[..{0}]", "[{0}..]"),
)

REFUSED = (
    # text, a word of the reason, the hint
    ("", "expected", ""),
    ("9" * 101, "longer than 100", ""),
    ("2025-21", "seasons", ""),
    ("2025-24?", "seasons", ""),
    ("2032-32", "seasons", ""),
    ("2040-37", "thirds", "[2040-01..2040-04]"),
    ("2025-Q3", "quarters", "2025-35"),
    ("2025H1", "halves", "2025-40"),
    ("[2020,2021]", "lists", "[2020..2021]"),
    ("[1667,1668, 1670..1672]", "lists", "[1667..1672]"),
    ("{1960,1961-12}", "sets", ""),
    ("{..1984}", "sets", ""),
    ("2004-06~-11", "within", "2004-06-11~"),
    ("?2004", "within", "2004?"),
    ("2004?-06~-11", "within", "2004-06-11%"),
    ("2023-11-17~T12:28", "within", "2023-11-17T12:28~"),
    ("1984?~", "%", "1984%"),
    ("1984~?", "%", "1984%"),
    ("2004-06-uu", "2012 draft", "2004-06-XX"),
    ("unknown/2006", "2012 draft", "/2006"),
    ("2004-01-01/open", "2012 draft", "2004-01-01/.."),
    ("y17e7", "2012 draft", ""),
    ("Y170000002", "four digits", ""),
    ("20231", "four digits", ""),
    ("-0044", "before 0001", ""),
    ("0000", "0000", ""),
    ("000X", "0000", ""),
    ("1950S2", "significant", "19XX"),
    ("20231117", "basic", "2023-11-17"),
    ("202311", "basic", "2023-11"),
    ("2023-11-17T12:28:00.5Z", "fractions", "2023-11-17T12:28:00Z"),
    ("2023-11-17T12:28:00.123456Z", "fractions", "2023-11-17T12:28:00Z"),
    ("2023-11-17T12:28:00.202311+01:00", "fractions", "2023-11-17T12:28:00+01:00"),
    ("2023-11-17T12:28:00.0000", "fractions", "2023-11-17T12:28:00"),
    ("2023-12-31T24:00:00", "24:00", "2024-01-01T00:00"),
    ("2023-11-17T23:59:60Z", "second 60", "2023-11-17T23:59Z"),
    ("2023-11-17T25:00", "hours", "2023-11-17"),
    ("2023-11-17T9:05", "hours", "2023-11-17T09:05"),
    ("2023-11-17T12:60", "minutes", "2023-11-17"),
    ("2023-11-17t12:28", "capital", "2023-11-17T12:28"),
    ("2023-11-17T12:28z", "capital", "2023-11-17T12:28Z"),
    ("202x", "capital", "202X"),
    ("2023-11-17T12", "half a time", "2023-11-17"),
    ("2023-11-17T1228", "colons", "2023-11-17T12:28"),
    ("2023-11-17T12:28+0800", "colon", "2023-11-17T12:28+08:00"),
    ("2023-11-17T12:28-8", "two digits", "2023-11-17T12:28-08:00"),
    ("2023-11-17T12:28+15:00", "-14:00 to +14:00", ""),
    ("2023-11-17T12:28 PST", "zone", "2023-11-17T12:28-08:00"),
    ("2023-11-17T12:28 ET", "zone", "2023-11-17T12:28-05:00"),
    ("2023-11-17T12:28 IST", "zone", ""),
    ("2023-11-17Z", "belongs to a time", "[2023-11-17T00:00Z..2023-11-17T23:59Z]"),
    ("2023-11T12:28", "whole day", "2023-11"),
    (" 2023-11-17\n", "spaces", "2023-11-17"),
    ("2023 / 2024", "spaces", "2023/2024"),
    ("2023-11-17 12:28", "T comes", "2023-11-17T12:28"),
    ("2023\x00", "control", "2023"),
    ("\uff12\uff10\uff12\uff13-11-17", "ASCII", "2023-11-17"),
    ("\u0662\u0660\u0662\u0663", "ASCII", "2023"),
    ("2023\u201311\u201317", "ASCII", "2023-11-17"),
    ("../..", "one end", ""),
    ("[..]", "one end", ""),
    ("/", "one end", ""),
    ("17/11/2023", "year first", "2023-11-17"),
    ("11/17/2023", "year first", "2023-11-17"),
    ("03/04/2023", "year first", ""),
    ("1825-1860", "[1825..1860] (one moment) or 1825/1860 (lasting)", ""),
    ("1911-13", "[1911..1913] (one moment) or 1911/1913 (lasting)", ""),
    ("632-06-08", "four digits", "0632-06-08"),
    ("11/17", "year first", ""),
    ("11/2023", "year first", "2023-11"),
    ("17 November 2023", "year first, in digits", "2023-11-17"),
    ("Friday, Nov. 17th, 2023", "year first, in digits", "2023-11-17"),
    ("sept 2023", "year first, in digits", "2023-09"),
    ("31 November 2023", "year first, in digits", "2023-11"),
    ("today", "year first", ""),
    ("e17", "not a date", ""),
    ("2023/11/17", "dashes", "2023-11-17"),
    ("2023-11-17/21", "whole dates", "2023-11-17/2023-11-21"),
    ("2023-W46", "week", "[2023-11-13..2023-11-19]"),
    ("2023-W46-5", "week", "2023-11-17"),
    ("2023-W60", "week", "2023"),
    ("2023-321", "ordinal", "2023-11-17"),
    ("2023-02-30", "February 2023 has 28 days", "2023-02"),
    ("1900-02-29", "February 1900 has 28 days", "1900-02"),
    ("2023/2024-04-31T10:00", "April 2024 has 30 days", "2023/2024-04"),
    ("2023-13", "months", "2023"),
    ("2023-13-05", "months", "2023-05-13"),
    ("2023-00", "months", "2023"),
    ("2023-11-32", "days", "2023-11"),
    ("2023-1-5", "two digits", "2023-01-05"),
    ("2023-11-22/2023-11-17", "ends before", "2023-11-17/2023-11-22"),
    ("[2025..2024-XX]", "ends before", "[2024-XX..2025]"),
    (
        "2023-11-17T12:00Z/2023-11-17T12:59+01:30",
        "ends before",
        "2023-11-17T12:59+01:30/2023-11-17T12:00Z",
    ),
    ("2023-11-19T12:00/2023-11-17T12:00Z", "ends before", "2023-11-17T12:00Z/2023-11-19T12:00"),
    ("2025-XX-17", "unspecified", "2025-XX-XX"),
    ("2025-1X", "X stands", "2025-XX"),
    ("XXXX-12-25", "X stands", ""),
    ("156X-12-25", "no month", "156X"),
    ("2025-33-05", "no days", "2025-33"),
    ("2023..2024", "brackets", "[2023..2024]"),
    ("[2023..2024", "bracket", "[2023..2024]"),
    ("[2023]", "two dots", "2023"),
    ("[2023..2024]~", "one end", "[2023..2024~]"),
    ("2023/2024/2025", "one slash", ""),
    ("2023-11-17--", "not a date", "2023-11-17"),
)


PARTS_OF_YEARS = (
    *("", "", "-XX", "-XX-XX"),
    *(f"-{number:02}" for number in (*range(1, 13), *range(33, 37), 40, 41)),
)


@functools.cache
def singles() -> st.SearchStrategy[str]:
    """Single dates of every shape, mostly real ones: their text. Made once, since that is slow."""
    days = st.dates().map(lambda day: day.isoformat())
    clocks = st.builds(
        lambda second, shown: str(timedelta(seconds=second)).zfill(8)[:shown],
        st.integers(0, 24 * 3600 - 1),
        st.sampled_from((5, 8)),
    )
    offsets = st.sampled_from(("", "Z", "+00:00", "-08", "-08:00", "+05:30", "+14", "-14:00"))
    years = st.integers(1000, 2999) | st.integers(1, 9) | st.just(9999)
    wider = st.builds("{:04}{}".format, years, st.sampled_from(PARTS_OF_YEARS)) | st.sampled_from(
        [*(f"20{decade}X" for decade in range(10)), *(f"1{century}XX" for century in range(10))]
    )
    times = st.builds(lambda day, clock, offset: f"{day}T{clock}{offset}", days, clocks, offsets)
    return st.builds(str.__add__, days | times | wider, st.sampled_from(("", "?", "~", "%")))


@st.composite
def dates(draw: st.DrawFn) -> Date:
    """Dates of every form, ends in order."""
    form = draw(st.sampled_from(FORMS))
    try:
        return Date.parse(form.format(draw(singles()), draw(singles())))
    except BadDate as bad:
        assume("ends before" in bad.reason and bad.hint)
        return Date.parse(bad.hint)


def bounds_of(date: Date, zone: ZoneInfo) -> Bounds:
    """Answer the bounds, where the clocks of the zone show the date at all."""
    try:
        return date.bounds(zone)
    except (NoSuchLocalTime, BadDate):
        assume(condition=False)
        raise


def date_or_hint(text: str) -> str:
    """Answer the canonical text of a date, or the hint with which it is refused, if any."""
    try:
        return str(Date.parse(text))
    except BadDate as bad:
        return bad.hint or "2023"


@pytest.fixture
def computer_zone(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let the computer believe itself in the zone that the test names."""
    old = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield
    os.environ.pop("TZ") if old is None else os.environ.update(TZ=old)
    time.tzset()


@pytest.mark.parametrize(("text", "earliest", "before"), [row[:3] for row in ACCEPTED])
def test_a_date_is_as_wide_as_its_precision_at_home(
    text: str, earliest: str | None, before: str | None
) -> None:
    """A bare date covers its civil days in the home zone, half-open."""
    bounds = Date.parse(text).bounds(HOME)

    assert (earliest, before) == (iso(bounds.earliest), iso(bounds.before))


@pytest.mark.parametrize(("text", "first", "past"), [(row[0], *row[3:]) for row in ACCEPTED])
def test_a_date_is_as_wide_as_its_precision_in_utc(
    text: str, first: str | None, past: str | None
) -> None:
    """The same text means other instants in another home zone."""
    bounds = Date.parse(text).bounds(UTC)

    assert (first, past) == tuple(
        text and text.removesuffix("T00:00:00Z")
        for text in (iso(bounds.earliest), iso(bounds.before))
    )


@pytest.mark.parametrize(("text", "canonical", "earliest", "before"), TIMES)
def test_a_time_is_a_minute_or_a_second_wide(
    text: str, canonical: str, earliest: str, before: str
) -> None:
    """A time keeps its offset, or is read off the home clocks, twice if they go back."""
    date = Date.parse(text)
    bounds = date.bounds(HOME)

    assert canonical == str(date)
    assert (earliest, before) == (iso(bounds.earliest), iso(bounds.before))


@pytest.mark.parametrize(("text", "word", "hint"), REFUSED)
def test_everything_else_is_refused_by_name_with_a_value_that_works(
    text: str, word: str, hint: str
) -> None:
    """The refusal says what is wrong, and its hint parses."""
    with pytest.raises(BadDate) as caught:
        Date.parse(text)

    assert word in caught.value.reason
    assert (text, hint) == (caught.value.text, caught.value.hint)
    assert not hint or hint == str(Date.parse_new(hint))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("17/11/2023", "'17/11/2023': expected year first, as 2023-11-17"),
        ("2023-02-30", "'2023-02-30': February 2023 has 28 days, as 2023-02"),
        ("\x1b[2J2023", "'\\x1b[2J2023': a date has no control characters in it"),
        ("7" * 9999, f"'{'7' * 40}'…: longer than 100 characters"),
    ],
)
def test_a_refusal_is_one_sentence_that_is_safe_to_print(text: str, sentence: str) -> None:
    """Value, reason, a value that works; control characters escaped, long texts cut."""
    with pytest.raises(BadDate) as caught:
        Date.parse(text)

    assert sentence == str(caught.value)
    assert isinstance(caught.value, ChronoError)


def test_open_ends_are_the_ends_of_time() -> None:
    """An open or unknown end has no number."""
    assert Date.parse("../2023").bounds(UTC).earliest == BEGINNING
    assert Date.parse("/2023").bounds(UTC).earliest == BEGINNING
    assert Date.parse("[..2023]").bounds(UTC).earliest == BEGINNING
    assert Date.parse("[2023..]").bounds(UTC).before == END


def test_open_is_not_unknown() -> None:
    """`..` and nothing stay apart, although their bounds are equal."""
    assert Date.parse("2023/..") != Date.parse("2023/")
    assert Date.parse("../2023") != Date.parse("/2023")


def test_equal_parts_make_equal_dates() -> None:
    """Spellings of one offset are equal; another precision or qualifier is another date."""
    assert Date.parse("2023-11-17T12:28Z") == Date.parse("2023-11-17T12:28-00")
    assert hash(Date.parse("2023-11-17T12:28Z")) == hash(Date.parse("2023-11-17T12:28+00:00"))
    assert Date.parse("2023-11-17T12:28Z") != Date.parse("2023-11-17T12:28:00Z")
    assert Date.parse("2025-XX") != Date.parse("2025")
    assert Date.parse("2025~") != Date.parse("2025")
    assert Date.parse("[2023..2024]") != Date.parse("2023/2024")


def test_a_date_cannot_be_changed() -> None:
    """Dates are values."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Date.parse("2023").end = ".."  # type: ignore[misc]


@pytest.mark.parametrize("text", ["2023/2024", "2023/..", "2023/", "../2023", "/2023"])
def test_what_has_a_slash_is_lasting(text: str) -> None:
    """An interval lasts."""
    assert Date.parse(text).lasting


@pytest.mark.parametrize("text", ["2023", "[2023..2024]", "[..2023]", "2023-11-17T12:28", "20XX"])
def test_one_moment_is_not_lasting(text: str) -> None:
    """However vague, one moment does not last."""
    assert not Date.parse(text).lasting


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("2023", ""),
        ("2023?", "?"),
        ("2023-11-17T12:23~", "~"),
        ("2023%", "%"),
        ("2023~/2024?", "~"),
        ("../2024?", "?"),
        ("[2023~..2024]", "~"),
        ("[2023~..2024?]", "%"),
    ],
)
def test_the_qualifier_speaks_of_what_the_bounds_rest_on(text: str, qualifier: str) -> None:
    """The far end of a lasting date has no say; both ends of a span have."""
    assert qualifier == Date.parse(text).qualifier


@pytest.mark.parametrize("text", ["2024-03-10T02:30", "[2024-03-10T02:00..2024-03-11]",
                                  "2024/2024-03-10T02:59:59"])  # fmt: skip
def test_a_time_that_clocks_jump_over_is_refused(text: str) -> None:
    """No clock of the zone showed it; the hint is the instant of the jump, and parses."""
    with pytest.raises(NoSuchLocalTime, match="jump over it") as caught:
        Date.parse(text).bounds(HOME)

    assert (caught.value.zone, caught.value.hint) == ("America/Los_Angeles", "2024-03-10T10:00:00Z")
    assert Date.parse(caught.value.hint).bounds(HOME)


def test_a_day_that_a_zone_left_out_is_refused() -> None:
    """Samoa went from 29 to 31 December 2011."""
    with pytest.raises(NoSuchLocalTime):
        Date.parse("2011-12-30").bounds(ZoneInfo("Pacific/Apia"))


def test_a_day_begins_when_clocks_jump_over_midnight() -> None:
    """In Toronto, 30 March 1919 went from 23:30 to 00:30 of the next day."""
    zone = ZoneInfo("America/Toronto")

    assert iso(Date.parse("1919-03-30").bounds(zone).before) == "1919-03-31T04:30:00Z"
    assert iso(Date.parse("1919-03-31").bounds(zone).earliest) == "1919-03-31T04:30:00Z"


@pytest.mark.parametrize(
    "text", ["2023-11-17T12:00Z/2023-11-17T03:00", "[2023-11-17T12:00Z..2023-11-17T03:00]"]
)
def test_ends_that_a_zone_reverses_are_refused_in_that_zone(text: str) -> None:
    """With an offset at one end only, the home zone decides which comes first."""
    date = Date.parse(text)

    with pytest.raises(BadDate, match="before it starts, in UTC") as caught:
        date.bounds(UTC)
    assert Date.parse(caught.value.hint).bounds(UTC)
    assert iso(date.bounds(ZoneInfo("Pacific/Honolulu")).earliest) == "2023-11-17T12:00:00Z"


@given(dates())
def test_a_date_prints_as_a_text_that_parses_to_it(date: Date) -> None:
    """parse(str(d)) == d."""
    assert date == Date.parse(str(date))
    assert str(date) == str(Date.parse(str(date)))


@given(singles(), singles())
def test_spelling_is_all_that_printing_changes(one: str, other: str) -> None:
    """Two texts are one date if they are one text; down to the minute the text is kept as it is."""
    assert Date.parse(one) == Date.parse(str(Date.parse(one)))
    assert (one == other) <= (Date.parse(one) == Date.parse(other))
    assert one[:16] == str(Date.parse(one))[:16]


@given(st.datetimes(datetime(100, 1, 1)), st.sampled_from(ZONES))  # noqa: DTZ001
def test_a_more_precise_date_lies_inside_the_less_precise(moment: datetime, zone: ZoneInfo) -> None:
    """Century, decade, year, month, day, minute, second: each within the one before."""
    text = moment.isoformat()[:19]
    texts = (f"{text[:2]}XX", f"{text[:3]}X", text[:4], text[:7], text[:10], text[:16], text)
    chain = [bounds_of(Date.parse(each), zone) for each in texts]

    for wide, narrow in pairwise(chain):
        assert wide.earliest <= narrow.earliest
        assert narrow.before <= wide.before


@given(st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1)), st.sampled_from(ZONES))  # noqa: DTZ001
def test_an_instant_lies_in_the_date_that_clocks_show(moment: datetime, zone: ZoneInfo) -> None:
    """What clock and calendar show at an instant names a date whose bounds hold the instant."""
    instant = from_datetime(moment.replace(microsecond=0, tzinfo=UTC))
    reading = to_datetime(instant, zone).isoformat()

    for length in (4, 7, 10, 16, 19):
        bounds = Date.parse(reading[:length]).bounds(zone)
        assert bounds.earliest <= instant < bounds.before


@given(dates(), st.sampled_from(ZONES))
@example(Date.parse("0001-01-01T00:00:00+14:00"), UTC)
@example(Date.parse("9999-12-31T23:59:59-14:00"), UTC)
def test_bounds_hold_at_least_one_instant(date: Date, zone: ZoneInfo) -> None:
    """The earliest is always before the end."""
    bounds = bounds_of(date, zone)

    assert bounds.earliest < bounds.before


@given(dates(), st.sampled_from(ZONES))
def test_qualifiers_never_change_bounds(date: Date, zone: ZoneInfo) -> None:
    """Approximate is a remark, never a number."""
    bare = Date.parse(str(date).translate(str.maketrans("", "", "?~%")))

    assert bounds_of(date, zone) == bounds_of(bare, zone)
    assert bare.qualifier == ""


@given(st.text() | st.text("0123456789-/.[]TZ:+?~%XuQW {},S", max_size=30))
def test_no_text_raises_anything_but_bad_date(text: str) -> None:
    """A text is a date, or is refused with a hint that is one."""
    assert Date.parse(date_or_hint(text))


@given(singles(), st.integers(0, 40), st.sampled_from("0123456789-/.[]TtZz:+?~%XxuySQW {},\u0665"))
def test_a_date_with_one_slip_raises_nothing_but_bad_date(one: str, at: int, slip: str) -> None:
    """One wrong character anywhere gives another date, or a refusal whose hint parses."""
    assert Date.parse(date_or_hint(one[:at] + slip + one[at + 1 :]))


@given(dates(), st.sampled_from(ZONES))
def test_what_text_prints_is_read_as_the_same_date(date: Date, zone: ZoneInfo) -> None:
    """Words name one stretch of time and one doubt; lasting to a known end alone is said "by"."""
    try:
        Date.parse_new(str(date))
    except BadDate:
        assume(condition=False)
    bounds, words = bounds_of(date, zone), in_words(date, zone)

    read = Date.parse(edtf_of(words, END, zone))

    assert (read.bounds(zone), read.qualifier) == (bounds, date.qualifier)
    assert read.lasting == (date.lasting and date.start != "..")


WRONG_WAYS = (
    *("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%-d/%-m/%Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"),
    *("%G-W%V-%u", "%Y-%j", "%Y-%-m-%-d", "%Y \u2013 %m \u2013 %d", "%Y-%m-%d-", "%m/%Y"),
    *("%Y/%m", "%Y-%-m", "%Y%m", "%Y-%m-3X", "%Y-%m-uu", "%Y-%m-45", "%Y-77", "%Y-XX-07"),
    *("%Y-%m-%d %H:%M", "%Y-%m-%dt%H:%M", "%Y-%m-%dT%H%M", "%Y-%m-%dT%H", "%Y-%m-%dT%H:75"),
    *("%Y-%m-%dT%H:%M:60", "%Y-%m-%dT%H:%M:75", "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%-H:%Mz"),
)
"""Formats in which no date is written, though some of what they give is one."""


@given(
    st.datetimes(datetime(1000, 1, 1), datetime(9999, 12, 30)),  # noqa: DTZ001  clocks on a wall
    st.sampled_from(WRONG_WAYS),
    st.sampled_from(("{0}", "{0}/..", "../{0}", "[{0}..", "{0}..", "[..{0}]~", " {0}/")),
)
def test_the_hint_of_a_wrong_date_contains_what_was_meant(
    moment: datetime, written: str, form: str
) -> None:
    """Whichever way a moment is written wrongly, the hint is no other moment; or there is none."""
    text = form.format(moment.strftime(written))
    try:
        found = Date.parse(text)
    except BadDate as bad:
        assume(bad.hint)
        found = Date.parse_new(bad.hint)
    edge = found.end if form.startswith("..") else found.start
    single = edge if isinstance(edge, Single) else found.end

    assert isinstance(single, Single)
    assert single.first <= moment <= single.last


@pytest.mark.parametrize("computer_zone", ["Asia/Tokyo", "America/New_York"], indirect=True)
@pytest.mark.usefixtures("computer_zone")
def test_the_computers_own_zone_has_no_say() -> None:
    """Bounds depend on text and home zone alone."""
    fresh = ZoneInfo.no_cache("America/Los_Angeles")  # so that no bounds are remembered

    for text, earliest, before, *_ in ACCEPTED:
        bounds = Date.parse(text).bounds(fresh)
        assert (earliest, before) == (iso(bounds.earliest), iso(bounds.before))
        moment = to_datetime(Date.parse("2023-11-17").bounds(fresh).earliest, fresh)
        assert iso(from_datetime(moment)) == "2023-11-17T08:00:00Z"


@pytest.mark.parametrize("text", ["202X", "20XX", "2025-XX", "2025-06-XX", "[2025-XX..2026-XX]"])
def test_what_is_unspecified_is_not_qualified(text: str) -> None:
    """An X says how wide a date is, not how sure."""
    assert Date.parse(text).qualifier == ""


def test_a_time_that_clocks_jump_over_is_told_in_parts() -> None:
    """Its text as written, the zone, and the instant of the jump, which parses."""
    with pytest.raises(NoSuchLocalTime) as caught:
        Date.parse("2024-03-31T02:30").bounds(ZoneInfo("Europe/Berlin"))
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
        date.bounds(ZoneInfo("Europe/Berlin"))
    error = caught.value

    assert error.text == "2024-01-01T23:00:00Z/2024-01-01"
    assert error.reason == "ends before it starts, in Europe/Berlin"
    assert date.bounds(UTC) is not None
