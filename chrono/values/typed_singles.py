"""One date as a person types it: a day, a month, a part of one, a time; no slash, no brackets.

What is EDTF already stays as it is. What can be read in two ways is refused with both readings.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from re import Match, Pattern
from typing import Final, NoReturn
from zoneinfo import ZoneInfo

import attrs

from chrono.values.clocks import Instant, from_datetime, to_datetime
from chrono.values.dates import BadDate, Date, Form
from chrono.values.edtf import EXAMPLE, Single
from chrono.values.edtf import read as read_single
from chrono.values.month_names import SHORT_MONTHS

_DAY: Final = 86_400_000_000
_DAYS_AGO: Final = {"today": 0, "yesterday": 1}
WEEKDAYS: Final = (*("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),)
_WEEKDAYS: Final = tuple(name[:3].lower() for name in WEEKDAYS)

_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY: Final = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_NUMBER: Final = r"(?:the )?(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>\d{4})"
_MARK: Final = r"(?P<mark>[?~%]?)"


def phrase(pattern: str) -> Pattern[str]:
    """Return a pattern of words, whatever their case."""
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


_WRITTEN_OUT: Final = (
    phrase(rf"(?:{_WEEKDAY},? )?{_NUMBER}[ -](?:of )?{_MONTH}(?:,?[ -]{_YEAR})?{_MARK}"),
    phrase(rf"(?:{_WEEKDAY},? )?{_MONTH} {_NUMBER}(?:,? {_YEAR})?{_MARK}"),
    phrase(rf"{_MONTH}(?:,?[ -]{_YEAR})?{_MARK}"),
    phrase(rf"{_NUMBER}{_MARK}"),
)
"""A day or a month with its name, as documents write it; the year may stand in another part."""

_LAST: Final = phrase(rf"last {_WEEKDAY}")
_SLASHED: Final = phrase(r"(\d\d?)([/.])(\d\d?)\2(\d{4})")
_YEAR_FIRST: Final = phrase(r"(\d{4})[/.](\d\d?)[/.](\d\d?)")
_QUARTER: Final = phrase(rf"([QH])([1-4]),? {_YEAR}")
_YEAR_QUARTER: Final = phrase(rf"{_YEAR} ?([QH])([1-4])")
_DECADE: Final = phrase(r"(?:the )?(\d{3})0'?s")
_CENTURY: Final = phrase(r"(?:the )?(\d\d?)(?:st|nd|rd|th) century")
_YEARS: Final = phrase(r"'?(\d{4}|\d\d) ?[-\u2013\u2014] ?'?(\d{4}|\d\d)")
_QUALIFIERS: Final = (
    (phrase(r"(?:about|around|approximately|approx\.?|circa|ca?\.?) (.+)"), "~"),
    (phrase(r"(?:maybe|perhaps|possibly|probably) (.+)"), "?"),
)

_ZONES: Final = {
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}  # fmt: skip
_OFFSETS: Final = {
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "utc": 0, "gmt": 0, "z": 0, "cet": 1, "cest": 2,
}  # fmt: skip
_TIMED: Final = phrase(
    r"(?P<date>.+?),? (?:at )?(?P<hour>\d\d?)(?::(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?(?: ?(?P<zone>[a-z]+|[+-]\d\d?(?::?\d\d)?))?"
)


@attrs.frozen
class SingleReader:
    """Reads one date, typed at one moment in one zone.

    Attributes:
        now: By which clock ``today`` is today.
        zone: The home zone.
    """

    now: Instant
    zone: ZoneInfo

    def read(self, typed: str, like: str = "") -> str:
        """Return the EDTF text of one date.

        Args:
            typed: Without spaces around.
            like: A date beside it, from which a year, or a month and a year, is taken over.

        Raises:
            BadDate: It is none, or can be read in two ways.
        """
        for pattern, mark in _QUALIFIERS:
            match = pattern.fullmatch(typed)
            if match:
                return qualified(self.read(match[1], like), mark)
        word = typed.lower()
        if word in _DAYS_AGO:
            return self.day(_DAYS_AGO[word])
        if word == "now":
            return self._minute()
        if last := _LAST.fullmatch(typed):
            return self._last(last["weekday"])
        if is_date(typed):
            return _alone(typed)
        return (
            written_out(typed, like)
            or _in_digits(typed)
            or _wide(typed)
            or self._timed(typed, like)
            or _nothing(typed)
        )

    def day(self, ago: int) -> str:
        """Return the day so many days ago, by the clocks of the zone."""
        reading = to_datetime(self.now, self.zone).replace(tzinfo=UTC)
        return to_datetime(Instant(from_datetime(reading) - ago * _DAY), UTC).date().isoformat()

    def _last(self, weekday: str) -> str:
        """Return the latest day of that name before today."""
        today = datetime.fromisoformat(self.day(0)).weekday()
        return self.day((today - _WEEKDAYS.index(weekday[:3].lower()) - 1) % 7 + 1)

    def _minute(self) -> str:
        """Return the minute, with the offset of the zone; in UTC where that is no whole minutes."""
        here = to_datetime(self.now, self.zone).isoformat(timespec="minutes")
        if not is_date(here):
            here = to_datetime(self.now, UTC).isoformat(timespec="minutes")
        return str(Date.parse(here))

    def _timed(self, typed: str, like: str) -> str | None:
        match = _TIMED.fullmatch(typed)
        if match is None or not (match["half"] or match["minute"]):
            return None
        day, hour = self.read(match["date"], like), int(match["hour"])
        if len(day) != len("2023-11-17"):
            raise BadDate(typed, "a time goes with a day", "2023-03-09T18:00")
        if (match["half"] and not 1 <= hour <= 12) or hour > 23:
            raise BadDate(typed, f"no hour {hour}", "2023-03-09T18:00")
        if match["half"]:
            hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
        seconds = f":{match['second']}" if match["second"] else ""
        time = f"{day}T{hour:02}:{match['minute'] or '00'}{seconds}"
        return time + _offset(typed, match["zone"], time)


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


def beside(single: str, *, later: bool) -> str:
    """Return the date of the same precision that comes just after another, or just before it.

    Raises:
        BadDate: There is none in the years 0001 to 9999.
    """
    parsed = read_single(single)
    if parsed is None:
        raise BadDate(single, "expected one date, without slash or brackets", "2023-11-17")
    step = timedelta(microseconds=1)
    try:
        edge = parsed.last.replace(fold=0) + step if later else parsed.first - step
    except OverflowError:
        raise BadDate(single, "no date before year 1 or after year 9999", "") from None
    return _as_precise(edge, parsed) + parsed.qualifier


def _as_precise(edge: datetime, single: Single) -> str:
    text = single.text.rstrip("?~%")
    year, months = f"{edge.year:04}", text[5:7]
    if "T" in text:
        clock = edge.isoformat(timespec="seconds" if text.count(":", 0, 19) == 2 else "minutes")
        return clock + text[len(clock) :]
    if "X" in text[:4]:
        return year[: text.index("X")] + "X" * text[:4].count("X")
    if not months or months == "XX":
        return year
    if months >= "40":
        return f"{year}-{40 + (edge.month - 1) // 6}"
    if months >= "33":
        return f"{year}-{33 + (edge.month - 1) // 3}"
    return edge.date().isoformat() if text[8:].isdigit() else f"{year}-{edge.month:02}"


def _alone(typed: str) -> str:
    date = Date.parse(typed)
    if date.form is Form.SINGLE:
        return typed
    known = date.start if isinstance(date.start, Single) else date.end
    raise BadDate(typed, "expected one date, without slash or brackets", str(known))


def written_out(typed: str, like: str = "") -> str | None:
    """Return a day or month with its month's name in English, as ``17 November 2023``; else None.

    The day may be one that its month lacks: whoever parses the answer says so.

    Raises:
        BadDate: It has no year, and there is none in `like`.
    """
    for pattern in _WRITTEN_OUT:
        match = pattern.fullmatch(typed)
        if match:
            return _named(typed, match, like)
    return None


def _named(typed: str, match: Match[str], like: str) -> str | None:
    found = match.groupdict()
    if found.get("month"):
        month = f"{SHORT_MONTHS.index(found['month'][:3].capitalize()) + 1:02}"
    else:
        month = like[5:7] if like[8:10].isdigit() else ""
    year = found.get("year") or like[:4]
    if not month:
        return None
    if not year.isdigit():
        raise BadDate(typed, f"of which year? say {typed} 2023", "")
    day = f"-{int(found['day']):02}" if found.get("day") else ""
    date = f"{year}-{month}{day}"
    if found.get("weekday") and is_date(date):
        weekday = datetime.fromisoformat(date).weekday()
        if not found["weekday"].lower().startswith(_WEEKDAYS[weekday]):
            raise BadDate(typed, f"{date} is a {WEEKDAYS[weekday]}", "")
    return date + found["mark"]


def _in_digits(typed: str) -> str | None:
    """Return a day in digits of which only one order is possible."""
    if first := _YEAR_FIRST.fullmatch(typed):
        return "-".join(part.zfill(2) for part in first.groups())
    match = _SLASHED.fullmatch(typed)
    if match is None:
        return None
    one, other, year = match[1].zfill(2), match[3].zfill(2), match[4]
    month_first, day_first = f"{year}-{one}-{other}", f"{year}-{other}-{one}"
    possible = [date for date in dict.fromkeys((month_first, day_first)) if is_date(date)]
    if len(possible) == 2:
        reason = f"say {day_first}, or {month_first}"
        raise BadDate(typed, reason, "")
    if not possible:
        raise BadDate(typed, "no such day, in either order", year)
    return possible[0]


def _wide(typed: str) -> str | None:
    """Return a quarter, a half or a decade."""
    if match := _QUARTER.fullmatch(typed) or _YEAR_QUARTER.fullmatch(typed):
        year = match["year"]
        part, number = (group for group in match.groups() if group != year)
        if part.upper() == "H" and int(number) > 2:
            raise BadDate(typed, f"a year has no half {number}", year)
        return f"{year}-{(32 if part.upper() == 'Q' else 39) + int(number)}"
    if match := _DECADE.fullmatch(typed):
        years = match[1]
        if years.endswith("0"):
            reason = f"say {years}X for the decade, or {years[:2]}XX for the century"
            raise BadDate(typed, reason, "")
        return f"{years}X"
    if match := _CENTURY.fullmatch(typed):
        last = int(match[1])
        reason = f"say {last - 1:02}XX, or between {last - 1:02}01 and {last:02}00"
        raise BadDate(typed, reason, "")
    if match := _YEARS.fullmatch(typed):
        start, end = match[1] if len(match[1]) == 4 else f"19{match[1]}", match[2]
        end = end if len(end) == 4 else start[:-2] + end
        reason = f"say between {start} and {end} (one moment), or from {start} to {end} (lasting)"
        raise BadDate(typed, reason, "")
    return None


def _offset(typed: str, zone: str | None, time: str) -> str:
    if not zone:
        return ""
    name = zone.lower()
    if name in _ZONES:
        there = datetime.fromisoformat(time).replace(tzinfo=ZoneInfo(_ZONES[name]))
        return there.isoformat()[-6:]
    if name in _OFFSETS:
        return str(timezone(timedelta(hours=_OFFSETS[name]))).removeprefix("UTC") or "Z"
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        hours, minutes = (digits, "00") if len(digits) <= 2 else (digits[:-2], digits[-2:])
        return f"{zone[0]}{hours.zfill(2)}:{minutes}"
    known = ", ".join(one.upper() for one in (*_ZONES, *_OFFSETS) if one != "z")
    raise BadDate(typed, f"no zone {zone!r}; one of {known}, or an offset", f"{time}Z")


def _nothing(typed: str) -> NoReturn:
    """Raise what is wrong with a text that is no date."""
    try:
        Date.parse(typed)
    except BadDate as bad:
        if bad.hint != EXAMPLE and typed[:4].isdigit():
            raise
    raise BadDate(typed, "expected a date, as 9 March 2023, 2023-03 or last friday", "")
