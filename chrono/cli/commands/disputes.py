"""The verb that lists what is disputed, side by side: disputes."""

from typing import Any

import click

from chrono.cli.input import completion, options


@options.verb(
    "disputes",
    ("chrono disputes 2025-04-30", "every disputed key at the end of that day"),
    ("chrono disputes 2025-04-30 'capital/*'", "some of them"),
    ("chrono disputes --without Semafor", "as if a publisher had reported nothing"),
)
@click.argument("words", nargs=-1, metavar="[WHEN] [KEY]...", shell_complete=completion.keys)
@options.which_log
@options.as_of
@options.rows
@options.output
def disputes(words: tuple[str, ...], **flags: Any) -> int:
    """List the disputed keys: each version, who holds it, since when it was public.

    Exit 1 when there are none.
    """
    from chrono.cli.answers.disputes import run  # noqa: PLC0415  -h and Tab start without it

    return run(words, **flags)
