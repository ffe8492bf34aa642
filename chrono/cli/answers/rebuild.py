"""What the verb rebuild prints: whether all that is computed from the entries is as it was."""

import time
from collections.abc import Iterable
from functools import partial
from typing import Any

import click

from chrono.cli.exit_codes import DONE, NO
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.opening import opened
from chrono.cli.render.output import Output
from chrono.cli.render.progress import Steps
from chrono.cli.render.rebuild import Result, rebuild_lines
from chrono.cli.render.terminal import note
from chrono.cli.workflows.projections import aside, printable, projection_of_flag
from chrono.codec.upcasts import up_to_date
from chrono.events.entries import Entry
from chrono.events.history import History
from chrono.log.chronologies import pick_in
from chrono.log.contract import Log
from chrono.log.errors import FilePath, UnwritableLog
from chrono.log.sqlite import SqliteLog
from chrono.projections.answers import refolded
from chrono.projections.fold import Projection
from chrono.queries.rebuild import rebuild


def run(*, projection: str | None, check: bool, every: int | None, **flags: Any) -> int:
    """Print the answer to the flags of the verb; return its exit code."""
    output = Output.taken_from(flags)
    if projection is None and every:
        raise click.UsageError("--every is for a projection; name one with --projection")
    own = projection_of_flag(projection) if projection else None
    step = (every or 1) if check or every else None
    with opened(**flags) as log:
        head, results = log.head(), _rebuilt(log, flags["chronology"], own, step)
    body = {
        "log": {"entries": head.entries, "head": head.hash},
        "rebuilt": [result.body() for result, _ in results],
    }
    output.print(lambda: body, lambda: rebuild_lines(results))
    differs = any(result.differs for result, _ in results)
    if differs and own is not None:
        note("does it keep anything outside its state, or change the state that it is given?")
    return NO if differs else DONE


def _rebuilt(
    log: Log, named: str | None, own: Projection[Any] | None, every: int | None
) -> list[tuple[Result, float]]:
    """Return what a rebuild of each chronology, or of the one that is named, finds.

    Without a projection the index is made anew, too.
    """
    indexed = log if own is None and isinstance(log, SqliteLog) else None
    steps = Steps(log.head().entries * (2 if indexed else 1))
    names = _names(log) if named is None else [pick_in(log, named)]
    results = [_timed(log, name, steps.of(log.one_by_one(name)), own, every) for name in names]
    if indexed:
        _rebuild_index(indexed.path, steps.of(log.one_by_one()))
    return results


def _names(log: Log) -> list[str]:
    """Return the chronologies by first entry, of the entries alone: the index may be wrong."""
    return list(dict.fromkeys(entry.chronology for entry in log.one_by_one()))


def _rebuild_index(path: FilePath, entries: Iterable[Entry]) -> None:
    """Make the index of a log anew; a file that cannot be written keeps its own, with a note.

    Args:
        path: The file.
        entries: Its entries.
    """
    try:
        with SqliteLog(path, write=True) as log:
            log.rebuild_index(entries)
    except UnwritableLog as error:
        note(f"its index stays as it is: {error}")


def _timed(
    log: Log,
    name: str,
    entries: Iterable[Entry],
    projection: Projection[Any] | None,
    every: int | None,
) -> tuple[Result, float]:
    """Return what a rebuild of a chronology, or of its projection, finds, and the seconds taken.

    Args:
        log: The log.
        name: The name of the chronology.
        entries: Its entries, which may be gone through again.
        projection: The projection; None for the claims.
        every: After how many events a projection that is carried on is compared; None for never.
    """
    start = time.perf_counter()
    kinds = known_kinds()
    result: Result
    if projection is None:
        with aside():
            result = rebuild(name, entries, kinds, partial(log.named, name))
    else:
        history = up_to_date(History.of(name, entries), kinds)
        with aside(), printable(projection):
            result = refolded(history, projection, every)
    return result, time.perf_counter() - start
