"""What is doubtful in a history that is whole: findings for an editor, not errors."""

from collections.abc import Iterator, Sequence

import attrs

from chrono.events.entries import Declaration, Development
from chrono.events.history import History
from chrono.queries.repeated_claims import Repeated, of_denied, without_end
from chrono.state.rule import World
from chrono.state.visibility import View, Visible
from chrono.values.clocks import END


@attrs.frozen
class Finding:
    """Something that an editor should look at.

    Attributes:
        code: What sort of finding.
        event: The id of the event.
        message: What is doubtful, and what would settle it.
        problem: Whether it is wrong unless somebody says otherwise; else it is only worth a look.
        others: The ids of the other entries that it is about.
        key: The key that it is about; empty for none.
        right: What would be right, where that is known: a date in EDTF.
    """

    code: str
    event: str
    message: str
    problem: bool = True
    others: tuple[str, ...] = ()
    key: str = ""
    right: str = ""


def findings(history: History) -> tuple[Finding, ...]:
    """Return what is doubtful, by code and then in the order of the log; empty if nothing is."""
    return tuple(findings_in(World(View(history), END)))


def findings_in(world: World) -> Iterator[Finding]:
    """Yield the same of a world, which must be at the end of time and without a filter."""
    yield from _undated(world.view.history)
    yield from _void(world)
    yield from _rivals(world)
    yield from _repeats(world)
    yield from _without_end(world)


def _undated(history: History) -> Iterator[Finding]:
    for record in history.records:
        if isinstance(record, Declaration) or not record.sources:
            continue
        if isinstance(record, Development) and not any(s.published for s in record.sources):
            yield Finding(
                "undated",
                record.id,
                "no source says when it was published, so it is known only from when it was "
                "recorded; cite one with a date",
            )


def _void(world: World) -> Iterator[Finding]:
    events = world.events
    for earlier, later in world.order.void:
        yield Finding(
            "void-link",
            events[later].id,
            f"it is linked after {events[earlier].id}, but by the dates, or by other links, it "
            "came before; the link is void until one of them is corrected",
            others=(events[earlier].id,),
        )


def _rivals(world: World) -> Iterator[Finding]:
    for root, versions in world.view.amendments.versions.items():
        if len(versions) > 1:
            ids = tuple(version.record.id for version in versions)
            yield Finding(
                "two-versions",
                root,
                f"two versions stand, by {', '.join(ids)}; retract or correct one",
                others=ids,
            )


def _repeats(world: World) -> Iterator[Finding]:
    """Yield later claims that end a dispute by repeating a denied value, without a link."""
    events = world.events
    for found in of_denied(world):
        for denier, repeat in found.pairs:
            yield Finding(
                "repeats-denied",
                events[repeat].id,
                f"repeats what {events[denier].id} denied, and so ends that dispute; "
                f"say after: [{events[denier].id}] if it does, or contests if not",
                others=(events[denier].id,),
            )
        if found.more:
            yield _many("repeats-denied", found, events, "repeat what was denied")


def _without_end(world: World) -> Iterator[Finding]:
    """Yield claims that repeat a value before it is over by its own end, and give no end."""
    events = world.events
    made: dict[Finding, None] = {}
    for found in without_end(world):
        for first, repeat in found.pairs:
            finding = Finding(
                "without-end",
                events[repeat].id,
                f"repeats what {events[first].id} says to be over on "
                f"{events[first].event.occurred.own_end}, without an end of its own, "
                "and so it goes on; give it that end if it is still meant",
                problem=False,
            )
            made[finding] = None
        if found.more:
            many = _many("without-end", found, events, "repeat what has an end, without one")
            made[attrs.evolve(many, problem=False)] = None
    yield from made


def _many(code: str, found: Repeated, events: Sequence[Visible], what: str) -> Finding:
    """Return a finding that there are more than are named."""
    first, last = found.pairs[-1]
    return Finding(
        code,
        events[last].id,
        f"is one of the events on {found.key} that {what}, of which only the first "
        f"{len(found.pairs)} are named",
        others=(events[first].id,),
        key=found.key,
    )
