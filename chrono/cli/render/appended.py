"""What was appended, or would be: after one event, and after an import."""

import os
from collections.abc import Iterator

from chrono.cli.render.terminal import counted, line, note
from chrono.ingest.tally import Tally
from chrono.log.clock import system_clock
from chrono.log.connection import ahead_of, stands_ahead
from chrono.log.contract import Appended
from chrono.log.errors import FilePath
from chrono.log.head import Head
from chrono.queries.findings.recorded_ahead import recorded_ahead


def appended_line(done: Appended) -> str:
    """Return the entries that were appended, and the new head, in a line."""
    names = ", ".join(f"e{entry.position} {line(entry.id)}" for entry in done.new)
    return f"Appended {names} · now {done.head.entries} · head {done.head.hash}"


def imported_lines(tally: Tally, head: Head, *, dry_run: bool) -> Iterator[str]:
    """Yield how much an import appended, then a line for each correction it made."""
    yield f"{'Would append' if dry_run else 'Appended'} {appended_counts(tally, head)}"
    for act in tally.corrected:
        yield f"  {act.id} corrects {act.target}: {line(act.reason)}"


def appended_counts(tally: Tally, head: Head) -> str:
    """Return how many events, acts and declarations were appended, and the new head."""
    parts = [counted(tally.events, "event")]
    if tally.acts:
        parts.append(counted(tally.acts, "act"))
    if tally.declarations:
        parts.append("a declaration")
    return f"{', '.join(parts)} · now {head.entries} · head {head.hash}"


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
    now = system_clock()
    if recorded_ahead(done.new[-1:], now):  # only then is any: recorded times increase
        for finding in recorded_ahead(done.new, now):
            note(line(finding.message))
