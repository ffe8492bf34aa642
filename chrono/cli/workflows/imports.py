"""How every import is shown, whatever its format."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from chrono.cli.exit_codes import DONE, MISUSE, NO
from chrono.cli.hints import in_flags
from chrono.cli.render.appended import imported_lines
from chrono.cli.render.dates import date_in_both
from chrono.cli.render.findings import findings_lines
from chrono.cli.render.output import Output
from chrono.cli.render.suggested import command
from chrono.cli.render.terminal import counted, line, listed, note, tell
from chrono.cli.workflows.doubts import findings_body
from chrono.ingest.folder import is_spreadsheet
from chrono.ingest.imports import Imported
from chrono.ingest.log_import import LogImport
from chrono.ingest.merge import Merge
from chrono.ingest.plan import Plan
from chrono.ingest.tally import Tally
from chrono.log.contract import Appended
from chrono.values.clocks import shown
from chrono.values.dates import Date
from chrono.values.hidden_characters import revealed

if TYPE_CHECKING:  # types alone
    from chrono.ingest.spreadsheet.table import Table
    from chrono.ingest.table_import import TableImport

_FEW: Final = 3
"""How many dates are shown as examples of how they were read."""

_NAMED: Final = 10
"""How many rows are named that are gone, joined, or there twice."""


def print_import(
    path: Path,
    came: Imported,
    output: Output,
    doubtful: Sequence[Mapping[str, Any]],
    *,
    dry_run: bool,
) -> None:
    """Print what an import of a path appended, or would append, and note what the text lacks.

    What is doubtful an editor should look at.
    """
    missing = "columns key and value" if is_spreadsheet(path) else "claims to them"
    plan, done, corrected = came.plan, came.done, came.tally.corrected

    def body() -> dict[str, Any]:
        corrections = [
            {"id": correction.id, "corrects": correction.target, "reason": correction.reason}
            for correction in corrected
        ]
        renamed = {"renamed": dict(plan.renamed)} if isinstance(plan, Merge) else {}
        return {
            **done.body(dry_run=dry_run),
            "corrections": corrections,
            "gone": list(plan.gone),
            **findings_body(doubtful),
            "acts_gone": list(plan.acts_gone),
            "kept": list(plan.kept),
            **renamed,
        }

    def lines() -> Iterator[str]:
        yield from imported_lines(came.tally, done.head, dry_run=dry_run)
        yield from _without_claims(came.tally, missing, dry_run=dry_run)
        yield from findings_lines(doubtful, written=not dry_run)

    output.print(body, lines)
    if output.as_json:
        return
    for kept in plan.kept[:_NAMED]:
        note(f"{kept} stays as it was recorded: its text changed, but it is an act, or under one")
    if more := len(plan.kept[_NAMED:]):
        number = counted(more, "entry", "entries")
        note(f"{number} more stay as they were recorded, though their text changed")
    if gone := [*plan.gone, *plan.acts_gone]:
        parts = [(len(plan.gone), "event"), (len(plan.acts_gone), "act")]
        number = " and ".join(counted(many, what) for many, what in parts if many)
        stand = "stands" if len(gone) == 1 else "stand"
        few = _few([line(given) for given in gone], ", ")
        text = ""
        if path.is_dir():
            write = command("export", "yaml", "-o", f"new/{path.resolve().name}")
            text = f", or write all of it as text with: {write}"
        hint = f"retract what is wrong{text}"
        note(f"{number} {stand} in the log and not in the text: {few}; {hint}")


def _without_claims(tally: Tally, missing: str, *, dry_run: bool) -> Iterator[str]:
    """Yield a line where no event that came claims a key, with what would make one."""
    if tally.telling and not tally.claiming:
        seen = "" if dry_run else f"; see them with: {command('timeline')}"
        number = counted(tally.telling, "event")
        yield f"  {number}, none claims a key; to ask for a state, add {missing}{seen}"


def report_log(source: LogImport, plan: Plan, done: Appended) -> None:
    """Note which new entries have another id here, and what both logs corrected."""
    new = {entry.id for entry in done.new}
    for old, given in plan.renamed.items() if isinstance(plan, Merge) else ():
        if given in new:
            note(f"{line(old)} of {line(source.path.name)} is {line(given)} here")
    for name, here, there in source.titles():
        note(
            f"{line(name)} is “{line(here)}” here and “{line(there)}” in {line(source.path.name)}; "
            "if these are two affairs, go back to a copy of this log, and give one another name"
        )
    for root, ids in source.rivals(done):
        by = ", ".join(map(line, ids))
        note(f"two versions of {line(root)} stand, by {by}; retract or correct one")


def report_reading(table: "Table") -> None:
    """Print on stderr what a person should know of how a table was read."""
    for said in table.notes:
        note(line(said))


def report_table(source: "TableImport", done: Appended) -> int:
    """Print on stderr what became of the rows, and return the exit code."""
    for fault in source.all_faults if source.dry_run or source.skip_bad else ():
        tell(f"{'left out' if source.skip_bad else 'error'}: {revealed(in_flags(fault))}")
    if source.table.dates:
        tell(f"  dates read: {_examples(source.table.dates, source.zone)}")
    for said in _repeated(source, done):
        tell(f"  {said}")
    if not source.faults:
        return DONE
    bad = len(source.faults)
    if not source.skip_bad:
        tell(f"error: {counted(bad, 'row')} with faults, so the import would be refused; "
             "mend them, or leave them out with --skip-bad")  # fmt: skip
        return MISUSE
    where = "would be left out and listed in" if source.dry_run else "left out, listed in"
    tell(f"{counted(bad, 'row')} {where} {line(str(source.rejects))}")
    return NO


def _repeated(source: "TableImport", done: Appended) -> Iterator[str]:
    """Yield which rows are no entries of their own: here already, joined, or there twice."""
    here = len(source.good) - len(done.new)
    if here > 0:
        yield f"{counted(here, 'row')} already here"
    together = [row.every_line for row in source.good if row.parts]
    if together:
        parts = [listed([*map(str, lines)], between=" and ") for lines in together]
        yield f"{counted(len(together), 'event')} of several rows: lines {_few(parts)}"
    again = [f"line {twice} as line {once}" for twice, once in source.events.again.items()]
    if again:
        yield f"{counted(len(again), 'row')} in the file twice: {_few(again)}"


def _few(parts: Sequence[str], between: str = "; ") -> str:
    more = len(parts) - _NAMED
    return between.join([*parts[:_NAMED], f"and {more} more"] if more > 0 else parts)


def _examples(dates: Mapping[str, str], zone: str) -> str:
    """Return what some cells were read as, in words and EDTF, and how many more there are."""
    some = [
        f"{shown(cell)} as {date_in_both(Date.parse(date), zone)}"
        for cell, date in islice(dates.items(), _FEW)
    ]
    more = len(dates) - len(some)
    return line("; ".join([*some, f"and {more} more"] if more else some))
