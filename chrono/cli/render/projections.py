"""Answers of a projection that a user wrote: its state, and how two of its states differ.

What its module prints goes to stderr: stdout is for the answer.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from typing import Any

import click

from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.opening import Reading
from chrono.cli.render.terminal import answer, columns, heading, line, note
from chrono.cli.render.values import value_in_words
from chrono.codec.upcasts import up_to_date
from chrono.errors import ChronoError
from chrono.events.history import History
from chrono.plugins import NotFound, projection_named
from chrono.projections.answers import Folded, folded
from chrono.projections.diff import WHOLE, Difference, FieldChange, difference, fields_of
from chrono.projections.fold import Projection
from chrono.projections.plain import NotPlain

_LONG = 80
"""Characters of a change after which what is stands below what was."""


class Unprintable(ChronoError):
    """The state of a projection cannot be printed."""

    def __init__(self, name: str, error: NotPlain) -> None:
        self.name = name
        super().__init__(f"projection {name}: {error}")


@contextmanager
def aside() -> Iterator[None]:
    """Send what a user's code prints to stderr."""
    with redirect_stdout(sys.stderr):
        yield


def found_projection(name: str) -> Projection[Any]:
    """Find a projection by the name that was given for ``--projection``.

    Raises:
        click.UsageError: There is none; the sentence names the flag.
    """
    try:
        with aside():
            return projection_named(name)
    except NotFound as error:
        raise click.UsageError(f"--projection {error}") from error


def answer_state(asked: Reading, name: str, *, form: str | None, as_json: bool, color: str) -> int:
    """Say what a projection comes to as of a moment.

    Raises:
        click.UsageError: There is no such projection, or keys or rows were asked for.
        ProjectionFailed: Its function raised.
        Unprintable: Its state cannot be printed.
    """
    projection = _alone(asked, name, form)
    with aside(), printable(projection):
        found = folded(as_today(asked.history), asked.asof, projection)
        body = found.body(asked.head.entries, asked.head.hash)
    answer(body if as_json else _state_lines(found, body["state"]), color, as_json=as_json)
    return 0


def answer_difference(  # noqa: PLR0913  one for each option
    old: Reading,
    new: Reading,
    name: str,
    *,
    form: str | None,
    exit_code: bool,
    as_json: bool,
    color: str,
) -> int:
    """Say how two states of a projection differ; the exit code is 1 if they do and it is asked.

    Raises:
        click.UsageError: There is no such projection, or keys or rows were asked for.
        ProjectionFailed: Its function raised.
        Unprintable: A state of it cannot be printed.
    """
    projection = _alone(new, name, form)
    with aside(), printable(projection):
        before = folded(as_today(old.history), old.asof, projection)
        after = folded(as_today(new.history), new.asof, projection)
        found = difference(before, after)
    if as_json:
        log = {"entries": new.head.entries, "head": new.head.hash}
        answer({**found.body(), "log": log}, color, as_json=True)
    elif found.changes:
        answer(_difference_lines(found), color, as_json=False)
    else:
        note("nothing differs")
    return 1 if found.changes and exit_code else 0


def as_today(history: History) -> History:
    """Bring the data of events to the versions of their kinds that are known today."""
    return up_to_date(history, known_kinds())


def _alone(asked: Reading, name: str, form: str | None) -> Projection[Any]:
    """Find a projection, of which neither keys nor rows can be asked."""
    if asked.keys:
        raise click.UsageError(
            f"--projection answers with its whole state; leave out {line(asked.keys[0])}"
        )
    if form:
        raise click.UsageError(f"--{form} is for rows of keys; a projection answers with --json")
    return found_projection(name)


@contextmanager
def printable(projection: Projection[Any]) -> Iterator[None]:
    """Say of what cannot be printed whose state it is."""
    try:
        yield
    except NotPlain as error:
        raise Unprintable(projection.name, error) from error


def _state_lines(found: Folded[Any], state: Any) -> Iterator[str]:
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


def _difference_lines(found: Difference[Any]) -> Iterator[str]:
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
