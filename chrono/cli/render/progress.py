"""Progress on stderr for whatever takes longer than a second; only in a terminal, never in a pipe.

It says how long the work has taken; and how much of it is done, where that is known.
"""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final, Generic, TypeVar

from chrono import leaving

_PATIENCE: Final = 1.0
_CLEAR: Final = "\r\x1b[K"

_T = TypeVar("_T")

_running: "list[_Clock]" = []
"""What is being shown; a verb at work has one, and whoever prints or asks stops it."""


class _Clock:
    """Shows the seconds that have passed, from the second second on."""

    def __init__(self, what: str) -> None:
        import threading  # noqa: PLC0415  only in a terminal

        self._what = what
        self._start = time.monotonic()
        self._shown = False
        self.steps: Steps | None = None
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._done.wait(_PATIENCE):
            seconds = time.monotonic() - self._start
            self._shown = True
            share = self.steps.share if self.steps else ""
            sys.stderr.write(f"{_CLEAR}{self._what} … {share}{seconds:.0f} s")
            sys.stderr.flush()

    def stop(self) -> None:
        """Show no more, and clear the line."""
        self._done.set()
        self._thread.join()
        self.clear()

    def clear(self) -> None:
        """Clear the line, also from within the handler of a signal: it takes no lock."""
        if self._shown:
            self._shown = False
            os.write(sys.stderr.fileno(), _CLEAR.encode())


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show on a terminal how long something takes, until it ends or `stop` is called."""
    if not sys.stderr.isatty():
        yield
        return
    clock = _Clock(what)
    leaving.remember(clock.clear)
    _running.append(clock)
    try:
        yield
    finally:
        stop()


def stop() -> None:
    """Stop showing progress: something is to be printed, or asked."""
    while _running:
        _running.pop().stop()


class Steps:
    """The steps of the work that is shown, of which the share that is done is shown, too."""

    def __init__(self, total: int) -> None:
        """Begin with none of them done."""
        self._total, self._done = total, 0
        if _running:
            _running[-1].steps = self

    @property
    def share(self) -> str:
        """How much is done, in words; empty where there is nothing to do."""
        return f"{min(self._done / self._total, 1):.0%} · " if self._total else ""

    def of(self, items: Iterable[_T]) -> Iterable[_T]:
        """Return items that may be gone through again, each of which is a step once it is taken."""
        return _Counted(self, items)

    def count(self) -> None:
        """Count a step as done."""
        self._done += 1


class _Counted(Iterable[_T], Generic[_T]):
    def __init__(self, steps: Steps, items: Iterable[_T]) -> None:
        self._steps = steps
        self._items = items

    def __iter__(self) -> Iterator[_T]:
        for item in self._items:
            self._steps.count()
            yield item
