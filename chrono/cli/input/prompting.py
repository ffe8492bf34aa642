"""Asking in a terminal, so that it is left as it was even by a signal in the middle of it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from chrono import leaving
from chrono.cli.render.progress import stop


@contextmanager
def prompting() -> Iterator[None]:
    """Have the terminal for a question: progress is over, and the line editor's settings go."""
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
