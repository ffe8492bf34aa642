"""The verb that appends a development: add, by flags, from a file, or asked step by step."""

from typing import Any

import click

from chrono.cli.input import options
from chrono.cli.input.event_flags import event_flags, write_flags
from chrono.cli.input.source_flags import source_flags


@options.verb(
    "add",
    ("chrono add", "asked step by step, in a terminal"),
    ("chrono add --resume", "go on where that was left"),
    (
        (
            "chrono add 'Altman leaves' --at 2023-11-17 --end office/openai/ceo --source URL "
            "--publisher NAME --basis reported"
        ),
        "by flags",
    ),
    (
        (
            "chrono add 'Ada leads' --at yesterday --set 'office/openai/ceo=Ada (interim)' "
            "--source-of e9"
        ),
        "a value as the state shows it, and the sources of another event",
    ),
    (
        (
            "chrono add 'A deadline' --at 2024-11 --kind deadline.set "
            "-d deadline=softbank-conversion -d 'due=March 2026' --source-of e9"
        ),
        "of a kind, with its fields",
    ),
    (
        "chrono add --from-file news.jsonl --dry-run",
        "from a .jsonl or .yaml file; - is JSONL on stdin",
    ),
)
@click.argument("headline", required=False)
@click.option("--from-file", "path", metavar="FILE", help="Events and acts from a file, or from -.")
@event_flags
@source_flags
@write_flags
@options.which_log
@options.kinds
@options.output
def add(headline: str | None, **flags: Any) -> int:
    """Append a development: shows what would change, asks, and prints the new head.

    A date may be typed as last friday, 9 March 2023 6pm ET, about March 2023, before 2023, or
    between 9 and 10 July 2025; a value as the state shows it, or as JSON. Exit 1 when you say no.
    """
    from chrono.cli.answers.add import run  # noqa: PLC0415  -h starts without it

    return run(headline, **flags)
