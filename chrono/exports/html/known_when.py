"""What was known when: each event between the day on which it happened and that of its telling."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Final

import attrs

from chrono.events.entries import Act, Correction
from chrono.exports.html.markup import Markup, element
from chrono.exports.html.picture import TOP, Frame, Labels, cells, shortened, table
from chrono.exports.html.scale import years
from chrono.exports.html.wording import Wording
from chrono.exports.traces import act_day
from chrono.queries.timeline import Timeline, TimelineRow
from chrono.values.clocks import Instant
from chrono.values.dates import Date
from chrono.values.sources import first_published

_DAY: Final = 86_400_000_000
_TALL: Final = 440
"""How tall the picture is below its axis."""
_LABELS: Final = 14
"""How many events are named in the picture at most."""
_LETTERS: Final = 46
_COLUMNS: Final = ("Event", "Happened", "Public", "Later by", "Corrected or withdrawn")
_ABOUT: Final = (
    "From left to right, when an event happened; from bottom to top, when it was first public. "
    "On the slanting line it was public the same day; the longer the upright line, the later. "
    "\u25c6 is a correction, \u2715 a withdrawal."
)


@attrs.frozen(eq=False, repr=False)
class _Told:
    """An event, when it was first public, and what was done to it later.

    Attributes:
        row: The event.
        public: The date of its first source.
        told: The end of that date.
        acts: What corrected or withdrew it, each with its day.
    """

    row: TimelineRow
    public: Date
    told: Instant
    acts: tuple[tuple[Act, Date], ...]

    @property
    def happened(self) -> Instant:
        """The moment by which it had surely happened."""
        return self.row.visible.bounds.before

    @property
    def days(self) -> int:
        """How many days later than it happened it was public; negative if it was before."""
        return round((self.told - self.happened) / _DAY)


@attrs.frozen(eq=False, repr=False)
class KnownWhen:
    """Draws what was known when in a frame.

    Attributes:
        frame: The frame of all pictures.
        wording: The words of the chronology.
    """

    frame: Frame
    wording: Wording

    def figure(self, timeline: Timeline) -> Markup:
        """Return the picture of all events with a dated source by the end of the record."""
        told = [one for one in self._told(timeline) if one.happened <= self._last]
        late = [one for one in told if one.days]
        drawn = (
            *self._years(),
            element("path", class_="floor", d=f"M0 {TOP + _TALL}L{self.frame.width} {TOP}"),
            self._same_day(one for one in told if not one.days),
            *self._lines(late),
            *(mark for one in told for mark in self._acts(one)),
            *self._labels(late),
            self._until(),
        )
        height = TOP + _TALL + 4
        return self.frame.figure("What was known when", _ABOUT, drawn, height, self._table(told))

    @property
    def _last(self) -> Instant:
        return self.frame.scale.knots[-1][0]

    def _told(self, timeline: Timeline) -> Iterator[_Told]:
        history = timeline.history
        for row in timeline.rows:
            public = first_published(row.visible.sources, history.zone)
            if public is None:
                continue
            sources = history.by_id[row.visible.id].sources
            acts = tuple((act, act_day(act, sources, history.zone)) for act in row.acts)
            yield _Told(row, public, public.bounds(history.zone).before, acts)

    def _x(self, instant: Instant) -> float:
        return self.frame.scale.place(instant)

    def _y(self, instant: Instant) -> float:
        """Return how far down a moment is; both ways have the same scale."""
        return round(TOP + _TALL * (1 - self.frame.scale.place(instant) / self.frame.width), 1)

    def _years(self) -> Iterator[Markup]:
        """Yield the axis of the days on which something became public, from bottom to top."""
        width, scale = self.frame.width, self.frame.scale
        floor = high = -1.0
        if scale.stretched:
            floor, high = (self._y(each) for each in scale.stretched)
            tall = round(floor - high, 1)
            yield element("rect", class_="stretch", x=0, y=high, width=width, height=tall)
        for year, place in years(scale, self.wording.history.zone)[1:]:
            y = round(TOP + _TALL * (1 - place / width), 1)
            yield element("line", class_="year", x1=0, x2=width, y1=y, y2=y)
            if not high < y < floor + 12:
                yield element("text", year, class_="axis", x=0, y=y - 2)

    def _same_day(self, told: Iterable[_Told]) -> Markup:
        """Return a dot on the slanting line for each day whose events were public at once."""
        dots = dict.fromkeys(f"M{self._x(one.happened)} {self._y(one.told)}h0" for one in told)
        return element("path", class_="dots", d="".join(dots))

    def _lines(self, late: Sequence[_Told]) -> Iterator[Markup]:
        """Yield an upright line for events of one date that became public on one other."""

        def dates(one: _Told) -> tuple[Instant, Instant]:
            return one.happened, one.told

        for (happened, public), group in groupby(sorted(late, key=dates), key=dates):
            alike = list(group)
            x, y = self._x(happened), self._y(public)
            visible = alike[0].row.visible
            more = f", and {len(alike) - 1} more" if len(alike) > 1 else ""
            when = f"{self._date(visible.event.occurred)}, public {self._date(alike[0].public)}"
            yield element(
                "a",
                element("title", f"{when}: {visible.event.headline}{more}"),
                element("path", d=f"M{x} {self._y(happened)}V{y}"),
                element("circle", cx=x, cy=y, r=3.5),
                href=f"#e{visible.position}",
                class_="late",
                tabindex=-1,
            )

    def _acts(self, one: _Told) -> Iterator[Markup]:
        """Yield a mark for each act on an event, above the day on which it happened."""
        zone = self.wording.history.zone
        x, told = self._x(one.happened), self._y(one.told)
        for act, day in one.acts:
            y = self._y(day.bounds(zone).before)
            corrected = isinstance(act, Correction)
            mark = "m-4 0l4 -4l4 4l-4 4z" if corrected else "m-4 -4l8 8m0 -8l-8 8"
            word = "corrected" if corrected else "withdrawn"
            title = f"{word.capitalize()} {self._date(day)}: {one.row.visible.event.headline}"
            yield element(
                "a",
                element("title", title),
                element("path", d=f"M{x} {told}V{y}{mark}"),
                href=f"#e{one.row.visible.position}",
                class_=f"act-{word}",
                tabindex=-1,
            )

    def _labels(self, late: Sequence[_Told]) -> Iterator[Markup]:
        """Yield the headlines of the events that were public latest, as far as there is room."""
        labels = Labels(self.frame.width)
        written = (
            label
            for one in sorted(late, key=lambda one: -one.days)
            for words in [shortened(one.row.visible.event.headline, _LETTERS)]
            for label in labels.label(words, self._x(one.happened), self._y(one.told))
        )
        yield from islice(written, _LABELS)

    def _until(self) -> Markup:
        """Return the line of the day as known on, out of sight until the script moves it there."""
        width = self.frame.width
        turned = f"translate(0 {TOP + _TALL}) scale(1 {-_TALL / width:.4f})"
        line = element("line", class_="until", x1=0, x2=width, y1=-99, y2=-99)
        return element("g", line, transform=turned)

    def _table(self, told: Sequence[_Told]) -> Markup:
        """Return the events that were public on another day, and those with acts; longest first."""
        listed = sorted((one for one in told if one.days or one.acts), key=lambda one: -one.days)
        rest = f"All others, {len(told) - len(listed)}, were public on the day, and stand as told."
        note = element("tr", element("td", rest, colspan=len(_COLUMNS)))
        return table(_COLUMNS, element("tbody", *map(self._row, listed), note))

    def _row(self, one: _Told) -> Markup:
        visible = one.row.visible
        acts = (
            f"{'corrected' if isinstance(act, Correction) else 'withdrawn'} {self._date(day)}"
            for act, day in one.acts
        )
        return cells(
            Markup(f"{self.wording.event(visible.id)} {element('span', visible.event.headline)}"),
            self._date(visible.event.occurred),
            self._date(one.public),
            _later(one.days),
            ", ".join(acts),
        )

    def _date(self, date: Date) -> str:
        return self.wording.date(date)


def _later(days: int) -> str:
    """Return how much later in words: days, then months, then years."""
    if days < 0:
        return "public before"
    if days < 100:
        return f"{days} {'day' if days == 1 else 'days'}" if days else ""
    return f"about {round(days / 30.44)} months" if days < 730 else f"about {days // 365} years"
