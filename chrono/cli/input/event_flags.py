"""The flags by which an event is written on the command line; its sources: `source_flags`."""

from collections.abc import Callable
from typing import Any, Final

import click

from chrono.cli.input import completion
from chrono.cli.input.by_option import by
from chrono.cli.input.options import together

LINKS: Final = ("after", "before", "contests")


def _link(flag: str, words: str) -> Callable[[Any], Any]:
    return click.option(
        flag, metavar="EVENT", multiple=True, shell_complete=completion.ids, help=words
    )


event_flags = together(
    click.option("--at", "occurred", metavar="DATE", help="When it happened: EDTF, or as said."),
    click.option(
        "--kind",
        metavar="KIND",
        shell_complete=completion.kinds,
        help="Its kind; by default development.",
    ),
    click.option("-d", "--data", metavar="FIELD=VALUE", multiple=True, help="A field of its kind."),
    click.option("--set", metavar="KEY=VALUE", multiple=True, help="From now on, this holds."),
    click.option("--end", metavar="KEY", multiple=True, help="From now on, nothing holds there."),
    click.option("--add", metavar="KEY=MEMBER", multiple=True, help="A member comes in."),
    click.option("--drop", metavar="KEY=MEMBER", multiple=True, help="A member goes out."),
    click.option("--announce", metavar="KEY=VALUE", multiple=True, help="It is to hold."),
    click.option("--lapse", metavar="KEY[=VALUE]", multiple=True, help="It is not to hold."),
    _link("--after", "It came after that event."),
    _link("--before", "It came before that event."),
    _link("--contests", "It denies that event."),
    click.option("--note", metavar="TEXT", help="Limits and conflicts, in your own words."),
)

write_flags = together(
    by,
    click.option("--id", "given", metavar="ID", help="Its id; by default made of words."),
    click.option("--new-key", is_flag=True, help="A key that was never used before is meant."),
    click.option("--dry-run", is_flag=True, help="Show what would change; write nothing."),
    click.option("--resume", is_flag=True, help="Go on with the answers that were kept."),
    click.option("-y", "--yes", is_flag=True, help="Append without asking."),
)
