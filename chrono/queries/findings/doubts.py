"""Doubts: what an editor is asked of events that stand, and nobody was asked when they came in."""

from collections.abc import Callable, Container, Iterator

from chrono.events.history import History
from chrono.queries.findings.finding import Finding
from chrono.queries.findings.parts import Rows, Sorted, by_date
from chrono.queries.findings.quiet_changes import QuietChange, quiet_changes
from chrono.queries.findings.repeats import Repeat, repeats
from chrono.queries.findings.used_names import UsedNames
from chrono.state.rule import World
from chrono.state.visibility import View
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
    view = View(history)
    about = {root for each, root in view.roots.items() if each in new}
    names = used_names(history, Sorted)
    for number, visible in by_date(view):
        names.take(number, visible)
    found = (
        *map(quiet_change, quiet_changes(World(view, END))),
        *map(repeated, repeats(view)),
        *near_names_in(names),
    )
    return tuple(each for each in found if not about.isdisjoint((each.event, *each.others)))


def quiet_change(change: QuietChange) -> Finding:
    """Return that a claim replaces a better one, and does not say whether that is a change."""
    return Finding(
        "quiet-change",
        change.event,
        f"replaces what {change.replaced} says of {change.key} ({change.reason}); say that it "
        f"came after {change.replaced} if it is a change, or contests it if the two disagree",
        problem=False,
        others=(change.replaced,),
        key=change.key,
    )


def repeated(repeat: Repeat) -> Finding:
    """Return that an event may be one development with another, told twice."""
    return Finding(
        "repeat",
        repeat.event,
        f"{repeat.told} {repeat.reason} near that date; if it is the same, cite its source "
        "there and retract this one",
        problem=False,
        others=(repeat.told,),
    )


def used_names(declared: History, rows: Callable[[], Rows]) -> UsedNames:
    """Return no names of events yet; parties that are declared are in use."""
    declaration = declared.declaration
    return UsedNames(rows, declaration.parties if declaration else ())


def near_names_in(names: UsedNames) -> Iterator[Finding]:
    """Yield names that are near one in use before them."""
    for name, event, other, user in names.near():
        yield Finding(
            "near-name",
            event,
            f"{shown(name)} is nearly {shown(other)}{f' of {user}' if user else ''}; "
            "if they are one, correct it, or declare an alias",
            problem=False,
            others=(user,) if user else (),
        )
