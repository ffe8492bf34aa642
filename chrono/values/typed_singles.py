"""One date as a person types it: a day, a month, a part of one, a time; no slash, no brackets.

What is EDTF already stays as it is. What can be read in two ways is refused with both readings.
"""

import re
from datetime import UTC, datetime
from typing import Final, NoReturn
from zoneinfo import ZoneInfo

import attrs

from chrono.values.clocks import Instant, from_datetime, to_datetime
from chrono.values.dates import BadDate, Date, Form
from chrono.values.typed_days import (
    WEEKDAY,
    Order,
    in_digits,
    is_date,
    phrase,
    weekday_number,
    written_out,
)
from chrono.values.typed_times import qualified, timed
from chrono.values.year_spans import year_span

_DAY: Final = 86_400_000_000
_DAYS_AGO: Final = {"today": 0, "yesterday": 1}
_YEAR: Final = r"(?P<year>\d{4})"
_PART: Final = (
    r"(?P<letter>[QH])(?P<digit>\d)"
    r"|(?:the )?(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th) (?P<name>quarter|half)"
)
_LAST: Final = phrase(rf"last {WEEKDAY}")
_PART_OF_YEAR: Final = (phrase(rf"(?:{_PART}),? (?:of )?{_YEAR}"), phrase(rf"{_YEAR} ?(?:{_PART})"))
_ORDINALS: Final = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
}  # fmt: skip
_SEASON: Final = phrase(rf"(spring|summer|autumn|fall|winter),? (?:of )?{_YEAR}")
_MONTHS_OF: Final = {
    "spring": ("March", "May"), "summer": ("June", "August"),
    "autumn": ("September", "November"), "fall": ("September", "November"),
}  # fmt: skip
"""The months of a season in the north; a winter is one of two years."""

_DECADE: Final = phrase(r"(?:the )?(\d{3})0'?s")
_CENTURY: Final = phrase(r"(?:the )?(\d\d?)(?:st|nd|rd|th) century")
_QUALIFIERS: Final = (
    (phrase(r"(?:about|around|approximately|approx\.?|circa|ca?\.?) (.+)"), "~"),
    (phrase(r"(?:maybe|perhaps|possibly|probably) (.+)"), "?"),
)
_DIGITS: Final = re.compile(r"[\d./:TZX+-]+[?~%]?", re.ASCII)
_EXPECTED: Final = "expected a date, such as 9 March 2023, 2023-03 or last friday"


@attrs.frozen
class SingleReader:
    """Reads one date.

    Attributes:
        now: By which clock ``today`` is today; None where such words are refused, because the text
            is read again on other days.
        zone: The home zone; None where it is not known, and then it has no part in messages.
        order: How days in digits are written that end in a year.
    """

    now: Instant | None = None
    zone: ZoneInfo | None = None
    order: Order = "year first"

    def read(self, typed: str, like: str = "") -> str:
        """Return the EDTF text of one date; a day that its month lacks comes out as it was typed.

        Args:
            typed: Without spaces around.
            like: A date beside it, from which a year, or a month and a year, is taken over.

        Raises:
            BadDate: It is none, or can be read in two ways.
        """
        for pattern, mark in _QUALIFIERS:
            if match := pattern.fullmatch(typed):
                return qualified(self.read(match[1], like), mark)
        if is_date(typed):
            return _alone(typed)
        return (
            self._by_the_clock(typed)
            or written_out(typed, like)
            or in_digits(typed, self.order)
            or _part_of_year(typed)
            or _years(typed)
            or timed(typed, lambda day: self.read(day, like), self.zone)
            or _nothing(typed)
        )

    def _by_the_clock(self, typed: str) -> str | None:
        """Return what a word for a day or for this minute means now."""
        word, last = typed.lower(), _LAST.fullmatch(typed)
        if word not in (*_DAYS_AGO, "now") and not last:
            return None
        if self.now is None or self.zone is None:
            raise BadDate(typed, "this text is read on other days, too; write the day", "")
        if word == "now":
            return _minute(self.now, self.zone)
        if not last:
            return _day(self.now, self.zone, ago=_DAYS_AGO[word])
        today = datetime.fromisoformat(_day(self.now, self.zone)).weekday()
        ago = (today - weekday_number(last["weekday"]) - 1) % 7 + 1
        return _day(self.now, self.zone, ago=ago)


def _day(now: Instant, zone: ZoneInfo, ago: int = 0) -> str:
    """Return the day so many days ago, by the clocks of a zone."""
    reading = to_datetime(now, zone).replace(tzinfo=UTC)
    return to_datetime(Instant(from_datetime(reading) - ago * _DAY), UTC).date().isoformat()


def _minute(now: Instant, zone: ZoneInfo) -> str:
    """Return the minute, with the offset of the zone; in UTC where that is no whole minutes."""
    here = to_datetime(now, zone).isoformat(timespec="minutes")
    if not is_date(here):
        here = to_datetime(now, UTC).isoformat(timespec="minutes")
    return str(Date.parse(here))


def _alone(typed: str) -> str:
    if Date.parse(typed).form is Form.SINGLE:
        return typed
    raise BadDate(typed, "expected one date, without slash or brackets", "")


def _part_of_year(typed: str) -> str | None:
    """Return a quarter or a half."""
    match = next(filter(None, (pattern.fullmatch(typed) for pattern in _PART_OF_YEAR)), None)
    if match is None:
        return None
    year, half = match["year"], (match["letter"] or match["name"])[0].lower() == "h"
    number = int(match["digit"] or _ORDINALS[match["ordinal"].lower()])
    if not 1 <= number <= (2 if half else 4):
        raise BadDate(typed, f"a year has no {'half' if half else 'quarter'} {number}", year)
    return f"{year}-{(39 if half else 32) + number}"


def _years(typed: str) -> str | None:
    """Return a decade; refuse what may be one or a century, two years, and a season.

    A season has other months in the south, and a winter months of two years.
    """
    if match := _SEASON.fullmatch(typed):
        season, year = match[1].lower(), int(match["year"])
        months = _MONTHS_OF.get(season, (f"December {year - 1}", "February"))
        between, lasting = " and ".join(months), " to ".join(months)
        said = f"say 'between {between} {year}' or 'from {lasting} {year}'"
        raise BadDate(typed, f"of which months? {said}", "")
    if match := _DECADE.fullmatch(typed):
        years = match[1]
        if years.endswith("0"):
            reason = f"say {years}X (ten years) or {years[:2]}XX (a hundred)"
            raise BadDate(typed, reason, "")
        return f"{years}X"
    if match := _CENTURY.fullmatch(typed):
        last = int(match[1])
        reason = f"say {last - 1:02}XX, or between {last - 1:02}01 and {last:02}00"
        raise BadDate(typed, reason, "")
    if years_meant := year_span(typed):
        start, end = years_meant
        reason = f"say between {start} and {end} (one moment) or from {start} to {end} (lasting)"
        raise BadDate(typed, reason, "")
    return None


def _nothing(typed: str) -> NoReturn:
    """Raise what is wrong with a text that is no date."""
    try:
        Date.parse(typed)
    except BadDate as bad:
        if bad.hint or _DIGITS.fullmatch(typed):
            raise
    raise BadDate(typed, _EXPECTED, "")
