"""Completion in a shell: keys, event ids and publishers of the log that the command would read.

An error completes nothing and prints nothing, since a shell completes at every Tab. Somebody waits
for it, so what is dear to import is imported where it is needed.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from chrono.cli.input.which_log import log_file
from chrono.errors import ChronoError
from chrono.log.chronologies import pick_in
from chrono.values.bases import BASES

if TYPE_CHECKING:  # types alone
    from chrono.events.history import History
    from chrono.log.contents import Contents

Complete = Callable[[click.Context, click.Parameter, str], list[str]]

_Listed = Callable[["Contents", str, str], list[str] | None]
"""Returns the names in a chronology that start with a text; None where only its history tells."""


def _completing(
    names: Callable[["History"], Iterable[str]], listed: _Listed | None = None
) -> Complete:
    def complete(ctx: click.Context, _: click.Parameter, typed: str) -> list[str]:
        try:
            found = _in_lists(ctx, listed, typed) if listed else None
            if found is not None:
                return found
            return [name for name in names(_history(ctx)) if name.startswith(typed)]
        except (ChronoError, OSError):
            return []

    return complete


def _in_lists(ctx: click.Context, listed: _Listed, typed: str) -> list[str] | None:
    """Return what the log named on the command line lists; None without a log or a list."""
    from chrono.log.contents import contents  # noqa: PLC0415  only at a Tab

    path, name = _named(ctx)
    if path is None:
        return None
    with contents(path) as log:
        return listed(log, pick_in(log, name), typed)


def _history(ctx: click.Context) -> "History":
    """Return the history of the log named on the command line, else of the default bundled one."""
    from chrono.events.history import History  # noqa: PLC0415  only where no list tells
    from chrono.log.bundled import bundled, default  # noqa: PLC0415
    from chrono.log.sqlite import SqliteLog  # noqa: PLC0415

    path, name = _named(ctx)
    if path is None:
        name = name or default()
        return History.of(name, bundled(name).entries(name))
    with SqliteLog(path) as log:
        name = pick_in(log, name)
        return History.of(name, log.entries(name))


def _named(ctx: click.Context) -> tuple[str | None, str | None]:
    """Return the file and the chronology that the command line names."""
    return log_file(ctx.params.get("file")), ctx.params.get("chronology")


def _keys(history: "History") -> Iterable[str]:
    from chrono.state.visibility import View  # noqa: PLC0415  only where no index tells

    return View(history).claims


def _publishers(history: "History") -> Iterable[str]:
    from chrono.queries.in_use import publishers  # noqa: PLC0415  only in a shell, at a Tab

    return publishers(history)


keys = _completing(_keys, lambda log, name, typed: log.keys_from(name, typed))
"""Completes keys; by the index also those of which all was withdrawn."""

ids = _completing(lambda history: history.by_id, lambda log, name, typed: log.ids_from(name, typed))
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
