"""Leaving on a signal: whatever the command has begun is undone, last first, and it is gone.

Python runs the handler of a signal between any two steps of the main thread: also while an object
is destroyed, where what it raises is lost, or a class is made, where that becomes another error.
So this one raises nothing. Nothing need unwind, for a kill at any moment does a log no harm; what
would stay behind is remembered here before it is there.

What undoes runs in the middle of anything, also of itself: so it takes no lock, imports nothing,
and may run twice.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final, NoReturn

INTERRUPTED: Final = "interrupted; nothing was left half-written"
"""What is said of an interrupt."""

_ours: Final[list[int]] = []
"""The signals that are answered here; none in a program that only imports chrono."""

_begun: Final[list[Callable[[], object]]] = []
"""What undoes that which was begun, in that order."""


def answer_signals() -> None:
    """Answer an interrupt and a termination from now on, each unless it is ignored already.

    Whoever starts a command in the background may have it ignore an interrupt; that stays so.
    """
    for number, usual in (
        (signal.SIGINT, signal.default_int_handler),
        (signal.SIGTERM, signal.SIG_DFL),
    ):
        if signal.getsignal(number) is usual:
            _ours.append(number)
            signal.signal(number, _leave)


def ignore_signals() -> None:
    """Ignore from now on what was answered here."""
    for number in _ours:
        signal.signal(number, signal.SIG_IGN)


def remember(undo: Callable[[], object]) -> None:
    """Have something undone when a signal makes the process leave; what is done already, too."""
    if _ours:  # another program does not leave by us, so it need keep nothing
        _begun.append(undo)


@contextmanager
def undone(undo: Callable[[], object]) -> Iterator[None]:
    """Undo what the block begins at its end, or when a signal makes the process leave."""
    _begun.append(undo)
    try:
        yield
    finally:
        try:
            undo()
        finally:
            _begun.remove(undo)


@contextmanager
def interrupts_passed_over() -> Iterator[None]:
    """Pass over interrupts, which are for another program that has the terminal meanwhile."""
    if signal.SIGINT not in _ours:
        yield
        return
    signal.signal(signal.SIGINT, lambda *_: None)  # a program that we start would inherit SIG_IGN
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, _leave)


def _leave(number: int, _: object) -> NoReturn:
    """Undo everything, say that we were interrupted, and be gone."""
    try:
        ignore_signals()
        for undo in reversed(_begun):
            with suppress(Exception):  # one that fails must not keep the others
                undo()
        if number == signal.SIGINT and sys.stderr is not None:
            stderr = sys.stderr.fileno()  # not 2, which may be any file where stderr was closed
            below = "\n" if os.isatty(stderr) else ""  # where ^C or a question stands
            os.write(stderr, f"{below}error: {INTERRUPTED}\n".encode())
    finally:
        os._exit(128 + number)
