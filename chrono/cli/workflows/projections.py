"""How verbs answer with a user's projection: its state, and how two of its states differ.

What the user's module prints goes to stderr; only the answer goes to stdout.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from typing import Any

import click

from chrono.api.reading import Query
from chrono.cli.exit_codes import DONE, NO
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.render.changes import diff_lines
from chrono.cli.render.output import Output
from chrono.cli.render.projections import field_lines, state_lines
from chrono.cli.render.terminal import line, note
from chrono.codec.upcasts import up_to_date
from chrono.errors import ChronoError
from chrono.modules import NotFound
from chrono.plugins import projection_named
from chrono.projections.answers import Folded, folded
from chrono.projections.diff import difference
from chrono.projections.fold import Projection
from chrono.projections.plain import NotPlain
from chrono.queries.diff import Diff


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


@contextmanager
def printable(projection: Projection[Any]) -> Iterator[None]:
    """Add the projection's name to the error of a state that cannot be printed.

    Raises:
        Unprintable: The state cannot be printed.
    """
    try:
        yield
    except NotPlain as error:
        raise Unprintable(projection.name, error) from error


def projection_of_flag(name: str) -> Projection[Any]:
    """Return the projection that ``--projection`` names.

    Raises:
        click.UsageError: There is none; the sentence names the flag.
    """
    try:
        with aside():
            return projection_named(name)
    except NotFound as error:
        raise click.UsageError(f"--projection {error}") from error


def answer_state(query: Query, name: str, output: Output) -> int:
    """Print the state of a projection as of a moment.

    Raises:
        click.UsageError: There is no such projection, or keys or rows were asked for.
        ProjectionFailed: Its function raised.
        Unprintable: Its state cannot be printed.
    """
    projection = _alone(query, name, output)
    with aside(), printable(projection):
        answer = _folded(query, projection)
        body = answer.body(query.head.entries, query.head.hash)
    output.print(lambda: body, lambda: state_lines(answer, body["state"]))
    return DONE


def answer_difference(old: Query, new: Query, name: str, output: Output, *, exit_code: bool) -> int:
    """Print how two states of a projection differ; with `exit_code` return NO if they do.

    Raises:
        click.UsageError: There is no such projection, or keys or rows were asked for.
        ProjectionFailed: Its function raised.
        Unprintable: A state of it cannot be printed.
    """
    projection = _alone(new, name, output)
    with aside(), printable(projection):
        changes = difference(_folded(old, projection), _folded(new, projection))
    answer = Diff(before=old.asof, after=new.asof, changes=changes)
    chronology, zone = new.history.chronology, new.history.zone.key
    names = {"chronology": chronology, "projection": projection.name}
    log = {"entries": new.head.entries, "head": new.head.hash}
    if changes or output.as_json:
        output.print(
            lambda: {**names, **answer.body(new.history), "log": log},
            lambda: diff_lines(" · ".join(names.values()), answer, zone, field_lines(changes)),
        )
    else:
        note("nothing differs")
    return NO if changes and exit_code else DONE


def _folded(query: Query, projection: Projection[Any]) -> Folded[Any]:
    return folded(up_to_date(query.history, known_kinds()), query.asof, projection)


def _alone(query: Query, name: str, output: Output) -> Projection[Any]:
    """Return a projection by its name; keys and rows are refused, for it has none."""
    if query.keys:
        raise click.UsageError(
            f"--projection answers with its whole state; leave out {line(query.keys[0])}"
        )
    if output.form:
        raise click.UsageError(
            f"--{output.form} is for rows of keys; a projection answers with --json"
        )
    return projection_of_flag(name)
