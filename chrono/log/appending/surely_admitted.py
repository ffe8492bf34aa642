"""What admits most new events at once; of the others, admission says whether, and why not."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from chrono.errors import ChronoError
from chrono.events.key_use import KeyUse
from chrono.events.outlines import Outline
from chrono.values.dates import Date, Form
from chrono.values.edtf import is_time_in_utc


def surely_admitted(outline: Outline, zone: ZoneInfo, keys: KeyUse) -> bool:
    """Return whether a new event surely has no fault; it may have none where this is False."""
    occurred, sources, claims, after, before, contests = outline
    if after or before or contests or not (is_time_in_utc(occurred) or _exists(occurred, zone)):
        return False
    for _, published, _ in sources:
        if not (published is None or _exists(published, zone)):
            return False
    return all(map(keys.surely_fits, claims))


@lru_cache(maxsize=8192)
def _exists(text: str, zone: ZoneInfo) -> bool:
    date = Date.parse(text)
    try:
        date.bounds(zone)
    except ChronoError:
        return False
    return date.form is not Form.SPAN  # of which the ends may be of two precisions
