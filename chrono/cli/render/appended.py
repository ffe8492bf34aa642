"""What was appended, or would be: after one event, and after an import."""

from collections.abc import Iterator, Sequence

from chrono.cli.render.terminal import line
from chrono.events.entries import Act, Correction, Declaration
from chrono.log.contract import Appended


def appended_line(done: Appended) -> str:
    """Name the entries that were appended, and the new head."""
    names = ", ".join(f"e{entry.position} {line(entry.id)}" for entry in done.new)
    return f"Appended {names} · now {done.head.entries} · head {done.head.hash}"


def imported_lines(
    done: Appended, corrected: Sequence[Correction], *, dry_run: bool
) -> Iterator[str]:
    """Count what an import appended, and name the corrections that it made."""
    yield f"{'Would append' if dry_run else 'Appended'} {counted(done)}"
    for act in corrected:
        yield f"  {act.id} corrects {act.target}: {line(act.reason)}"


def counted(done: Appended) -> str:
    """Count the events and acts that were appended, and name the new head."""
    records = [entry.record for entry in done.new]
    acts = sum(isinstance(record, Act) for record in records)
    declarations = sum(isinstance(record, Declaration) for record in records)
    events = len(records) - acts - declarations
    parts = [f"{events} event{'' if events == 1 else 's'}"]
    if acts:
        parts.append(f"{acts} act{'' if acts == 1 else 's'}")
    if declarations:
        parts.append("a declaration")
    return f"{', '.join(parts)} · now {done.head.entries} · head {done.head.hash}"
