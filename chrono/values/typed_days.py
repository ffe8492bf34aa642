"""A day or a month as a person types it: with the name of the month, or in digits."""

import re
from datetime import datetime
from re import Pattern
from typing import Final, Literal

from chrono.values.dates import BadDate, Date
from chrono.values.month_names import SHORT_MONTHS

Order = Literal["year first", "day first", "month first"]
"""How days in digits are written; year first where nobody says it of those that end in a year."""

WEEKDAYS: Final = (*("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),)

_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY: Final = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_NUMBER: Final = r"(?:the )?(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>\d{4})"
_MARK: Final = r"(?P<mark>[?~%]?)"


def phrase(pattern: str) -> Pattern[str]:
    """Return a pattern of words, whatever their case."""
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


_WRITTEN_OUT: Final = (
    phrase(rf"(?:{WEEKDAY},? )?{_NUMBER}[ -](?:of )?{_MONTH}(?:,?[ -]{_YEAR})?{_MARK}"),
    phrase(rf"(?:{WEEKDAY},? )?{_MONTH} {_NUMBER}(?:,? {_YEAR})?{_MARK}"),
    phrase(rf"{_MONTH}(?:,?[ -](?:of )?{_YEAR})?{_MARK}"),
    phrase(rf"{_NUMBER}{_MARK}"),
)
"""A day or a month with its name, as documents write it; the year may stand in another part."""

_YEAR_LAST: Final = phrase(r"(\d\d?)([/.-])(\d\d?)\2(\d{4})")
_YEAR_FIRST: Final = phrase(r"(\d{4})[/.](\d\d?)[/.](\d\d?)")
_MONTH_FIRST: Final = phrase(r"(0?[1-9]|1[0-2])[/.-](\d{4})")
_SHORT_YEAR: Final = phrase(r"\d\d?([/.-])\d\d?\1\d\d")


def is_date(text: str) -> bool:
    """Return whether a text is EDTF that chrono reads."""
    try:
        Date.parse(text)
    except BadDate:
        return False
    return True


def written_out(typed: str, like: str) -> str | None:
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
        if weekday != weekday_number(found["weekday"]):
            raise BadDate(typed, f"{date} is a {WEEKDAYS[weekday]}", "")
    return date + found["mark"]


def in_digits(typed: str, order: Order) -> str | None:
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
    if order != "year first":
        return _in_order(typed, order, day_first, month_first)
    possible = [date for date in dict.fromkeys((day_first, month_first)) if is_date(date)]
    if len(possible) == 2:
        reason = f"say {day_first} (day first) or {month_first} (month first)"
        raise BadDate(typed, reason, "")
    if not possible:
        raise BadDate(typed, "no such day, in either order", year)
    return possible[0]


def _in_order(typed: str, order: Order, day_first: str, month_first: str) -> str:
    date, other = day_first, month_first
    if order == "month first":
        date, other = other, date
    if is_date(other) and not is_date(date):
        another = "month first" if order == "day first" else "day first"
        reason = f"there is no month {date[5:7]}, {order}; is this one {another}?"
        raise BadDate(typed, reason, "")
    return date


def weekday_number(name: str) -> int:
    """Return the number of a day of the week by the start of its name, Monday 0."""
    return next(n for n, day in enumerate(WEEKDAYS) if day[:3].lower() == name[:3].lower())
