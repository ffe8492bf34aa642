"""Many writers at once: what they append together, and how long the slowest append waits."""

import multiprocessing
import time
from collections.abc import Iterator
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from benchmarks.made_events import drafts

from chrono.events.drafts import Draft
from chrono.log.creation import create_log
from chrono.log.sqlite import SqliteLog

if TYPE_CHECKING:
    from multiprocessing.queues import Queue

_KEYS = 50
_CHILDREN = multiprocessing.get_context("fork")

Span = tuple[float, float]
"""When an append was asked for, and when it was done."""


def writers(folder: Path, count: int, each: int) -> Iterator[Figure]:
    """Yield the rate of writers together as a share of that of one, and the longest wait.

    Args:
        folder: Where the logs are made.
        count: How many writers there are.
        each: How many events each of them appends, one by one and without a pause.
    """
    section, at = f"{count} writers at once", f"{each:,} appends each"
    rates: list[float] = []
    for number in (1, count):
        declared, *made = drafts(count * each, _KEYS)
        path = folder / f"written-by-{number}.db"
        create_log(path, [declared])
        spans = _spans(path, [made[start::number] for start in range(number)])
        with SqliteLog(path) as log:
            if log.head().entries != count * each + 1:
                raise SystemExit(f"{number} writers lost or doubled an event")
        starts, ends = zip(*spans, strict=True)
        rates.append(len(spans) / (max(ends) - min(starts)))
    waits = sorted((end - start) * 1000 for start, end in spans)
    yield Figure(section, "rate, one writer is 1", at, rates[1] / rates[0])
    yield Figure(section, "longest wait of an append, in ms", at, waits[-1])
    yield Figure(section, "median wait, in ms", at, waits[len(waits) // 2])


def _spans(path: Path, shares: list[list[Draft]]) -> list[Span]:
    """Return how long every append took, with a process for each share of the events."""
    ready: Barrier = _CHILDREN.Barrier(len(shares))
    told: Queue[list[Span]] = _CHILDREN.Queue()
    children = [
        _CHILDREN.Process(target=_append, args=(path, share, ready, told)) for share in shares
    ]
    for child in children:
        child.start()
    spans = [span for _ in children for span in told.get()]
    for child in children:
        child.join()
    return spans


def _append(path: Path, made: list[Draft], ready: Barrier, told: "Queue[list[Span]]") -> None:
    with SqliteLog(path, write=True) as log:
        ready.wait()
        spans = []
        for draft in made:
            start = time.monotonic()  # which is the same for all processes
            log.append([draft])
            spans.append((start, time.monotonic()))
    told.put(spans)
