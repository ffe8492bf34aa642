"""What scripts/bench runs: medians of interleaved rounds, as ratios; and how long writers wait."""

import itertools
import multiprocessing
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path
from typing import TYPE_CHECKING

from chrono.codec.codec import Codec
from chrono.events.drafts import Draft
from chrono.kinds.catalogue import KINDS
from chrono.log import statements
from chrono.log.creation import create_log
from chrono.log.sqlite import SqliteLog

if TYPE_CHECKING:
    from multiprocessing.queues import Queue

CHRONO = Path(sys.executable).with_name("chrono")
ROUNDS = 21
APPENDS = 300
WRITERS, READERS, EACH = 8, 2, 150
CHILDREN = multiprocessing.get_context("fork")

Span = tuple[float, float]
"""When an append was asked for, and when it was done."""


def medians(rounds: int, **measured: Callable[[], object]) -> dict[str, float]:
    """Time each call once a round; return the median of each, in seconds."""
    times: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(rounds):
        for name, call in measured.items():
            start = time.perf_counter()
            call()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in times.items()}


def command(folder: Path, *arguments: str | Path) -> Callable[[], object]:
    """Make a call that runs a command in a folder and throws its output away."""
    return lambda: subprocess.run(
        arguments, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True
    )


def whole_commands(folder: Path) -> None:
    """Compare whole commands with starting Python alone."""
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    command(folder, CHRONO, "init", "chrono.db", "--from", "openai-microsoft")()
    found = medians(
        ROUNDS,
        python=command(folder, sys.executable, "-c", "pass"),
        help=command(folder, CHRONO, "-h"),
        own=command(folder, CHRONO, "state", "2023-11-19"),
        bundled=command(elsewhere, CHRONO, "state", "2023-11-19"),
    )
    for name, label in (
        ("help", "chrono -h"),
        ("own", "chrono state, on a log of one's own (must: 10)"),
        ("bundled", "chrono state, without one (must: 20)"),
    ):
        print(f"{found[name] / found['python']:6.1f} x python -c pass   {label}")


def drafts(count: int) -> list[Draft]:
    """Make a declaration and events without links."""
    codec = Codec("bench", KINDS)
    declared = {"id": "chronology", "kind": "chronology", "data": {"title": "b", "zone": "UTC"}}
    written = [declared] + [
        {
            "id": f"event-{number}", "kind": "development", "occurred": "2024-01-01",
            "headline": "Something happens, and this says what it is in one line",
            "data": {"claims": [{"set": f"term/t{number % 50}", "value": str(number)}]},
            "sources": [{"publisher": "Paper", "published": "2024-01-02", "basis": "reported"}],
        }
        for number in range(count)
    ]  # fmt: skip
    return [draft for one in written if (draft := codec.draft(one, "bench")[0])]


def appends(folder: Path) -> None:
    """Compare single durable appends with raw inserts of the same rows into the same schema."""
    path, raw_path = folder / "appends.db", folder / "raw.db"
    create_log(path)
    create_log(raw_path)
    made = drafts(1000 + APPENDS)
    raw = sqlite3.connect(raw_path, isolation_level=None)
    raw.execute("PRAGMA synchronous = FULL")
    with SqliteLog(path, write=True) as log:
        log.append(made[:1001])
        raw.executemany(statements.INSERT, [_row(entry) for entry in log.entries()])
        rest, rows = iter(made[1001:]), iter(range(1002, 10**6))
        found = medians(
            APPENDS - 1,
            raw=lambda: raw.execute(statements.INSERT, _blank(next(rows))),
            append=lambda: log.append([next(rest)]),
        )
    raw.close()
    ratio = found["append"] / found["raw"]
    print(f"{ratio:6.1f} x raw durable insert   one append, after 1,000 events")


def _row(entry: object) -> tuple[object, ...]:
    return tuple(
        getattr(entry, name)
        for name in ("position", "chronology", "id", "recorded", "body", "digest", "hash")
    )


def _blank(position: int) -> tuple[object, ...]:
    return (position, "bench", f"event-{position}", "x" * 27, "x" * 400, "x" * 64, "x" * 64)


def waits(folder: Path) -> None:
    """Measure how long each of many writers waits for an append, while others read all the time."""
    path = folder / "waits.db"
    declared, *made = drafts(WRITERS * EACH)
    create_log(path, [declared])
    ready, done, told = CHILDREN.Barrier(WRITERS), CHILDREN.Event(), CHILDREN.Queue()
    writers = [
        CHILDREN.Process(target=_append, args=(path, made[n::WRITERS], ready, told))
        for n in range(WRITERS)
    ]
    readers = [CHILDREN.Process(target=_read, args=(path, done)) for _ in range(READERS)]
    for child in (*readers, *writers):
        child.start()
    spans = [span for _ in writers for span in told.get()]
    done.set()
    for child in (*readers, *writers):
        child.join()
    found = sorted((end - start) * 1000 for start, end in spans)
    ends = sorted(end * 1000 for _, end in spans)
    still = max(later - earlier for earlier, later in itertools.pairwise(ends))
    median, last = found[len(found) // 2], found[-len(found) // 100]
    print(
        f"{found[-1]:6.0f} ms   longest wait for an append, {WRITERS} writers and {READERS} readers"
        f" without a pause (must: 250); median {median:.0f}, 99 of 100 within {last:.0f};"
        f" for {still:.0f} nobody appended, since the disk took so long"
    )
    edges = (0, 2, 5, 10, 20, 50, 100, 250, 10**9)
    for low, high in itertools.pairwise(edges):
        count = sum(low <= one < high for one in found)
        bar = "#" * round(60 * count / len(found))
        print(f"{f'from {low} ms':>14} {count:5} {bar}".rstrip())


def _append(path: Path, made: list[Draft], ready: Barrier, told: "Queue[list[Span]]") -> None:
    with SqliteLog(path, write=True) as log:
        ready.wait()
        spans = []
        for draft in made:
            start = time.monotonic()  # which is the same for all processes
            log.append([draft])
            spans.append((start, time.monotonic()))
    told.put(spans)


def _read(path: Path, done: Event) -> None:
    with SqliteLog(path) as log:
        while not done.is_set():
            log.entries()


def main() -> None:
    """Print a ratio a line, and a histogram of waits."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole_commands(folder)
        appends(folder)
        waits(folder)


if __name__ == "__main__":
    main()
