"""What was appended, or would be: after one event, and after an import."""

from collections.abc import Iterator, Sequence

from chrono.cli.render.terminal import line
from chrono.events.entries import ACTS, CORRECTION, DECLARATION, Entry
from chrono.log.contract import Appended


def appended_line(done: Appended) -> str:
    """Name the entries that were appended, and the new head."""
    names = ", ".join(f"e{entry.position} {line(entry.id)}" for entry in done.new)
    return f"Appended {names} · now {done.head.entries} · head {done.head.hash}"


def imported_lines(done: Appended, corrected: Sequence[Entry], *, dry_run: bool) -> Iterator[str]:
    """Count what an import appended, and name the corrections that it made."""
    yield f"{'Would append' if dry_run else 'Appended'} {counted(done)}"
    for entry in corrected:
        content = entry.content
        yield f"  {entry.id} corrects {content[ACTS[CORRECTION]]}: {line(content['reason'])}"


def counted(done: Appended) -> str:
    """Count the events and acts that were appended, and name the new head."""
    kinds = [entry.content["kind"] for entry in done.new]
    acts = sum(kind in ACTS for kind in kinds)
    events = len(kinds) - acts - kinds.count(DECLARATION)
    parts = [f"{events} event{'' if events == 1 else 's'}"]
    if acts:
        parts.append(f"{acts} act{'' if acts == 1 else 's'}")
    if DECLARATION in kinds:
        parts.append("a declaration")
    return f"{', '.join(parts)} · now {done.head.entries} · head {done.head.hash}"
