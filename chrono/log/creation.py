"""Making a log file, which appears under its name only when it is complete."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from itertools import groupby

from sqlite_utils import Database

from chrono.events.by import By
from chrono.events.drafts import Draft
from chrono.log.clock import system_clock
from chrono.log.connection import translated
from chrono.log.contract import Appended, Clock
from chrono.log.errors import FilePath
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
    with new_file(path) as unfinished:
        _make_schema(unfinished)
        return _begun(unfinished, drafts, recorded, by)


def _make_schema(path: FilePath) -> None:
    opened = sqlite3.connect(path, isolation_level=None)
    with translated(path, write=True), closing(opened) as connection:
        db = Database(connection, execute_plugins=False)
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA journal_mode = WAL")
        with db.atomic():
            migrate(db)


def _begun(
    path: FilePath, drafts: Sequence[Draft], recorded: Sequence[Instant], by: By | None
) -> Appended:
    """Append the first entries of a log, and return what was appended."""
    if not recorded:
        with _opened(path, system_clock) as log:
            return log.append(drafts, by=by)
    then = iter(dict.fromkeys(recorded))
    groups = groupby(zip(recorded, drafts, strict=True), lambda pair: pair[0])
    with _opened(path, lambda: next(then)) as log:
        done = [log.append([draft for _, draft in group], by=by) for _, group in groups]
    return Appended(
        tuple(position for appended in done for position in appended.positions),
        tuple(entry for appended in done for entry in appended.new),
        done[-1].head,
    )


def _opened(path: FilePath, clock: Clock) -> SqliteLog:
    """Open a log whose appends wait for no disk: its file is synced once, when it is complete."""
    log = SqliteLog(path, write=True, clock=clock)
    log._opened.execute("PRAGMA synchronous = OFF")  # noqa: SLF001  no setting for others
    return log
