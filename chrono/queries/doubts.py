"""Doubts: what an editor is asked of events that stand, and nobody was asked when they came in."""

from collections.abc import Container, Iterator

from chrono.events.claims import texts_in
from chrono.events.history import History
from chrono.queries.check import Finding
from chrono.queries.near_names import near_names
from chrono.queries.quiet_changes import quiet_changes
from chrono.queries.repeats import repeats
from chrono.state.rule import World
from chrono.state.visibility import View, Visible
from chrono.values.clocks import END, shown


def doubts(history: History, new: Container[str]) -> tuple[Finding, ...]:
    """Return what an editor should be asked of entries that came in without a question.

    These are quiet changes, repeats and near names, of which one is about a new entry.

    Args:
        history: What was recorded, the new entries included.
        new: The ids of the new entries.

    Returns:
        The findings, by code and then in the order of the log; empty for nothing.
    """
    world = World(View(history), END)
    about = {root for each, root in world.view.roots.items() if each in new}
    return tuple(
        each for each in doubts_in(world) if not about.isdisjoint((each.event, *each.others))
    )


def doubts_in(world: World) -> Iterator[Finding]:
    """Yield what is doubtful in any event of these, as `doubts`."""
    yield from _quiet_changes(world)
    yield from _repeats(world)
    yield from _near_names(world)


def _quiet_changes(world: World) -> Iterator[Finding]:
    """Yield claims that replace a better one, and do not say whether that is a change."""
    for change in quiet_changes(world):
        yield Finding(
            "quiet-change",
            change.event,
            f"replaces what {change.replaced} says of {change.key} ({change.reason}); say that it "
            f"came after {change.replaced} if it is a change, or contests it if the two disagree",
            problem=False,
            others=(change.replaced,),
            key=change.key,
        )


def _repeats(world: World) -> Iterator[Finding]:
    """Yield events that may be one development, told twice."""
    for repeat in repeats(world.view):
        yield Finding(
            "repeat",
            repeat.event,
            f"{repeat.told} {repeat.reason} near that date; if it is the same, cite its source "
            "there and retract this one",
            problem=False,
            others=(repeat.told,),
        )


def _near_names(world: World) -> Iterator[Finding]:
    """Yield names that are near one in use before them; parties that are declared are in use."""
    users: dict[str, str] = {}
    for visible in world.events:
        for name in _names(visible):
            users.setdefault(name, visible.id)
    declared = world.view.history.declaration
    for name, other in near_names(users, declared.parties if declared else ()).items():
        others = (users[other],) if other in users else ()
        yield Finding(
            "near-name",
            users[name],
            f"{shown(name)} is nearly {shown(other)}{''.join(f' of {event}' for event in others)}; "
            "if they are one, correct it, or declare an alias",
            problem=False,
            others=others,
        )


def _names(visible: Visible) -> Iterator[str]:
    """Yield what an event names: who published and wrote its sources, and texts of its claims."""
    for source in visible.sources:
        yield source.publisher
        yield source.rests_on
    for claim in visible.event.claims:
        yield from texts_in(claim.value)
