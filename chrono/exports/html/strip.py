"""The state strip: what held when, a lane for each key, with bars as vague as dates are."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from chrono.exports.html.markup import Markup, element
from chrono.exports.html.scale import Scale, years
from chrono.exports.html.wording import Wording
from chrono.exports.traces import day_of
from chrono.queries.period import Period
from chrono.state.standing import Standing
from chrono.values.clocks import END, Bounds, Instant
from chrono.values.dates import Date

_BAR: Final = 18
_LABEL: Final = 17
_GAP: Final = 8
_AXIS: Final = 22
_COLUMNS: Final = ("Value", "Standing", "From", "Until", "Events")
_TALLEST: Final = 9999
_YEAR: Final = 28
"""The width of a year at the axis."""
_LETTER: Final = 6.4
"""The width of a letter in a bar, in units of the picture."""
_FEWEST: Final = 3
"""How many letters must fit into a bar to be written there."""
_SEEN: Final = 0.5
"""How wide what is vague must be to be seen."""

_HATCH: Final = element(
    "pattern",
    element("rect", width=6, height=6, class_="light"),
    element("rect", width=2, height=6, class_="dark"),
    id="hatch",
    width=6,
    height=6,
    patternUnits="userSpaceOnUse",
    patternTransform="rotate(45)",
)
"""What fills the parts of a bar in which something may have held."""


@attrs.frozen(eq=False, repr=False)
class Strip:
    """Draws strips on one scale.

    Attributes:
        scale: The scale of time.
        wording: The words of the chronology.
    """

    scale: Scale
    wording: Wording

    def figure(self, name: str, lanes: Sequence[tuple[str, Sequence[Period]]]) -> Markup:
        """Return a picture with its table; lanes are keys in order, each with its periods."""
        drawn, height = [], _AXIS
        for key, periods in lanes:
            lane, tall = self._lane(key, periods, height)
            drawn.append(lane)
            height += tall
        width = int(self.scale.knots[-1][1])
        described = f"What held for each key of {name}, from left to right in time."
        svg = element(
            "svg",
            element("title", f"{name}: what held when"),
            element("desc", f"{described} The same is in the table below."),
            element("use", href="#axis"),
            *drawn,
            element("line", class_="cursor", x1=0, x2=0, y1=14, y2=height),
            viewBox=f"0 0 {width} {height}",
            role="group",
            width=width,
            height=height,
        )
        return element(
            "figure",
            element("figcaption", name),
            element("div", svg, class_="scroll", tabindex="0", role="region", aria_label=name),
            element("details", element("summary", "The same as a table"), self._table(lanes)),
        )

    def axis(self) -> Markup:
        """Return the axis that all figures use, as tall as any picture."""
        return element(
            "svg",
            element("defs", element("g", *self._axis(_TALLEST), id="axis"), _HATCH),
            class_="unseen",
            aria_hidden="true",
        )

    def _axis(self, height: int) -> Iterator[Markup]:
        """Yield the years, and where the scale breaks."""
        left = right = -1.0
        if self.scale.stretched:
            left, right = (self.scale.place(each) for each in self.scale.stretched)
            wide = round(right - left, 1)
            yield element("rect", class_="stretch", x=left, y=0, width=wide, height=height)
            words = f"╡ {self._stretch()} \u00d7{self.scale.factor} ╞"
            yield element("text", words, class_="axis break", x=round((left + right) / 2, 1), y=11)
        for year, place in years(self.scale, self.wording.history.zone):
            yield element("line", class_="year", x1=place, x2=place, y1=14, y2=height)
            if not left - _YEAR < place < right:
                yield element("text", year, class_="axis", x=place + 2, y=11)

    def _stretch(self) -> str:
        """Return the days of the stretch that is drawn wider."""
        begin, end = self.scale.stretched or (END, END)
        zone = self.wording.history.zone
        first, last = day_of(begin, zone), day_of(Instant(end - 1), zone)
        return self.wording.date(f"{first}/{last}").removeprefix("from ")

    def _lane(self, key: str, periods: Sequence[Period], top: int) -> tuple[Markup, int]:
        """Return the lane of a key, and how tall it is; bars that overlap are below each other."""
        ends: list[float] = []
        bars = []
        for period in periods:
            left, right = self._span(period.span)
            if left >= self.scale.knots[-1][1]:
                continue
            floor = next((n for n, end in enumerate(ends) if end <= left + 0.2), len(ends))
            ends[floor : floor + 1] = [right]
            bars.append(self._bar(period, top + _LABEL + floor * (_BAR + 2)))
        tall = _LABEL + max(len(ends), 1) * (_BAR + 2) + _GAP
        label = element("text", self.wording.title(key), class_="lane", x=0, y=top + 13)
        return element("a", label, *bars, href=f"#why/{key}"), tall

    def _span(self, bounds: Bounds) -> tuple[float, float]:
        left, right = self.scale.place(bounds.earliest), self.scale.place(bounds.before)
        return left, max(right, left + 2)

    def _bar(self, period: Period, top: int) -> Markup:
        """Return a bar: solid where it surely held, hatched where it may, dashed if pending."""
        sure = Bounds(period.start.bounds.before, period.end.bounds.earliest if period.end else END)
        left, right = self._span(period.span)
        value = self.wording.value(period.value, period.key, pending=_pending(period))
        parts = [element("title", self._words(period, value))]
        vague = period.standing in (Standing.POSSIBLE, Standing.PENDING)
        inner = self._span(sure) if not vague and sure.before > sure.earliest else None
        if inner is None or inner[0] - left > _SEEN or right - inner[1] > _SEEN:
            parts.append(_rect(left, right, top, period.standing if vague else "maybe"))
        if inner:
            parts.append(_rect(*inner, top, _sort(period)))
        room = int((right - left - 6) / _LETTER)
        if room >= _FEWEST:
            words = value if len(value) <= room else f"{value[: room - 1].rstrip()}…"
            solid = inner and inner[0] - left < _LETTER and period.standing == Standing.HOLDS
            place = {"x": round(left + 4, 1), "y": top + 13}
            parts.append(element("text", words, class_="on" if solid else "over", **place))
        return element("g", *parts)

    def _words(self, period: Period, value: str) -> str:
        standing = "" if period.standing == Standing.HOLDS else f"{period.standing}: "
        return f"{standing}{value}, {' '.join(self._when(period))}"

    def _when(self, period: Period) -> Iterator[str]:
        yield self.wording.since(Date.parse(period.start.edtf))
        if period.end:
            yield f"until {self.wording.date(period.end.edtf)}"

    def _table(self, lanes: Iterable[tuple[str, Sequence[Period]]]) -> Markup:
        heads = (element("th", each, scope="col") for each in _COLUMNS)
        groups = (
            element("tbody", element("tr", self._key(key)), *map(self._row, periods))
            for key, periods in lanes
        )
        return element("table", element("thead", element("tr", *heads)), *groups)

    def _key(self, key: str) -> Markup:
        return element("th", self.wording.title(key), colspan=len(_COLUMNS), scope="rowgroup")

    def _row(self, period: Period) -> Markup:
        value = self.wording.value(period.value, period.key, pending=_pending(period))
        cells = (
            value,
            period.standing,
            self.wording.date(period.start.edtf),
            self.wording.date(period.end.edtf) if period.end else "",
            self.wording.events(period.because),
        )
        return element("tr", *(element("td", each) for each in cells))


def _sort(period: Period) -> str:
    """Return the class of the part in which something surely held."""
    return "sure" if period.standing == Standing.HOLDS else f"sure {period.standing}"


def _pending(period: Period) -> bool:
    return period.standing == Standing.PENDING


def _rect(left: float, right: float, top: int, sort: str) -> Markup:
    return element("rect", x=left, y=top, width=round(right - left, 1), height=_BAR, class_=sort)
