"""The one way in which an import is planned, appended and shown, wherever it comes from."""

from typing import Any, Final, Protocol

from chrono.cli.render.appended import imported_lines
from chrono.cli.render.output import Output
from chrono.cli.render.terminal import note
from chrono.events.entries import ACTS, CORRECTION
from chrono.ingest.merge import Merge
from chrono.ingest.plan import Plan
from chrono.log.contract import Appended, HeadMoved, Log
from chrono.log.memory import MemoryLog
from chrono.log.sqlite import SqliteLog

_TRIES: Final = 5


class Import(Protocol):
    """Something that is to be imported."""

    def plan(self, log: Log) -> Plan:
        """Plan what is new to a log.

        Raises:
            Refused: With everything that is wrong.
        """
        ...

    def report(self, plan: Plan, done: Appended) -> int:
        """Say on stderr what became of it, and return the exit code."""
        ...


def imported(source: Import, target: str, *, dry_run: bool) -> tuple[Plan, Appended]:
    """Plan on what a log holds, and append; plan again if somebody appended meanwhile."""
    with SqliteLog(target, write=not dry_run) as log:
        for attempt in range(_TRIES):
            head = log.head().hash
            plan = source.plan(log)
            try:
                if dry_run:
                    return plan, MemoryLog(log.entries()).append(plan.drafts)
                return plan, log.append(plan.drafts, expected_head=head)
            except HeadMoved:
                if attempt == _TRIES - 1:
                    raise
        raise HeadMoved(head, log.head())


def print_import(plan: Plan, done: Appended, output: Output, *, dry_run: bool) -> None:
    """Print what an import appended, or would, and note what has left the text."""
    corrected = [e for e in done.new if e.content["kind"] == CORRECTION and "~" in e.id]

    def body() -> dict[str, Any]:
        acts = [(e.id, e.content[ACTS[CORRECTION]], e.content["reason"]) for e in corrected]
        corrections = [
            {"id": i, "corrects": target, "reason": reason} for i, target, reason in acts
        ]
        renamed = {"renamed": dict(plan.renamed)} if isinstance(plan, Merge) else {}
        return {
            **done.body(dry_run=dry_run),
            "corrections": corrections,
            "gone": list(plan.gone),
            **renamed,
        }

    output.print(body, lambda: imported_lines(done, corrected, dry_run=dry_run))
    for gone in () if output.as_json else plan.gone:
        note(f"{gone} stands in the log and not in the text; retract it if it is wrong")
