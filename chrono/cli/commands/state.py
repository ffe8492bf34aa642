"""The verb that asks what held: state."""

from typing import Any

import click

from chrono.cli.input import completion, options


@options.verb(
    "state",
    ("chrono state 2023-11-19", "everything, at the end of that day"),
    ("chrono state 2023-11-19 office/openai/ceo", "one key"),
    ("chrono state 2025-06-17 'dispute/*'", "a glob; a star crosses slashes"),
    ("chrono state 2021-06-30 'capital/*' --known 2021-12-31", "from what was public by then"),
)
@click.argument("words", nargs=-1, metavar="[WHEN] [KEY]...", shell_complete=completion.keys)
@options.which_log
@options.as_of
@options.projection
@click.option("--finished", is_flag=True, help="Show in full what is finished, as closed deals.")
@options.rows
@options.output
def state(words: tuple[str, ...], **flags: Any) -> int:
    """Print what held at a moment, who says so, and how sure it is.

    WHEN is a date (to its end), an instant, now, today, yesterday, e17 (just after it) or e17^
    (just before). What is finished stands in one line for each family of keys, unless its key is
    named. Exit 1 when nothing held.
    """
    from chrono.cli.answers.state import run  # noqa: PLC0415  -h and Tab start without it

    return run(words, **flags)
