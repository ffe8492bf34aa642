"""The verb that shows one entry: show."""

from typing import Any

import click

from chrono.cli.input import completion, options


@options.verb(
    "show",
    ("chrono show altman-removed", "one entry, by its id"),
    ("chrono show e17", "or by its position"),
    ("chrono show id:e17", "an id that looks like a position"),
)
@click.argument("event", metavar="EVENT", shell_complete=completion.ids)
@options.which_log
@options.as_of
@options.output
def show(event: str, **flags: Any) -> int:
    """Show one entry in full: what was written, what stands now, and the acts upon it."""
    from chrono.cli.answers.show import run  # noqa: PLC0415  -h and Tab start without it

    return run(event, **flags)
