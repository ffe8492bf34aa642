"""Dates on a tiny calendar: so few days that events meet, overlap and arrive late."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from hypothesis import strategies as st

CALENDAR: Final = ("2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04")
"""Four days, in the home zone; ten days hide what four show."""


def dates(calendar: Sequence[str] = CALENDAR) -> st.SearchStrategy[str]:
    """Draw the EDTF text of a date about a calendar, in every form that chrono reads.

    About half are days; they shrink to the first.

    Args:
        calendar: Days as ``2024-01-01``, in their order; at least one.
    """
    return st.sampled_from(every_date(calendar))


def every_date(calendar: Sequence[str]) -> tuple[str, ...]:
    """Return every date that is drawn, the days as often as makes them about half."""
    days, vague = tuple(calendar), tuple(dict.fromkeys(_vague(tuple(calendar))))
    return (*days * max(1, len(vague) // len(days)), *vague)


def _vague(calendar: tuple[str, ...]) -> Iterator[str]:
    """Yield the dates that are no plain day, narrow ones first."""
    middle = calendar[len(calendar) // 2]
    year, month = middle[:4], middle[:7]
    yield from (f"{middle}{mark}" for mark in "?~%")
    yield from (f"{middle}T{time}" for time in ("12:00", "12:00:30", "12:00Z", "12:00-08:00~"))
    for start, end in combinations(calendar, 2):
        yield f"[{start}..{end}]"
        yield f"{start}/{end}"
    yield from (f"[..{middle}]", f"[{middle}..]")
    yield from (f"{middle}/..", f"{middle}/", f"../{middle}", f"/{middle}")
    yield from (month, f"{month}-XX", f"{month}~", _part(year, month, 3), _part(year, month, 6))
    yield from (year, f"{year}-XX", f"{year}-XX-XX", f"{year[:3]}X", f"{year[:2]}XX")


def _part(year: str, month: str, length: int) -> str:
    """Return the quarter or half of a year that a month belongs to."""
    first = {3: 33, 6: 40}[length]
    return f"{year}-{first + (int(month[5:]) - 1) // length}"
