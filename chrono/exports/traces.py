"""The visible trace that an act leaves in what is handed on, and how an event stands in words."""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from chrono.events.entries import Act, Correction
from chrono.events.history import History
from chrono.queries.timeline import TimelineRow
from chrono.state.standing import Standing
from chrono.values.date_words import day_in_words, in_words
from chrono.values.sources import Source, first_published


def traces(row: TimelineRow, history: History) -> Iterator[str]:
    """Yield what was done to an event, when and why: ``Corrected 20 Nov 2023: the day was wrong``.

    An act with a source is news: its day is that of its first publication, and never before that of
    the event itself. An editing slip of ours has the day in the home zone on which it was recorded.
    """
    development = history.by_id[row.visible.id]
    for act in row.acts:
        verb = "Corrected" if isinstance(act, Correction) else "Withdrawn"
        yield f"{verb} {_day(act, development.sources, history.zone)}: {act.reason}"


def _day(act: Act, event_sources: Iterable[Source], zone: ZoneInfo) -> str:
    dates = [first_published(sources, zone) for sources in (act.sources, event_sources)]
    public = [date for date in dates if date is not None]
    if dates[0] is None:
        return day_in_words(act.recorded, zone)
    return in_words(max(public, key=lambda date: date.bounds(zone).before), zone)


def by(row: TimelineRow) -> tuple[str, ...]:
    """Return the ids behind the standing of an event: its rivals, or the acts on it."""
    if row.standing == Standing.DISPUTED:
        return row.rivals
    named = row.standing in (Standing.CORRECTED, Standing.WITHDRAWN)
    return tuple(act.id for act in row.acts) if named else ()
