"""What the verb init makes: a log of what is written elsewhere, or of nothing yet."""

import shlex
from pathlib import Path

import click

from chrono.cli.exit_codes import DONE
from chrono.cli.input.by_whom import by_whom
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.log_notes import note_network
from chrono.cli.render.appended import appended_counts, note_after
from chrono.cli.render.findings import findings_lines
from chrono.cli.render.output import Output
from chrono.cli.render.terminal import line, listed
from chrono.cli.workflows.doubts import doubts_of, findings_body
from chrono.events.by import By
from chrono.events.drafts import redrafted
from chrono.ingest.beginning import Made, declared, made, made_of
from chrono.log.bundled import NotBundled, bundled
from chrono.log.bundled import names as bundled_names
from chrono.log.chronologies import EmptyLog


def run(
    file: Path, *, origin: str | None, name: str | None, zone: str | None, as_json: bool
) -> int:
    """Make the log that the words and flags of the verb ask for; return its exit code."""
    if origin and (name or zone):
        raise click.UsageError(
            "--name and --zone are for a new chronology; one taken --from elsewhere has both"
        )
    who = by_whom(Path(origin).name if origin else "")
    came = _from(origin, file, who) if origin else _empty(file, name, zone, who)
    done, names = came.done, came.tally.chronologies
    is_new = origin is not None and not (came.recorded or _is_bundled(origin))
    doubtful = doubts_of(done, done.new, names) if is_new else []
    counts = appended_counts(came.tally, done.head)
    created = f"Created {line(str(file))} · {listed([*names])} · {counts}"
    default = f"use it without -f: export CHRONO_FILE={line(shlex.quote(str(file)))}"
    Output(as_json=as_json).print(
        lambda: {**done.body(), **findings_body(doubtful)},
        lambda: [created, *findings_lines(doubtful), default],
    )
    note_after(done, file)
    note_network(str(file))
    return DONE


def _empty(file: Path, name: str | None, zone: str | None, who: By) -> Made:
    drafts = declared(name or file.stem, zone or "UTC", known_kinds(), "chrono init")
    return made_of(file, drafts, (), who)


def _is_bundled(origin: str) -> bool:
    return origin in bundled_names() and not Path(origin).is_dir()


def _from(origin: str, file: Path, who: By) -> Made:
    """Return what came of making a log of what is written elsewhere, or of what is bundled."""
    if _is_bundled(origin):
        return made_of(file, [redrafted(entry) for entry in bundled(origin).entries()], (), who)
    if not Path(origin).exists():
        raise click.UsageError(f"--from {origin!r}: no folder, no file, and {NotBundled(origin)}")
    try:
        return made(file, Path(origin), known_kinds(), who)
    except EmptyLog as error:
        imported = f"chrono import {line(shlex.quote(origin))} -f FILE"
        reason = f"it declares no chronology; make the log without it, then: {imported}"
        raise click.UsageError(f"--from {origin!r}: {reason}") from error
