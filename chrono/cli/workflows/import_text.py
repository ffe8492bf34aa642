"""Importing a text: a folder, a .yaml or a .jsonl."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import attrs

from chrono.api.reading import EmptyLog, NoChronology, SeveralChronologies, pick
from chrono.cli.exit_codes import DONE
from chrono.cli.input.known_kinds import known_kinds
from chrono.errors import Refused
from chrono.ingest.drafting import faults_on
from chrono.ingest.folder import Written, read
from chrono.ingest.items import Item
from chrono.ingest.plan import Plan, plan
from chrono.log.contract import Appended, Log


@attrs.define(slots=False)
class TextImport:
    """A text to be imported.

    Attributes:
        path: The folder or file.
        chronology: The one to import into, if there are several.
        reason: Why events changed that were imported before.
    """

    path: Path
    chronology: str | None
    reason: str | None

    @cached_property
    def _written(self) -> Written:
        """Its content, read once, since it may be a pipe."""
        return read(self.path, known_kinds())

    def plan(self, log: Log) -> Plan:
        """Return what to append to a log; Refused with every fault at once."""
        return planned(self._written, log, self.chronology, self.reason)

    def report(self, plan: Plan, done: Appended) -> int:  # noqa: ARG002  as all imports
        """Return the exit code; nothing is printed."""
        return DONE


def planned(written: Written, log: Log, chronology: str | None, reason: str | None) -> Plan:
    """Return what to append of a text; Refused with every fault at once."""
    entries = {name: log.entries(name) for name in log.chronologies()}
    name = written.chronology or default_name(log, chronology, written.items)
    whole = written.chronology is not None
    result = plan(written.items, entries, name, known_kinds(), reason, whole=whole)
    if written.faults:
        raise Refused((*written.faults, *result.faults))
    if result.faults:
        raise Refused(faults_on(log, result.drafts, result.faults))
    return result


def default_name(log: Log, chronology: str | None, items: Sequence[Item]) -> str:
    """Return the chronology for events that name none; empty if every event names its own."""
    try:
        return pick(log.chronologies(), chronology)
    except (NoChronology, SeveralChronologies, EmptyLog):
        if all(isinstance(item.written, dict) and "chronology" in item.written for item in items):
            return ""
        raise
