"""The timeline as a picture: events piled up on their days, and bars where a date is vague."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

import attrs

from chrono.exports.html.markup import Markup, element
from chrono.exports.html.picture import TOP, Frame, Labels, Lanes, cells, table
from chrono.exports.html.wording import Wording
from chrono.exports.traces import day_of
from chrono.queries.timeline import TimelineRow
from chrono.state.standing import Standing
from chrono.values.clocks import BEGINNING, END

if TYPE_CHECKING:  # a type alone
    from chrono.values.dates import Date

_PRECISE: Final = 25 * 3_600_000_000
"""How long the date of an event may be that is piled up: a day, even one that is longer."""
_COLUMN: Final = 5
"""The width of a pile."""
_PILE: Final = 200
"""How tall the tallest pile is at most."""
_LANE: Final = 11
_BAR: Final = 8
_LABELS: Final = 6
"""Of how many piles the date is written at most."""
_MARKED: Final = frozenset((Standing.DISPUTED, Standing.CORRECTED, Standing.WITHDRAWN))
_COLUMNS: Final = ("Date", "Standing", "Events")
_ABOUT: Final = (
    "A block for each event on its day, and below them a bar for each vague date, "
    "from the earliest to the latest that it can be. Red is disputed, brown corrected, pale "
    "withdrawn."
)


@attrs.frozen(eq=False, repr=False)
class TimelinePicture:
    """Draws the timeline in a frame.

    Attributes:
        frame: The frame of all pictures.
        wording: The words of the chronology.
    """

    frame: Frame
    wording: Wording

    def figure(self, rows: Sequence[TimelineRow]) -> Markup:
        """Return the picture of events in the order of their dates, with its table."""
        inside = [row for row in rows if self._left(row) < self.frame.width]
        precise = [row for row in inside if _precise(row)]
        most = max(Counter(map(self._column, precise)).values(), default=0)
        block = max(2, min(_PILE // max(most, 1), 10))
        floor = TOP + most * block + 4
        vague, lanes = self._bars([row for row in inside if not _precise(row)], floor + 6)
        drawn = (
            element("line", class_="floor", x1=0, x2=self.frame.width, y1=floor, y2=floor),
            self._piles(precise, block, floor - 1),
            *vague,
            *self._labels(precise, block, floor),
        )
        height = floor + 10 + lanes * _LANE
        return self.frame.figure("What happened when", _ABOUT, drawn, height, self._table(rows))

    def _left(self, row: TimelineRow) -> float:
        return self.frame.scale.place(row.visible.bounds.earliest)

    def _column(self, row: TimelineRow) -> int:
        return int(self._left(row) // _COLUMN)

    def _piles(self, rows: Sequence[TimelineRow], block: int, floor: int) -> Markup:
        """Return the piles; events of one date that stand alike are one line of dashes."""
        heights: Counter[int] = Counter()
        parts = []
        ordered = sorted(rows, key=lambda row: (self._column(row), *row.visible.bounds.by_date))
        for _, group in groupby(ordered, key=lambda row: (self._column(row), *_alike(row))):
            alike = list(group)
            column, tall = self._column(alike[0]), len(alike) * block
            place = column * _COLUMN + _COLUMN / 2
            line = f"M{place:g} {floor - heights[column]}v-{tall}"
            heights[column] += tall
            parts.append(self._link(alike, element("path", d=line)))
        dashes = f"{block - 1} 1"
        return element(
            "g", *parts, class_="piles", stroke_width=_COLUMN - 1, stroke_dasharray=dashes
        )

    def _labels(self, rows: Sequence[TimelineRow], block: int, floor: int) -> Iterator[Markup]:
        """Yield the date of most events in each of the tallest piles, as far as there is room."""
        labels, zone = Labels(self.frame.width), self.wording.history.zone
        piles: dict[int, Counter[Date]] = defaultdict(Counter)
        for row in rows:
            piles[self._column(row)][day_of(row.visible.bounds.earliest, zone)] += 1
        tallest = sorted(piles.items(), key=lambda pile: -pile[1].total())
        for column, days in tallest[:_LABELS]:
            (day, count), *_ = days.most_common(1)
            if count > 1:
                words = f"{self.wording.date(day)}: {count}"
                top = floor - days.total() * block + 3
                yield from labels.label(words, (column + 0.5) * _COLUMN, top)

    def _bars(self, rows: Sequence[TimelineRow], top: int) -> tuple[list[Markup], int]:
        """Return a bar for each vague date, and how many lanes they take."""
        lanes, bars = Lanes(), []
        ordered = sorted(rows, key=_from_the_left)
        for _, group in groupby(ordered, key=_alike):
            alike = list(group)
            bounds = alike[0].visible.bounds
            left, right = self.frame.span(bounds, 3)
            y = top + lanes.put(left, right + 2)[0] * _LANE
            wide = round(right - left, 1)
            bar = element("rect", x=left, y=y, width=wide, height=_BAR)
            parts = [bar, *_arrows(left, right, y, bounds.earliest, bounds.before)]
            bars.append(self._link(alike, *parts, more="vague"))
        return bars, len(lanes.bars)

    def _link(self, alike: Sequence[TimelineRow], *drawn: Markup, more: str = "") -> Markup:
        """Return what is drawn of some events as a link to the first, with a title for all.

        The keyboard does not stop at it, as the table has the same links.
        """
        visible = alike[0].visible
        date, headline = self.wording.date(visible.event.occurred), visible.event.headline
        count = f"{len(alike)} events, the first: " if len(alike) > 1 else ""
        marked = [alike[0].standing] if alike[0].standing in _MARKED else []
        sorts = [*([more] if more else []), *marked]
        standing = f" ({', '.join(marked)})" if marked else ""
        title = element("title", f"{date}: {count}{headline}{standing}")
        return element(
            "a",
            title,
            *drawn,
            href=f"#e{visible.position}",
            class_=" ".join(sorts) or None,
            tabindex=-1,
        )

    def _table(self, rows: Sequence[TimelineRow]) -> Markup:
        """Return the table: the events of each date, those that stand alike together."""
        body = [
            cells(
                self.wording.date(alike[0].visible.event.occurred),
                alike[0].standing,
                self.wording.events(row.visible.id for row in alike),
            )
            for _, group in groupby(rows, key=lambda row: (*_alike(row), row.standing))
            for alike in [list(group)]
        ]
        return table(_COLUMNS, element("tbody", *body))


def _precise(row: TimelineRow) -> bool:
    bounds = row.visible.bounds
    return bounds.before - bounds.earliest <= _PRECISE


def _from_the_left(row: TimelineRow) -> tuple[bool, int, int]:
    """Return the sort key of bars: from left to right; those without a start come last."""
    bounds = row.visible.bounds
    return bounds.earliest == BEGINNING, bounds.earliest, bounds.before


def _alike(row: TimelineRow) -> tuple[str, str]:
    """Return what events that are drawn as one have in common: their date, and how they stand."""
    marked = str(row.standing) if row.standing in _MARKED else ""
    return str(row.visible.event.occurred), marked


def _arrows(left: float, right: float, y: int, earliest: int, before: int) -> Iterator[Markup]:
    """Yield an arrowhead at each end of a bar that is open."""
    half = _BAR / 2
    for opened, x, way in ((earliest == BEGINNING, left, 6), (before == END, right, -6)):
        if opened:
            yield element("path", class_="arrow", d=f"M{x:g} {y + half:g}l{way} -6v12z")
