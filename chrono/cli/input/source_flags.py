"""The flags of sources: ``--source`` begins one, and the flags after it belong to it."""

from typing import Any, Final

import click

from chrono.cli.input import completion
from chrono.cli.input.as_typed import Typed, typed_in
from chrono.cli.input.options import together
from chrono.values.addresses import is_meant_as_address
from chrono.values.bases import BASES
from chrono.values.clocks import shown

SOURCE_FIELDS: Final = ("publisher", "basis", "published", "title", "pinpoint", "origin", "via")


def flag_of(field: str, number: int | None = None) -> str:
    """Return the flag for a field of a source, or for the whole source where the field is empty.

    With a number it says which of several sources.
    """
    flag = {"": "--source", "url": "--source", "pinpoint": "--pin"}.get(field, f"--{field}")
    if number is None:
        return flag
    return f"{flag} of source {number}" if field else f"source {number}"


def grouped(typed: Typed) -> list[dict[str, str]]:
    """Return the sources that were typed, each with its fields, in their order.

    What ``--source`` gives is an address, or the name of a publisher where it is none. What stands
    before the first ``--source`` belongs to it.

    Raises:
        click.UsageError: One source has a field twice.
    """
    sources: list[dict[str, str]] = [{}]
    begun = False
    for option, text in typed:
        field = str(option.name)
        if field == "sources":
            field = "url" if is_meant_as_address(text) else "publisher"
            if begun:
                sources.append({})
            begun = True
        elif field not in SOURCE_FIELDS:
            continue
        source = sources[-1]
        if field in source:
            number = len(sources) if begun else None
            raise click.UsageError(
                f"{flag_of(field, number)}: {shown(source[field])} and {shown(text)}; give one, or "
                "begin another source with --source ADDRESS, or --source NAME"
            )
        source[field] = text
    return [source for source in sources if source]


def _sources(ctx: click.Context, _: click.Parameter, __: Any) -> list[dict[str, str]]:
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
