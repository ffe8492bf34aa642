"""The preview of an append: what it changes, and what an editor should settle before it.

It is a diff of two states, so it can never disagree with what the append does.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import attrs

from chrono.events.claims import LIVE_OPS, Claim
from chrono.events.entries import Correction, Declaration, Development, Record
from chrono.events.history import History
from chrono.events.key_use import declared_in
from chrono.queries.diff import Diff, SlotChange, diff
from chrono.queries.findings.quiet_changes import QuietChange, quiet_changes
from chrono.queries.findings.repeats import Repeat, repeats
from chrono.queries.named import MOST_NAMED
from chrono.queries.overlaps import Overlaps, overlaps
from chrono.state.as_of import AsOf
from chrono.state.moments import Moment
from chrono.state.rule import World
from chrono.state.slots import slot_of
from chrono.state.standing import Standing
from chrono.state.visibility import View, Visible
from chrono.values.canonical import canonical
from chrono.values.clocks import END, Instant, iso, to_datetime
from chrono.values.dates import Date, Single
from chrono.values.keys import matcher

_SECOND: Final = 1_000_000
"""Microseconds of a second, the finest that a date says."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Preview:
    """What an append does.

    Attributes:
        new: The records to be appended, in their order.
        diffs: What changes at the date of each event that is new or acted upon, and now; in the
            order of time.
        disputes: Keys that become disputed, each with the ids of the events on all its sides.
        overlaps: Claims that differ at dates that overlap, one of them new; of many the first.
        quiet_changes: Claims that would quietly replace a better one, or are replaced so.
        repeats: New events that may be in the log already, so that a citation would do.
        pending: Keys that the new events speak of and that still have something announced.
        keys: Keys never used before.
    """

    new: tuple[Record, ...]
    diffs: tuple[Diff[SlotChange], ...]
    disputes: tuple[tuple[str, tuple[str, ...]], ...]
    overlaps: Overlaps
    quiet_changes: tuple[QuietChange, ...]
    repeats: tuple[Repeat, ...]
    pending: tuple[tuple[str, Any], ...]
    keys: tuple[str, ...]

    def body(self, history: History) -> dict[str, Any]:
        """Return the preview as JSON."""
        return {
            "new": [record.id for record in self.new],
            "diffs": [diff.body(history) for diff in self.diffs],
            "disputes": [_of_key(key, events) for key, events in self.disputes],
            "overlaps": [attrs.asdict(overlap) for overlap in self.overlaps.pairs],
            "more_overlaps": [_of_key(key, events) for key, events in self.overlaps.more.items()],
            "quiet_changes": [attrs.asdict(change) for change in self.quiet_changes],
            "repeats": [attrs.asdict(repeat) for repeat in self.repeats],
            "pending": [{"key": key, "value": value} for key, value in self.pending],
            "new_keys": list(self.keys),
        }


def preview(before: History, after: History, now: Moment) -> Preview:
    """Return what an append changes.

    Args:
        before: What is recorded.
        after: The same, with what is to be appended.
        now: The moment of asking.
    """
    there = {record.id for record in before.records}
    new = tuple(record for record in after.records if record.id not in there)
    old, made = View(before), View(after)
    touched = {made.roots.get(record.id, record.id) for record in new}
    events = [visible for visible in made.events if visible.id in touched]
    added = {visible.id for visible in events if visible.id not in there}
    diffs = tuple(_diffs(old, made, touched, now))
    return Preview(
        new=new,
        diffs=diffs,
        disputes=tuple(_disputes(diffs)),
        overlaps=overlaps(World(made, END), about=touched),
        quiet_changes=tuple(_quiet_changes(old, made, touched)),
        repeats=repeats(made, about=added),
        pending=tuple(_pending(made, events)),
        keys=new_keys(before, (claim.key for record in new for claim in _claims(record))),
    )


def _of_key(key: str, events: Sequence[str]) -> dict[str, Any]:
    return {"key": key, "events": list(events[:MOST_NAMED]), "events_count": len(events)}


def new_keys(history: History, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the keys that were neither used nor declared before, in order.

    Where no key was, none can be misspelt, and none is picked.
    """
    declared: set[str] = set()
    used = {claim.key for record in history.records for claim in _claims(record)}
    for record in history.records:
        if isinstance(record, Declaration):
            declared = set(declared_in(record.keys))
    if not (declared or used):
        return ()
    known = matcher([*declared, *used])
    return tuple(sorted({key for key in keys if not known.fullmatch(key)}))


def _claims(record: Record) -> tuple[Claim, ...]:
    return record.event.claims if isinstance(record, Development | Correction) else ()


def _end_of(visible: Visible, history: History) -> str:
    """Return a date, in EDTF, that is over when an event has surely happened: mostly its own."""
    date, before = visible.event.occurred, visible.bounds.before
    if date.lasting:
        date = Date.parse(str(date.start if isinstance(date.start, Single) else date.end))
    last = Instant(before - _SECOND)
    spelt = iso(last)
    if history.bounds(date).before == before or spelt is None:
        return str(date)
    local = to_datetime(last, history.zone)
    return f"{local.date()}" if f"{local:%H:%M:%S}" == "23:59:59" else spelt


def _diffs(old: View, made: View, touched: set[str], now: Moment) -> Iterator[Diff[SlotChange]]:
    """Yield how the states differ at the dates of what is touched, and now, in order of time."""
    dated = {
        visible.bounds.before: _end_of(visible, view.history)
        for view in (old, made)
        for visible in view.events
        if visible.id in touched and visible.bounds.before < END
    }
    moments = [Moment(text, Instant(at)) for at, text in dated.items() if at != now.instant]
    for moment in sorted([*moments, now], key=lambda each: each.instant):
        asof = AsOf(at=moment)
        changes = diff(World(old, moment.instant), World(made, moment.instant))
        yield Diff(before=asof, after=asof, changes=changes)


def _disputes(diffs: Sequence[Diff[SlotChange]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the keys that become disputed at any of the dates, each with its events."""
    disputed: dict[str, tuple[str, ...]] = {}
    for compared in diffs:
        for change in compared.changes:
            slot = change.after
            was = change.before.standing if change.before else None
            if slot is not None and slot.standing == Standing.DISPUTED and was != Standing.DISPUTED:
                events = (event for side in slot.alternatives for event in side.because)
                disputed.setdefault(change.key, tuple(dict.fromkeys(events)))
    yield from sorted(disputed.items())


def _quiet_changes(old: View, made: View, touched: set[str]) -> Iterator[QuietChange]:
    """Yield the quiet changes that an append brings, on the keys of what it touches."""
    keys = sorted(
        {
            claim.key
            for view in (old, made)
            for visible in view.events
            if visible.id in touched
            for claim in visible.event.claims
        }
    )
    there = set(quiet_changes(World(old, END), keys))
    yield from (each for each in quiet_changes(World(made, END), keys) if each not in there)


def _pending(made: View, events: Sequence[Visible]) -> Iterator[tuple[str, Any]]:
    """Yield what stays announced on keys that the new events decide, each value once."""
    seen: set[tuple[str, str]] = set()
    for visible in events:
        world = World(made, visible.bounds.before)
        own = {(c.key, canonical(c.value)) for c in visible.event.claims if c.op == "announce"}
        for key in sorted({c.key for c in visible.event.claims if c.op in LIVE_OPS}):
            slot = slot_of(world, key)
            for candidate in slot.pending if slot else ():
                name = (key, canonical(candidate.value))
                if name not in seen | own:
                    seen.add(name)
                    yield key, candidate.value
