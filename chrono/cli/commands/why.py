"""The verb that explains: why."""

from typing import Any

import click

from chrono.cli.input import completion, options


@options.verb(
    "why",
    ("chrono why office/openai/ceo 2023-11-22", "every claim on the key, and what became of it"),
    ("chrono why capital/microsoft/committed 2025-04-30", "who says what"),
)
@click.argument(
    "words", nargs=-1, required=True, metavar="KEY [WHEN]", shell_complete=completion.keys
)
@options.which_log
@options.as_of
@options.output
def why(words: tuple[str, ...], **flags: Any) -> int:
    """Show every claim on a key, what became of it, and its sources.

    Exit 1 for a key of which nothing is said.
    """
    from chrono.cli.answers.why import run  # noqa: PLC0415  -h and Tab start without it

    return run(words, **flags)
