"""The verb that adds sources to a development: cite."""

from typing import Any

import click

from chrono.cli.input import completion, options
from chrono.cli.input.event_flags import write_flags
from chrono.cli.input.source_flags import source_flags


@options.verb(
    "cite",
    (
        "chrono cite e12 --source URL --publisher NAME --published DATE --basis reported",
        "another source says the same",
    ),
    (
        (
            "chrono cite e12 --source URL --publisher NAME --published DATE --basis reported "
            "--source NAME --published DATE --basis filed"
        ),
        "several sources, each with the flags after it",
    ),
    ("chrono cite e12 --source-of e40", "the sources of another event"),
)
@click.argument("event", shell_complete=completion.ids)
@source_flags
@write_flags
@options.which_log
@options.output
def cite(event: str, **flags: Any) -> int:
    """Add sources to a development; they may make it known earlier, and its date narrower."""
    from chrono.cli.answers.cite import run  # noqa: PLC0415  -h starts without it

    return run(event, **flags)
