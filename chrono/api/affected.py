"""As much of a chronology as the preview of an append needs, read by the index."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from chrono.api.records import Records
from chrono.events.drafts import Draft
from chrono.events.entries import ACTS
from chrono.events.history import History
from chrono.log.appending import depended_on
from chrono.log.index.days import DAY, MARGIN, day_of
from chrono.queries.findings.repeats import NEIGHBOURS
from chrono.state.visibility import View
from chrono.values.clocks import END, Instant
from chrono.values.dates import Date


def affected(records: Records, drafts: Sequence[Draft]) -> History | None:
    """Return as much of the records as the preview of drafts needs; None for all.

    That is what bears on the keys that they may change, and what began about when new events did.
    """
    positions = depended_on.affected(records.index, drafts) if records.index else None
    if positions is None:
        return None
    needed = {*positions}
    for draft in drafts:
        if draft.kind not in ACTS and records.named(draft.id) is None:
            needed.update(_neighbours(records, Date.parse(draft.body["occurred"])))
    return records.of_positions(each for each in sorted(needed) if each <= records.head.entries)


def _neighbours(records: Records, date: Date) -> Iterator[int]:
    """Yield the positions of the entries about the hundred events on either side of a date.

    The order is that in which they began in the home zone, and then that of the log; those that
    began with the date are before it. So many are compared with a new event by `repeats`.
    """
    for later in (False, True):
        left = NEIGHBOURS
        for began, development in _in_order(records, date, later=later):
            family = records.family(development)
            if left <= 0 or family is None:
                break
            versions = [each for each in View(family).events if each.bounds.earliest == began]
            if versions:
                yield from (record.position for record in family.records)
                left -= len(versions)


def _in_order(records: Records, date: Date, *, later: bool) -> Iterator[tuple[Instant, int]]:
    """Yield when each event began, with its development: those later than a date, or the others.

    The nearest come first. What is read of one day is in order once the next days have been read,
    as another zone makes another day.
    """
    bounds, sign = records.declared.bounds, 1 if later else -1
    start = bounds(date).earliest
    waiting: set[tuple[Instant, int]] = set()
    for day, dated in groupby(_dated(records, day_of(date), sign), key=itemgetter(0)):
        ready = {each for each in waiting if (day - each[0] // DAY) * sign >= MARGIN}
        yield from sorted(ready, reverse=not later)
        waiting -= ready
        began = ((bounds(occurred).earliest, development) for _, occurred, development in dated)
        waiting.update(each for each in began if (each[0] > start) == later)
    yield from sorted(waiting, reverse=not later)


def _dated(records: Records, day: int, sign: int) -> Iterator[tuple[int, Date, int]]:
    """Yield the dates from two days before a day on, with those that only a home zone can order."""
    index = records.index
    if index is None:
        return
    for _, occurred, development in index.dated(END // DAY, later=True):
        yield day, occurred, development
    yield from index.dated(day - sign * MARGIN, later=sign > 0)
