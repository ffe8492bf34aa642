"""Dates in words: every form that a date can have."""

from zoneinfo import ZoneInfo

import pytest

from chrono.values.date_words import in_words
from chrono.values.dates import Date

LOS_ANGELES = ZoneInfo("America/Los_Angeles")

WORDS = {
    "2023-11-17": "17 Nov 2023",
    "2024-02-09": "9 Feb 2024",
    "2023-11": "Nov 2023",
    "2023": "2023",
    "0800": "0800",
    "2025-XX": "2025",
    "2025-XX-XX": "2025",
    "2025-06-XX": "Jun 2025",
    "202X": "the 2020s",
    "190X": "the years 1900 to 1909",
    "19XX": "the years 1900 to 1999",
    "2025-33": "first quarter of 2025",
    "2025-34": "second quarter of 2025",
    "2025-35": "third quarter of 2025",
    "2025-36": "fourth quarter of 2025",
    "2025-40": "first half of 2025",
    "2025-41": "second half of 2025",
    "2019-03~": "about Mar 2019",
    "2018-02-20?": "perhaps 20 Feb 2018",
    "2018%": "perhaps about 2018",
    "2025-34~": "about the second quarter of 2025",
    "2023-11-19T21:00-08:00": "19 Nov 2023, 21:00",
    "2023-11-19T21:00-08:00~": "19 Nov 2023, about 21:00",
    "2023-11-19T21:00-08:00?/..": "since 19 Nov 2023, perhaps 21:00",
    "2023-11-20T07:53:08Z": "19 Nov 2023, 23:53:08",
    "2023-07-01T12:00": "1 Jul 2023, 12:00",
    "2023-11-05T01:30": "5 Nov 2023, 01:30 (UTC-07:00 or UTC-08:00)",
    "2023-11-05T01:30-07:00": "5 Nov 2023, 01:30 (UTC-07:00)",
    "2023-11-05T01:30-08:00": "5 Nov 2023, 01:30 (UTC-08:00)",
    "0001-01-01T01:00+14:00": "1 Jan 0001, 01:00 (UTC+14:00)",
    "1800-01-01T12:00Z": "1 Jan 1800, 12:00 (UTC)",
    "[2023-11-19..2023-11-20]": "19 or 20 Nov 2023",
    "[2023-11-30..2023-12-01]": "30 Nov or 1 Dec 2023",
    "[2023-12-31..2024-01-01]": "31 Dec 2023 or 1 Jan 2024",
    "[2023-11..2023-12]": "Nov or Dec 2023",
    "[2023-12..2024-01]": "Dec 2023 or Jan 2024",
    "[2023..2024]": "2023 or 2024",
    "[2025-06-01..2025-06-10]": "between 1 and 10 Jun 2025",
    "[2025-06-10..2025-07-10]": "between 10 Jun and 10 Jul 2025",
    "[2025-06..2025-09-10]": "between Jun 2025 and 10 Sep 2025",
    "[2023-11..2023-11-20]": "between Nov 2023 and 20 Nov 2023",
    "[2021..2024]": "between 2021 and 2024",
    "[2025-33..2025-34]": "between the first quarter of 2025 and the second quarter of 2025",
    "[2025-06-01~..2025-06-02]": "between about 1 Jun 2025 and 2 Jun 2025",
    "[2023-11-19..2023-11-19]": "19 Nov 2023",
    "[..2023-11-16]": "on or before 16 Nov 2023",
    "[..2023-11]": "in or before Nov 2023",
    "[..2025-34]": "in or before the second quarter of 2025",
    "[2023-11-16..]": "on or after 16 Nov 2023",
    "[2021..]": "in or after 2021",
    "[..2023-11-20T08:00Z]": "at or before 20 Nov 2023, 00:00",
    "[2023-11-16~..]": "on or after about 16 Nov 2023",
    "2019-07-22/..": "since 22 Jul 2019",
    "2025-34/..": "since the second quarter of 2025",
    "2019-07~/..": "since about Jul 2019",
    "2019-07-22/": "from 22 Jul 2019, end unknown",
    "2023-11/2024-10": "from Nov 2023 to Oct 2024",
    "2023-11-01/2023-11-20": "from 1 to 20 Nov 2023",
    "../2025-01-21": "by 21 Jan 2025",
    "../2022-11-17~": "by about 17 Nov 2022",
    "/2025-01-21": "by 21 Jan 2025, start unknown",
}


@pytest.mark.parametrize("written", WORDS)
def test_a_date_is_said_as_precisely_as_it_was_written_and_no_more(written: str) -> None:
    """Each form of the subset has words of its own, in the home zone."""
    assert in_words(Date.parse(written), LOS_ANGELES) == WORDS[written]


def test_an_instant_of_another_offset_is_said_by_the_clocks_of_the_home_zone() -> None:
    """Berlin reads nine hours later than Los Angeles, on the next day."""
    date = Date.parse("2023-11-19T21:00-08:00")

    assert in_words(date, ZoneInfo("Europe/Berlin")) == "20 Nov 2023, 06:00"
