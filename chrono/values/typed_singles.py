"""One date as a person types it: a day, a month, a part of one, a time; no slash, no brackets.

What is EDTF already stays as it is. What can be read in two ways is refused with both readings.
"""

import re
from datetime import UTC, datetime
from re import Pattern
from typing import Final, Literal, NoReturn
from zoneinfo import ZoneInfo

import attrs

from chrono.values.clocks import Instant, from_datetime, to_datetime
from chrono.values.dates import BadDate, Date, Form
from chrono.values.month_names import SHORT_MONTHS
from chrono.values.year_spans import year_span
from chrono.values.zone_names import ZONE_NAMES, home_offset, offset_of

Order = Literal["year first", "day first", "month first"]
"""How days in digits are written; year first where nobody says it of those that end in a year."""

_DAY: Final = 86_400_000_000
_DAYS_AGO: Final = {"today": 0, "yesterday": 1}
_WEEKDAYS: Final = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)

_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY: Final = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_NUMBER: Final = r"(?:the )?(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>\d{4})"
_MARK: Final = r"(?P<mark>[?~%]?)"
_PART: Final = (
    r"(?P<letter>[QH])(?P<digit>\d)"
    r"|(?:the )?(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th) (?P<name>quarter|half)"
)


def phrase(pattern: str) -> Pattern[str]:
    """Return a pattern of words, whatever their case."""
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


_WRITTEN_OUT: Final = (
    phrase(rf"(?:{_WEEKDAY},? )?{_NUMBER}[ -](?:of )?{_MONTH}(?:,?[ -]{_YEAR})?{_MARK}"),
    phrase(rf"(?:{_WEEKDAY},? )?{_MONTH} {_NUMBER}(?:,? {_YEAR})?{_MARK}"),
    phrase(rf"{_MONTH}(?:,?[ -](?:of )?{_YEAR})?{_MARK}"),
    phrase(rf"{_NUMBER}{_MARK}"),
)
"""A day or a month with its name, as documents write it; the year may stand in another part."""

_LAST: Final = phrase(rf"last {_WEEKDAY}")
_YEAR_LAST: Final = phrase(r"(\d\d?)([/.-])(\d\d?)\2(\d{4})")
_YEAR_FIRST: Final = phrase(r"(\d{4})[/.](\d\d?)[/.](\d\d?)")
_MONTH_FIRST: Final = phrase(r"(0?[1-9]|1[0-2])[/.-](\d{4})")
_SHORT_YEAR: Final = phrase(r"\d\d?([/.-])\d\d?\1\d\d")
_PART_OF_YEAR: Final = (phrase(rf"(?:{_PART}),? (?:of )?{_YEAR}"), phrase(rf"{_YEAR} ?(?:{_PART})"))
_ORDINALS: Final = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
}  # fmt: skip
_DECADE: Final = phrase(r"(?:the )?(\d{3})0'?s")
_CENTURY: Final = phrase(r"(?:the )?(\d\d?)(?:st|nd|rd|th) century")
_QUALIFIERS: Final = (
    (phrase(r"(?:about|around|approximately|approx\.?|circa|ca?\.?) (.+)"), "~"),
    (phrase(r"(?:maybe|perhaps|possibly|probably) (.+)"), "?"),
)
_TIMED: Final = phrase(
    r"(?P<date>.+?)(?:(?<=\d)T|,? (?:at )?)(?P<doubt>(?:(?:about|circa|perhaps|maybe) )*)"
    r"(?P<hour>\d\d?)(?::(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?"
    r"(?: ?(?P<zone>\([^()]+\)|[a-z]+(?:[+-][\d:]+)?|[+-]\d\d?(?::?\d\d)?))?"
)
_OF_HOME: Final = phrase(r"\(.* or .*\)|\(UTC[+-]\d\d:\d\d:\d\d\)")
"""The offsets that text prints of a time without one: two of them, or one with seconds."""

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
            or _written_out(typed, like)
            or self._in_digits(typed)
            or _part_of_year(typed)
            or _years(typed)
            or self._timed(typed, like)
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
        ago = (today - _weekday(last["weekday"]) - 1) % 7 + 1
        return _day(self.now, self.zone, ago=ago)

    def _in_digits(self, typed: str) -> str | None:
        """Return a day or month in digits, if only one order is possible or one is known."""
        if match := _YEAR_FIRST.fullmatch(typed):
            return "-".join(part.zfill(2) for part in match.groups())
        if match := _MONTH_FIRST.fullmatch(typed):
            return f"{match[2]}-{match[1]:0>2}"
        if _SHORT_YEAR.fullmatch(typed):
            raise BadDate(typed, "expected a year of four digits, such as 2023-11-17", "")
        match = _YEAR_LAST.fullmatch(typed)
        if match is None:
            return None
        first, second, year = f"{match[1]:0>2}", f"{match[3]:0>2}", match[4]
        day_first, month_first = f"{year}-{second}-{first}", f"{year}-{first}-{second}"
        if self.order != "year first":
            return self._in_order(typed, day_first, month_first)
        possible = [date for date in dict.fromkeys((day_first, month_first)) if is_date(date)]
        if len(possible) == 2:
            reason = f"say {day_first} (day first) or {month_first} (month first)"
            raise BadDate(typed, reason, "")
        if not possible:
            raise BadDate(typed, "no such day, in either order", year)
        return possible[0]

    def _in_order(self, typed: str, day_first: str, month_first: str) -> str:
        date, other = day_first, month_first
        if self.order == "month first":
            date, other = other, date
        if is_date(other) and not is_date(date):
            another = "month first" if self.order == "day first" else "day first"
            reason = f"there is no month {date[5:7]}, {self.order}; is this one {another}?"
            raise BadDate(typed, reason, "")
        return date

    def _timed(self, typed: str, like: str) -> str | None:
        match = _TIMED.fullmatch(typed)
        if match is None or not (match["half"] or match["minute"]):
            return None
        day, hour = self.read(match["date"], like), int(match["hour"])
        single = Date.parse(day).start
        if isinstance(single, str) or single.unit != "day" or single.qualifier:
            raise BadDate(typed, "a time goes with a day", day)
        if (match["half"] and not 1 <= hour <= 12) or hour > 23:
            raise BadDate(typed, f"there is no hour {match['hour']}", day)
        if match["half"]:
            hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
        seconds = f":{match['second']}" if match["second"] else ""
        time = f"{day}T{hour:02}:{match['minute'] or '00'}{seconds}"
        time += self._offset(typed, match["zone"] or "", time)
        for word in match["doubt"].lower().split():
            time = qualified(time, "~" if word in ("about", "circa") else "?")
        return time

    def _offset(self, typed: str, zone: str, time: str) -> str:
        """Return the offset that a zone has at a time; empty for the home zone."""
        if not zone or _OF_HOME.fullmatch(zone):
            return ""
        offset = offset_of(zone.strip("()"), time)
        if offset:
            return offset
        at_home = (home_offset(self.zone, time) if self.zone else "") or "-05:00"
        if offset is None:
            known = ", ".join(ZONE_NAMES)
            reason = f"no zone {zone!r}; there is {known}, or an offset such as {at_home}"
            raise BadDate(typed, reason, "")
        reason = f"clocks in {zone} show that time twice, or never; write an offset such as "
        raise BadDate(typed, reason + at_home, "")


def qualified(single: str, mark: str) -> str:
    """Return a date with a qualifier; one that says otherwise already makes it both."""
    stands = single[-1] if single[-1] in "?~%" else ""
    if not stands:
        return single + mark
    return single[:-1] + (stands if stands == mark else "%")


def is_date(text: str) -> bool:
    """Return whether a text is EDTF that chrono reads."""
    try:
        Date.parse(text)
    except BadDate:
        return False
    return True


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


def _weekday(name: str) -> int:
    """Return the number of a day of the week by the start of its name, Monday 0."""
    return next(n for n, day in enumerate(_WEEKDAYS) if day[:3].lower() == name[:3].lower())


def _alone(typed: str) -> str:
    if Date.parse(typed).form is Form.SINGLE:
        return typed
    raise BadDate(typed, "expected one date, without slash or brackets", "")


def _written_out(typed: str, like: str) -> str | None:
    """Return a day or month with its month's name in English, as ``17 November 2023``; else None.

    Raises:
        BadDate: It has no year, and there is none in `like`; or that day is another weekday.
    """
    match = next(filter(None, (pattern.fullmatch(typed) for pattern in _WRITTEN_OUT)), None)
    found = match.groupdict() if match else {}
    name = (found.get("month") or "")[:3].capitalize()
    month = f"{SHORT_MONTHS.index(name) + 1:02}" if name else like[5:7]
    if not match or not (name or like[8:10].isdigit()):
        return None
    year = found.get("year") or like[:4]
    if not year.isdigit():
        raise BadDate(typed, f"of which year? say {typed} 2023", "")
    date = f"{year}-{month}" + (f"-{int(found['day']):02}" if found.get("day") else "")
    if found.get("weekday") and is_date(date):
        weekday = datetime.fromisoformat(date).weekday()
        if weekday != _weekday(found["weekday"]):
            raise BadDate(typed, f"{date} is a {_WEEKDAYS[weekday]}", "")
    return date + found["mark"]


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
    """Return a decade; refuse what may be one or a century, and two years."""
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
