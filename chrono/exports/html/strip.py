"""The state strip: what held when, a lane for each key, with bars as vague as dates are."""

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from chrono.exports.html.markup import Markup, element
from chrono.exports.html.picture import TOP, Frame, Lanes, cells, shortened, table
from chrono.exports.html.wording import Wording
from chrono.queries.key_history.period import Period
from chrono.state.standing import Standing
from chrono.values.clocks import END, Bounds
from chrono.values.dates import Date

_BAR: Final = 18
_LABEL: Final = 17
_GAP: Final = 8
_COLUMNS: Final = ("Value", "Standing", "From", "Until", "Events")
_LETTER: Final = 6.4
"""The width of a letter in a bar, in units of the picture."""
_FEWEST: Final = 6
"""How many letters must fit into a bar for a value to be shortened to them."""
_SEEN: Final = 0.5
"""How wide what is vague must be to be seen."""

_Places = tuple[float, float]
"""Where something begins and ends from left to right."""


@attrs.frozen(eq=False, repr=False)
class Strip:
    """Draws strips in one frame.

    Attributes:
        frame: The frame of all pictures.
        wording: The words of the chronology.
    """

    frame: Frame
    wording: Wording

    def figure(self, name: str, lanes: Sequence[tuple[str, Sequence[Period]]]) -> Markup:
        """Return a picture with its table; lanes are keys in order, each with its periods."""
        drawn, height = [], TOP
        for key, periods in lanes:
            lane, tall = self._lane(key, periods, height)
            drawn.append(lane)
            height += tall
        about = f"What held for each key of {name}, from left to right in time."
        return self.frame.figure(
            f"{name}: what held when", about, drawn, height, self._table(lanes)
        )

    def _lane(self, key: str, periods: Sequence[Period], top: int) -> tuple[Markup, int]:
        """Return the lane of a key, and how tall it is; bars that overlap are below each other."""
        lanes, width = Lanes(), self.frame.width
        spans = [(period, self.frame.span(period.span)) for period in periods]
        places = [(period, *lanes.put(*span)) for period, span in spans if span[0] < width]
        bars = [
            self._bar(period, top + _LABEL + lane * (_BAR + 2), lanes.room(lane, number, width))
            for period, lane, number in places
        ]
        tall = _LABEL + max(len(lanes.bars), 1) * (_BAR + 2) + _GAP
        label = element("text", self.wording.title(key), class_="lane", x=0, y=top + 13)
        return element("a", label, *bars, href=f"#why/{key}"), tall

    def _bar(self, period: Period, top: int, room: _Places) -> Markup:
        """Return a bar: solid where it surely held, hatched where it may, dashed if pending.

        From the one place to the other there is room for words: half of the gap to the next bars.
        """
        sure = Bounds(period.start.bounds.before, period.end.bounds.earliest if period.end else END)
        left, right = self.frame.span(period.span)
        value = self.wording.value(period.value, period.key, pending=_pending(period))
        parts = [element("title", self._words(period, value))]
        vague = period.standing in (Standing.POSSIBLE, Standing.PENDING)
        inner = self.frame.span(sure) if not vague and sure.before > sure.earliest else None
        if inner is None or inner[0] - left > _SEEN or right - inner[1] > _SEEN:
            parts.append(_rect(left, right, top, period.standing if vague else "maybe"))
        if inner:
            parts.append(_rect(*inner, top, _sort(period)))
        solid = inner and inner[0] - left < _LETTER and period.standing == Standing.HOLDS
        parts += _written(value, (left, right), room, top, "on" if solid else "over")
        return element("g", *parts)

    def _words(self, period: Period, value: str) -> str:
        standing = "" if period.standing == Standing.HOLDS else f"{period.standing}: "
        return f"{standing}{value}, {' '.join(self._when(period))}"

    def _when(self, period: Period) -> Iterator[str]:
        yield self.wording.since(Date.parse(period.start.edtf))
        if period.end:
            yield f"until {self.wording.date(period.end.edtf)}"

    def _table(self, lanes: Sequence[tuple[str, Sequence[Period]]]) -> Markup:
        groups = (
            element("tbody", element("tr", self._key(key)), *map(self._row, periods))
            for key, periods in lanes
        )
        return table(_COLUMNS, *groups)

    def _key(self, key: str) -> Markup:
        return element("th", self.wording.title(key), colspan=len(_COLUMNS), scope="rowgroup")

    def _row(self, period: Period) -> Markup:
        return cells(
            self.wording.value(period.value, period.key, pending=_pending(period)),
            period.standing,
            self.wording.date(period.start.edtf),
            self.wording.date(period.end.edtf) if period.end else "",
            self.wording.events(period.because),
        )


def _written(value: str, bar: _Places, room: _Places, top: int, sort: str) -> list[Markup]:
    """Return a value as it is written in its bar, or right or left of it, or shortened; or not."""
    (left, right), (before, after) = bar, room
    spaces = (right - left, after - right, left - before)
    inside, behind, ahead = (int((wide - 6) / _LETTER) for wide in spaces)
    x, words, anchor = left + 4, value, None
    if inside < len(value):
        if behind >= len(value):
            x, sort = right + 4, "over"
        elif ahead >= len(value):
            x, sort, anchor = left - 4, "over", "end"
        elif inside >= _FEWEST:
            words = shortened(value, inside)
        else:
            return []
    place = {"x": round(x, 1), "y": top + 13}
    return [element("text", words, class_=sort, text_anchor=anchor, **place)]


def _sort(period: Period) -> str:
    """Return the class of the part in which something surely held."""
    return "sure" if period.standing == Standing.HOLDS else f"sure {period.standing}"


def _pending(period: Period) -> bool:
    return period.standing == Standing.PENDING


def _rect(left: float, right: float, top: int, sort: str) -> Markup:
    return element("rect", x=left, y=top, width=round(right - left, 1), height=_BAR, class_=sort)
