"""Importing: what a source brings is planned on a log, and appended whole or not at all."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final, Protocol

import attrs

from chrono.events.by import By
from chrono.events.entries import DECLARATION, Entry
from chrono.events.kinds import Register
from chrono.faults import Refused
from chrono.ingest.drafting import faults_on
from chrono.ingest.folder import Written, read
from chrono.ingest.items import Item
from chrono.ingest.other_affairs import refuse_other_affairs
from chrono.ingest.plan import Plan, plan
from chrono.ingest.streamed_import import imported_lines
from chrono.ingest.streamed_lines import NotStreamed, is_streamed
from chrono.ingest.tally import Tally
from chrono.log.chronologies import EmptyLog, NoChronology, SeveralChronologies, pick
from chrono.log.contract import Appended, HeadMoved, Log
from chrono.log.memory import MemoryLog
from chrono.log.sqlite import SqliteLog

_TRIES: Final = 5


class Import(Protocol):
    """Something that is to be imported."""

    def plan(self, log: Log) -> Plan:
        """Return what to append to a log.

        Raises:
            Refused: With every fault.
        """
        ...


@attrs.frozen
class Imported:
    """What an import did, or dry would do.

    Attributes:
        plan: What it planned; without drafts where lines were appended part by part.
        done: What it appended.
        entries: The whole log with that.
        tally: What came.
    """

    plan: Plan
    done: Appended
    entries: Sequence[Entry]
    tally: Tally


def imported(source: Import, target: str, by: By | None = None, *, dry_run: bool) -> Imported:
    """Return what an import appended to a log file or, dry, would.

    It is planned again if somebody appended meanwhile. Without `by` it is appended by whom the
    surroundings name. A file of lines is appended part by part, unless one asks for all of them.

    Raises:
        Refused: With every fault; nothing was written.
        HeadMoved: Somebody appended meanwhile, again and again.
        LogError: The file is no log, or cannot be read or written.
    """
    if isinstance(source, TextImport) and is_streamed(source.path) and not dry_run:
        with suppress(NotStreamed):
            came = imported_lines(
                target,
                source.path,
                source.register,
                by,
                chronology=source.chronology,
                also=source.also,
            )
            return Imported(Plan((), (), ()), came.done, came.entries, came.tally)
    plan, done, entries = _imported_at_once(source, target, by, dry_run=dry_run)
    return Imported(plan, done, entries, Tally.of(done.new))


def _imported_at_once(
    source: Import, target: str, by: By | None, *, dry_run: bool
) -> tuple[Plan, Appended, Sequence[Entry]]:
    with SqliteLog(target, write=not dry_run) as log:
        for attempt in range(_TRIES):
            # Bodies are compared and records admitted, so each is decoded first and kept for both.
            copy = MemoryLog(entry.decoded(entry.content) for entry in log.entries())
            plan = source.plan(copy)
            if dry_run:
                done = copy.append(plan.drafts)
                return plan, done, copy.entries()
            head = copy.head().hash
            log.lend(copy.entries())
            try:
                done = log.append(plan.drafts, head, by)
                return plan, done, (*copy.entries(), *done.new)
            except HeadMoved:
                if attempt == _TRIES - 1:
                    raise
        raise HeadMoved(head, log.head())


@attrs.frozen(kw_only=True, slots=False)
class TextImport:
    """An import of a text: a folder, a .yaml or a .jsonl.

    Attributes:
        path: The folder or file.
        register: The kinds.
        chronology: The one to import into, if there are several.
        reason: Why events changed that were imported before.
        also: Which of its chronologies to import though they are other affairs than those here.
    """

    path: Path
    register: Register
    chronology: str | None = None
    reason: str | None = None
    also: Sequence[str] = ()

    @cached_property
    def _written(self) -> Written:
        """Its content, read once, since it may be a pipe."""
        return read(self.path, self.register)

    def plan(self, log: Log) -> Plan:
        """Return what to append to a log.

        Raises:
            Refused: With every fault at once, or with every chronology of another affair.
        """
        result = planned(self._written, log, self.register, self.chronology, self.reason)
        refuse_other_affairs(log, self._told(log), self.path.resolve().name, self.also)
        return result

    def _told(self, log: Log) -> Counter[str]:
        """Return how many events and acts the text holds, by the name of their chronology.

        One that neither the log nor the text declares is left to be refused for that.
        """
        written = self._written
        name = written.chronology or default_name(log, self.chronology, written.items)
        told = Counter[str]()
        declared = set(log.chronologies())
        for body in (item.written for item in written.items if isinstance(item.written, dict)):
            named = str(body.get("chronology", name))
            if body.get("kind") == DECLARATION:
                declared.add(named)
            else:
                told[named] += 1
        return Counter({named: count for named, count in told.items() if named in declared})


def planned(
    written: Written,
    log: Log,
    register: Register,
    chronology: str | None = None,
    reason: str | None = None,
) -> Plan:
    """Return what to append of a text; see `TextImport`.

    Raises:
        Refused: With every fault.
        NoChronology, SeveralChronologies, EmptyLog: It is not clear what events belong to.
    """
    entries = {name: log.entries(name) for name in log.chronologies()}
    name = written.chronology or default_name(log, chronology, written.items)
    whole = written.chronology is not None
    result = plan(written.items, entries, name, register, reason, whole=whole)
    if written.faults:
        raise Refused((*written.faults, *result.faults))
    if result.faults:
        raise Refused(faults_on(log, result.drafts, result.faults))
    return result


def default_name(log: Log, chronology: str | None, items: Sequence[Item]) -> str:
    """Return the chronology for events that name none; empty if every event names its own.

    Raises:
        NoChronology, SeveralChronologies, EmptyLog: It is not clear which one that is.
    """
    try:
        return pick(log.chronologies(), chronology)
    except (NoChronology, SeveralChronologies, EmptyLog):
        if all(isinstance(item.written, dict) and "chronology" in item.written for item in items):
            return ""
        raise
