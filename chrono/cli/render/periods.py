"""Periods of a key: each value, from when to when."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from chrono.cli.render.dates import date_in_words, since_in_words
from chrono.cli.render.layout import columns
from chrono.cli.render.terminal import line
from chrono.cli.render.values import standing_in_words, value_in_words
from chrono.queries.period import Period
from chrono.state.standing import Standing


def period_lines(periods: Iterable[Period], zone: str) -> Iterator[str]:
    """Yield periods by key: from when to when, or since when, and the value."""
    for key, rows in groupby(periods, key=lambda period: period.key):
        yield key
        whole = list(rows)
        listed = [period for period in whole if not _within_a_handover(period, whole)]
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


def _within_a_handover(period: Period, rows: Sequence[Period]) -> bool:
    """Return whether a key is only possibly vacant, and only within the date of a handover.

    So it is where a value is over by its own date, and the next one starts on that date. JSON has
    these periods, too.
    """
    if period.standing != Standing.POSSIBLE or period.value is not None:
        return False
    over = {row.end.event for row in rows if row.end and row.end.event in row.because}
    starts = (row.start.bounds for row in rows if row.standing == Standing.HOLDS)
    span = period.span
    return over.issuperset(period.because) and any(
        start.earliest <= span.earliest and span.before <= start.before for start in starts
    )


def _start(period: Period, zone: str) -> str:
    in_words = date_in_words if period.end else since_in_words
    return in_words(period.start.edtf, zone)


def _value(period: Period) -> str:
    pending = period.standing == Standing.PENDING
    return value_in_words(period.value, period.key, pending=pending)
