"""The option that says by whom a command appends."""

import attrs
import click

from chrono.cli.input.kinds_option import kept
from chrono.cli.render.terminal import line
from chrono.events.by import LONGEST, By
from chrono.log.appending.author import author

_BY = "chrono.by"

by = click.option(
    "--by",
    metavar="NAME",
    expose_value=False,
    callback=kept(_BY),
    help="Who appends; else CHRONO_BY, else the account's name.",
)


def by_whom(correlation: str = "") -> By:
    """Return by whom the running command appends.

    Args:
        correlation: What the entries have in common, as the name of the file that is imported.

    Raises:
        BadBy: It is no name.
    """
    ctx = click.get_current_context()
    named = ctx.meta.get(_BY)
    who = author() if named is None else By(who=named)
    return attrs.evolve(
        who, tool=f"chrono {ctx.info_name}", correlation=line(correlation)[:LONGEST]
    )
