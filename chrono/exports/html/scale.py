"""The scale of time: from left to right, with one crowded stretch drawn wider than the rest."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime
from math import log
from typing import Final
from zoneinfo import ZoneInfo

import attrs

from chrono.values.clocks import Instant, instant_of, to_datetime

_DAY: Final = 86_400_000_000
_CROWDED: Final = 0.1
"""The part of all events that a crowded stretch has at least …"""
_FEWEST: Final = 6
"""… and how many these are at least."""
_SHORT: Final = 0.05
"""The part of the time that it takes at most."""
_LONGER: Final = 1.5
"""How many times longer the next stretch is that is tried."""
_APART: Final = 34
"""How far apart two years at the axis are at least, in units of the picture."""


@attrs.frozen
class Scale:
    """A scale: places for moments, straight between its knots.

    Attributes:
        knots: Moments in order, each with its place.
    """

    knots: tuple[tuple[Instant, float], ...]

    def place(self, instant: int) -> float:
        """Return the place of a moment; what lies outside is at the nearer end."""
        (first, left), *_, (last, right) = self.knots
        if instant <= first:
            return left
        if instant >= last:
            return right
        after = next(n for n, (knot, _) in enumerate(self.knots) if knot >= instant)
        (begin, start), (end, stop) = self.knots[after - 1], self.knots[after]
        return round(start + (stop - start) * (instant - begin) / (end - begin), 1)

    @property
    def stretched(self) -> tuple[Instant, Instant] | None:
        """The stretch that is drawn wider; None for none."""
        return (self.knots[1][0], self.knots[2][0]) if len(self.knots) == 4 else None

    @property
    def factor(self) -> int:
        """How many times wider it is drawn than the rest."""
        (a, left), (b, start), (c, end), (d, right) = self.knots
        inner, rest = (end - start) / (c - b), (right - left - end + start) / (d - a - c + b)
        return round(inner / rest)


def scale_of(moments: Iterable[Instant], last: Instant, zone: ZoneInfo, width: int) -> Scale:
    """Return the scale from the year of the first of some moments to the last.

    The stretch where they are most crowded is drawn wider: to a quarter of the width, and more the
    more of them it has, up to a half.
    """
    inside = sorted(each for each in moments if abs(each) < 2**62 and each <= last)
    first = _start_of_year(inside[0] if inside else Instant(last - _DAY), zone)
    busy = _crowded(inside, last - first)
    if busy is None:
        return Scale(((first, 0.0), (last, float(width))))
    begin, end = busy
    share = sum(begin <= each < end for each in inside) / len(inside)
    wide = width * min(0.25 + share / 2, 0.5)
    rest = (last - first) - (end - begin)
    start = round((begin - first) / rest * (width - wide), 1)
    return Scale(
        ((first, 0.0), (begin, start), (end, round(start + wide, 1)), (last, float(width)))
    )


def _start_of_year(instant: Instant, zone: ZoneInfo) -> Instant:
    return instant_of(datetime(to_datetime(instant, zone).year, 1, 1), zone)  # noqa: DTZ001


def _crowded(moments: Sequence[Instant], time: int) -> tuple[Instant, Instant] | None:
    """Return the stretch that is most crowded, with a day of room on both sides; None for none.

    That is where the part of all moments in it, times how many times shorter than the whole time it
    is, in logarithms, is greatest.
    """
    needed = max(_FEWEST, len(moments) * _CROWDED)
    best, found = 0.0, None
    length = _DAY
    while length <= time * _SHORT:
        for n, moment in enumerate(moments):
            stop = bisect_right(moments, moment + length, lo=n)
            begin, end = Instant(moment - _DAY), Instant(moments[stop - 1] + _DAY)
            worth = (stop - n) * log(time / (end - begin))
            if stop - n >= needed and worth > best and moments[0] < begin and end < moments[-1]:
                best, found = worth, (begin, end)
        length = int(length * _LONGER)
    return found


def years(scale: Scale, zone: ZoneInfo) -> list[tuple[str, float]]:
    """Return the years to write at the axis with their places; those too near each other not."""
    first, last = (to_datetime(scale.knots[n][0], zone).year for n in (0, -1))
    found: list[tuple[str, float]] = []
    for year in range(first, last + 1):
        place = scale.place(instant_of(datetime(year, 1, 1), zone))  # noqa: DTZ001
        if not found or place - found[-1][1] >= _APART:
            found.append((str(year), place))
    return found
