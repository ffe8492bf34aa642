"""Commands that an answer suggests: they run as printed, on the log that was read.

Capitals stand for what nobody can know, as the address of a source.
"""

import re
import shlex
from collections.abc import Iterable, Iterator
from typing import Final

import click

from chrono.cli.render.terminal import READ_ONLY, line
from chrono.values.addresses import is_meant_as_address
from chrono.values.sources import Source

A_SOURCE: Final = (
    *("--source", "URL", "--publisher", "NAME"),
    *("--basis", "BASIS", "--published", "DATE"),
)
"""Flags for a source that somebody has still to find."""


def command(verb: str, *words: str) -> str:
    """Return a command for the log and the chronology that were read, on one line."""
    ctx = click.get_current_context(silent=True)
    given = ctx.params if ctx else {}
    where = [("-f", given.get("file")), ("-c", given.get("chronology"))]
    named = [part for flag, value in where if value for part in (flag, str(value))]
    return line(shlex.join(["chrono", verb, *words, *named]))


def writing(lead: str, verb: str, *words: str) -> str:
    """Return a command that writes, after what leads to it; empty for a log that nobody writes."""
    ctx = click.get_current_context(silent=True)
    if ctx and ctx.meta.get(READ_ONLY):
        return ""
    return f"{lead}: {command(verb, *words)}"


def event_word(given: str) -> str:
    """Return an id as it is typed; one that looks like a position is named as an id."""
    return f"id:{given}" if re.fullmatch(r"e[0-9]+\^?", given) else given


def source_words(sources: Iterable[Source]) -> list[str]:
    """Return the flags of sources; each begins with ``--source``."""
    return [word for source in sources for word in _source_words(source)]


def _source_words(source: Source) -> Iterator[str]:
    fields = source.body()
    if "url" in fields or not is_meant_as_address(source.publisher):
        yield from ("--source", fields.pop("url" if "url" in fields else "publisher"))
    for name, value in fields.items():
        yield from ("--pin" if name == "pinpoint" else f"--{name}", value)
