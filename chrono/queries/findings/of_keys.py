"""What is doubtful of the claims on keys, in a part that has all that bears on them."""

from collections.abc import Iterator, Sequence

import attrs

from chrono.queries.findings.doubts import quiet_change
from chrono.queries.findings.finding import Finding, Placed, Sort
from chrono.queries.findings.parts import numbers
from chrono.queries.findings.quiet_changes import quiet_changes
from chrono.queries.findings.repeated_claims import Repeated, of_denied, without_end
from chrono.queries.named import MOST_NAMED
from chrono.queries.overlaps import Overlapping, overlapping
from chrono.state.rule import World


class OfKeys:
    """What is doubtful of keys, part by part, but for what only slots tell."""

    def __init__(self) -> None:
        self._without_end: set[Finding] = set()  # one may be told of several keys

    def take(self, world: World, keys: Sequence[str]) -> Iterator[Placed]:
        """Yield what is doubtful of the next keys, in a world at the end of time."""
        for finding in _repeats(world, keys):
            yield Placed(Sort.REPEATS_DENIED, finding)
        for finding in _without_end(world, keys):
            if finding not in self._without_end:
                self._without_end.add(finding)
                yield Placed(Sort.WITHOUT_END, finding)
        yield from _unordered(world, keys)
        for change in quiet_changes(world, keys):
            yield Placed(Sort.QUIET_CHANGE, quiet_change(change))
        for finding in _left_pending(world, keys):
            yield Placed(Sort.LEFT_PENDING, finding)


def _repeats(world: World, keys: Sequence[str]) -> Iterator[Finding]:
    """Yield later claims that end a dispute by repeating a denied value, without a link."""
    events = world.events
    for found in of_denied(world, keys):
        for denier, repeat in found.pairs:
            yield Finding(
                "repeats-denied",
                events[repeat].id,
                f"repeats what {events[denier].id} denied, and so ends that dispute; "
                f"say after: [{events[denier].id}] if it does, or contests if not",
                others=(events[denier].id,),
            )
        if found.more:
            yield _many("repeats-denied", found, world, "repeat what was denied")


def _without_end(world: World, keys: Sequence[str]) -> Iterator[Finding]:
    """Yield claims that repeat a value before it is over by its own end, and give no end."""
    events = world.events
    for found in without_end(world, keys):
        for first, repeat in found.pairs:
            yield Finding(
                "without-end",
                events[repeat].id,
                f"repeats what {events[first].id} says to be over on "
                f"{events[first].event.occurred.own_end}, without an end of its own, "
                "and so it goes on; give it that end if it is still meant",
                problem=False,
            )
        if found.more:
            many = _many("without-end", found, world, "repeat what has an end, without one")
            yield attrs.evolve(many, problem=False)


def _many(code: str, found: Repeated, world: World, what: str) -> Finding:
    """Return a finding that there are more than are named."""
    first, last = found.pairs[-1]
    return Finding(
        code,
        world.events[last].id,
        f"is one of the events on {found.key} that {what}, of which only the first "
        f"{len(found.pairs)} are named",
        others=(world.events[first].id,),
        key=found.key,
    )


def _unordered(world: World, keys: Sequence[str]) -> Iterator[Placed]:
    """Yield claims on one key that overlap, differ, and are neither linked nor contested."""
    places: list[int] = []
    for key in keys:
        found = overlapping(world, key)
        places = places or (numbers(world.events) if found.pairs else places)
        for one, other in found.pairs:
            finding = _unordered_pair(world, key, one, other)
            yield Placed(Sort.UNORDERED, finding, places[one], places[other], key)
        if found.more:
            yield Placed(Sort.MANY_UNORDERED, _many_unordered(world, key, found))


def _unordered_pair(world: World, key: str, one: int, other: int) -> Finding:
    first = world.events[one].id
    return Finding(
        "unordered",
        world.events[other].id,
        f"overlaps {first} on {key} with another value; say which came after, "
        "or that one contests the other",
        others=(first,),
        key=key,
    )


def _many_unordered(world: World, key: str, found: Overlapping) -> Finding:
    ids = found.ids(world)
    return Finding(
        "unordered",
        ids[-1],
        f"is one of {len(ids)} events that overlap on {key}, of which only the first "
        f"{MOST_NAMED} pairs are named",
        others=ids[:MOST_NAMED],
        key=key,
    )


def _left_pending(world: World, keys: Sequence[str]) -> Iterator[Finding]:
    for key in keys:
        for statement in world.pending(world.on(key)):
            yield Finding(
                "left-pending",
                world.events[statement.index].id,
                f"what it announces for {key} was never set and never lapsed",
                problem=False,
                key=key,
            )
