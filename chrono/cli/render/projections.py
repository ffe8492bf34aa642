"""Answers of a projection that a user wrote: its state, and how two of its states differ."""

from collections.abc import Iterator
from typing import Any

from chrono.cli.render.terminal import columns, heading, line
from chrono.cli.render.values import value_in_words
from chrono.projections.answers import Folded
from chrono.projections.diff import WHOLE, Difference, FieldChange, fields_of

_LONG = 80
"""Characters of a change after which what is stands below what was."""


def state_lines(found: Folded[Any], state: Any) -> Iterator[str]:
    """Say what a projection comes to, field by field; `state` is its plain form."""
    when = heading(found.asof, found.zone)
    events = f"{len(found.events)} event{'' if len(found.events) == 1 else 's'}"
    yield f"{_title(found)} {when}, {events}"
    yield ""
    named = fields_of(found.state)
    if named is None:
        yield f"  {plain_in_words(state)}"
    elif not named:
        yield "  nothing"
    else:
        yield from columns([line(name), plain_in_words(one)] for name, one in named.items())


def difference_lines(found: Difference[Any]) -> Iterator[str]:
    """Say from when to when, and each field that changed with its causes."""
    title = _title(found.after)
    yield f"{title} {heading(found.before.asof, found.before.zone)}"
    yield f"{' ' * len(title)} → {heading(found.after.asof, found.after.zone)}"
    yield ""
    yield from columns(row for change in found.changes for row in change_rows(change))


def _title(found: Folded[Any]) -> str:
    return f"{line(found.chronology)} · {line(found.projection.name)}"


def change_rows(change: FieldChange) -> Iterator[list[str]]:
    """Say a change and its causes, in rows below each other where it is long.

    Of a list it is said who came and who went.
    """
    name = "~" if change.key == WHOLE else f"~ {line(change.key)}"
    causes = " ".join(map(line, change.causes))
    moved = _moved(change.before, change.after)
    before, after = plain_in_words(change.before), plain_in_words(change.after)
    whole = moved or f"{before} → {after}"
    if len(whole) <= _LONG:
        yield [name, whole, causes]
        return
    yield [name, moved or before]
    if not moved:
        yield ["", f"→ {after}"]
    yield ["", causes]


def _moved(before: Any, after: Any) -> str:
    if not (isinstance(before, list) and isinstance(after, list)):
        return ""
    gone = [value_in_words(one) for one in before if one not in after]
    came = [value_in_words(one) for one in after if one not in before]
    parts = (f"{', '.join(gone)} out" if gone else "", f"{', '.join(came)} in" if came else "")
    moved = "; ".join(part for part in parts if part)
    return f"{len(before)} → {len(after)}: {moved}" if moved else ""


def plain_in_words(value: Any) -> str:
    """Say a value of a state in a few words."""
    if value is None or value in ([], {}, ""):
        return "none"
    if isinstance(value, dict) and any(one is None or one == [] for one in value.values()):
        return ", ".join(f"{line(name)}: {plain_in_words(one)}" for name, one in value.items())
    return value_in_words(value)
