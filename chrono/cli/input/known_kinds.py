"""The kinds that a command knows: built-in, installed, and named by the user."""

import os
import sys
from contextlib import redirect_stdout

import click

from chrono.cli.input.kinds_option import KINDS_NAMED, VARIABLE
from chrono.events.kinds import Register
from chrono.modules import NotFound
from chrono.plugins import register


def known_kinds() -> Register:
    """Return the kinds, with those of ``--kinds`` and of CHRONO_KINDS, parted by commas or spaces.

    Raises:
        click.UsageError: What is named there has no kinds.
        NotFound: A package is installed whose kinds cannot be imported.
        KindTaken: Two classes declare one name.
    """
    ctx = click.get_current_context(silent=True)
    flags: tuple[str, ...] = ctx.meta.get(KINDS_NAMED, ()) if ctx else ()
    variable = tuple(os.environ.get(VARIABLE, "").replace(",", " ").split())
    try:
        with redirect_stdout(sys.stderr):  # what a module prints is no part of an answer
            return register((*flags, *variable))
    except NotFound as error:
        for where, names in (("--kinds", flags), (VARIABLE, variable)):
            if error.name in names:
                raise click.UsageError(f"{where} {error}") from error
        raise
