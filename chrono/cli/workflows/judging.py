"""What is doubtful in the chronologies of a log, or in texts, and how what holds is supported."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs

from chrono.api.found_in_log import Judging
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.workflows.found import AllFound, FirstFound
from chrono.events.history import History
from chrono.ingest.folder import read
from chrono.ingest.imports import planned
from chrono.log.clock import system_clock
from chrono.log.contract import Log
from chrono.log.head import Head
from chrono.log.memory import MemoryLog
from chrono.queries.findings.check import doubtful
from chrono.queries.findings.finding import Finding
from chrono.queries.findings.independence import Independence, independence
from chrono.queries.named import MOST_NAMED
from chrono.state.moments import moment
from chrono.state.rule import World
from chrono.state.visibility import View


def of_log(
    log: Log,
    head: Head,
    sizes: Iterable[tuple[str, int]],
    at: str,
    found: AllFound | FirstFound,
) -> None:
    """Find what is doubtful in chronologies, and how what holds at a moment is supported.

    Args:
        log: The log, of which it is known that it is whole.
        head: Up to where it counts.
        sizes: The names of the chronologies, and how many entries each has.
        at: The moment, as it was typed.
        found: Is given what is found.
    """
    judging = Judging(log=log, head=head, kinds=known_kinds(), now=system_clock(), at=at)
    for name, entries in sizes:
        asked, support = judging.moment(name), _Supported(in_full=isinstance(found, AllFound))
        found.take(name, judging.found(name, entries, asked.instant, support.take))
        found.take_support({"chronology": name, "at": asked.text, **support.body()})


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


def _judged(history: History, at: str) -> tuple[Iterator[Finding], dict[str, Any]]:
    """Return what is doubtful in a history at a moment, and how what holds is supported."""
    asked, view = moment(at, history, system_clock()), View(history)
    support = independence(World(view, asked.instant)).body()
    body = {"chronology": history.chronology, "at": asked.text, **support}
    return (each.finding for each in doubtful(view, asked.instant)), body


class _Supported:
    """How the values that hold in a chronology are supported, of keys in their order.

    Args:
        in_full: Whether all that rest on one report are kept, or those that are named.
    """

    def __init__(self, *, in_full: bool) -> None:
        self._in_full = in_full
        self._values = self._independent = self._more = 0
        self._single: list[dict[str, Any]] = []
        self._keys: set[str] = set()

    def take(self, found: Independence) -> None:
        """Take those of the next keys."""
        self._values += found.values
        self._independent += found.values - len(found.single)
        keys = {each.key for each in found.single}
        for each in found.single:
            if self._in_full or len(self._keys) < MOST_NAMED:
                self._single.append(attrs.asdict(each))
                self._keys.add(each.key)
        self._more += 0 if self._in_full else len(keys - self._keys)

    def body(self) -> dict[str, Any]:
        """Return it as JSON; with how many more keys there are, if not all are kept."""
        more = {} if self._in_full else {"more_keys": self._more}
        counts = {"values": self._values, "independent": self._independent}
        return {**counts, "single": self._single, **more}
