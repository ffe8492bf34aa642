"""Answers, each from as much of a chronology as it needs, read by the index where that spares."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import attrs

from chrono.api.reading import Query
from chrono.api.records import Records
from chrono.errors import ChronoError
from chrono.events.entries import Act, Development, Entry
from chrono.events.history import History
from chrono.log.index import listed
from chrono.queries.filters import Filter, lasting
from chrono.state.rule import World
from chrono.state.visibility import Visible
from chrono.values.clocks import BEGINNING, END, Instant
from chrono.values.dates import Date
from chrono.values.keys import matcher

if TYPE_CHECKING:  # each is imported by what asks it, so that a command starts fast
    from chrono.log.index.reading import Index
    from chrono.queries.diff import SlotChange
    from chrono.queries.disputes import Disputes
    from chrono.queries.log_rows import LogRow


def differences(old: Query, new: Query) -> "tuple[SlotChange, ...]":
    """Return how the states of two queries differ, which differ on one clock; see `diff`.

    Between two moments in the world a slot changes only by what began or was over in between. The
    slots of both are worked out from what decides them. Then what caused a change is looked for
    among the claims on its key of which something differs between the two.
    """
    from chrono.queries.diff import changed, diff  # noqa: PLC0415  see above, as those below

    index = new.records.sparing
    within = _between(index, old, new) if index and _alike(old, new) else None
    keys: tuple[str, ...] = ()
    if index and within is not None and not _most(new, within):
        keys = _keys(new, index, within)
        if not keys:
            return ()
        old, new = (attrs.evolve(each, keys=keys) for each in (old, new))
    entries = _deciding(index, old, new) if index else None
    if index is None or entries is None:
        return diff(old.asof.world(old.part), new.asof.world(new.part), new.keys)
    keys = keys or changed(*_worlds(old, new, entries), new.keys)
    if not keys:
        return ()
    if within is None:
        causes = _news(index, old, new, keys)
    else:
        causes = listed.claiming_among(index, keys, within)
    return diff(*_worlds(old, new, [*entries, *index.around(causes)]), keys)


def _between(index: "Index", old: Query, new: Query) -> set[int]:
    """Return the developments that may have begun, or been over, between two moments."""
    first, last = sorted((old.asof.at.instant, new.asof.at.instant))
    return _admissible(new.records, index, Filter(keys=new.keys, since=first, until=last)) or set()


def _claimed_on(
    query: Query, index: "Index", developments: Collection[int]
) -> Iterator[tuple[Visible, str]]:
    """Yield each of the developments that is visible, with the keys on which it claims."""
    part = query.records.of_entries(listed.families(index, developments))
    for visible in query.asof.view(part).events:
        for claim in visible.event.claims:
            yield visible, claim.key


def _keys(query: Query, index: "Index", developments: Collection[int]) -> tuple[str, ...]:
    """Return the keys of a query on which developments claim as they stand, in order."""
    wanted = matcher(query.keys)
    keys = {key for _, key in _claimed_on(query, index, developments)}
    return tuple(sorted(filter(wanted.fullmatch, keys)))


def _news(index: "Index", old: Query, new: Query, keys: tuple[str, ...]) -> Collection[int]:
    """Return the developments on keys of which two queries may know different things.

    One was recorded or published in between, or there are acts upon it or links.
    """
    known = [each.asof.known.instant if each.asof.known else END for each in (old, new)]
    ends = [each.head.entries for each in (old, new)]
    first, last = sorted(known)
    if first == last:
        return listed.touched(index, keys, (min(ends), max(ends)))
    position_at = new.records.log.position_at  # what has no date is public once it is recorded
    there = position_at(first), position_at(last)
    told = listed.claiming_among(index, keys, listed.published(index, first, last))
    return told | listed.touched(index, keys, there if ends[0] == ends[1] else (0, max(ends)))


def _worlds(old: Query, new: Query, entries: Sequence[Entry]) -> tuple[World, World]:
    """Return the worlds of two queries, made of entries that decide both."""
    before = old.asof.world(old.records.of_entries(entries))
    if _alike(old, new):
        return before, World(before.view, new.asof.at.instant)
    return before, new.asof.world(new.records.of_entries(entries))


def _deciding(index: "Index", *queries: Query) -> list[Entry] | None:
    """Return the entries that decide the states of queries; None where most of the log does."""
    entries: list[Entry] = []
    for each in queries:
        entries += each.records.entries_deciding(index, each.keys, each.asof)
        if _most(each, entries):
            return None
    return entries


def _most(query: Query, found: Collection[object]) -> bool:
    """Return whether so much was found that the whole log is sooner read."""
    return 2 * len(found) > query.records.size


def _alike(old: Query, new: Query) -> bool:
    """Return whether two queries differ by the moment in the world alone."""
    known, later = old.asof.known, new.asof.known
    return old.head == new.head and (known and known.instant) == (later and later.instant)


def disputes(query: Query) -> "Disputes":
    """Return the disputed keys of a query; see `chrono.queries.disputes`.

    What would settle one may be a link that is void, of any event on the key.
    """
    from chrono.queries.disputes import disputed, disputes_in  # noqa: PLC0415
    from chrono.queries.state import state  # noqa: PLC0415

    index = query.records.sparing
    answer = state(query.deciding, query.asof, query.keys)
    keys = [slot.key for slot in disputed(answer)]
    linked = listed.linked(index, keys) if index else ()
    if index is None or not linked:
        return disputes_in(answer, answer.world)
    decided = query.records.entries_deciding(index, keys, query.asof)
    part = query.records.of_entries([*decided, *index.around(linked)])
    return disputes_in(answer, query.asof.world(part))


def of_timeline(query: Query, only: Filter) -> History:
    """Return the records that say how the events stand that a filter admits, and which those are.

    They are the events with all that is linked with them, and what decides the slots of the keys on
    which they claim as they stand: how a withdrawn one stands depends on no key.
    """
    index = query.records.sparing
    found = _admissible(query.records, index, only) if index else None
    if index is None or found is None or _most(query, found):
        return query.history
    over: dict[str, Instant] = {}
    for visible, key in _claimed_on(query, index, found):
        over[key] = max(over.get(key, visible.bounds.before), visible.bounds.before)
    keys = sorted(over)
    decided = query.records.entries_deciding(index, keys, query.asof, over) if keys else ()
    return query.records.of_entries([*decided, *index.around(found)])


def log_rows(query: Query, only: Filter, last: int | None = None) -> "Sequence[LogRow]":
    """Return a row for each record that a filter admits, or for the last ones; see `log_rows`."""
    from chrono.queries.log_rows import log_rows as rows_of  # noqa: PLC0415

    index = query.records.sparing
    if index and last and only == Filter():
        return _last_rows(query, index, last)
    found = _admissible(query.records, index, only) if index else None
    if index is None or found is None or _most(query, found):
        rows = rows_of(query.view, only)
    else:
        part = query.records.of_entries(listed.families(index, found))
        rows = rows_of(query.asof.view(part), only)
    return rows[-last:] if last else rows


def _last_rows(query: Query, index: "Index", last: int) -> "Sequence[LogRow]":
    """Return the last rows; where too few of the entries count, of twice as many entries."""
    from chrono.queries.log_rows import log_rows as rows_of  # noqa: PLC0415

    number = last
    while True:
        positions = listed.last(index, query.head.entries, number)
        roots = {*_roots(index, query.records.once(map(index.at, positions)))}
        part = query.records.of_entries(listed.families(index, roots))
        first = positions[-1] if len(positions) == number else 0
        rows = [row for row in rows_of(query.asof.view(part)) if row.position >= first]
        if len(rows) >= last or not first:
            return rows[-last:]
        number *= 2


def _roots(index: "Index", entries: Sequence[Entry]) -> Iterator[int]:
    """Yield the positions of what entries are about in the end."""
    for entry in entries:
        if isinstance(entry.record, Development):
            yield entry.position
        elif isinstance(entry.record, Act):
            root = index.root(entry.id)
            yield entry.position if root is None else root


def _admissible(records: Records, index: "Index", only: Filter) -> set[int] | None:
    """Return the developments that a filter may admit by key or date; None if it may any.

    Of keys and dates those tell that name fewer, as a key may have most of a log.
    """
    keyed = listed.claiming(index, only.keys)
    if only.since == BEGINNING and only.until == END:
        return {*keyed} if only.keys else None
    dated = listed.dated(index, only.since, only.until)
    found, within = _fewer(keyed, dated) if only.keys else (set(), [*dated])
    if found:
        return found
    zone = records.declared.zone
    found = {one for text, one in within if _overlaps(only, index.date(text), zone)}
    return listed.claiming_among(index, only.keys, found) if only.keys else found


def _fewer(
    keyed: Iterator[int], dated: Iterator[tuple[str, int]]
) -> tuple[set[int], list[tuple[str, int]]]:
    """Return all of the one that is sooner at its end, and nothing of the other."""
    found, within = set[int](), list[tuple[str, int]]()
    for one in keyed:
        found.add(one)
        date = next(dated, None)
        if date is None:
            return set(), within
        within.append(date)
    return found, []


def _overlaps(only: Filter, date: Date, zone: ZoneInfo) -> bool:
    """Return whether a filter may admit a date; one that does not exist is refused later."""
    try:
        return only.overlaps(lasting(date, date.bounds(zone), zone))
    except ChronoError:
        return True
