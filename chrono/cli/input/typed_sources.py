"""The sources that were typed: which flag belongs to which, and what the flag of a field is."""

from typing import Final

import click

from chrono.cli.input.as_typed import Typed
from chrono.values.addresses import is_meant_as_address
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
