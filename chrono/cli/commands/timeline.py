"""The verb that lists events in the order of their dates: timeline."""

from typing import Any

import click

from chrono.cli.input import completion, options


@options.verb(
    "timeline",
    ("chrono timeline", "what happened, in the order of the dates"),
    ("chrono timeline --since 2023-11-17 --until 2023-11-22", "what happened, or lasted, then"),
    ("chrono timeline 'deal/*' --known 2024-12-31", "of some keys, from what was public by then"),
    ("chrono timeline office/openai/ceo --basis announced", "from sources that are that good"),
)
@click.argument("words", nargs=-1, metavar="[KEY]... [WHEN]", shell_complete=completion.keys)
@options.window
@options.filters
@click.option("--withdrawn", is_flag=True, help="List withdrawn events, too.")
@options.which_log
@options.as_of
@options.rows
@options.output
def timeline(words: tuple[str, ...], **flags: Any) -> int:
    """List what happened in the order of its dates: what it says of keys, and who denies it.

    WHEN says as of when the events stand, disputed or not; without it, now. Keys choose the events
    that speak of them; chrono log lists what was recorded, in that order. Exit 1 when there is
    nothing.
    """
    from chrono.cli.answers.timeline import run  # noqa: PLC0415  -h and Tab start without it

    return run(words, **flags)
