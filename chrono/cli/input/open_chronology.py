"""A chronology opened for an append: its entries, decoded once and shared by all steps."""

from collections.abc import Iterator
from contextlib import contextmanager

import attrs

from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.opening import naming_file
from chrono.cli.input.which_log import log_to_write
from chrono.events.history import History
from chrono.ingest.stored import StoredChronology
from chrono.log.chronologies import pick
from chrono.log.head import Head
from chrono.log.memory import MemoryLog
from chrono.log.sqlite import SqliteLog


@attrs.frozen(kw_only=True, eq=False, repr=False)
class OpenChronology:
    """A chronology of an open log.

    Attributes:
        log: The log.
        trial: A copy of it in memory, on which an append may be tried.
        head: Where it ended when it was read.
        stored: What it holds of the chronology.
        history: The same, as records.
    """

    log: SqliteLog
    trial: MemoryLog
    head: Head
    stored: StoredChronology
    history: History


@contextmanager
def open_chronology(
    file: str | None, chronology: str | None, *, write: bool
) -> Iterator[OpenChronology]:
    """Yield a chronology of the log to write, opened for an append.

    Raises:
        NoLogNamed: There is none.
    """
    path = log_to_write(file)
    with SqliteLog(path, write=write) as log, naming_file(path):
        trial = MemoryLog(log.entries())
        log.lend(trial.entries())
        name = pick(log.chronologies(), chronology)
        entries = trial.entries(name)
        yield OpenChronology(
            log=log,
            trial=trial,
            head=trial.head(),
            stored=StoredChronology.of(entries, known_kinds()),
            history=History.of(name, entries),
        )
