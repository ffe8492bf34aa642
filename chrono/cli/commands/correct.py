"""The verb that replaces what an event says: correct."""

from typing import Any

import click

from chrono.cli.input import completion, options
from chrono.cli.input.event_flags import event_flags, write_flags
from chrono.cli.input.source_flags import source_flags


@options.verb(
    "correct",
    (
        "chrono correct e18 --at 2023-11-19T23:53-08:00 --reason 'Pacific time'",
        "an editing slip of ours",
    ),
    (
        "chrono correct e25 -d 'cause=time ran out' --reason 'as reported' --source-of e40",
        "news: with its sources",
    ),
    ("chrono correct e12 --unlink e3 --reason 'they overlap'", "take a link back"),
)
@click.argument("event", shell_complete=completion.ids)
@click.option("--reason", help="Why; shown wherever the correction is.")
@click.option("--headline", metavar="TEXT", help="What happened, in one line.")
@click.option("--unlink", metavar="EVENT", multiple=True, help="No link to that event any more.")
@event_flags
@source_flags
@write_flags
@options.which_log
@options.kinds
@options.output
def correct(event: str, **flags: Any) -> int:
    """Replace what an event says: what the flags name changes, everything else stays.

    Without a source it is an editing slip, and counts wherever the event does; with one it is news,
    and counts from its publication. The first version stays in the log.
    """
    from chrono.cli.answers.correct import run  # noqa: PLC0415  -h starts without it

    return run(event, **flags)
