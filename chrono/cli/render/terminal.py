"""Printing for people and programs, and nothing that could take over a terminal."""

import os
import sys
from collections.abc import Sequence
from typing import Any, Final

import click

from chrono import leaving
from chrono.cli.render.layout import width, wrapped, wrapped_lines
from chrono.cli.render.progress import stop
from chrono.values.hidden_characters import revealed

NO_PAGER: Final = "chrono.no_pager"
"""Where a command keeps whether somebody wanted no pager."""

EDTF: Final = "chrono.edtf"
"""Where a command keeps whether somebody wanted dates in EDTF."""

READ_ONLY: Final = "chrono.read_only"
"""Where a command keeps whether it reads the bundled chronology, to which nobody can write."""

_COLOURS: Final = {
    "disputed": "red",
    "possible": "yellow",
    "pending": "cyan",
    "withdrawn": "red",
    "void": "red",
    "broken": "red",
}


def line(text: str) -> str:
    """Return text escaped to stay on one line."""
    return revealed(text).replace("\n", "\\n").replace("\t", " ")


def to_json(value: Any) -> str:
    """Return JSON that is safe to show on a terminal, and reads back the same."""
    import json  # noqa: PLC0415  not at a Tab

    return revealed(json.dumps(value, ensure_ascii=False, indent=1))


def answer(content: Any, color: str, *, as_json: bool) -> None:
    """Print an answer on stdout: lines of text as wide as a terminal, or a body as JSON."""
    say(to_json(content) if as_json else "\n".join(wrapped_lines(content, width())), color)


def say(text: str, color: str = "auto") -> None:
    """Print text on stdout; what is longer than the terminal goes through a pager."""
    stop()
    if _long(text):
        os.environ.setdefault("LESS", "-FRX")  # as git has it: colours, and no page for a screenful
        with leaving.interrupts_passed_over():  # they are for the pager, as to end a search
            click.echo_via_pager(text, color=colour(color) is not False)
    else:
        click.echo(text, color=colour(color))


def _long(text: str) -> bool:
    ctx = click.get_current_context(silent=True)
    if not (sys.stdout.isatty() and sys.stdin.isatty()) or (ctx and ctx.meta.get(NO_PAGER)):
        return False
    import shutil  # noqa: PLC0415  dear to import, and only in a terminal

    return text.count("\n") >= shutil.get_terminal_size().lines


def note(text: str) -> None:
    """Print a note about an answer on stderr."""
    stop()
    tell(f"note: {text}")


def tell(message: str) -> None:
    """Print a message on stderr, as wide as a terminal."""
    click.echo("\n".join(wrapped(message, width(sys.stderr), "  ")), err=True)


def colour(choice: str) -> bool | None:
    """Return whether to use colour; None lets the terminal decide."""
    if choice != "auto":
        return choice == "always"
    return False if os.environ.get("NO_COLOR") or not sys.stdout.isatty() else None


def coloured(word: str) -> str:
    """Return a word in the colour of its meaning; words without one are left as they are."""
    colour = _COLOURS.get(word.lower().split(" ")[0].rstrip(","))
    return click.style(word, fg=colour) if colour else word


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: ``1 event``, ``2 events``, ``0 entries``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def listed(ids: Sequence[str], count: int | None = None, between: str = ", ") -> str:
    """Return ids in one line: of many the first, and how many more there are.

    Args:
        ids: All of them, or the first.
        count: How many there are in all; None if these are all.
        between: What parts two of them.
    """
    from chrono.queries.named import MOST_NAMED  # noqa: PLC0415  not at a Tab, nor for a mistake

    shown = ids[:MOST_NAMED]
    more = (len(ids) if count is None else count) - len(shown)
    return between.join(map(line, shown)) + (f" and {more} more" if more else "")
