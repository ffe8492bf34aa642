"""The verb that looks after a log or a text: check."""

from pathlib import Path
from typing import Any

import click

from chrono.cli.input import options


@options.verb(
    "check",
    ("chrono check", "is the log whole, and is anything in it doubtful?"),
    ("chrono check --integrity", "only: is the log what was appended?"),
    ("chrono check --head HASH", "does it still reach the head that you noted?"),
    ("chrono check events/", "what should an editor of these texts look at?"),
    ("chrono check events/ --at 2025-12-31", "how well was what held then supported?"),
)
@click.argument("path", required=False, type=click.Path(path_type=Path))
@options.which_log
@click.option("--head", metavar="HASH", help="A head kept elsewhere, which the log must contain.")
@click.option("--integrity", is_flag=True, help="Only whether the log is what was appended.")
@click.option("--at", default="today", metavar="WHEN", help="Judge what holds then; else today.")
@options.kinds
@options.output
def check(path: Path | None, **flags: Any) -> int:
    """Check that a log is what was appended, and name what is doubtful; or lint texts.

    With a PATH (a folder, a folder of folders, or a file in one) its text is checked, no log. Exit
    3 when the log is broken, with the first bad position; 1 when something is doubtful. What is
    only worth a look is named, and is no problem. Each sort of finding comes with the command that
    mends the first of them. Last it tells how many values hold that rest on two independent
    origins, and names the others.
    """
    from chrono.cli.answers.check import run  # noqa: PLC0415  -h starts without it

    return run(path, **flags)
