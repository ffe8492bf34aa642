"""Many writers at once: what they append together, and how long the slowest append waits.

Plain SQLite with the same rows and the same turns tells how much of that is lost by its own work.
"""

import json
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median
from typing import Any

import attrs
from benchmarks.figures import Figure
from benchmarks.made_events import drafts, event
from benchmarks.stores import RawInTurns

from chrono.log.creation import create_log
from chrono.log.sqlite import SqliteLog

_KEYS = 50
_ROUNDS = 3
_CHILDREN = multiprocessing.get_context("fork")

Opened = tuple[Callable[[list[Any]], object], Callable[[], None]]
"""What appends to a file, and what closes it."""


@attrs.frozen
class Span:
    """When an append was asked for and when it was done, by the clock that processes share."""

    start: float
    end: float


def writers(folder: Path, count: int, each: int) -> Iterator[Figure]:
    """Yield the rate of writers together as a share of that of one, and the longest wait.

    All append as many events together as the one does alone, in rounds that are interleaved.

    Args:
        folder: Where the logs are made.
        count: How many writers there are.
        each: How many events each of them appends, one by one and without a pause.
    """
    section, at = f"{count} writers at once", f"{each:,} appends each"
    shares: dict[str, list[float]] = {"chrono": [], "raw sqlite3": []}
    waits: list[float] = []
    for number in range(_ROUNDS):
        for name, run in (("chrono", _logged), ("raw sqlite3", _raw)):
            files = (folder / f"{name}-{number}-{many}.db" for many in (1, count))
            one, together = (
                run(file, count * each, many) for file, many in zip(files, (1, count), strict=True)
            )
            shares[name].append(_rate(together) / _rate(one))
            if run is _logged:
                waits += [(span.end - span.start) * 1000 for span in together]
    yield Figure(section, "rate, one writer is 1", at, median(shares["chrono"]))
    yield Figure(
        section,
        "rate of raw sqlite3, same turns, one writer is 1",
        at,
        median(shares["raw sqlite3"]),
    )
    yield Figure(section, "longest wait of an append, in ms", at, max(waits))
    yield Figure(section, "median wait, in ms", at, median(waits))


def _rate(spans: Sequence[Span]) -> float:
    return len(spans) / (max(span.end for span in spans) - min(span.start for span in spans))


def _logged(path: Path, events: int, writers: int) -> list[Span]:
    """Return the spans of the appends of so many writers to a log."""
    declared, *made = drafts(events + writers * _KEYS, _KEYS)
    create_log(path, [declared])

    def opened() -> Opened:
        log = SqliteLog(path, write=True)
        return log.append, log.close

    spans = _spans(path, opened, [made[start::writers] for start in range(writers)])
    with SqliteLog(path) as log:
        if log.head().entries != len(made) + 1:
            raise SystemExit(f"{writers} writers lost or doubled an event")
    return spans


def _raw(path: Path, events: int, writers: int) -> list[Span]:
    """Return the spans of as many appends to plain SQLite."""
    store = RawInTurns(path)
    made = [event(number, _KEYS) for number in range(events + (writers + 1) * _KEYS)]
    store.append(made[:_KEYS])  # so that all processes number the keys alike
    made = made[_KEYS:]
    store.close()

    def opened() -> Opened:
        store.join()
        return store.append, store.close

    return _spans(path, opened, [made[start::writers] for start in range(writers)])


def _spans(path: Path, opened: Callable[[], Opened], shares: Sequence[Sequence[Any]]) -> list[Span]:
    """Return how long every append took, with a process for each share of the events."""
    ready = _CHILDREN.Barrier(len(shares))
    files = [path.with_suffix(f".{number}.json") for number in range(len(shares))]
    _run_all(
        [
            _CHILDREN.Process(target=_append, args=(opened, share, ready, file))
            for share, file in zip(shares, files, strict=True)
        ]
    )
    return [Span(*span) for file in files for span in json.loads(file.read_text())]


def _run_all(children: Sequence[ForkProcess]) -> None:
    """Run processes to their ends; if one fails, stop the others, which may wait for it.

    The program ends then, and says which it was, and how it ended.
    """
    for child in children:
        child.start()
    try:
        running = {child.sentinel: child for child in children}
        while running:
            for ended in wait([*running]):
                child = running.pop(ended)
                child.join()
                if child.exitcode:
                    number, count = children.index(child) + 1, len(children)
                    how = _how_it_ended(child.exitcode)
                    raise SystemExit(f"writer {number} of {count} {how}; the others were stopped")
    finally:
        for child in children:
            child.kill()
            child.join()


def _how_it_ended(code: int) -> str:
    if code < 0:
        return f"was ended by {signal.Signals(-code).name}"
    return f"ended with exit status {code} (what it said is above)"


def _append(opened: Callable[[], Opened], made: Sequence[Any], ready: Barrier, told: Path) -> None:
    """Append one by one; the first, with what a process does but once, are not measured."""
    append, close = opened()
    for one in made[:_KEYS]:
        append([one])
    ready.wait()
    spans = []
    for one in made[_KEYS:]:
        start = time.monotonic()
        append([one])
        spans.append((start, time.monotonic()))
    close()
    told.write_text(json.dumps(spans))
