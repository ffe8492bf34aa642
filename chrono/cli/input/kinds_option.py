"""The option that names kinds of one's own."""

from collections.abc import Callable
from typing import Any, Final

import click

KINDS_NAMED: Final = "chrono.kinds"
"""Where a command keeps which kinds were named."""


def kept(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """Return a callback that keeps the value of an option under a name in the context's `meta`."""

    def keep(ctx: click.Context, _: click.Parameter, value: Any) -> None:
        ctx.meta[name] = value

    return keep


kinds = click.option(
    "--kinds",
    metavar="FILE.py:NAME",
    multiple=True,
    expose_value=False,
    callback=kept(KINDS_NAMED),
    help="Kinds of your own, as ./ships.py:KINDS, or ships:KINDS if that is installed. Also those "
    "in CHRONO_KINDS.",
)
