"""The state of a user's projection in lines, and how two of its states differ."""

from collections.abc import Iterable, Iterator
from typing import Any

from chrono.cli.render.changes import change_rows, list_change
from chrono.cli.render.layout import columns
from chrono.cli.render.moments import heading
from chrono.cli.render.terminal import counted, line
from chrono.cli.render.values import value_in_words
from chrono.projections.answers import Folded
from chrono.projections.diff import WHOLE, FieldChange, fields_of


def state_lines(folded: Folded[Any], state: Any) -> Iterator[str]:
    """Yield the state of a projection, field by field; `state` is its plain form."""
    when = heading(folded.asof, folded.zone)
    events = counted(len(folded.events), "event")
    yield f"{line(folded.chronology)} · {line(folded.projection.name)} {when}, {events}"
    yield ""
    named = fields_of(folded.state)
    if named is None:
        yield f"  {plain_in_words(state)}"
    elif not named:
        yield "  nothing"
    else:
        yield from columns([line(name), plain_in_words(value)] for name, value in named.items())


def field_lines(changes: Iterable[FieldChange]) -> list[str]:
    """Return lines for each changed field: its name, both values, and the causes."""
    return columns(row for change in changes for row in field_rows(change))


def field_rows(change: FieldChange) -> Iterator[list[str]]:
    """Return the rows of one changed field; of a list, who came and who went."""
    name = "~" if change.key == WHOLE else f"~ {line(change.key)}"
    moved = ""
    if isinstance(change.before, list) and isinstance(change.after, list):
        moved = list_change(change.before, change.after)
    before = "" if moved else plain_in_words(change.before)
    return change_rows(name, before, moved or plain_in_words(change.after), change.causes)


def plain_in_words(value: Any) -> str:
    """Return a value of a state in a few words."""
    if value is None or value in ([], {}, ""):
        return "none"
    if isinstance(value, dict) and any(item is None or item == [] for item in value.values()):
        return ", ".join(f"{line(name)}: {plain_in_words(item)}" for name, item in value.items())
    return value_in_words(value)
