"""The verb that lists what was recorded: log."""

from typing import Any

import click

from chrono.cli.input import completion, options


@options.verb(
    "log",
    ("chrono log", "every entry, in the order of the log"),
    ("chrono log office/openai/ceo", "the history of a key: each value, from when to when"),
    ("chrono log --since 2023-11-17 --until 2023-11-22 --oneline", "what happened in those days"),
    ("chrono log 'deal/*' --publisher Reuters --grep funding", "entries that speak of keys"),
)
@click.argument("words", nargs=-1, metavar="[KEY]...", shell_complete=completion.keys)
@options.window
@options.filters
@click.option("--oneline", is_flag=True, help="Entries, each on a short line.")
@click.option("-n", "last", type=click.IntRange(1), metavar="N", help="Only the last N.")
@options.which_log
@options.as_of
@options.rows
@options.output
def log(words: tuple[str, ...], **flags: Any) -> int:
    """List the entries of the log, and what became of each; of keys, their periods.

    A period is the time for which a key held a value. With --grep, --publisher or --oneline, the
    entries that speak of the keys are listed instead. Exit 1 when there is nothing.
    """
    from chrono.cli.answers.log import run  # noqa: PLC0415  -h and Tab start without it

    return run(words, **flags)
