"""Dates in words, for people; never more precise than what was written.

Days as ``17 Nov 2023``, months as ``Nov 2023``; an instant as the home zone's clocks show it, with
what they add to UTC.
"""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from chrono.values.calendar import Shown, shown
from chrono.values.clocks import Instant, to_datetime
from chrono.values.dates import Date, Form, Single
from chrono.values.month_names import SHORT_MONTHS

_ORDINALS: Final = ("first", "second", "third", "fourth")
_QUALIFIED: Final = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
_PLACED: Final = {"day": "on", "minute": "at", "second": "at"}
"""What stands before a date of some unit: on a day, at a time; in all others."""


def in_words(date: Date, zone: ZoneInfo) -> str:
    """Say a date in words; `zone` is the home zone, in which an instant is shown."""
    start, end = _shown(date.start, zone), _shown(date.end, zone)
    if date.form is Form.SINGLE and start:
        return _alone(start)
    if date.form is Form.SPAN:
        return _span(start, end)
    return _lasting(date, start, end)


def day_in_words(instant: Instant, zone: ZoneInfo) -> str:
    """Say the day of an instant in the home zone."""
    return _day(to_datetime(instant, zone))


def _shown(edge: Single | str, zone: ZoneInfo) -> Shown | None:
    return shown(edge, zone) if isinstance(edge, Single) else None


def _span(start: Shown | None, end: Shown | None) -> str:
    """Say one moment within a span."""
    if start and end:
        if _next_to_each_other(start, end):
            return _joined(start, "or", end)
        if start == end:
            return _alone(start)
        return f"between {_joined(start, 'and', end)}"
    one, side = (start, "after") if start else (end, "before")
    return f"{_PLACED.get(one.unit, 'in')} or {side} {_within(one)}" if one else ""


def _lasting(date: Date, start: Shown | None, end: Shown | None) -> str:
    """Say an interval: open is not unknown. One without a start was surely in force by its end."""
    if start and end:
        return f"from {_joined(start, 'to', end)}"
    if start:
        begun = _within(start)
        return f"since {begun}" if date.end == ".." else f"from {begun}, end unknown"
    begun = f"by {_within(end)}" if end else ""
    return begun if date.start == ".." else f"{begun}, start unknown"


def _alone(one: Shown) -> str:
    return _within(one) if one.qualifier else _words(one)


def _within(one: Shown) -> str:
    """Say a date within a phrase."""
    article = "the " if one.unit in ("half", "quarter") else ""
    return f"{_QUALIFIED[one.qualifier]}{article}{_words(one)}"


def _words(one: Shown) -> str:
    first, year = one.first, f"{one.first.year:04}"
    if one.offset:
        clock = first.strftime("%H:%M:%S" if one.unit == "second" else "%H:%M")
        return f"{_day(first)}, {clock} ({one.offset})"
    return {
        "century": f"the years {year} to {one.last.year:04}",
        "decade": f"the {year}s",
        "half": f"{_ORDINALS[(first.month - 1) // 6]} half of {year}",
        "quarter": f"{_ORDINALS[(first.month - 1) // 3]} quarter of {year}",
        "month": f"{SHORT_MONTHS[first.month - 1]} {year}",
        "day": _day(first),
    }.get(one.unit, year)


def _day(day: datetime) -> str:
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year:04}"


def _joined(start: Shown, word: str, end: Shown) -> str:
    """Join two dates; what both end with is said once: 19 and 21 Nov 2023."""
    first, last = _within(start).split(" "), _within(end).split(" ")
    plain = not start.qualifier and not end.qualifier
    if plain and start.unit == end.unit and start.unit in ("day", "month"):
        kept = (n for n in range(1, len(first)) if first[n:] == last[n:])
        first = first[: next(kept, len(first))]
    return f"{' '.join(first)} {word} {_within(end)}"


def _next_to_each_other(start: Shown, end: Shown) -> bool:
    """Say whether two days, months or years follow each other, so that it is one or the other."""
    if start.qualifier or end.qualifier or start.unit != end.unit:
        return False
    if start.unit == "day":
        return (end.first - start.first).days == 1
    months = (end.first.year - start.first.year) * 12 + end.first.month - start.first.month
    return months == {"month": 1, "year": 12}.get(start.unit)
