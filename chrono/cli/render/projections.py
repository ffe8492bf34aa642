"""Answers of a projection that a user wrote: its state, and how two of its states differ."""

from collections.abc import Iterator
from typing import Any

from chrono.cli.render.changes import list_change
from chrono.cli.render.layout import columns
from chrono.cli.render.terminal import counted, heading, line
from chrono.cli.render.values import value_in_words
from chrono.projections.answers import Folded
from chrono.projections.diff import WHOLE, Difference, FieldChange, fields_of

_LONG = 80
"""Characters of a change after which what is stands below what was."""


def state_lines(folded: Folded[Any], state: Any) -> Iterator[str]:
    """Yield the state of a projection, field by field; `state` is its plain form."""
    when = heading(folded.asof, folded.zone)
    events = counted(len(folded.events), "event")
    yield f"{_title(folded)} {when}, {events}"
    yield ""
    named = fields_of(folded.state)
    if named is None:
        yield f"  {plain_in_words(state)}"
    elif not named:
        yield "  nothing"
    else:
        yield from columns([line(name), plain_in_words(value)] for name, value in named.items())


def difference_lines(difference: Difference[Any]) -> Iterator[str]:
    """Yield both moments, then each field that changed with its causes."""
    title = _title(difference.after)
    yield f"{title} {heading(difference.before.asof, difference.before.zone)}"
    yield f"{' ' * len(title)} → {heading(difference.after.asof, difference.after.zone)}"
    yield ""
    yield from columns(row for change in difference.changes for row in change_rows(change))


def _title(folded: Folded[Any]) -> str:
    return f"{line(folded.chronology)} · {line(folded.projection.name)}"


def change_rows(change: FieldChange) -> Iterator[list[str]]:
    """Yield a change and its causes in one row, or in several if it is long.

    Of a list it is said who came and who went.
    """
    name = "~" if change.key == WHOLE else f"~ {line(change.key)}"
    causes = " ".join(map(line, change.causes))
    moved = ""
    if isinstance(change.before, list) and isinstance(change.after, list):
        moved = list_change(change.before, change.after)
    before, after = plain_in_words(change.before), plain_in_words(change.after)
    whole = moved or f"{before} → {after}"
    if len(whole) <= _LONG:
        yield [name, whole, causes]
        return
    yield [name, moved or before]
    if not moved:
        yield ["", f"→ {after}"]
    yield ["", causes]


def plain_in_words(value: Any) -> str:
    """Return a value of a state in a few words."""
    if value is None or value in ([], {}, ""):
        return "none"
    if isinstance(value, dict) and any(item is None or item == [] for item in value.values()):
        return ", ".join(f"{line(name)}: {plain_in_words(item)}" for name, item in value.items())
    return value_in_words(value)
