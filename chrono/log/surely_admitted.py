"""What admits most new events at once; of the others, admission says whether, and why not."""

from zoneinfo import ZoneInfo

from chrono.errors import ChronoError
from chrono.events.entries import Event
from chrono.events.key_use import KeyUse
from chrono.values.dates import Date, Form


def surely_admitted(event: Event, zone: ZoneInfo, keys: KeyUse) -> bool:
    """Return whether a new event surely has no fault; it may have none where this is False."""
    if event.after or event.before or event.contests or not _exists(event.occurred, zone):
        return False
    for source in event.sources:
        if source.published is not None and not _exists(source.published, zone):
            return False
    return all(map(keys.surely_fits, event.claims))


def _exists(date: Date, zone: ZoneInfo) -> bool:
    try:
        date.bounds(zone)
    except ChronoError:
        return False
    return date.form is not Form.SPAN  # of which the ends may be of two precisions
