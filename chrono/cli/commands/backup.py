"""The verb that copies a log: backup."""

from pathlib import Path

import click

from chrono.cli.exit_codes import DONE
from chrono.cli.input import options
from chrono.cli.input.which_log import log_to_write
from chrono.cli.render.terminal import counted, line, say
from chrono.log.backup import back_up


@options.verb(
    "backup",
    ("chrono backup copy.db", "a whole copy, also while others write"),
    ("chrono backup copy.db -f desk.db", "of a log that is not ./chrono.db"),
)
@click.argument("copy", type=click.Path(path_type=Path), metavar="FILE")
@options.file
def backup(copy: Path, *, file: str | None) -> int:
    """Copy the log to a new file, whole and verified, and print its head.

    A plain copy of the file may lack what was written last while a program has the log open; this
    one has all of it. Keep the head elsewhere: chrono check --head HASH -f FILE compares it later.
    """
    head = back_up(Path(log_to_write(file)), copy)
    entries = counted(head.entries, "entry", "entries")
    say(f"Wrote {line(str(copy))} · {entries} · head {head.hash or 'none'}")
    return DONE
