"""The verb that computes everything anew, and compares: rebuild."""

from typing import Any

import click

from chrono.cli.input import options


@options.verb(
    "rebuild",
    ("chrono rebuild", "are all claims, and so the state, as the kinds of today say?"),
    ("chrono rebuild --projection ./seats.py:seats", "fold a projection of your own from zero"),
    (
        "chrono rebuild --projection ./seats.py:seats --check",
        "is it pure? after every event",
    ),
)
@options.which_log
@options.projection
@click.option("--check", is_flag=True, help="Compare a state carried on with one folded from zero.")
@click.option(
    "--every",
    type=click.IntRange(min=1),
    metavar="N",
    help="With --check: only after every N events, and after the last.",
)
@options.kinds
@options.output
def rebuild(**flags: Any) -> int:
    """Compute the state of every chronology from zero, and print whether it is as it was.

    Without a projection, claims are computed anew from the stored bodies and compared with those
    that are stored, which alone count; and the index, by which one key is read, is made anew if the
    file can be written. Exit 1 when something differs. No entry is written.
    """
    from chrono.cli.answers.rebuild import run  # noqa: PLC0415  -h starts without it

    return run(**flags)
