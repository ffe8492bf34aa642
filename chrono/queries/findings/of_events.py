"""What an editor should look at in events, one by one, and what their sources say of them."""

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from typing import Final

from chrono.events.history import History
from chrono.queries.findings.finding import Finding, Placed, Sort
from chrono.state.visibility import Visible
from chrono.values.clocks import END, Bounds
from chrono.values.date_words import in_words
from chrono.values.dates import Date
from chrono.values.hosts import mixed_labels
from chrono.values.sources import Source

DAY: Final = 26 * 3_600_000_000
"""The microseconds of a day, of which the longest has 25 hours."""

_HOUR: Final = 3_600_000_000
_MONTH: Final = 32 * 24 * _HOUR
_FAR: Final = 10 * 366 * 24 * _HOUR

_Dated = Sequence[tuple[Source, Bounds]]
"""Sources with a date, each with the bounds of that date."""


class OfEvents:
    """What is found of events, one by one.

    Args:
        home: A history of the chronology, which has its home zone.
        late: The sources that were cited before their date.
    """

    def __init__(self, home: History, late: Container[Source]) -> None:
        self._home = home
        self._late = late

    def of(self, number: int, visible: Visible) -> Iterator[Placed]:
        """Yield what is found of an event, given with its number."""
        dated = [
            (source, self._home.bounds(source.published))
            for source in visible.sources
            if source.published
        ]
        for sort, found in (
            (Sort.EARLY_SOURCE, self._early_sources(visible, dated)),
            (Sort.LATE_SOURCE, self._late_sources(visible)),
            (Sort.MIXED_HOST, _mixed_hosts(visible)),
            (Sort.FAR_AHEAD, self._far_ahead(visible, dated)),
            (Sort.TOO_FINE, self._too_fine(visible, dated)),
            (Sort.SINGLE_SOURCED, _single_sourced(visible)),
        ):
            for finding in found:
                yield Placed(sort, finding, number)

    def _early_sources(self, visible: Visible, dated: _Dated) -> Iterator[Finding]:
        """Yield sources older than their event, where no note says why."""
        for source, bounds in dated if not visible.event.note else ():
            if source.published and bounds.before <= visible.bounds.earliest:
                yield Finding(
                    "early-source",
                    visible.id,
                    f"{source.publisher} of {self._words(source.published)} is older than the "
                    "event; if that was scheduled, say so in a note, else correct a date",
                    problem=False,
                )

    def _late_sources(self, visible: Visible) -> Iterator[Finding]:
        """Yield sources that were cited before their date, as a slip of a digit is."""
        for source in visible.sources if self._late else ():
            if source.published and source in self._late:
                yield Finding(
                    "late-source",
                    visible.id,
                    f"{source.publisher} of {self._words(source.published)} was cited before that "
                    "date; is a digit wrong?",
                    problem=False,
                )

    def _far_ahead(self, visible: Visible, dated: _Dated) -> Iterator[Finding]:
        """Yield events dated years after everybody who reports them, as a slip of a digit is."""
        last = max([bounds.before for _, bounds in dated], default=END)
        if last < END and visible.bounds.earliest - last > _FAR:
            yield Finding(
                "far-ahead",
                visible.id,
                f"{self._words(visible.event.occurred)} is more than ten years after its last "
                "source; is a digit wrong?",
                problem=False,
            )

    def _too_fine(self, visible: Visible, dated: _Dated) -> Iterator[Finding]:
        """Yield unqualified dates finer than the date of any source, without a pinpoint."""
        date = visible.event.occurred
        finest = min([_width(bounds) for _, bounds in dated], default=END)
        if (
            not date.qualifier
            and not any(source.pinpoint for source in visible.sources)
            and _coarseness(_width(self._home.bounds(date))) < _coarseness(finest)
        ):
            yield Finding(
                "too-fine",
                visible.id,
                f"{date} is finer than the date of any source; qualify it as {date}~, or say "
                "where it stands with a pinpoint",
                problem=False,
                right=f"{date}~",
            )

    def _words(self, date: Date) -> str:
        return in_words(date, self._home.zone)


def _mixed_hosts(visible: Visible) -> Iterator[Finding]:
    """Yield addresses whose host may look like another one, as with a Cyrillic letter in it."""
    for url in dict.fromkeys(source.url for source in visible.sources if source.url):
        for label, scripts in mixed_labels(url):
            yield Finding(
                "mixed-host",
                visible.id,
                f"{ascii(url)[1:-1]}: its host mixes {' and '.join(scripts)} letters in "
                f"{ascii(label)[1:-1]}, and may look like another one; is it the right one?",
                problem=False,
            )


def _single_sourced(visible: Visible) -> Iterator[Finding]:
    origins = {source.rests_on for source in visible.sources}
    if visible.event.claims and len(origins) == 1:
        yield Finding(
            "single-sourced",
            visible.id,
            f"rests on {next(iter(origins))} alone",
            problem=False,
        )


def _width(bounds: Bounds) -> int:
    return bounds.before - bounds.earliest


def _coarseness(width: int) -> int:
    """Return the rank of a width: 0 for a time of day, 1 a day, 2 a month, 3 for more."""
    return bisect_left((_HOUR, DAY, _MONTH), width)
