"""Making a log file, which appears under its name only when it is complete."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import groupby
from pathlib import Path

from sqlite_utils import Database

from chrono.events.by import By
from chrono.events.drafts import Draft
from chrono.log.clock import system_clock
from chrono.log.connection import translated
from chrono.log.contract import Appended, Clock, Part
from chrono.log.errors import FilePath
from chrono.log.head import Head
from chrono.log.kept import Kept
from chrono.log.new_file import new_file
from chrono.log.schema import migrate
from chrono.log.sqlite import SqliteLog
from chrono.values.clocks import Instant


def create_log(
    path: FilePath,
    drafts: Sequence[Draft] = (),
    recorded: Sequence[Instant] = (),
    by: By | None = None,
) -> Appended:
    """Return what came of creating a log; its file appears only when it is complete.

    Args:
        path: The file.
        drafts: The first entries.
        recorded: The instant at which each was recorded in another log, none before the one
            before it; drafts of equal instants become one transaction. Without it all become
            one transaction, recorded now.
        by: Who appends them; None for whom the surroundings name.

    Raises:
        LogExists: There is a file of that name.
        Refused: Some drafts have faults.
        UnwritableLog: The folder cannot be written.
    """
    with _unfinished(path) as unfinished:
        if not recorded:
            with _opened(unfinished, system_clock) as log:
                return log.append(drafts, by=by)
        then = iter(dict.fromkeys(recorded))
        groups = groupby(zip(recorded, drafts, strict=True), lambda pair: pair[0])
        with _opened(unfinished, lambda: next(then)) as log:
            done = [log.append([draft for _, draft in group], by=by) for _, group in groups]
        return Appended(
            tuple(position for appended in done for position in appended.positions),
            tuple(entry for appended in done for entry in appended.new),
            done[-1].head,
        )


def create_log_of_parts(
    path: FilePath,
    parts: Callable[[SqliteLog], Iterable[Part]],
    by: By | None,
    taken: Callable[[Appended, Part], object],
) -> tuple[Head, Kept]:
    """Return the head of a new log that is made part by part, and few entries that are kept.

    See `SqliteLog.append_parts`.

    Args:
        path: The file, which appears only when it is complete.
        parts: Returns the parts, given the log that is being made.
        by: Who appends them; None for whom the surroundings name.
        taken: Called with what came of each part.

    Raises:
        LogExists, Refused, UnwritableLog: As `create_log`.
    """
    with _unfinished(path) as unfinished:
        with _opened(unfinished, system_clock) as log:
            # Nobody reads the file yet, so it is written in place, not by way of another file.
            log._opened.execute("PRAGMA journal_mode = MEMORY")  # noqa: SLF001  as below
            head = log.append_parts(parts(log), by, taken)
            log._opened.execute("PRAGMA journal_mode = WAL")  # noqa: SLF001
        return head, log.kept


@contextmanager
def _unfinished(path: FilePath) -> Iterator[Path]:
    """Yield the file of an empty log, which gets its name at the end of the block."""
    with new_file(path) as unfinished:
        opened = sqlite3.connect(unfinished, isolation_level=None)
        with translated(unfinished, write=True), closing(opened) as connection:
            db = Database(connection, execute_plugins=False)
            db.execute("PRAGMA synchronous = OFF")
            db.execute("PRAGMA journal_mode = WAL")
            with db.atomic():
                migrate(db)
        yield unfinished


def _opened(path: FilePath, clock: Clock) -> SqliteLog:
    """Open a log whose appends wait for no disk: its file is synced once, when it is complete."""
    log = SqliteLog(path, write=True, clock=clock)
    log._opened.execute("PRAGMA synchronous = OFF")  # noqa: SLF001  no setting for others
    return log
