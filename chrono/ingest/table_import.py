"""Importing a spreadsheet: which rows a log takes, which are there already, and which are bad."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import attrs

from chrono.errors import Fault, Refused
from chrono.events.entries import Entry
from chrono.events.history import History
from chrono.events.kinds import Register
from chrono.ingest.drafting import faults_on
from chrono.ingest.imports import default_name
from chrono.ingest.plan import Plan, plan
from chrono.ingest.spreadsheet.rejects import rejects_file, write_rejects
from chrono.ingest.spreadsheet.table import SheetRow, Table
from chrono.log.contract import Log


@attrs.define(kw_only=True, slots=False)
class TableImport:
    """A table to be imported, row by row.

    Attributes:
        path: The file.
        table: Its content.
        register: The kinds.
        chronology: The one to import into, if there are several.
        reason: Why events changed that were imported before.
        skip_bad: Whether rows with faults are left out.
        dry_run: Whether nothing is to be written.
        faults: The faults of the rows in the last plan, by line.
        zone: The home zone in the last plan.
    """

    path: Path
    table: Table
    register: Register
    chronology: str | None = None
    reason: str | None = None
    skip_bad: bool = False
    dry_run: bool = False
    faults: dict[int, list[Fault]] = attrs.field(factory=dict)
    zone: str = "UTC"

    @cached_property
    def _lines(self) -> Mapping[str, int]:
        """Return the line of the row by each `where` that a fault can have."""
        return {
            where: row.line
            for row in self.table.rows
            for where in (row.where, *(row.at(*field) for field in row.columns))
        }

    def plan(self, log: Log) -> Plan:
        """Return what can be appended; rows that cannot are listed in a file, or refused.

        Raises:
            Refused: Something is wrong with the file itself; or, without `skip_bad` and
                `dry_run`, with any row.
            NotARejectsFile, CannotList: The rows left out cannot be listed.
        """
        entries = {name: log.entries(name) for name in log.chronologies()}
        name = default_name(log, self.chronology, self.table.items)
        if name in entries:
            self.zone = History.of(name, entries[name]).zone.key
        self.faults = {}
        self._by_row(self.table.faults)
        if self.faults:
            everything = self._planned(self.table.items, entries, name)
            bad = {where for where, number in self._lines.items() if number in self.faults}
            faults = faults_on(log, everything.drafts, everything.faults)
            self._by_row([fault for fault in faults if fault.where in bad])
        while True:
            planned = self._planned(self.good, entries, name)
            faults = faults_on(log, planned.drafts, planned.faults)
            if not faults:
                break
            before = len(self.faults)
            self._by_row(faults)
            if len(self.faults) == before:  # about rows that are left out already
                raise Refused(self.all_faults)
        if self.faults and not self.dry_run:
            if not self.skip_bad:
                raise Refused(self.all_faults)
            write_rejects(self.path, self.table, self.faults)
        return planned

    @property
    def rejects(self) -> Path:
        """The file that lists the rows that were left out."""
        return rejects_file(self.path)

    @property
    def good(self) -> list[SheetRow]:
        """The rows without faults in the last plan."""
        return [row for row in self.table.items if row.line not in self.faults]

    @property
    def all_faults(self) -> list[Fault]:
        """The faults of the last plan, in the order of the file."""
        return [fault for number in sorted(self.faults) for fault in self.faults[number]]

    def _planned(
        self, rows: Sequence[SheetRow], entries: Mapping[str, Sequence[Entry]], name: str
    ) -> Plan:
        return plan(rows, entries, name, self.register, self.reason)

    def _by_row(self, faults: Sequence[Fault]) -> None:
        """Add faults to their rows, by line.

        Raises:
            Refused: One of them belongs to no row.
        """
        if any(fault.where not in self._lines for fault in faults):
            raise Refused([*self.all_faults, *faults])
        for fault in faults:
            self.faults.setdefault(self._lines[fault.where], []).append(fault)
