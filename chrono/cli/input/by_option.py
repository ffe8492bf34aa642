"""The option that says by whom a command appends; who that is, says `by_whom`."""

from typing import Final

import click

from chrono.cli.input.kinds_option import kept

NAMED_BY: Final = "chrono.by"
"""Where a command keeps who was named."""

by = click.option(
    "--by",
    metavar="NAME",
    expose_value=False,
    callback=kept(NAMED_BY),
    help="Who appends; else CHRONO_BY, else the account's name.",
)
