"""A watched run: many inputs to one reader, in a process that dies with the first bad one.

A hang is ended by the system itself, also within a regular expression or a parser in C, which no
thread of Python could interrupt. Time is the processor's, so a busy computer is no reason to fail.
"""

import multiprocessing
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

import attrs

from tests.fuzz.mutation import Mutator

LIMIT: Final = 1.0
"""Seconds of the processor that one input may take."""

GROWTH: Final = 64
"""MiB by which the memory of a run may grow after its first tenth."""

Take = Callable[[bytes], None]
"""Gives an input to a reader; raises for any answer that is neither a value nor faults of ours."""


class BadInput(Exception):
    """An input that a reader did not stand up to."""

    def __init__(self, what: str, number: int, raw: bytes) -> None:
        self.raw = raw
        super().__init__(f"{what}\ninput {number}, {len(raw)} bytes: {raw[:2000]!r}")


@attrs.frozen
class Ran:
    """What a run took: inputs, seconds, the slowest input in ms of the processor, growth in MiB."""

    inputs: int
    seconds: float
    slowest: float
    growth: float

    def __str__(self) -> str:
        """Tell it in a line."""
        return (
            f"{self.inputs:,} inputs in {self.seconds:.0f} s, the slowest {self.slowest:.0f} ms, "
            f"memory {self.growth:+.0f} MiB after the first tenth"
        )


def run(mutator: Mutator, take: Take, inputs: int, folder: Path) -> Ran:
    """Give a reader so many inputs; BadInput for an exception, a hang, or memory that grows."""
    context = multiprocessing.get_context("fork")
    hear, tell = context.Pipe(duplex=False)
    kept = folder / "kept"
    child = context.Process(target=_all, args=(mutator, take, inputs, kept, tell))
    started = time.monotonic()
    child.start()
    tell.close()
    try:
        told = hear.recv()
    except EOFError:
        child.join()
        number, _, raw = kept.read_bytes().partition(b"\n")
        ended = f"ended with {child.exitcode}, {-signal.SIGPROF} for more than {LIMIT:g} s"
        raise BadInput(ended, int(number), raw) from None
    child.join()
    if isinstance(told[0], str):
        raise BadInput(*told)
    slowest, growth = told
    found = Ran(inputs, time.monotonic() - started, slowest * 1000, growth / 1024)
    if found.growth > GROWTH:
        raise BadInput(f"memory grows: {found}", inputs, b"")
    return found


def _all(mutator: Mutator, take: Take, inputs: int, kept: Path, tell: Connection) -> None:
    sys.settrace(None)  # a measure of coverage would slow everything down
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    slowest = 0.0
    before = _memory()
    with kept.open("wb", buffering=0) as file:
        for number in range(inputs):
            raw = mutator.input()
            file.seek(0)
            file.truncate()
            file.write(b"%d\n%b" % (number, raw))
            signal.setitimer(signal.ITIMER_PROF, LIMIT)
            started = time.process_time()
            try:
                take(raw)
            except Exception:  # noqa: BLE001  that there is none is what is tried
                signal.setitimer(signal.ITIMER_PROF, 0)
                tell.send((traceback.format_exc(), number, raw))
                return
            slowest = max(slowest, time.process_time() - started)
            signal.setitimer(signal.ITIMER_PROF, 0)
            if number == inputs // 10:
                before = _memory()
    tell.send((slowest, _memory() - before))


def _memory() -> int:
    """Answer the most memory that this process ever had, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
