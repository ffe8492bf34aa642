"""The verb that makes a log: init. It never asks."""

import shlex
from collections.abc import Sequence
from pathlib import Path

import click

from chrono.cli.exit_codes import DONE
from chrono.cli.input import options
from chrono.cli.input.appending import by, by_whom
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.log_notes import note_network
from chrono.cli.render.appended import appended_counts, note_after
from chrono.cli.render.output import Output
from chrono.cli.render.terminal import line
from chrono.events.drafts import Draft, redrafted
from chrono.ingest.beginning import begun, declared
from chrono.log.bundled import NotBundled, bundled, names
from chrono.log.creation import create_log
from chrono.values.clocks import Instant


@options.verb(
    "init",
    ("chrono init desk.db --from openai-microsoft", "start from a bundled chronology"),
    ("chrono init desk.db --from events/my-affair", "or from a folder"),
    ("chrono init desk.db --from log.jsonl", "or again, from an export"),
    ("chrono init desk.db --name my-affair --zone Europe/Berlin", "or empty"),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "origin", metavar="NAME|FOLDER|FILE", help="Begin with these events.")
@click.option("--name", help="The chronology's name; by default that of the file.")
@click.option("--zone", help="Its home zone, as America/Los_Angeles; by default UTC.")
@by
@options.kinds
@options.json
def init(
    file: Path, *, origin: str | None, name: str | None, zone: str | None, as_json: bool
) -> int:
    """Make a log with one chronology; a file that is there already is refused."""
    if origin and (name or zone):
        raise click.UsageError(
            "--name and --zone are for a new chronology; one taken --from elsewhere has both"
        )
    drafts, recorded = _from(origin) if origin else (_empty(name or file.stem, zone or "UTC"), ())
    done = create_log(file, drafts, recorded, by_whom(Path(origin).name if origin else ""))
    chronologies = ", ".join(dict.fromkeys(draft.chronology for draft in drafts))
    created = f"Created {line(str(file))} · {chronologies} · {appended_counts(done)}"
    default = f"use it without -f: export CHRONO_FILE={line(shlex.quote(str(file)))}"
    Output(as_json=as_json).print(done.body, lambda: [created, default])
    note_after(done, file)
    note_network(str(file))
    return DONE


def _empty(name: str, zone: str) -> Sequence[Draft]:
    return declared(name, zone, known_kinds(), "chrono init")


def _from(origin: str) -> tuple[Sequence[Draft], Sequence[Instant]]:
    """Return the first drafts of a log; from an export also when each was recorded."""
    if origin in names() and not Path(origin).is_dir():
        return [redrafted(entry) for entry in bundled(origin).entries()], ()
    if not Path(origin).exists():
        raise click.UsageError(f"--from {origin!r}: no folder, no file, and {NotBundled(origin)}")
    return begun(Path(origin), known_kinds())
