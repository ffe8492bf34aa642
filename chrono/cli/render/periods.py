"""Periods of a key: each value, from when to when."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, filterfalse, groupby

from chrono.cli.render.dates import date_in_words, since_in_words
from chrono.cli.render.layout import columns
from chrono.cli.render.terminal import line
from chrono.cli.render.values import standing_in_words, value_in_words
from chrono.queries.key_history.period import Period
from chrono.state.standing import Standing


def period_lines(periods: Iterable[Period], zone: str) -> Iterator[str]:
    """Yield periods by key: from when to when, or since when, and the value."""
    for key, rows in groupby(periods, key=lambda period: period.key):
        yield key
        whole = list(rows)
        listed = [*filterfalse(_handovers(whole), whole)]
        starts = [_start(period, zone) for period in listed]
        wide = max(map(len, starts))
        yield from columns(
            (
                f"{start:{wide}} → {date_in_words(period.end.edtf, zone)}" if period.end else start,
                standing_in_words(period.standing, _value(period)),
                period.basis,
                " ".join(line(event) for event in period.because),
            )
            for start, period in zip(starts, listed, strict=True)
        )


def _handovers(rows: Sequence[Period]) -> Callable[[Period], bool]:
    """Return a function that tells vacancies that are only possible, within the date of a handover.

    So a key is possibly vacant where a value is over by its own date, and the next one starts on
    that date. JSON has these periods, too.
    """
    over = {row.end.event for row in rows if row.end and row.end.event in row.because}
    holding = (row.start.bounds for row in rows if row.standing == Standing.HOLDS)
    starts = sorted(holding, key=lambda start: start.earliest)
    earliest = [start.earliest for start in starts]
    before = [*accumulate((start.before for start in starts), max)]

    def within_one(period: Period) -> bool:
        if period.standing != Standing.POSSIBLE or period.value is not None:
            return False
        begun = bisect_right(earliest, period.span.earliest)
        within = begun > 0 and period.span.before <= before[begun - 1]
        return within and over.issuperset(period.because)

    return within_one


def _start(period: Period, zone: str) -> str:
    in_words = date_in_words if period.end else since_in_words
    return in_words(period.start.edtf, zone)


def _value(period: Period) -> str:
    pending = period.standing == Standing.PENDING
    return value_in_words(period.value, period.key, pending=pending)
