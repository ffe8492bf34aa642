"""The verb that compares two states: diff."""

from typing import Any

import click

from chrono.cli.input import completion, options


@options.verb(
    "diff",
    ("chrono diff 2025-10-27..2025-10-28", "what changed from the end of one day to the next"),
    ("chrono diff 2023-11-16.. 'office/*'", "since then, some keys"),
    ("chrono diff 2024-12-01 --known 2024-12-01..2024-12-31", "what we learnt of one date"),
    ("chrono diff 2023-11-19 --recorded e470..e480", "what the log changed its mind about"),
)
@click.argument("words", nargs=-1, metavar="A..B [KEY]...", shell_complete=completion.keys)
@click.option("--exit-code", is_flag=True, help="Exit 1 when there are differences.")
@options.which_log
@options.as_of
@options.projection
@options.rows
@options.output
def diff(words: tuple[str, ...], **flags: Any) -> int:
    """Print how two states differ, each key with the events and acts that caused it.

    A..B goes in the place of one moment: when it held, --known, or --recorded. A.. runs to now.
    """
    from chrono.cli.answers.diff import run  # noqa: PLC0415  -h and Tab start without it

    return run(words, **flags)
