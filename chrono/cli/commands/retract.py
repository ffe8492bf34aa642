"""The verb that withdraws an entry: retract."""

from typing import Any

import click

from chrono.cli.input import completion, options
from chrono.cli.input.event_flags import write_flags
from chrono.cli.input.source_flags import source_flags


@options.verb(
    "retract",
    ("chrono retract e15 --reason 'Parody account; our error'", "it should never have stood"),
    (
        "chrono retract windsurf-was-letter-of-intent --reason 'it was binding'",
        "take a correction back",
    ),
)
@click.argument("event", shell_complete=completion.ids)
@click.option("--reason", help="Why; shown wherever the event would have been.")
@source_flags
@write_flags
@options.which_log
@options.output
def retract(event: str, **flags: Any) -> int:
    """Withdraw an event, a correction, a citation or a retraction; it stays in the log.

    Without a source it is an editing slip; with one it is news, and counts from its publication.
    """
    from chrono.cli.answers.retract import run  # noqa: PLC0415  -h starts without it

    return run(event, **flags)
