"""By whom the running command appends."""

import attrs
import click

from chrono.cli.input.by_option import NAMED_BY
from chrono.cli.render.terminal import line
from chrono.events.by import LONGEST, By
from chrono.log.appending.author import author


def by_whom(correlation: str = "") -> By:
    """Return by whom the running command appends.

    Args:
        correlation: What the entries have in common, as the name of the file that is imported.

    Raises:
        BadBy: It is no name.
    """
    ctx = click.get_current_context()
    named = ctx.meta.get(NAMED_BY)
    who = author() if named is None else By(who=named)
    return attrs.evolve(
        who, tool=f"chrono {ctx.info_name}", correlation=line(correlation)[:LONGEST]
    )
