"""Asking in a terminal, with its settings restored even if a signal ends the process."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import click

from chrono import leaving
from chrono.cli.render.progress import stop


@contextmanager
def prompting() -> Iterator[None]:
    """Ask in the block: progress is no longer shown, and the terminal's settings are restored."""
    stop()
    try:
        import termios  # noqa: PLC0415  not on every system, and only needed here
    except ImportError:
        yield
        return
    stdin = sys.stdin.fileno()
    usual = termios.tcgetattr(stdin)
    restore = partial(termios.tcsetattr, stdin, termios.TCSANOW, usual)
    with leaving.undone(restore), leaving.knocking():
        yield


def letter(question: str, letters: str, default: str = "n") -> str:
    """Return one of some letters, asking until it is one; Enter is the default.

    Raises:
        click.Abort: The input ended.
    """
    while True:
        with prompting():
            said = click.prompt(question, default="", show_default=False, err=True)
        if (word := str(said).strip().lower()[:1] or default) in letters:
            return word
