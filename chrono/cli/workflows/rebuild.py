"""Rebuilding the claims of one chronology, or a projection of it, and timing that."""

import time
from collections.abc import Iterable
from functools import partial
from typing import Any

from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.render.rebuild import Result
from chrono.cli.render.terminal import note
from chrono.cli.workflows.projections import aside, printable
from chrono.codec.upcasts import up_to_date
from chrono.events.entries import Entry
from chrono.events.history import History
from chrono.log.contract import Log
from chrono.log.errors import FilePath, UnwritableLog
from chrono.log.sqlite import SqliteLog
from chrono.projections.answers import refolded
from chrono.projections.fold import Projection
from chrono.queries.rebuild import rebuild


def rebuild_index(path: FilePath, entries: Iterable[Entry]) -> None:
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


def timed_rebuild(
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
