"""Typing aids for dates: what each phrase stands for, and what is said of everything else."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chrono.values.clocks import BEGINNING, BeyondCalendar, Instant
from chrono.values.dates import BadDate, Date
from chrono.values.typed_dates import edtf_of
from tests.strategies import DATES

HOME = ZoneInfo("America/Los_Angeles")
NOW = Instant(1_700_640_930_123_456)
"""2023-11-22T08:15:30Z: a quarter past midnight in Los Angeles, a summer afternoon in Kiribati."""

ONE_DATE = (
    ("9 March 2023", "2023-03-09"),
    ("March 9th, 2023", "2023-03-09"),
    ("Mar 9, 2023", "2023-03-09"),
    ("9-Mar-2023", "2023-03-09"),
    ("Fri 17th of Nov. 2023", "2023-11-17"),
    ("March 2023", "2023-03"),
    ("Sept. 2023", "2023-09"),
    ("9 March 2023~", "2023-03-09~"),
    ("25/12/2021", "2021-12-25"),
    ("12/25/2021", "2021-12-25"),
    ("25.12.2021", "2021-12-25"),
    ("4/4/2023", "2023-04-04"),
    ("2021/3/4", "2021-03-04"),
    ("9 March 2023 6pm ET", "2023-03-09T18:00-05:00"),
    ("9 July 2023 6pm ET", "2023-07-09T18:00-04:00"),
    ("2022-04-25 4pm", "2022-04-25T16:00"),
    ("25 April 2022, 16:30", "2022-04-25T16:30"),
    ("25 April 2022 at 16:30:15 CET", "2022-04-25T16:30:15+01:00"),
    ("2022-04-25 12:05 am PST", "2022-04-25T00:05-08:00"),
    ("2022-04-25 12 p.m. UTC", "2022-04-25T12:00Z"),
    ("2022-04-25 16:30 +0530", "2022-04-25T16:30+05:30"),
    ("yesterday 4pm", "2023-11-21T16:00"),
    ("Q1 2023", "2023-33"),
    ("2023 Q4", "2023-36"),
    ("H2 2023", "2023-41"),
    ("circa 2015", "2015~"),
    ("about March 2019", "2019-03~"),
    ("c. 2023", "2023~"),
    ("ca. 2023", "2023~"),
    ("around 2023-11", "2023-11~"),
    ("approximately 2023-11-17T12:28", "2023-11-17T12:28~"),
    ("maybe 2023-11-17", "2023-11-17?"),
    ("possibly 202X", "202X?"),
    ("1850s", "185X"),
    ("the 1850s", "185X"),
    ("last friday", "2023-11-17"),
    ("last wednesday", "2023-11-15"),
    ("last Tue", "2023-11-21"),
    ("on 17 November 2023", "2023-11-17"),
    ("on [2023..2024]", "[2023..2024]"),
)
AROUND = (
    ("before 2023", "[..2022]"),
    ("before March 2023", "[..2023-02]"),
    ("before 1 January 2023", "[..2022-12-31]"),
    ("before Q1 2023", "[..2022-36]"),
    ("before H2 2023", "[..2023-40]"),
    ("before 2023-11-17T09:00Z", "[..2023-11-17T08:59Z]"),
    ("before 2023-11-17T09:00:00", "[..2023-11-17T08:59:59]"),
    ("before the 1850s", "[..184X]"),
    ("before circa 2015", "[..2014~]"),
    ("after 2023", "[2024..]"),
    ("after February 2024", "[2024-03..]"),
    ("after 31 Dec 2023", "[2024-01-01..]"),
    ("by 29 July 2024", "[..2024-07-29]"),
    ("by 2023", "[..2023]"),
    ("on or before 2023-11-17", "[..2023-11-17]"),
    ("no later than 2023-11-17", "[..2023-11-17]"),
    ("on or after 2023-11-17", "[2023-11-17..]"),
    ("since May 2019", "2019-05/.."),
    ("since about 2019", "2019~/.."),
    ("early March 2023", "[2023-03-01..2023-03-10]"),
    ("mid-March 2023", "[2023-03-11..2023-03-20]"),
    ("late February 2024", "[2024-02-21..2024-02-29]"),
    ("late December 2023", "[2023-12-21..2023-12-31]"),
    ("early 2023", "[2023-01..2023-04]"),
    ("mid 2023", "[2023-05..2023-08]"),
    ("late in 2023", "[2023-09..2023-12]"),
)
TWO_DATES = (
    ("between 9 and 10 July 2025", "[2025-07-09..2025-07-10]"),
    ("between March and May 2023", "[2023-03..2023-05]"),
    ("between 9 March 2023 and 12 April 2024", "[2023-03-09..2024-04-12]"),
    ("between about 2023-11 and maybe 2024-01", "[2023-11~..2024-01?]"),
    ("from March 9 to March 12, 2023", "2023-03-09/2023-03-12"),
    ("from 9 March 2023 to 12", "2023-03-09/2023-03-12"),
    ("from 9 March 2023 to 12 April", "2023-03-09/2023-04-12"),
    ("8-13 March 2023", "2023-03-08/2023-03-13"),
    ("8 \N{EN DASH} 13 March 2023", "2023-03-08/2023-03-13"),
    ("from March 2023 to 9 May 2024", "2023-03/2024-05-09"),
    ("from 2019 until 2021", "2019/2021"),
    ("from 2019 through 2021", "2019/2021"),
    ("from yesterday to today", "2023-11-21/2023-11-22"),
)
COMBINED = (
    ("maybe about 2023", "2023%"),
    ("about 2023?", "2023%"),
    ("about 2023~", "2023~"),
    ("on about today", "2023-11-22~"),
    ("before now", "[..2023-11-22T00:14-08:00]"),
)
TWO_READINGS = (
    # what is typed, both readings
    ("3/4/2023", ("2023-04-03", "2023-03-04")),
    ("1900s", ("190X", "19XX")),
    ("20th century", ("19XX", "between 1901 and 2000")),
    ("1825-1860", ("between 1825 and 1860", "from 1825 to 1860")),
    ("'50\N{EN DASH}53", ("between 1950 and 1953", "from 1950 to 1953")),
    ("2023 to 2024", ("between 2023 and 2024", "from 2023 to 2024")),
    ("9 to 12 March 2023", ("between 9 and 12 March 2023", "from 9 to 12 March 2023")),
    ("until 9 March 2023", ("by 9 March 2023", "from A until 9 March 2023")),
)
"""Each reading is said so that it is read; A stands for what nobody can know."""

REFUSED = (
    # what is typed, words of the reason, the hint
    ("2023-02-30", "February 2023 has 28 days", "2023-02"),
    ("30 February 2023", "February 2023 has 28 days", "2023-02"),
    ("March 9th", "of which year? say March 9th 2023", ""),
    ("Mon 17 November 2023", "2023-11-17 is a Friday", ""),
    ("31/31/2023", "no such day", "2023"),
    ("H3 2023", "a year has no half 3", "2023"),
    ("2022-04-25 16:30 IST", "no zone 'IST'; there is ET, CT, MT, PT, EST", ""),
    ("2022-04-25 16:30 IST", "CEST, or an offset such as -07:00", ""),
    ("5 November 2023 1:30am PT", "twice, or never; write an offset from UTC", ""),
    ("2022-04-25 13pm", "no hour 13", "2022-04-25"),
    ("March 2022 4pm", "a time goes with a day", "2022-03"),
    ("30 February 2022 4pm", "28 days", "2022-02"),
    ("before 2023-02-30", "28 days", "[..2023-02]"),
    ("between March 2023 and 2024", "a month and a year", "[2023-03..2024-12]"),
    ("2021 or 2023", "next to each other", "[2021..2023]"),
    ("632-06-08", "years have four digits", "0632-06-08"),
    ("2022-04-25T16:75", "minutes", "2022-04-25"),
    ("before 0001", "no date before year 1", ""),
    ("after 9999", "no date before year 1 or after year 9999", ""),
    ("2023-11-22/2023-11-17", "ends before it starts", "2023-11-17/2023-11-22"),
    ("between 2023-11-22 and 2023-11-17", "before it starts", "[2023-11-17..2023-11-22]"),
    ("before [..2024]", "without slash or brackets", ""),
    ("about 2023/2024", "without slash or brackets", ""),
    ("between 2024", "'between' takes two dates", "[2024..]"),
    ("from 2024", "say since", "2024/.."),
    ("2023 and 2024", "'and' comes after 'between'", "[2023..2024]"),
    ("early 9 March 2023", "goes with a month or a year", "2023-03-09"),
    ("next friday", "expected a date", ""),
    ("before", "expected a date", ""),
    ("9pm", "expected a date", ""),
    ("", "expected a date", ""),
    (" \t", "expected a date", ""),
    ("about " * 30 + "2023", "longer than 160 characters", ""),
)


def dates() -> st.SearchStrategy[str]:
    """Draw the texts of dates of every form, as `str` of a date writes them."""
    days = st.dates().map(lambda day: day.isoformat())
    single = st.builds(str.__add__, days, st.sampled_from(("", "T09:30Z", "?", "~", "%")))
    forms = ("{0}", "[..{0}]", "[{0}..]", "{0}/..", "{0}/", "../{0}", "[{0}..{0}]", "{0}/{0}")
    made = st.builds(str.format, st.sampled_from(forms), single)
    return st.one_of(made, st.sampled_from(DATES)).map(lambda text: str(Date.parse(text)))


def phrases() -> st.SearchStrategy[str]:
    """Draw what somebody might type: words of ours and others, and dates good and bad."""
    words = (
        "on before by until after since between from to and about c. maybe today now last of early "
        "mid late 4pm 16:30 ET IST Q1 H2 1850s 1900s friday March 9th 8-13 century"
    )
    numbers = ("2023-11-17", "2024", "17/11/2023", "2023-02-30", "[2023..2024]", "/", "17", "Nov")
    return st.lists(st.sampled_from((*words.split(), *numbers)), max_size=7).map(" ".join)


@pytest.mark.parametrize(("typed", "edtf"), [*ONE_DATE, *AROUND, *TWO_DATES, *COMBINED])
def test_a_phrase_stands_for_a_date(typed: str, edtf: str) -> None:
    """Every phrase of the table gives the date beside it."""
    assert edtf_of(typed, NOW, HOME) == edtf


@pytest.mark.parametrize(("typed", "edtf"), [*ONE_DATE, *AROUND, *TWO_DATES])
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
def test_anything_else_is_refused_with_a_reason(typed: str, reason: str, hint: str) -> None:
    """A refusal names what was typed, what is wrong, and what was probably meant, if anything."""
    with pytest.raises(BadDate) as caught:
        edtf_of(typed, NOW, HOME)

    assert caught.value.text == typed
    assert reason in caught.value.reason
    assert caught.value.hint == hint
    assert not hint or str(Date.parse(hint)) == hint


@pytest.mark.parametrize(("typed", "readings"), TWO_READINGS)
def test_what_can_be_read_in_two_ways_is_refused_with_both(
    typed: str, readings: tuple[str, str]
) -> None:
    """Each of the two can be typed instead, and they are not the same."""
    with pytest.raises(BadDate) as caught:
        edtf_of(typed, NOW, HOME)

    assert [reading in caught.value.reason for reading in readings] == [True, True]
    assert caught.value.hint == ""
    read = [edtf_of(reading.replace("A ", "9 May 2022 "), NOW, HOME) for reading in readings]
    assert read[0] != read[1]


@given(dates())
@example("[2023-11-17..2023-11-22]")
def test_a_date_goes_through_unchanged(text: str) -> None:
    """Whoever writes EDTF gets what she wrote."""
    assert edtf_of(text, NOW, HOME) == text


@given(st.text() | phrases())
def test_every_answer_is_a_date_and_so_is_every_hint(typed: str) -> None:
    """Whatever is typed, no other error comes out."""
    try:
        answer = edtf_of(typed, NOW, HOME)
    except BadDate as bad:
        answer = bad.hint or "2023"

    assert str(Date.parse(answer))
