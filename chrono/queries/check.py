"""What is doubtful in a history that is whole: findings for an editor, not errors."""

from collections.abc import Iterator

import attrs

from chrono.events.entries import Declaration, Development
from chrono.events.history import History
from chrono.state.questions import Statement, by_value, questions_of
from chrono.state.rule import World
from chrono.state.visibility import View
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
    world = World(View(history), END)
    return (
        *_undated(history),
        *_void(world),
        *_rivals(world),
        *_repeats(world),
        *_without_end(world),
    )


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
    for key, claims in world.claims.items():
        for question in questions_of(claims, of_set=world.holds_set(key)):
            yield from _repeats_in(world, question)


def _repeats_in(world: World, question: tuple[Statement, ...]) -> Iterator[Finding]:
    events, later = world.events, world.order.surely_later
    places = {each.index: place for place, each in enumerate(question)}
    of_value = by_value(question)
    for denied in question:
        contesting = sorted(places[each] for each in world.contests(denied.index) & places.keys())
        for denier in (question[place] for place in contesting):
            for repeat in of_value[denied.json] if denier.json != denied.json else ():
                linked = repeat.index in world.order.after(denier.index)
                if (
                    later(repeat.index, denied.index)
                    and later(repeat.index, denier.index)
                    and not linked
                    and denier.index not in world.contests(repeat.index)
                ):
                    yield Finding(
                        "repeats-denied",
                        events[repeat.index].id,
                        f"repeats what {events[denier.index].id} denied, and so ends that dispute; "
                        f"say after: [{events[denier.index].id}] if it does, or contests if not",
                        others=(events[denier.index].id,),
                    )


def _without_end(world: World) -> Iterator[Finding]:
    """Yield claims that repeat a value before it is over by its own end, and give no end."""
    found: dict[Finding, None] = {}
    for key, claims in world.claims.items():
        for question in questions_of(claims, of_set=world.holds_set(key)):
            found.update(dict.fromkeys(_without_end_in(world, question)))
    yield from found


def _without_end_in(world: World, question: tuple[Statement, ...]) -> Iterator[Finding]:
    events, order = world.events, world.order
    of_value = by_value(question)
    for first in question:
        over = world.own_ends.of(first)
        if over is None:
            continue
        for repeat in of_value[first.json]:
            if (
                world.own_ends.of(repeat) is None
                and order.surely_later(repeat.index, first.index)
                and order.before[repeat.index] <= over.earliest
            ):
                yield Finding(
                    "without-end",
                    events[repeat.index].id,
                    f"repeats what {events[first.index].id} says to be over on "
                    f"{events[first.index].event.occurred.own_end}, without an end of its own, "
                    "and so it goes on; give it that end if it is still meant",
                    problem=False,
                )
