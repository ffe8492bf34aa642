"""What was appended, or would be: after one event, and after an import."""

import os
from collections.abc import Iterator, Sequence

from chrono.cli.render.terminal import counted, line, note
from chrono.events.entries import Act, Correction, Declaration
from chrono.log.clock import system_clock
from chrono.log.connection import ahead_of, stands_ahead
from chrono.log.contract import Appended
from chrono.log.errors import FilePath
from chrono.queries.recorded_ahead import recorded_ahead


def appended_line(done: Appended) -> str:
    """Return the entries that were appended, and the new head, in a line."""
    names = ", ".join(f"e{entry.position} {line(entry.id)}" for entry in done.new)
    return f"Appended {names} · now {done.head.entries} · head {done.head.hash}"


def imported_lines(
    done: Appended, corrected: Sequence[Correction], *, dry_run: bool
) -> Iterator[str]:
    """Yield how much an import appended, then a line for each correction it made."""
    yield f"{'Would append' if dry_run else 'Appended'} {appended_counts(done)}"
    for act in corrected:
        yield f"  {act.id} corrects {act.target}: {line(act.reason)}"


def appended_counts(done: Appended) -> str:
    """Return how many events, acts and declarations were appended, and the new head."""
    records = [entry.record for entry in done.new]
    acts = sum(isinstance(record, Act) for record in records)
    declarations = sum(isinstance(record, Declaration) for record in records)
    events = len(records) - acts - declarations
    parts = [counted(events, "event")]
    if acts:
        parts.append(counted(acts, "act"))
    if declarations:
        parts.append("a declaration")
    return f"{', '.join(parts)} · now {done.head.entries} · head {done.head.hash}"


def note_after(done: Appended, path: FilePath) -> None:
    """Warn on stderr, once a log is closed, where it is not as whoever appended may expect.

    Where a plain copy of the file lacks something, and where recorded times are ahead.
    """
    if stands_ahead(path):
        ahead = line(os.path.basename(ahead_of(path)))  # noqa: PTH119  see FilePath
        note(
            f"some of the log stands in {ahead} still, since another program uses it or the disk "
            "is full; a copy of the file alone would lack it, so copy with chrono backup"
        )
    for finding in recorded_ahead(done.new, system_clock()):
        note(line(finding.message))
