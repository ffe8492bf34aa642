"""Typing aids for dates: what each phrase stands for, and what is said of everything else."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chrono.values.clocks import BEGINNING, BeyondCalendar, Instant
from chrono.values.dates import BadDate, Date
from chrono.values.typed_dates import edtf_of, written_out
from tests.strategies import DATES

HOME = ZoneInfo("America/Los_Angeles")
NOW = Instant(1_700_640_930_123_456)
"""2023-11-22T08:15:30Z: a quarter past midnight in Los Angeles, a summer afternoon in Kiribati."""

ONE_DATE = (
    ("on 2023-11-17", "2023-11-17"),
    ("before 2023-11-17", "[..2023-11-17]"),
    ("on or before 2023-11-17", "[..2023-11-17]"),
    ("by 2023-11", "[..2023-11]"),
    ("until 2023", "[..2023]"),
    ("after 2023-11-17", "[2023-11-17..]"),
    ("on or after 2023-11-17", "[2023-11-17..]"),
    ("since 2019-07-22", "2019-07-22/.."),
    ("about 2023-11", "2023-11~"),
    ("around 2023-11", "2023-11~"),
    ("circa 2023", "2023~"),
    ("c. 2023", "2023~"),
    ("ca. 2023", "2023~"),
    ("approximately 2023-11-17T12:28", "2023-11-17T12:28~"),
    ("maybe 2023-11-17", "2023-11-17?"),
    ("possibly 202X", "202X?"),
)
TWO_DATES = (
    ("between 2023-11-17 and 2023-11-22", "[2023-11-17..2023-11-22]"),
    ("from 2023-11-17 to 2023-11-22", "2023-11-17/2023-11-22"),
    ("between about 2023-11 and maybe 2024", "[2023-11~..2024?]"),
    ("from yesterday to today", "2023-11-21/2023-11-22"),
)
COMBINED = (
    ("before about 2023-11", "[..2023-11~]"),
    ("since maybe 2023", "2023?/.."),
    ("maybe about 2023", "2023%"),
    ("about 2023?", "2023%"),
    ("about 2023~", "2023~"),
    ("after yesterday", "[2023-11-21..]"),
    ("on about today", "2023-11-22~"),
    ("before now", "[..2023-11-22T00:15-08:00]"),
    ("on [2023..2024]", "[2023..2024]"),
)
REFUSED = (
    # what is typed, words of the reason, the hint
    ("17/11/2023", "expected year first", "2023-11-17"),
    ("11/17/2023", "expected year first", "2023-11-17"),
    ("Nov 17, 2023", "expected digits, year first", "2023-11-17"),
    ("17 November 2023", "expected digits, year first", "2023-11-17"),
    ("Fri 17th of Nov. 2023", "expected digits, year first", "2023-11-17"),
    ("December 2023", "expected digits, year first", "2023-12"),
    ("2023-02-30", "February 2023 has 28 days", "2023-02-28"),
    ("30 February 2023", "year first", "2023-02-28"),
    ("2023-11-22/2023-11-17", "ends before it starts", "2023-11-17/2023-11-22"),
    ("between 2023-11-22 and 2023-11-17", "before it starts", "[2023-11-17..2023-11-22]"),
    ("last friday", "today, yesterday or now", "2023-11-22"),
    ("before", "today, yesterday or now", "2023-11-22"),
    ("", "expected a date", "2023-11-17"),
    (" \t", "expected a date", "2023-11-17"),
    ("before 17/11/2024", "expected year first", "[..2024-11-17]"),
    ("between 2023-02-29 and 2023-04-31", "has 28 days", "[2023-02-28..2023-04-30]"),
    ("since Nov 17, 2024", "year first", "2024-11-17/.."),
    ("about before 2024", "one date after the first word", "[..2024]"),
    ("before after 2024", "one date after the first word", "[2024..]"),
    ("about 2023/2024", "without slash or brackets", "2023"),
    ("before [..2024]", "without slash or brackets", "[..2024]"),
    ("between 2024", "'between' takes two dates", "[2024..]"),
    ("from 2024", "say since", "2024/.."),
    ("2023 to 2024", "'to' comes after 'from'", "2023/2024"),
    ("2023 and 2024", "'and' comes after 'between'", "[2023..2024]"),
    ("about " * 20 + "2023", "longer than 100 characters", "2023-11-17"),
)


def dates() -> st.SearchStrategy[str]:
    """Draw the texts of dates of every form, as `str` of a date writes them."""
    days = st.dates().map(lambda day: day.isoformat())
    single = st.builds(str.__add__, days, st.sampled_from(("", "T09:30Z", "?", "~", "%")))
    forms = ("{0}", "[..{0}]", "[{0}..]", "{0}/..", "{0}/", "../{0}", "[{0}..9999]", "0001/{0}")
    made = st.builds(str.format, st.sampled_from(forms), single)
    return st.one_of(made, st.sampled_from(DATES)).map(lambda text: str(Date.parse(text)))


def phrases() -> st.SearchStrategy[str]:
    """Draw what somebody might type: words of ours and others, and dates good and bad."""
    words = "on before by until after since between from to and about c. maybe today now last of"
    numbers = ("2023-11-17", "2024", "17/11/2023", "2023-02-30", "[2023..2024]", "/", "17", "Nov")
    return st.lists(st.sampled_from((*words.split(), *numbers)), max_size=7).map(" ".join)


@pytest.mark.parametrize(("typed", "edtf"), [*ONE_DATE, *TWO_DATES, *COMBINED])
def test_a_phrase_stands_for_a_date(typed: str, edtf: str) -> None:
    """Every phrase of the table gives the date beside it."""
    assert edtf_of(typed, NOW, HOME) == edtf


@pytest.mark.parametrize(("typed", "edtf"), [*ONE_DATE, *TWO_DATES])
def test_case_and_extra_spaces_do_not_matter(typed: str, edtf: str) -> None:
    """Words may be shouted and spaced, as from a phone."""
    words = [word if word[0].isdigit() else word.title() for word in typed.split()]

    assert edtf_of("  " + " \u00a0 ".join(words) + "\t", NOW, HOME) == edtf


@pytest.mark.parametrize(
    ("zone", "today", "yesterday", "minute"),
    [
        ("America/Los_Angeles", "2023-11-22", "2023-11-21", "2023-11-22T00:15-08:00"),
        ("America/Anchorage", "2023-11-21", "2023-11-20", "2023-11-21T23:15-09:00"),
        ("Pacific/Kiritimati", "2023-11-22", "2023-11-21", "2023-11-22T22:15+14:00"),
        ("UTC", "2023-11-22", "2023-11-21", "2023-11-22T08:15Z"),
    ],
)
def test_words_for_days_are_by_the_clocks_of_the_zone(
    zone: str, today: str, yesterday: str, minute: str
) -> None:
    """What day and minute it is depends on where the chronology is at home."""
    found = [edtf_of(word, NOW, ZoneInfo(zone)) for word in ("today", "yesterday", "now")]

    assert found == [today, yesterday, minute]


def test_yesterday_is_a_day_back_when_the_day_has_25_hours() -> None:
    """On the night that clocks go back, a day is more than 24 hours."""
    late = Date.parse("2023-11-05T23:30").bounds(HOME).earliest

    assert edtf_of("today", late, HOME) == "2023-11-05"
    assert edtf_of("yesterday", late, HOME) == "2023-11-04"


def test_now_is_in_utc_where_the_offset_has_seconds() -> None:
    """Before standard time an offset is no whole number of minutes, which EDTF cannot say."""
    long_ago = Instant(-3_000_000_000_000_000)

    assert edtf_of("now", long_ago, HOME) == "1874-12-07T18:40Z"


def test_a_word_for_a_day_beyond_the_calendar_is_refused() -> None:
    """The clock of a computer may say anything; no date does."""
    with pytest.raises(BeyondCalendar):
        edtf_of("today", BEGINNING, HOME)


@pytest.mark.parametrize(("typed", "reason", "hint"), REFUSED)
def test_anything_else_is_refused_with_a_reason_and_a_hint_that_parses(
    typed: str, reason: str, hint: str
) -> None:
    """A refusal names what was typed, what is wrong, and what was probably meant."""
    with pytest.raises(BadDate) as caught:
        edtf_of(typed, NOW, HOME)

    assert caught.value.text == typed
    assert reason in caught.value.reason
    assert caught.value.hint == hint
    assert str(Date.parse(hint)) == hint


@given(dates())
@example("[2023-11-17..2023-11-22]")
def test_a_date_goes_through_unchanged(text: str) -> None:
    """Whoever writes EDTF gets what she wrote."""
    assert edtf_of(text, NOW, HOME) == text


@given(st.text() | phrases())
def test_every_answer_is_a_date_and_every_refusal_has_a_hint_that_is_one(typed: str) -> None:
    """Whatever is typed, no other error comes out."""
    try:
        answer = edtf_of(typed, NOW, HOME)
    except BadDate as bad:
        answer = bad.hint

    assert str(Date.parse(answer))


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("17 November 2023", "2023-11-17"),
        ("17-Nov-2023", "2023-11-17"),
        ("Friday, the 3rd of Feb. 2023", "2023-02-03"),
        ("Sept 9 2023", "2023-09-09"),
        ("May 2023", "2023-05"),
        ("31 June 2023", "2023-06-31"),
        ("17 Nov 23", None),
        ("November 17", None),
        ("17/11/2023", None),
    ],
)
def test_a_date_with_the_name_of_its_month_is_read_as_written(text: str, edtf: str | None) -> None:
    """A name leaves no doubt which number is the month; whether the day exists is another check."""
    assert written_out(text) == edtf
