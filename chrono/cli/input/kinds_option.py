"""The option that names kinds of one's own."""

from typing import Final

import click

KINDS_NAMED: Final = "chrono.kinds"
"""Where a command keeps which kinds were named."""


def _name_kinds(ctx: click.Context, _: click.Parameter, value: tuple[str, ...]) -> None:
    ctx.meta[KINDS_NAMED] = value


kinds = click.option(
    "--kinds",
    metavar="MODULE:NAME",
    multiple=True,
    expose_value=False,
    callback=_name_kinds,
    help="Kinds of your own: ships:KINDS is KINDS in ./ships.py. Also those in CHRONO_KINDS.",
)
