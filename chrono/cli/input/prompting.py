"""Asking in a terminal, with its settings restored even if a signal ends the process."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

import click

from chrono import leaving
from chrono.cli.render.layout import width, wrapped
from chrono.cli.render.progress import stop

_ANSWER: Final = 12
"""The characters that a line keeps free for an answer."""


def asks(flags: Mapping[str, Any]) -> bool:
    """Return whether somebody is asked: at a terminal, without ``--yes`` and ``--json``."""
    return sys.stdin.isatty() and not (flags["yes"] or flags["as_json"])


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
        if (word := _typed(question)[:1] or default) in letters:
            return word


def yes(question: str, *, default: bool = False) -> bool:
    """Return whether the answer to a question is yes, asking until it is yes or no.

    Raises:
        click.Abort: The input ended.
    """
    letters = "[Y/n]" if default else "[y/N]"
    return letter(f"{question} {letters}", "yn", "y" if default else "n") == "y"


def choice(question: str, words: Sequence[str], default: str) -> str:
    """Return one of some words, asking until it is one or how one begins; Enter is the default.

    Raises:
        click.Abort: The input ended.
    """
    while True:
        said = _typed(f"{question} ({', '.join(words)}) [{default}]") or default
        if found := next((word for word in words if word.startswith(said)), None):
            return found


def _typed(question: str) -> str:
    """Return what was typed after a question, in small letters; the question fits the terminal."""
    room = width(sys.stderr)
    indent = " " * (len(question) - len(question.lstrip(" ")))
    lines = wrapped(question, room and room - _ANSWER, indent)
    with prompting():
        said = click.prompt("\n".join(lines), default="", show_default=False, err=True)
    return str(said).strip().lower()
