"""The flags by which an event is written on the command line; its sources: `source_flags`."""

import re
from collections.abc import Callable
from typing import Any, Final

import attrs
import click

from chrono.cli.input import completion
from chrono.cli.input.by_option import by
from chrono.cli.input.options import together
from chrono.cli.input.source_flags import flag_of
from chrono.faults import Fault

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

_FLAGS: Final = {
    "occurred": "--at",
    "headline": "HEADLINE",
    "sources": "--source",
    "retracts": "EVENT",
    "corrects": "EVENT",
    "cites": "EVENT",
    **{name: f"--{name}" for name in (*LINKS, "kind", "note", "id", "reason")},
}
"""What a person typed for a field of what is written."""


_OF_SOURCE: Final = re.compile(r"sources\[(\d+)\](?:\.(\w+))?")


def by_flag(fault: Fault, sources: int = 1) -> Fault:
    """Return a fault with the flag for its field; a fault in a file keeps the field.

    Args:
        fault: What is wrong.
        sources: How many sources there are; of several it is said which one it is.
    """
    if fault.where:
        return fault
    field = fault.field.removeprefix("event.")
    if field == "data" or field.startswith("data.claims["):
        return attrs.evolve(fault, field="")  # which names its key
    if of_source := _OF_SOURCE.fullmatch(field):
        number = int(of_source[1]) + 1 if sources > 1 else None
        return attrs.evolve(fault, field=flag_of(of_source[2] or "", number))
    name = re.sub(r"\[\d+\]$", "", field) if field.startswith(LINKS) else field
    return attrs.evolve(fault, field=_FLAGS.get(name, field))
