"""The verb that computes everything anew, and compares: rebuild."""

from typing import Any

import click

from chrono.cli.exit_codes import DONE, NO
from chrono.cli.input import options
from chrono.cli.input.opening import opened
from chrono.cli.render.output import Output
from chrono.cli.render.progress import Steps
from chrono.cli.render.rebuild import Result, rebuild_lines
from chrono.cli.render.terminal import note
from chrono.cli.workflows.projections import projection_of_flag
from chrono.cli.workflows.rebuild import rebuild_index, timed_rebuild
from chrono.log.chronologies import pick_in
from chrono.log.contract import Log
from chrono.log.sqlite import SqliteLog
from chrono.projections.fold import Projection


@options.verb(
    "rebuild",
    ("chrono rebuild", "are all claims, and so the state, as the kinds of today say?"),
    ("chrono rebuild --projection ./seats.py:seats", "fold a projection of your own from zero"),
    (
        "chrono rebuild --projection ./seats.py:seats --check",
        "is it pure? after every event",
    ),
)
@options.which_log
@options.projection
@click.option("--check", is_flag=True, help="Compare a state carried on with one folded from zero.")
@click.option(
    "--every",
    type=click.IntRange(min=1),
    metavar="N",
    help="With --check: only after every N events, and after the last.",
)
@options.kinds
@options.output
def rebuild(*, projection: str | None, check: bool, every: int | None, **flags: Any) -> int:
    """Compute the state of every chronology from zero, and print whether it is as it was.

    Without a projection, claims are computed anew from the stored bodies and compared with those
    that are stored, which alone count; and the index, by which one key is read, is made anew if the
    file can be written. Exit 1 when something differs. No entry is written.
    """
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
    results = [
        timed_rebuild(log, name, steps.of(log.one_by_one(name)), own, every) for name in names
    ]
    if indexed:
        rebuild_index(indexed.path, steps.of(log.one_by_one()))
    return results


def _names(log: Log) -> list[str]:
    """Return the chronologies by first entry, of the entries alone: the index may be wrong."""
    return list(dict.fromkeys(entry.chronology for entry in log.one_by_one()))
