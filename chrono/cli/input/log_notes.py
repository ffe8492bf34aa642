"""What is noted of a log file when it is opened: where it is, and that nobody named it."""

import os
from contextlib import suppress
from typing import Final

import click

from chrono.cli.render.terminal import line, note, tell

_TOLD: Final = "chrono.network told"

DEFAULT: Final = "chrono.db"
"""The log of a folder, where no other is named."""


def note_network(path: str) -> None:
    """Warn on stderr where a log is on a file system of the network, once for a command."""
    told = click.get_current_context().meta.setdefault(_TOLD, set())
    if path in told:
        return
    told.add(path)
    from chrono.log.mounts import network  # noqa: PLC0415  a state needs no table of mounts

    sort = network(path)
    if sort:
        note(
            f"{line(path)} is on a network file system ({line(sort)}), where locks and shared "
            "memory may fail, so that two computers at once can damage it; keep the log on a "
            "local disk, and put copies here with chrono backup"
        )


def note_default(file: str | None) -> None:
    """Note which log answers if nobody named it: it lies in the folder, which may be anybody's."""
    if file is None and not os.environ.get("CHRONO_FILE"):
        # Told at the start: no progress is to be stopped yet, as `note` does. Where nobody can be
        # told, it is answered all the same.
        with suppress(OSError):
            tell(f"note: the log is {DEFAULT} in this folder, since no other is named; see -f")
