"""The frame of every picture: the axis of time, the cursor of the slider, and its table."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from chrono.exports.html.markup import Markup, element
from chrono.exports.html.scale import Scale, years
from chrono.exports.html.wording import Wording
from chrono.exports.traces import day_of
from chrono.values.clocks import END, Bounds, Instant

TOP: Final = 22
"""Where the axis ends and what is drawn begins."""
_TALLEST: Final = 9999
_YEAR: Final = 28
"""The width of a year at the axis."""

_LETTER: Final = 5.8
"""The width of a letter of a label."""
_LINE: Final = 13
"""The height of a line of labels."""
_BESIDE: Final = 6
"""How far from its place a label begins."""
_SAME: Final = 0.2
"""How far two bars may overlap that are one after the other."""

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
"""What fills the parts of a bar in which something may have held or happened."""


@attrs.frozen(eq=False, repr=False)
class Frame:
    """Frames pictures on one scale of time.

    Attributes:
        scale: The scale of time.
        wording: The words of the chronology.
    """

    scale: Scale
    wording: Wording

    @property
    def width(self) -> int:
        """The width of a picture, in units of its own."""
        return int(self.scale.knots[-1][1])

    def figure(
        self, name: str, about: str, drawn: Iterable[Markup], height: int, table: Markup
    ) -> Markup:
        """Return a picture of some height under the axis, with the cursor and its table.

        Args:
            name: What the picture shows, in a few words.
            about: How to read it.
            drawn: What is drawn, in order.
            height: How tall it is, with the axis.
            table: The same as a table.
        """
        svg = element(
            "svg",
            element("title", name),
            element("desc", f"{about} The same is in the table below."),
            element("use", href="#axis"),
            *drawn,
            element("line", class_="cursor", x1=0, x2=0, y1=14, y2=height),
            viewBox=f"0 0 {self.width} {height}",
            role="group",
        )
        return element(
            "figure",
            element("figcaption", about),
            element("div", svg, class_="scroll", tabindex="0", role="region", aria_label=name),
            element("details", element("summary", "The same as a table"), table),
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

    def span(self, bounds: Bounds, least: float = 2) -> tuple[float, float]:
        """Return the places of two bounds, at least so far apart that it is seen."""
        left, right = self.scale.place(bounds.earliest), self.scale.place(bounds.before)
        return left, max(right, left + least)


def table(columns: Sequence[str], *bodies: Markup) -> Markup:
    """Return a table with a heading for each column."""
    heads = (element("th", each, scope="col") for each in columns)
    return element("table", element("thead", element("tr", *heads)), *bodies)


def cells(*each: str) -> Markup:
    """Return a row of a table."""
    return element("tr", *(element("td", one) for one in each))


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many letters: whole words where half of them fit, then dots.

    >>> shortened("Emmett Shear (interim)", 16), shortened("Antidisestablishment", 8)
    ('Emmett Shear…', 'Antidis…')
    """
    if len(text) <= most:
        return text
    cut = text[: most - 1].rstrip()
    words = text[:most].rpartition(" ")[0]
    return f"{words if len(words) >= most / 2 else cut}…"


class Lanes:
    """Lanes, in the first free of which each bar is put, so that none covers another.

    Attributes:
        bars: Of each lane where its bars begin and end, from left to right.
    """

    def __init__(self) -> None:
        self.bars: list[list[tuple[float, float]]] = []

    def put(self, left: float, right: float) -> tuple[int, int]:
        """Put a bar into the first lane that is free there; return its lane and number in it.

        Bars are given from left to right, by where they begin.
        """
        free = (n for n, bars in enumerate(self.bars) if bars[-1][1] <= left + _SAME)
        lane = next(free, len(self.bars))
        if lane == len(self.bars):
            self.bars.append([])
        self.bars[lane].append((left, right))
        return lane, len(self.bars[lane]) - 1

    def room(self, lane: int, number: int, width: float) -> tuple[float, float]:
        """Return from where to where there is room for words beside a bar: half of each gap."""
        bars = self.bars[lane]
        left, right = bars[number]
        before = (bars[number - 1][1] + left) / 2 if number else 0.0
        after = (right + bars[number + 1][0]) / 2 if number + 1 < len(bars) else width
        return before, after


class Labels:
    """Writes texts beside places of a picture, as long as they do not cover each other.

    Attributes:
        width: The width of the picture.
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self._taken: list[tuple[float, float, float]] = []

    def label(self, words: str, x: float, y: float) -> Iterator[Markup]:
        """Yield a text right of a place, or left of it where the picture ends; or nothing."""
        wide = len(words) * _LETTER + 2 * _BESIDE
        left = x if x + wide <= self.width else x - wide
        if any(
            abs(y - line) < _LINE and left < end and begin < left + wide
            for line, begin, end in self._taken
        ):
            return
        self._taken.append((y, left, left + wide))
        at, anchor = (x + _BESIDE, None) if left == x else (x - _BESIDE, "end")
        place = {"x": round(at, 1), "y": round(y + 4, 1)}
        yield element("text", words, class_="over", text_anchor=anchor, **place)
