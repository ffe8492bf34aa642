"""What scripts/bench runs: medians of interleaved rounds, as ratios."""

import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from chrono.events.codec import Codec
from chrono.events.drafts import Draft
from chrono.log import statements
from chrono.log.sqlite import SqliteLog
from chrono.partnership import KINDS

CHRONO = Path(sys.executable).with_name("chrono")
ROUNDS = 21
APPENDS = 300


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
    SqliteLog.create(path)
    SqliteLog.create(raw_path)
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


def main() -> None:
    """Print a ratio a line."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole_commands(folder)
        appends(folder)


if __name__ == "__main__":
    main()
