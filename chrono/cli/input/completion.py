"""Completion in a shell: keys, event ids and publishers of the log that the command would read.

An error completes nothing and prints nothing, since a shell completes at every Tab.
"""

from collections.abc import Callable, Iterable

import click

from chrono.cli.input.which_log import log_file
from chrono.errors import ChronoError
from chrono.events.history import History
from chrono.log.chronologies import pick_in
from chrono.state.visibility import View
from chrono.values.sources import BASES

Complete = Callable[[click.Context, click.Parameter, str], list[str]]


def _completing(names: Callable[[History], Iterable[str]]) -> Complete:
    def complete(ctx: click.Context, _: click.Parameter, typed: str) -> list[str]:
        try:
            return [name for name in names(_history(ctx)) if name.startswith(typed)]
        except (ChronoError, OSError):
            return []

    return complete


def _history(ctx: click.Context) -> History:
    """Return the history of the log named on the command line, else of the default bundled one."""
    from chrono.log.bundled import bundled, default  # noqa: PLC0415  only without a log
    from chrono.log.sqlite import SqliteLog  # noqa: PLC0415

    path, name = log_file(ctx.params.get("file")), ctx.params.get("chronology")
    if path is None:
        name = name or default()
        return History.of(name, bundled(name).entries(name))
    with SqliteLog(path) as log:
        name = pick_in(log, name)
        return History.of(name, log.entries(name))


def _publishers(history: History) -> Iterable[str]:
    from chrono.queries.known import publishers  # noqa: PLC0415  only in a shell, at a Tab

    return publishers(history)


keys = _completing(lambda history: View(history).claims)
"""Completes keys."""

ids = _completing(lambda history: history.by_id)
"""Completes the ids of entries."""

publishers = _completing(_publishers)
"""Completes the publishers of sources."""


def bases(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """Return the bases that start with what was typed."""
    return [basis for basis in BASES if basis.startswith(typed)]


def kinds(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """Return the names of kinds that start with what was typed."""
    from chrono.cli.input.known_kinds import known_kinds  # noqa: PLC0415  only where one is written

    try:
        return [kind.name for kind in known_kinds() if kind.name.startswith(typed)]
    except (click.UsageError, ChronoError):
        return []
