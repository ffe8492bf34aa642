"""How every import is planned, appended and shown, whatever its format."""

from collections.abc import Iterator
from typing import Any, Final, Protocol

from chrono.cli.render.appended import imported_lines
from chrono.cli.render.output import Output
from chrono.cli.render.suggested import command
from chrono.cli.render.terminal import counted, note
from chrono.events.entries import Correction, Development
from chrono.ingest.merge import Merge
from chrono.ingest.plan import Plan
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

    def report(self, plan: Plan, done: Appended) -> int:
        """Print on stderr what became of it, and return the exit code."""
        ...


def imported(source: Import, target: str, *, dry_run: bool) -> tuple[Plan, Appended]:
    """Plan an import and append it; plan again if somebody appended meanwhile."""
    with SqliteLog(target, write=not dry_run) as log:
        for attempt in range(_TRIES):
            # Bodies are compared and records admitted, so each is decoded first and kept for both.
            copy = MemoryLog(entry.decoded(entry.content) for entry in log.entries())
            plan = source.plan(copy)
            if dry_run:
                return plan, copy.append(plan.drafts)
            head = copy.head().hash
            log.lend(copy.entries())
            try:
                return plan, log.append(plan.drafts, expected_head=head)
            except HeadMoved:
                if attempt == _TRIES - 1:
                    raise
        raise HeadMoved(head, log.head())


def print_import(
    plan: Plan, done: Appended, output: Output, missing: str, *, dry_run: bool
) -> None:
    """Print what an import appended, or would append, and note what the text lacks.

    Where no event claims a key, `missing` is what would make it claim one.
    """
    records = [entry.record for entry in done.new]
    corrected = [
        correction
        for correction in records
        if isinstance(correction, Correction) and "~" in correction.id
    ]

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
            **renamed,
        }

    def lines() -> Iterator[str]:
        yield from imported_lines(done, corrected, dry_run=dry_run)
        yield from _without_claims(done, missing, dry_run=dry_run)

    output.print(body, lines)
    for gone in () if output.as_json else plan.gone:
        note(f"{gone} stands in the log and not in the text; retract it if it is wrong")


def _without_claims(done: Appended, missing: str, *, dry_run: bool) -> Iterator[str]:
    """Yield a line where no event that came claims a key, with what would make one."""
    records = [entry.record for entry in done.new]
    events = [record.event for record in records if isinstance(record, Development | Correction)]
    if events and not any(event.claims for event in events):
        seen = "" if dry_run else f"; see them with: {command('timeline')}"
        number = counted(len(events), "event")
        yield f"  {number}, none claims a key; to ask for a state, add {missing}{seen}"
