"""The option that names kinds of one's own."""

import os
from collections.abc import Callable
from typing import Any, Final

import click

KINDS_NAMED: Final = "chrono.kinds"
"""Where a command keeps which kinds were named."""


VARIABLE: Final = "CHRONO_KINDS"
"""The variable that names kinds, too."""


def kept(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """Return a callback that keeps the value of an option under a name in the context's `meta`."""

    def keep(ctx: click.Context, _: click.Parameter, value: Any) -> None:
        ctx.meta[name] = value

    return keep


def are_named() -> bool:
    """Return whether kinds were named, by the option or by the variable."""
    ctx = click.get_current_context(silent=True)
    return bool((ctx and ctx.meta.get(KINDS_NAMED)) or os.environ.get(VARIABLE))


kinds = click.option(
    "--kinds",
    metavar="FILE.py:NAME",
    multiple=True,
    expose_value=False,
    callback=kept(KINDS_NAMED),
    help="Kinds of your own, as ./ships.py:KINDS, or ships:KINDS if that is installed. Also those "
    "in CHRONO_KINDS.",
)
