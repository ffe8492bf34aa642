"""Dates in English words, never more precise than what was written.

Days as ``17 Nov 2023``, months as ``Nov 2023``; a time as the clocks of the home zone show it, with
their offset from UTC only where they show that time twice.
"""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from chrono.values.calendar import Shown, shown_end
from chrono.values.dates import Date, Form
from chrono.values.month_names import SHORT_MONTHS

_ORDINALS: Final = ("first", "second", "third", "fourth")
_QUALIFIED: Final = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
_PREPOSITIONS: Final = {"day": "on", "minute": "at", "second": "at"}
"""The preposition of a date by its unit; ``in`` for any other."""

_OWN_PREPOSITIONS: Final = frozenset(("by", "from", "since"))
_OF_A_SPAN: Final = frozenset(("at", "between", "in", "on"))
"""With which a date is one moment in a span: `between Jun and Sep` alone says how long."""


def in_words(date: Date, zone: ZoneInfo) -> str:
    """Return a date in words; times are given in `zone`, the home zone."""
    start, end = shown_end(date.start, zone), shown_end(date.end, zone)
    if date.form is Form.SINGLE and start:
        return _alone(start)
    if date.form is Form.SPAN:
        return _span(start, end)
    return _lasting(date, start, end)


def with_article(words: str) -> str:
    """Return the words of a date as they stand within a phrase: ``the first quarter of 2023``."""
    return f"the {words}" if words.startswith(_ORDINALS) else words


def since(words: str) -> str:
    """Return since when something holds, of the words of a date: ``since 17 Nov 2023``.

    >>> since("by 29 Jul 2024"), since("between 3 and 5 May 2024")
    ('by 29 Jul 2024', 'since some time between 3 and 5 May 2024')
    """
    first = words.split(" ", maxsplit=1)[0]
    if first in _OWN_PREPOSITIONS:
        return words
    return f"since some time {words}" if first in _OF_A_SPAN else f"since {with_article(words)}"


def _span(start: Shown | None, end: Shown | None) -> str:
    """Return one moment within a span, in words."""
    if start and end:
        if _next_to_each_other(start, end):
            return _joined(start, "or", end)
        if start == end:
            return _alone(start)
        return f"between {_joined(start, 'and', end)}"
    known, side = (start, "after") if start else (end, "before")
    return f"{_PREPOSITIONS.get(known.unit, 'in')} or {side} {_within(known)}" if known else ""


def _lasting(date: Date, start: Shown | None, end: Shown | None) -> str:
    """Return an interval in words; one without a start is known to be in force by its end."""
    if start and end:
        return f"from {_joined(start, 'to', end)}"
    if start:
        begun = _within(start)
        return f"since {begun}" if date.end == ".." else f"from {begun}, end unknown"
    begun = f"by {_within(end)}" if end else ""
    return begun if date.start == ".." else f"{begun}, start unknown"


def _alone(date: Shown) -> str:
    return _within(date) if date.qualifier else _words(date)


def _within(date: Shown) -> str:
    """Return a date in words, as used within a phrase."""
    if date.unit in ("minute", "second"):  # what is vague is the time, not the day
        return _words(date)
    return f"{_QUALIFIED[date.qualifier]}{with_article(_words(date))}"


def _words(date: Shown) -> str:
    first, year = date.first, f"{date.first.year:04}"
    if date.unit in ("minute", "second"):
        clock = first.strftime("%H:%M:%S" if date.unit == "second" else "%H:%M")
        offset = f" ({date.offset})" if date.offset else ""
        return f"{_day(first)}, {_QUALIFIED[date.qualifier]}{clock}{offset}"
    years = f"the years {year} to {date.last.year:04}"
    return {
        "century": years,
        "decade": years if year.endswith("00") else f"the {year}s",  # the 1900s are a hundred, too
        "half": f"{_ORDINALS[(first.month - 1) // 6]} half of {year}",
        "quarter": f"{_ORDINALS[(first.month - 1) // 3]} quarter of {year}",
        "month": f"{SHORT_MONTHS[first.month - 1]} {year}",
        "day": _day(first),
    }.get(date.unit, year)


def _day(day: datetime) -> str:
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year:04}"


def _joined(start: Shown, word: str, end: Shown) -> str:
    """Return two dates joined by a word; a shared month or year comes once: 19 and 21 Nov 2023."""
    first, last = _within(start).split(" "), _within(end).split(" ")
    plain = not start.qualifier and not end.qualifier
    if plain and start.unit == end.unit and start.unit in ("day", "month"):
        kept = (n for n in range(1, len(first)) if first[n:] == last[n:])
        first = first[: next(kept, len(first))]
    return f"{' '.join(first)} {word} {_within(end)}"


def _next_to_each_other(start: Shown, end: Shown) -> bool:
    """Return whether two days, months or years follow each other directly."""
    if start.qualifier or end.qualifier or start.unit != end.unit:
        return False
    if start.unit == "day":
        return (end.first - start.first).days == 1
    months = (end.first.year - start.first.year) * 12 + end.first.month - start.first.month
    return months == {"month": 1, "year": 12}.get(start.unit)
