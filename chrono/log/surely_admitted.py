"""What admits most new events at once; of the others, admission says whether, and why not."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from chrono.errors import ChronoError
from chrono.events.key_use import KeyUse
from chrono.events.outlines import Outline
from chrono.values.dates import Date, Form
from chrono.values.usual_dates import is_time_in_utc


def surely_admitted(outline: Outline, zone: ZoneInfo, keys: KeyUse) -> bool:
    """Return whether a new event surely has no fault; it may have none where this is False."""
    if outline.after or outline.before or outline.contests or not _exists(outline.occurred, zone):
        return False
    for _, published, _ in outline.sources:
        if published is not None and not _exists(published, zone):
            return False
    return all(map(keys.surely_fits, outline.claims))


def _exists(date: str, zone: ZoneInfo) -> bool:
    return is_time_in_utc(date) or _is_there(date, zone)


@lru_cache(maxsize=8192)
def _is_there(text: str, zone: ZoneInfo) -> bool:
    date = Date.parse(text)
    try:
        date.bounds(zone)
    except ChronoError:
        return False
    return date.form is not Form.SPAN  # of which the ends may be of two precisions
