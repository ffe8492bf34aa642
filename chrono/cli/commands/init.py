"""The verb that makes a log: init. It never asks."""

from pathlib import Path
from typing import Any

import click

from chrono.cli.input import options
from chrono.cli.input.by_option import by


@options.verb(
    "init",
    ("chrono init desk.db --from openai-microsoft", "start from a bundled chronology"),
    ("chrono init desk.db --from events/my-affair", "or from a folder"),
    ("chrono init desk.db --from log.jsonl", "or again, from an export"),
    ("chrono init desk.db --name my-affair --zone Europe/Berlin", "or empty"),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "origin", metavar="NAME|FOLDER|FILE", help="Begin with these events.")
@click.option("--name", help="The chronology's name; by default that of the file.")
@click.option("--zone", help="Its home zone, as America/Los_Angeles; by default UTC.")
@by
@options.kinds
@options.json
def init(file: Path, **flags: Any) -> int:
    """Make a log with one chronology; a file that is there already is refused."""
    from chrono.cli.answers.init import run  # noqa: PLC0415  -h starts without it

    return run(file, **flags)
