"""How exports show the acts on an event, and which ids its standing rests on."""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from chrono.events.entries import Act, Correction
from chrono.events.history import History
from chrono.exports.words import Words
from chrono.queries.timeline import TimelineRow
from chrono.state.standing import Standing
from chrono.values.clocks import Instant, to_datetime
from chrono.values.dates import Date
from chrono.values.sources import Source, first_published


def says(row: TimelineRow, words: Words) -> Iterator[str]:
    """Yield what an event says of each key, as ``office/club/chair: Ada``; alike texts once."""
    yield from dict.fromkeys(map(words.claim, row.visible.event.claims))


def traces(row: TimelineRow, history: History, words: Words) -> Iterator[str]:
    """Yield a text for each act on an event: ``Corrected 20 Nov 2023: the day was wrong``.

    An act without sources mends a slip of ours; its reason is left out unless `words` has slips.

    Its day is as `act_day` says.
    """
    development = history.by_id[row.visible.id]
    for act in row.acts:
        verb = "Corrected" if isinstance(act, Correction) else "Withdrawn"
        day = act_day(act, development.sources, history.zone)
        reason = f": {act.reason}" if act.sources or words.slips else ""
        yield f"{verb} {words.date(day, history.zone)}{reason}"


def act_day(act: Act, event_sources: Iterable[Source], zone: ZoneInfo) -> Date:
    """Return the day of an act on an event with some sources.

    That of its first publication, or of the event's if that is later; without sources, the day on
    which it was recorded, in the home zone.
    """
    dates = [first_published(sources, zone) for sources in (act.sources, event_sources)]
    public = [date for date in dates if date is not None]
    if dates[0] is None:
        return day_of(act.recorded, zone)
    return max(public, key=lambda date: date.bounds(zone).before)


def day_of(instant: Instant, zone: ZoneInfo) -> Date:
    """Return the day on which an instant is by the clocks of a zone."""
    return Date.parse(to_datetime(instant, zone).date().isoformat())


def by(row: TimelineRow) -> tuple[str, ...]:
    """Return the ids behind the standing of an event: its rivals, or the acts on it.

    Of many rivals they are the first; `more_by` says how many more there are.
    """
    if row.standing == Standing.DISPUTED:
        return row.rivals
    named = row.standing in (Standing.CORRECTED, Standing.WITHDRAWN)
    return tuple(act.id for act in row.acts) if named else ()


def more_by(row: TimelineRow) -> str:
    """Return how many rivals a row has that it does not name: `` and 1979 more``; else nothing."""
    more = row.rivals_count - len(row.rivals)
    return f" and {more} more" if more else ""
