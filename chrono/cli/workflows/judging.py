"""What is doubtful in a chronology of a log, or in texts, as the verb check prints it."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs

from chrono.cli.input.known_kinds import known_kinds
from chrono.events.entries import Entry
from chrono.events.history import History
from chrono.events.kinds import Register
from chrono.ingest.folder import read
from chrono.ingest.imports import planned
from chrono.log.clock import system_clock
from chrono.log.contract import Log
from chrono.log.memory import MemoryLog
from chrono.queries.check import Finding
from chrono.queries.gate import against_log, not_admitted
from chrono.queries.independence import independence
from chrono.queries.lint import doubtful
from chrono.queries.recorded_ahead import recorded_ahead
from chrono.state.moments import moment
from chrono.state.rule import World
from chrono.state.visibility import View
from chrono.values.clocks import Instant


def of_chronologies(
    log: Log, names: Iterable[str], upto: int, at: str, take: Callable[[str, Finding], object]
) -> Iterator[dict[str, Any]]:
    """Yield how what holds in each chronology at a moment is supported; take each doubt before.

    Args:
        log: The log.
        names: The names of the chronologies.
        upto: The last position, inclusive.
        at: The moment, as it was typed.
        take: Called with each finding and the name, in the order in which they are told.
    """
    now, kinds = system_clock(), known_kinds()
    for name in names:
        entries = log.one_by_one(name, upto)
        history = History.of(name, entries)
        for finding in _of_entries(history, entries, now, kinds):
            take(name, finding)
        doubts, support = _judged(history, at)
        for finding in doubts:
            take(name, finding)
        yield support


def _of_entries(
    history: History, entries: Iterable[Entry], now: Instant, kinds: Register
) -> Iterator[Finding]:
    """Yield what is wrong with the entries of a chronology, each by itself or after others."""
    yield from recorded_ahead(entries, now)
    yield from not_admitted(entries, kinds)
    yield from against_log(history, entries)


def _judged(history: History, at: str) -> tuple[Iterator[Finding], dict[str, Any]]:
    """Return what is doubtful in a history at a moment, and how what holds is supported."""
    asked, view = moment(at, history, system_clock()), View(history)
    support = independence(World(view, asked.instant)).body()
    body = {"chronology": history.chronology, "at": asked.text, **support}
    return doubtful(view, asked.instant), body


def of_text(path: Path, at: str) -> dict[str, Any]:
    """Return what is doubtful in texts, with file and line; faults in them are raised."""
    inside = sorted(path.glob("*/chronology.yaml"))
    folders = [file.parent for file in inside] or [path.parent if path.is_file() else path]
    each = [_of_folder(folder, at) for folder in folders]
    return {
        "findings": [finding for found, _ in each for finding in found],
        "support": [support for _, support in each if support],
    }


def _of_folder(folder: Path, at: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    register = known_kinds()
    written = read(folder, register)
    drafts = planned(written, MemoryLog(), register).drafts
    entries = MemoryLog().append(drafts).new
    if not entries:
        return [], {}
    where = {draft.id: draft.where for draft in drafts}
    doubts, support = _judged(History.of(entries[0].chronology, entries), at)
    return [
        {"where": f"{folder.name}/{where[finding.event]}", **attrs.asdict(finding)}
        for finding in doubts
    ], support
