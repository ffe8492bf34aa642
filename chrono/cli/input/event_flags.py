"""The flags by which an event, and its source, are written on the command line."""

import re
from collections.abc import Callable
from typing import Any, Final

import attrs
import click

from chrono.cli.input import completion
from chrono.cli.input.appending import by
from chrono.cli.input.options import together
from chrono.errors import Fault
from chrono.values.sources import BASES

SOURCE_FIELDS: Final = ("publisher", "basis", "published", "title", "pinpoint", "origin", "via")
LINKS: Final = ("after", "before", "contests")


def _link(flag: str, words: str) -> Callable[[Any], Any]:
    return click.option(
        flag, metavar="EVENT", multiple=True, shell_complete=completion.ids, help=words
    )


source_flags = together(
    click.option("--source", "url", metavar="URL", help="Where the source can be read."),
    click.option(
        "--publisher",
        metavar="NAME",
        shell_complete=completion.publishers,
        help="Who published it; known for known sites.",
    ),
    click.option("--basis", type=click.Choice(BASES), help="How the source knows this."),
    click.option("--published", metavar="DATE", help="When it was made public."),
    click.option("--title", metavar="TEXT", help="What it is called."),
    click.option("--pin", "pinpoint", metavar="TEXT", help="Page, paragraph or time within it."),
    click.option("--origin", metavar="NAME", help="The report that it repeats."),
    click.option("--via", metavar="NAME", help="The copy in which it was read."),
    click.option("--source-of", metavar="EVENT", help="The same sources as another event."),
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
    click.option("-y", "--yes", is_flag=True, help="Append without asking."),
)

_FLAGS: Final = {
    "occurred": "--at",
    "headline": "HEADLINE",
    "sources": "--source",
    "sources[0]": "--source",
    "sources[0].pinpoint": "--pin",
    "retracts": "EVENT",
    "corrects": "EVENT",
    "cites": "EVENT",
    **{f"sources[0].{name}": f"--{name}" for name in SOURCE_FIELDS if name != "pinpoint"},
    **{name: f"--{name}" for name in (*LINKS, "kind", "note", "id", "reason")},
}
"""What a person typed for a field of what is written."""


def by_flag(fault: Fault) -> Fault:
    """Return a fault with the flag for its field; a fault in a file keeps the field."""
    if fault.where:
        return fault
    field = fault.field.removeprefix("event.")
    if field == "data" or field.startswith("data.claims["):
        return attrs.evolve(fault, field="")  # which names its key
    name = re.sub(r"\[\d+\]$", "", field) if field.startswith(LINKS) else field
    return attrs.evolve(fault, field=_FLAGS.get(name, field))
