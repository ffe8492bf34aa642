"""Asking in a terminal, with its settings restored even if a signal ends the process."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

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
