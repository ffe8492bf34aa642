"""The flags of sources: ``--source`` begins one, and the flags after it belong to it."""

from typing import Any

import click

from chrono.cli.input import completion
from chrono.cli.input.as_typed import typed_in
from chrono.cli.input.options import together
from chrono.values.bases import BASES


def _sources(ctx: click.Context, _: click.Parameter, __: Any) -> list[dict[str, str]]:
    from chrono.cli.input.typed_sources import grouped  # noqa: PLC0415  -h starts without it

    return grouped(typed_in(ctx))


def _of_source(flag: str, *names: str, **more: Any) -> Any:
    """Return an option whose values are read with ``--source``, which begins each source."""
    return click.option(flag, *names, multiple=True, expose_value=False, **more)


source_flags = together(
    click.option(
        "--source",
        "sources",
        metavar="URL|NAME",
        multiple=True,
        callback=_sources,
        help="Where a source can be read, or who published it. The flags after it are of this "
        "source; a second --source begins another.",
    ),
    _of_source(
        "--publisher",
        metavar="NAME",
        shell_complete=completion.publishers,
        help="Who published it; known for known sites.",
    ),
    _of_source(
        "--basis",
        metavar=f"[{'|'.join(BASES)}]",
        shell_complete=completion.bases,
        help="How the source knows this.",
    ),
    _of_source("--published", metavar="DATE", help="When it was made public."),
    _of_source("--title", metavar="TEXT", help="What it is called."),
    _of_source("--pin", "pinpoint", metavar="TEXT", help="Page, paragraph or time within it."),
    _of_source("--origin", metavar="NAME", help="The report that it repeats."),
    _of_source("--via", metavar="NAME", help="The copy in which it was read."),
    click.option("--source-of", metavar="EVENT", help="The same sources as another event."),
)
