"""Whether the dates of an event exist where its chronology is at home."""

from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from chrono.errors import ChronoError
from chrono.values.dates import Date


def faults_of_dates(
    event: Mapping[str, Any], zone: ZoneInfo, *, new: bool
) -> Iterator[tuple[str, str]]:
    """Yield field and reason for each date that cannot be read, or does not exist in `zone`.

    That is a time that clocks jump over, or ends that are in order in another zone only; in new
    text, also a span whose ends are not equally precise. An event without dates has no fault.
    """
    dates = [("occurred", event.get("occurred"))]
    for number, source in enumerate(event.get("sources", ())):
        dates.append((f"sources[{number}].published", source.get("published")))
    read = Date.parse_new if new else Date.parse
    for field, text in dates:
        if text:
            try:
                read(text).bounds(zone)
            except ChronoError as error:
                yield field, str(error)
