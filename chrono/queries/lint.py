"""What an editor of a text should look at, beyond what is doubtful in any history."""

from collections.abc import Iterator

from chrono.events.entries import Correction
from chrono.events.history import History
from chrono.queries.check import Finding, findings_in
from chrono.queries.doubts import doubts_in
from chrono.queries.named import MOST_NAMED
from chrono.queries.overlaps import overlaps
from chrono.queries.stale import stale
from chrono.state.rule import World
from chrono.state.visibility import View
from chrono.values.clocks import END, Bounds, Instant
from chrono.values.date_words import in_words
from chrono.values.dates import Date
from chrono.values.hosts import mixed_labels
from chrono.values.sources import Source

_HOUR = 3_600_000_000
_DAY = 26 * _HOUR
_MONTH = 32 * 24 * _HOUR
_FAR = 10 * 366 * 24 * _HOUR


def doubtful(view: View, now: Instant) -> Iterator[Finding]:
    """Yield what is doubtful, and what is worth a look: the same of a log and of a text.

    Each is made as it is asked for, as there may be several of each event.

    Args:
        view: A history, without a filter.
        now: When what is stale is judged.
    """
    world = World(view, END)
    yield from findings_in(world)
    yield from _looks(world, now)


def lint(history: History, now: Instant) -> tuple[Finding, ...]:
    """Return what to look at, by code and then in the order of the log; empty if nothing.

    Args:
        history: What was recorded.
        now: When what is stale is judged.
    """
    return tuple(_looks(World(View(history), END), now))


def _looks(world: World, now: Instant) -> Iterator[Finding]:
    yield from _unordered(world)
    yield from doubts_in(world)
    yield from _early_sources(world)
    yield from _late_sources(world)
    yield from _mixed_hosts(world)
    yield from _far_ahead(world)
    yield from _too_fine(world)
    yield from _left_pending(world)
    yield from stale(World(world.view, now))
    yield from _single_sourced(world)


def _unordered(world: World) -> Iterator[Finding]:
    """Yield claims on one key that overlap, differ, and are neither linked nor contested."""
    found = overlaps(world)
    for overlap in found.pairs:
        yield Finding(
            "unordered",
            overlap.other,
            f"overlaps {overlap.one} on {overlap.key} with another value; say which came after, "
            "or that one contests the other",
            others=(overlap.one,),
            key=overlap.key,
        )
    for key, events in found.more.items():
        yield Finding(
            "unordered",
            events[-1],
            f"is one of {len(events)} events that overlap on {key}, of which only the first "
            f"{MOST_NAMED} pairs are named",
            others=events[:MOST_NAMED],
            key=key,
        )


def _early_sources(world: World) -> Iterator[Finding]:
    """Yield sources older than their event, where no note says why."""
    for visible in world.events:
        for source in visible.sources if not visible.event.note else ():
            if source.published and _bounds(world, source.published).before <= (
                visible.bounds.earliest
            ):
                yield Finding(
                    "early-source",
                    visible.id,
                    f"{source.publisher} of {_words(world, source.published)} is older than the "
                    "event; if that was scheduled, say so in a note, else correct a date",
                    problem=False,
                )


def _late_sources(world: World) -> Iterator[Finding]:
    """Yield sources published more than a day after they were recorded, as a slip of a digit is."""
    cited: dict[Source, Instant] = {}
    for record in world.view.history.records:
        own = record.event.sources if isinstance(record, Correction) else ()
        for source in (*record.sources, *own):
            cited.setdefault(source, record.recorded)
    for visible in world.events:
        for source in visible.sources:
            date = source.published
            if date and _bounds(world, date).earliest - cited[source] > _DAY:
                yield Finding(
                    "late-source",
                    visible.id,
                    f"{source.publisher} of {_words(world, date)} was cited before that date; is a "
                    "digit wrong?",
                    problem=False,
                )


def _mixed_hosts(world: World) -> Iterator[Finding]:
    """Yield addresses whose host may look like another one, as with a Cyrillic letter in it."""
    for visible in world.events:
        for url in dict.fromkeys(source.url for source in visible.sources if source.url):
            for label, scripts in mixed_labels(url):
                yield Finding(
                    "mixed-host",
                    visible.id,
                    f"{ascii(url)[1:-1]}: its host mixes {' and '.join(scripts)} letters in "
                    f"{ascii(label)[1:-1]}, and may look like another one; is it the right one?",
                    problem=False,
                )


def _far_ahead(world: World) -> Iterator[Finding]:
    """Yield events dated years after everybody who reports them, as a slip of a digit is."""
    for visible in world.events:
        dates = [source.published for source in visible.sources if source.published]
        last = max((_bounds(world, date).before for date in dates), default=END)
        if last < END and visible.bounds.earliest - last > _FAR:
            yield Finding(
                "far-ahead",
                visible.id,
                f"{_words(world, visible.event.occurred)} is more than ten years after its last "
                "source; is a digit wrong?",
                problem=False,
            )


def _too_fine(world: World) -> Iterator[Finding]:
    """Yield unqualified dates that are finer than the date of any source, without a pinpoint."""
    for visible in world.events:
        date = visible.event.occurred
        finest = min((_width(world, source) for source in visible.sources), default=END)
        if (
            not date.qualifier
            and not any(source.pinpoint for source in visible.sources)
            and _coarseness(_bounds(world, date)) < _coarseness_of(finest)
        ):
            yield Finding(
                "too-fine",
                visible.id,
                f"{date} is finer than the date of any source; qualify it as {date}~, or say "
                "where it stands with a pinpoint",
                problem=False,
                right=f"{date}~",
            )


def _left_pending(world: World) -> Iterator[Finding]:
    for key, claims in world.claims.items():
        for statement in world.pending(claims):
            yield Finding(
                "left-pending",
                world.events[statement.index].id,
                f"what it announces for {key} was never set and never lapsed",
                problem=False,
                key=key,
            )


def _single_sourced(world: World) -> Iterator[Finding]:
    for visible in world.events:
        origins = {source.rests_on for source in visible.sources}
        if visible.event.claims and len(origins) == 1:
            yield Finding(
                "single-sourced",
                visible.id,
                f"rests on {next(iter(origins))} alone",
                problem=False,
            )


def _words(world: World, date: Date) -> str:
    return in_words(date, world.view.history.zone)


def _bounds(world: World, date: Date) -> Bounds:
    return world.view.history.bounds(date)


def _width(world: World, source: Source) -> int:
    if source.published is None:
        return END
    bounds = _bounds(world, source.published)
    return bounds.before - bounds.earliest


def _coarseness(bounds: Bounds) -> int:
    return _coarseness_of(bounds.before - bounds.earliest)


def _coarseness_of(width: int) -> int:
    """Return the rank of a width: 0 for a time of day, 1 a day, 2 a month, 3 for more."""
    return sum(width > limit for limit in (_HOUR, _DAY, _MONTH))
