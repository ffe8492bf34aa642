"""Why a text is not a date: the first rule that it breaks, and the text without that fault.

Rules are tried in order; the first whose pattern matches anywhere in the text is used. The
corrected text may break a further rule, so the caller repeats this until it parses. What is
corrected contains what was written; where nothing surely does, the correction is empty.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from re import Match
from typing import Final

from chrono.values.month_names import MONTHS, SHORT_MONTHS
from chrono.values.year_spans import year_span
from chrono.values.zone_names import offset_of

_THIRDS: Final = {"37": ("01", "04"), "38": ("05", "08"), "39": ("09", "12")}
_EXPECTED: Final = "expected a date, year first, such as 2023-11-17"
_MONTH: Final = rf"(?P<month>{'|'.join((*MONTHS, 'Sept', *SHORT_MONTHS))})\.?"
_DAY_OF_MONTH: Final = r"(?P<day>\d\d?)(?:st|nd|rd|th)?"
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2212"


def explain(text: str) -> tuple[str, str]:
    """Return why `text` is refused, and the text with that one fault corrected, or nothing."""
    if years := year_span(text):
        start, end = years
        return f"two years are [{start}..{end}] (one moment) or {start}/{end} (lasting)", ""
    for pattern, reason, repair in _RULES:
        if re.search(pattern, text, re.ASCII):
            return reason, re.sub(
                pattern, repair, text, flags=re.ASCII
            ) if repair is not None else ""
    return "not a date that chrono reads, such as 2023-11-17", ""


def _ascii(match: Match[str]) -> str:
    char = match[0]
    if char.isdecimal():
        return str(int(char))
    return "-" if char in _DASHES else " " if char.isspace() else "#"


def _next_midnight(match: Match[str]) -> str:
    day = _shifted(match[1], 1)
    return f"{day}T00:00" if day != match[1] else day


def _week(match: Match[str]) -> str:
    year, week, day = match.groups()
    monday = f"{year}-W{week}-{day or 1}"
    try:
        first = date.fromisoformat(monday).isoformat()
    except ValueError:
        return year
    return first if day else f"[{first}..{_shifted(first, 6)}]"


def _ordinal(match: Match[str]) -> str:
    day = _shifted(f"{match[1]}-01-01", int(match[2]) - 1)
    return day if day[:4] == match[1] else match[1]


def _shifted(day: str, days: int) -> str:
    """Return the day that is `days` later; `day` itself if it or the result is no date."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


def _third(match: Match[str]) -> str:
    first, last = _THIRDS[match[2]]
    return f"[{match[1]}-{first}..{match[1]}-{last}]"


def _quarter_or_half(match: Match[str]) -> str:
    year, part, number = match.groups()
    return f"{year}-{int(number) + (32 if part in 'Qq' else 39)}"


def _zoned(match: Match[str]) -> str:
    """Return a time with the offset of the zone named after it; `#`, which is no date, for none."""
    time, zone = match.groups()
    return time + (offset_of(zone, time) or "#")


def _worded(match: Match[str]) -> str:
    """Return a day or a month in words as digits."""
    parts = match.groupdict()
    month = SHORT_MONTHS.index(parts["month"][:3].title()) + 1
    day = f"-{int(parts['day']):02}" if "day" in parts else ""
    return f"{parts['year']}-{month:02}{day}"


def _padded(match: Match[str]) -> str:
    year, *parts = match[0].split("-")
    return "-".join([year.zfill(4), *(part.zfill(2) for part in parts)])


# fmt: off
_RULES: Final[tuple[tuple[str, str, str | Callable[[Match[str]], str] | None], ...]] = (
    # Characters that no date has.
    (r"^$", _EXPECTED, None),
    (r"[^\x00-\x7f]", "only the digits 0 to 9 and plain ASCII signs are read", _ascii),
    (r"^\s+|\s+$", "a date has no spaces around it", ""),
    (r"[\x00-\x1f\x7f]", "a date has no control characters in it", ""),
    (r"#", _EXPECTED, None),
    # The year last, or slashes, as people write dates.
    (r"^(1[3-9]|2\d|3[01])([/. -])(0?[1-9]|1[0-2])\2(\d{4})$", "expected year first", r"\4-\3-\1"),
    (r"^(0?[1-9]|1[0-2])([/. -])(1[3-9]|2\d|3[01])\2(\d{4})$", "expected year first", r"\4-\1-\3"),
    (r"^(0?[1-9]|1[0-2])([/. -])\1\2(\d{4})$", "expected year first", r"\3-\1-\1"),
    (r"^\d\d?([/. -])\d\d?(\1\d{2,4})?$",
     "expected year first, then month, then day, such as 2023-11-17", None),
    (r"^(0?[1-9]|1[0-2])[/.-](\d{4})$", "expected year first", r"\2-\1"),
    (rf"(?i)^(?:[a-z]+,? )?{_DAY_OF_MONTH} {_MONTH},? (?P<year>\d{{4}})$",
     "expected year first, in digits", _worded),
    (rf"(?i)^(?:[a-z]+,? )?{_MONTH} {_DAY_OF_MONTH},? (?P<year>\d{{4}})$",
     "expected year first, in digits", _worded),
    (rf"(?i)^{_MONTH},? (?P<year>\d{{4}})$", "expected year first, in digits", _worded),
    (r"^(\d{4})[/.](\d\d?)[/.](\d\d?)$", "expected dashes within a date", r"\1-\2-\3"),
    (r"^(\d{4})[/.](\d\d?)$", "expected dashes within a date", r"\1-\2"),
    (r"^(\d{4}(?:-\d\d)?)-(\d\d)/(\d\d)$",
     "both ends of an interval are whole dates", r"\1-\2/\1-\3"),
    # Words and letters of the draft of 2012 that the standard dropped.
    (r"\bopen\b", "'open' is from the 2012 draft: an open end is two dots", ".."),
    (r"\bunknown\b", "'unknown' is from the 2012 draft: leave the unknown end empty", ""),
    (r"^y-?\d", "'y' is from the 2012 draft, and years have four digits", None),
    (r"(?<=[\dXxu-])u", "'u' is from the 2012 draft: write X", "X"),
    (r"[?~%]{2,}", "'%' means uncertain and approximate at once", "%"),
    # Features of EDTF outside the subset.
    (r"^Y", "years have four digits, without exponents", None),
    (r"[{}]", "sets in braces are not accepted: write an event for each date", None),
    (r"^\[([^,.]*),.*?([^,. ]*)\]$", "lists are not accepted: write a span", r"[\1..\2]"),
    (r"([?~%])([\dXT:Z+-]+)", "a qualifier comes after the whole date, never within", r"\2\1"),
    (r"(\d\d)\d\dS\d+", "significant digits are not accepted: write X for the open ones", r"\1XX"),
    (r"(?<!\d)\d{4}-(2[1-9]|3[0-2])(?![\d-])",
     "seasons are not accepted (which hemisphere?): write a span, such as [2025-03..2025-05]",
     None),
    (r"(?<!\d)(\d{4})-(3[7-9])(?!\d)", "thirds of a year are not accepted: write a span", _third),
    (r"(?<!\d)(\d{4})-?([QqHh])([1-4])(?!\d)",
     "quarters are 33 to 36 and halves 40 and 41", _quarter_or_half),
    (r"(?<!\d)(\d{4})-?W(\d\d)(?:-?([1-7]))?(?!\d)",
     "week dates are not accepted: write the days", _week),
    (r"(?<!\d)(\d{4})-(\d{3})(?!\d)",
     "ordinal dates are not accepted: write month and day", _ordinal),
    # Fractions, whose digits are no year; years out of range, and the basic form.
    (r"(:\d\d:\d\d)[.,]\d+",
     "fractions of a second are not accepted: seconds are the finest", r"\1"),
    (r"(?<![\dT:])-\d{4,}", "years before 0001 are not accepted", None),
    (r"(?<!\d)(0000|000X|00XX)(?![\dX])",
     "there is no year 0000 here: years run from 0001", None),
    (r"(?<!\d)(\d{4})(0[1-9]|1[0-2])([0-3]\d)(?!\d)",
     "the basic form is not accepted: write dashes", r"\1-\2-\3"),
    (r"(?<!\d)(\d{4})(0[1-9]|1[0-2])(?!\d)",
     "the basic form is not accepted: write dashes", r"\1-\2"),
    (r"(?<![\dT:-])\d{5,}", "years have four digits, 0001 to 9999", None),
    # Times of day.
    (r"(\d{4}-\d\d-\d\d) +(?=\d)", "T comes between day and time", r"\1T"),
    (r"(?<=\d)t(?=\d)", "the T before a time is a capital", "T"),
    (r"(?<=\d)z", "the Z for UTC is a capital", "Z"),
    (r"(\d{4}-\d\d-\d\d)T24(?::?00)*(?![\d:])", "24:00 is 00:00 of the next day", _next_midnight),
    (r"(T\d\d:\d\d):60", "second 60 is not accepted: seconds run from 00 to 59", r"\1"),
    (r"(T\d\d:\d\d(?::\d\d)?[+-])(\d)(?!\d)", "an offset has two digits", r"\g<1>0\2"),
    (r"(T\d\d:\d\d(?::\d\d)?[+-]\d\d)(\d\d)(?!\d)", "an offset has a colon", r"\1:\2"),
    (r"(T\d\d:\d\d(?::\d\d)?)[+-](?!(?:0\d|1[0-3])(?::[0-5]\d)?(?![\d:])|14(?::00)?(?![\d:]))[\d:]*",
     "an offset runs from -14:00 to +14:00, with two digits", None),
    (r"(?<=T)\d(?=:)", "hours have two digits", r"0\g<0>"),
    (r"T(2[4-9]|[3-9]\d)(?!\d\d\d)[\d:]*$", "hours run from 00 to 23", ""),
    (r"T\d\d$", "half a time is not accepted: write hour and minute", ""),
    (r"T(\d\d)(\d\d)(\d\d)?(?!\d)", "a time has colons", r"T\1:\2"),
    (r"T(2[4-9]|[3-9]\d)", "hours run from 00 to 23", None),
    (r"T\d\d:[6-9]\d(:\d\d)?$", "minutes run from 00 to 59", ""),
    (r"T\d\d:[6-9]\d", "minutes run from 00 to 59", None),
    (r"(T\d\d:\d\d):[6-9]\d", "seconds run from 00 to 59", r"\1"),
    (r"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?) ?([A-Za-z]{2,5})\b",
     "a zone is written as an offset from UTC", _zoned),
    (r"(?<![\d-])(\d{4}(?:-\d\d)?)T.*", "a time needs a whole day", r"\1"),
    (r"^(\d{4}-\d\d-\d\d)(Z|[+-]\d\d:\d\d)$",
     "an offset belongs to a time", r"[\1T00:00\2..\1T23:59\2]"),
    (r"\d{4}-\d\d-\d\d(Z|[+-]\d\d:\d\d)", "an offset belongs to a time", None),
    # Months, days and unspecified digits.
    (r"(?<=[\dxX-])(?<!:\d\d)x", "the X for an unspecified digit is a capital", "X"),
    (r"^\d{3}$", "years have four digits", r"0\g<0>"),
    (r"(?<![\d-])\d{3}-\d\d?(-\d\d?)?(?![\d-])", "years have four digits", _padded),
    (r"(?<!\d)\d{4}-\d\d?-\d(?![\dX])|(?<!\d)\d{4}-\d(?![\dX-])|(?<!\d)\d{4}-\d-\d\d?(?!\d)",
     "months and days have two digits", _padded),
    (r"(?<!\d)(\d{4})-(1[3-9]|2\d|3[01])-(0[1-9]|1[0-2])(?!\d)",
     "months run from 01 to 12", r"\1-\3-\2"),
    (r"(?<!\d)(\d{4})-(?!0[1-9]|1[0-2]|3[3-6]|4[01]|XX)\d\d(-\w\w)?(?!\d)",
     "months run from 01 to 12, quarters 33 to 36, halves 40 and 41", r"\1"),
    (r"(?<!\d)(\d{4}-\d\d)-(00|3[2-9]|[4-9]\d)(?!\d)", "days run from 01 to 31", r"\1"),
    (r"(?<!\d)(\d{4}-(?:3[3-6]|4[01]))-[\dX]+", "a quarter or half has no days", r"\1"),
    (r"(?<!\d)(\d{4})-XX-\d\d", "with the month unspecified, so is the day", r"\1-XX-XX"),
    (r"(?<!\d)(\d{2}XX|\d{3}X)-[\dX-]+", "with the year unspecified, no month follows", r"\1"),
    (r"(?<!\d)(\d{4}(?:-\d\d)?)-(?:\dX|X\d)", "X stands for a whole month or day", r"\1-XX"),
    (r"(?<![\dX-])(?!\d{3}X\b|\d\dXX\b)[\dX]*X[\dX]*",
     "X stands for the last one or two digits of a year", None),
    # Intervals and spans.
    (r"^\[?(\.\.)?/?(\.\.)?\]?$", "one end at least is a date, such as 2023-11-17/..", None),
    (r"^[^\d]*$", _EXPECTED, None),
    (r"[\[\]].*/|/.*[\[\]]", "a span cannot be part of an interval", None),
    (r"\.\.([^\]]*)\]([?~%])$", "a qualifier belongs to one end of a span", r"..\1\2]"),
    (r"^\[([^\]]*)$|^([^\[]*)\]$", "a span has a bracket on each side", r"\1\2"),
    (r"^([^\[\].]+)\.\.([^\[\].]*)$", "a span is in brackets", r"[\1..\2]"),
    (r"^\[([^\].]*)\]$", "a span has two dots", r"\1"),
    (r"/[^/]*/", "an interval has one slash", None),
    # All the rest.
    (r"[A-Za-z]{2}", _EXPECTED, None),
    (r"\s+", "a date has no spaces in it", ""),
    (r"^(\d{4}(?:-\d\d){0,2})[-.,;:]+$", "not a date that chrono reads", r"\1"),
)
# fmt: on
