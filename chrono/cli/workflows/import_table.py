"""Importing a spreadsheet: which rows a log takes, which are there already, and which are bad."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final

import attrs

from chrono.cli.exit_codes import DONE, MISUSE, NO
from chrono.cli.hints import in_flags
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.render.dates import date_in_both
from chrono.cli.render.terminal import counted, line, safe, tell
from chrono.cli.workflows.import_text import default_name
from chrono.errors import Fault, Refused
from chrono.events.entries import Entry
from chrono.events.history import History
from chrono.ingest.drafting import faults_on
from chrono.ingest.plan import Plan, plan
from chrono.ingest.spreadsheet.rejects import rejects_file, write_rejects
from chrono.ingest.spreadsheet.table import SheetRow, Table
from chrono.log.contract import Appended, Log
from chrono.values.clocks import shown
from chrono.values.dates import Date

_FEW: Final = 3
"""How many dates are shown as examples of how they were read."""


@attrs.define(slots=False)
class TableImport:
    """A table to be imported, row by row.

    Attributes:
        path: The file.
        table: Its content.
        chronology: The one to import into, if there are several.
        reason: Why events changed that were imported before.
        skip_bad: Whether rows with faults are left out.
        dry_run: Whether nothing is to be written.
        faults: The faults of the rows in the last plan, by line.
        zone: The home zone in the last plan.
    """

    path: Path
    table: Table
    chronology: str | None
    reason: str | None
    skip_bad: bool = attrs.field(kw_only=True)
    dry_run: bool = attrs.field(kw_only=True)
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
            rows = [row for row in self.table.items if row.line not in self.faults]
            planned = self._planned(rows, entries, name)
            faults = faults_on(log, planned.drafts, planned.faults)
            if not faults:
                break
            before = len(self.faults)
            self._by_row(faults)
            if len(self.faults) == before:  # about rows that are left out already
                raise Refused(self._all())
        if self.faults and not self.dry_run:
            if not self.skip_bad:
                raise Refused(self._all())
            write_rejects(self.path, self.table, self.faults)
        return planned

    def report(self, plan: Plan, done: Appended) -> int:  # noqa: ARG002  as all imports
        """Print what became of the rows, and return the exit code."""
        for fault in self._all() if self.dry_run or self.skip_bad else ():
            tell(f"{'left out' if self.skip_bad else 'error'}: {safe(in_flags(fault))}")
        if self.table.dates:
            tell(f"  dates read: {_examples(self.table.dates, self.zone)}")
        good = [row for row in self.table.items if row.line not in self.faults]
        here = len({row.written["id"] for row in good}) - len(done.new)
        twice = len(good) - len({row.written["id"] for row in good})
        for number, what in ((here, "already here"), (twice, "in the file twice")):
            if number:
                tell(f"  {counted(number, 'row')} {what}")
        if not self.faults:
            return DONE
        bad = len(self.faults)
        if not self.skip_bad:
            tell(f"error: {counted(bad, 'row')} with faults, so the import would be refused; "
                 "mend them, or leave them out with --skip-bad")  # fmt: skip
            return MISUSE
        listed = "would be left out and listed in" if self.dry_run else "left out, listed in"
        tell(f"{counted(bad, 'row')} {listed} {line(str(rejects_file(self.path)))}")
        return DONE if good else NO

    def _planned(
        self, rows: Sequence[SheetRow], entries: Mapping[str, Sequence[Entry]], name: str
    ) -> Plan:
        return plan(rows, entries, name, known_kinds(), self.reason)

    def _by_row(self, faults: Sequence[Fault]) -> None:
        """Add faults to their rows, by line.

        Raises:
            Refused: One of them belongs to no row.
        """
        if any(fault.where not in self._lines for fault in faults):
            raise Refused([*self._all(), *faults])
        for fault in faults:
            self.faults.setdefault(self._lines[fault.where], []).append(fault)

    def _all(self) -> list[Fault]:
        """Return the faults in the order of the file."""
        return [fault for number in sorted(self.faults) for fault in self.faults[number]]


def _examples(dates: Mapping[str, str], zone: str) -> str:
    """Return what some cells were read as, in words and EDTF, and how many more there are."""
    some = [
        f"{shown(cell)} as {date_in_both(Date.parse(date), zone)}"
        for cell, date in islice(dates.items(), _FEW)
    ]
    more = len(dates) - len(some)
    return line("; ".join([*some, f"and {more} more"] if more else some))
