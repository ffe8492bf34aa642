"""Importing a table: which rows a log takes, which are there already, and which are bad."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

import attrs

from chrono.events.entries import Entry
from chrono.events.history import History
from chrono.events.kinds import Register
from chrono.faults import Fault, Refused
from chrono.ingest.drafting import faults_on
from chrono.ingest.edited_rows import Earlier, EarlierRows, rows_left
from chrono.ingest.imports import default_name
from chrono.ingest.plan import Plan, plan
from chrono.ingest.spreadsheet.complaints import condensed
from chrono.ingest.spreadsheet.joined import Joined, joined
from chrono.ingest.spreadsheet.rejects import rejects_file, write_rejects
from chrono.ingest.spreadsheet.table import SheetRow, Table
from chrono.ingest.stored import StoredChronology
from chrono.log.contract import Log
from chrono.values.clocks import shown

_ANY: Final = "any"
"""Stands for the chronology where there is no log."""

_READ_BETTER: Final = "the same cells, which a later release reads better"
"""The reason of a correction that no edit of the table made."""


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
        edits: Whether rows without ids that are near to gone ones are corrections of these.
        new: Whether such rows are other events.
        dry_run: Whether nothing is to be written.
        faults: The faults of the rows in the last plan, by line.
        events: The events that the rows make, in the last plan.
        zone: The home zone in the last plan.
    """

    path: Path
    table: Table
    register: Register
    chronology: str | None = None
    reason: str | None = None
    skip_bad: bool = False
    edits: bool = False
    new: bool = False
    dry_run: bool = False
    faults: dict[int, list[Fault]] = attrs.field(factory=dict)
    events: Joined = attrs.field(factory=lambda: Joined((), {}))
    zone: str = "UTC"
    _ids: dict[str, str] = attrs.field(factory=dict, init=False)
    _better: set[str] = attrs.field(factory=set, init=False)

    def plan(self, log: Log) -> Plan:
        """Return what can be appended; rows that cannot are listed in a file, or refused.

        Raises:
            Refused: Something is wrong with the file itself; or, without `skip_bad` and
                `dry_run`, with any row.
            NotARejectsFile, ChangedRejects, CannotList: The rows left out cannot be listed.
        """
        entries = {name: log.entries(name) for name in log.chronologies()}
        name = default_name(log, self.chronology, self.table.items)
        stored = StoredChronology.of(entries[name], self.register) if name in entries else None
        if name in entries:
            self.zone = History.of(name, entries[name]).zone.key
        self.faults, self._ids, self._better = {}, {}, set()
        self.events = joined(self.table.items, stored.entries if stored else ())
        self._by_row(self.table.faults)
        if self.faults:
            everything = self._planned(self.events.rows, entries, name)
            faults = faults_on(log, everything.drafts, everything.faults)
            self._by_row([fault for fault in faults if self._line(fault) in self.faults])
        gone = self._recognized(stored, lambda: self._planned(self.good, entries, name))
        while True:
            planned = self._planned(self.good, entries, name)
            if self._explained(planned, entries, name):
                continue
            faults = faults_on(log, planned.drafts, planned.faults)
            if not faults:
                break
            before = len(self.faults)
            self._by_row(faults)
            if len(self.faults) == before:  # about rows that are left out already
                raise Refused(self.all_faults)
        self._with_their_events()
        if self.faults and not self.dry_run:
            if not self.skip_bad:
                raise Refused(self.all_faults)
            write_rejects(self.path, self.table, self.faults)
        return attrs.evolve(planned, gone=tuple(gone))

    def tried(self) -> list[Fault]:
        """Return what is wrong with file and rows, as far as it shows without a log.

        Rows are read as an import reads them; the faults are in the order of the file, equal ones
        as one, and empty for a sound table. Afterwards `good` are the sound events.
        """
        self.faults, self._ids, self._better = {}, {}, set()
        self.events = joined(self.table.items)
        self._by_row([fault for fault in self.table.faults if self._line(fault)])
        faults = self._planned(self.events.rows, {}, _ANY).faults
        self._by_row([fault for fault in faults if self._line(fault) in self.faults])
        while faults := self._planned(self.good, {}, _ANY).faults:
            self._by_row(faults)
        of_file = [fault for fault in self.table.faults if not self._line(fault)]
        return condensed([*of_file, *(fault for told in self.faults.values() for fault in told)])

    @property
    def rejects(self) -> Path:
        """The file that lists the rows that were left out."""
        return rejects_file(self.path)

    @property
    def good(self) -> list[SheetRow]:
        """The events none of whose rows has a fault in the last plan."""
        return [row for row in self.events.rows if not self.faults.keys() & set(row.every_line)]

    @property
    def all_faults(self) -> list[Fault]:
        """The faults of the last plan, in the order of the file; equal ones as one."""
        return condensed(fault for number in sorted(self.faults) for fault in self.faults[number])

    def _planned(
        self, rows: Sequence[SheetRow], entries: Mapping[str, Sequence[Entry]], name: str
    ) -> Plan:
        known = [self._as_known(row) for row in rows]
        return plan(known, entries, name, self.register, self.reason)

    def _as_known(self, row: SheetRow) -> SheetRow:
        """Return a row under the id that the log knows it by, with why it changed, if we know."""
        given = row.written.get("id", "")
        written = {**row.written}
        if given in self._ids:
            written["id"] = self._ids[given]
        if given in self._better:
            written["changed"] = _READ_BETTER
        return attrs.evolve(row, written=written)

    def _recognized(
        self, stored: StoredChronology | None, planned: Callable[[], Plan]
    ) -> Iterable[str]:
        """Find the rows that somebody edited, and return the ids of the others that are gone.

        Those that say what a row was corrected to say get its id, and so do the others under
        `edits`; else these are faults, unless they are `new`.
        """
        made = {row.written["id"] for row in self.table.items if row.made}
        before = EarlierRows(stored, self.path.name, made)
        if stored is None or not before.gone:
            return ()
        drafts = planned().drafts
        new = [draft for draft in drafts if draft.id in made and draft.id not in stored.entries]
        self._ids = before.saying(new)
        earlier = EarlierRows(stored, self.path.name, made | set(self._ids.values()))
        near = earlier.edited(draft for draft in new if draft.id not in self._ids)
        rows = {row.written["id"]: row for row in self.good if row.made}
        if self.edits:
            self._ids.update((given, row.id) for given, row in near.items())
        elif not self.new:
            self._by_row([_edited(rows[given], row) for given, row in near.items()])
        return rows_left(earlier.gone, () if self.new else near.values())

    def _explained(self, planned: Plan, entries: Mapping[str, Sequence[Entry]], name: str) -> bool:
        """Note the changed rows that the log has as the first release read them, if any are new."""
        changed = {fault.where for fault in planned.faults if fault.code == "unexplained"}
        rows = [row for row in self.good if row.where in changed and not row.parts]
        if not rows:
            return False
        first = self.table.as_first()
        before = [
            attrs.evolve(once, written={**once.written, "id": row.written["id"]})
            for row in rows
            if (once := first.get(row.line))
        ]
        unlike = self._planned(before, entries, name)
        faulty = {self._line(fault) for fault in unlike.faults}
        better = {row.written["id"] for row in before if row.line not in faulty}
        fresh = better - self._better
        self._better |= better
        return bool(fresh)

    def _with_their_events(self) -> None:
        """Leave out the other rows of events of which one row is left out."""
        for event in self.events.rows:
            bad = [number for number in event.every_line if number in self.faults]
            for number in set(event.every_line) - set(bad) if bad else ():
                reason = f"left out with line {bad[0]}, which is of the same event"
                self.faults[number] = [Fault(f"{event.file}:{number}", "", reason)]

    @cached_property
    def _rows(self) -> frozenset[int]:
        """Return the lines of all rows."""
        return frozenset(row.line for row in self.table.rows)

    def _line(self, fault: Fault) -> int:
        """Return the line of the row that a fault is about; 0 for none."""
        match = re.match(rf"{re.escape(self.path.name)}:(\d+)", fault.where)
        number = int(match[1]) if match else 0
        return number if number in self._rows else 0

    def _by_row(self, faults: Sequence[Fault]) -> None:
        """Add faults to their rows, by line; of one cell each is told once.

        Raises:
            Refused: One of them belongs to no row.
        """
        lines = [self._line(fault) for fault in faults]
        if not all(lines):
            raise Refused(condensed([*self.all_faults, *faults]))
        for number, fault in zip(lines, map(_of_row, faults), strict=True):
            told = self.faults.setdefault(number, [])
            if not any(_same_cell(fault, other) for other in told):
                told.append(fault)


def _same_cell(one: Fault, other: Fault) -> bool:
    """Return whether two faults say one thing of one cell that several sources share."""
    fields = [re.sub(r"\[\d+\]", "", fault.field) for fault in (one, other)]
    return (one.where, one.reason, fields[0]) == (other.where, other.reason, fields[1])


def _of_row(fault: Fault) -> Fault:
    """Return a fault as one of a row, which has no line that says why it changed."""
    if fault.code != "unexplained":
        return fault
    return attrs.evolve(fault, reason=fault.reason.partition("; ")[0], code="changed row")


def _edited(row: SheetRow, earlier: Earlier) -> Fault:
    reason = (
        f"has no id and is not among the rows imported before, but near to {earlier.id}, which is "
        f"gone from the table: {earlier.event['occurred']}, {shown(earlier.event['headline'])}"
    )
    return attrs.evolve(row.fault(reason), code="edited row")
