"""Leaving on a signal: undo what the command has begun, the latest first, and end the process.

Python runs a signal handler between any two steps of the main thread: also while it destroys an
object, where an exception is lost, or makes a class, where an exception turns into another. So the
handler here raises nothing, and no stack is unwound: a kill at any moment leaves a log whole. Files
and terminal settings that would stay behind are registered here before they are made.

An undo function may be called in the middle of anything, itself included. So it takes no lock,
imports nothing, and may run twice.
"""

import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, Final, NoReturn

INTERRUPTED: Final = "interrupted; nothing was left half-written"
"""The message of an interrupted command."""

_AGAIN: Final = 0.02
"""Seconds after which a signal that was not answered is sent again."""

_ours: Final[list[int]] = []
"""The signals handled here; none in a program that only imports chrono."""

_heard: Final[list[int]] = []
"""The end of a pipe from which a signal that waits can be read; none where nothing polls pipes."""

_begun: Final[list[Callable[[], object]]] = []
"""The undo functions, in the order in which their work began."""


def answer_signals() -> None:
    """Handle SIGINT and SIGTERM from now on, each unless it is ignored or handled already.

    A shell lets a command in the background ignore interrupts; that stays so.
    """
    for number, usual in (
        (signal.SIGINT, signal.default_int_handler),
        (signal.SIGTERM, signal.SIG_DFL),
    ):
        if signal.getsignal(number) is usual:
            _ours.append(number)
            signal.signal(number, _leave)
    if _ours and hasattr(select, "poll"):
        for end in (ends := os.pipe()):
            os.set_blocking(end, False)
        _heard.append(ends[0])
        signal.set_wakeup_fd(ends[1], warn_on_full_buffer=False)


def signal_waits() -> Callable[[], Any] | None:
    """Return a function whose result is true while a signal waits; None where we answer none.

    It is no step of Python. So where C code calls it, and stops once it is true, the signal is
    answered after that code, and never in the middle of it.
    """
    if not _heard:
        return None
    waiting = select.poll()
    waiting.register(_heard[0], select.POLLIN)
    return partial(waiting.poll, 0)


def leave_after(seconds: float) -> None:
    """End the process after some seconds without a word, as on a signal; do nothing elsewhere."""
    if _ours and hasattr(signal, "setitimer"):
        _ours.append(signal.SIGALRM)
        signal.signal(signal.SIGALRM, _leave)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def ignore_signals() -> None:
    """Ignore from now on the signals handled here."""
    for number in _ours:
        signal.signal(number, signal.SIG_IGN)


def remember(undo: Callable[[], object]) -> None:
    """Register a function to call when a signal ends the process; it may be called needlessly."""
    if _ours:  # without our handler it would never be called
        _begun.append(undo)


@contextmanager
def undone(undo: Callable[[], object]) -> Iterator[None]:
    """Call `undo` at the end of the block, or when a signal ends the process."""
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
    """Ignore interrupts in the block: they are for the program that uses the terminal."""
    if signal.SIGINT not in _ours:
        yield
        return
    signal.signal(signal.SIGINT, lambda *_: None)  # a child process would inherit SIG_IGN
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, _leave)
        for heard in _heard:
            with suppress(BlockingIOError):
                os.read(heard, 4096)  # those that were passed over wait no longer


@contextmanager
def knocking() -> Iterator[None]:
    """Have a signal answered that arrives while the block waits in C code, as a line editor does.

    Such code looks whether a signal came, and then waits: one in between wakes nobody. So another
    thread hears of each, and sends it again until the process has left.
    """
    if not _ours:
        yield
        return
    import threading  # noqa: PLC0415  only where somebody is asked

    heard, tell = os.pipe()
    os.set_blocking(tell, False)
    before = signal.set_wakeup_fd(tell, warn_on_full_buffer=False)
    thread = threading.Thread(target=_knock, args=(heard, threading.get_ident()), daemon=True)
    thread.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        os.close(tell)
        thread.join()
        os.close(heard)


def _knock(heard: int, waiting: int) -> None:
    """Send what is heard of to the thread that waits, again and again; end with the pipe."""
    number = os.read(heard, 1)
    while number:
        time.sleep(_AGAIN)
        signal.pthread_kill(waiting, number[0])


def _leave(number: int, _: object) -> NoReturn:
    """Call every undo function, report an interrupt, and end the process."""
    try:
        ignore_signals()
        for undo in reversed(_begun):
            with suppress(Exception):  # one that fails must not stop the others
                undo()
        if number == signal.SIGINT and sys.stderr is not None:
            stderr = sys.stderr.fileno()  # not 2, which may be any file where stderr was closed
            newline = "\n" if os.isatty(stderr) else ""  # after ^C or a prompt
            os.write(stderr, f"{newline}error: {INTERRUPTED}\n".encode())
    finally:
        os._exit(128 + number)
