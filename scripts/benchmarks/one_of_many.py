"""What one of many small chronologies costs, by the size of the log that has them all."""

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from benchmarks.commands import ADD, TIMES, command, events_in, multiples
from benchmarks.figures import Figure, medians
from benchmarks.made_events import DAY, SMALL, draft, event, many_chronologies

from chrono.log.sqlite import SqliteLog

_KEYS = 10


def one_of_many(folder: Path, made: Path, sizes: list[int], rounds: int) -> Iterator[Figure]:
    """Yield what questions and an append cost, whole commands; all sizes in the same rounds.

    Then the rate of single appends to a log that is open, where that to the first log is 1.
    """
    copies = {size: folder / f"many-{size}.db" for size in sizes}
    for size, copy in copies.items():
        shutil.copyfile(many_chronologies(made, size), copy)
    calls = {
        (name, events_in(size)): call
        for size, copy in copies.items()
        for name, call in _questions(folder, copy).items()
    }
    yield from multiples(f"One of many chronologies, {TIMES}", rounds, calls)
    yield from _appends(copies, 100 * rounds)
    for copy in copies.values():
        copy.unlink()


def _questions(folder: Path, log: Path) -> dict[str, Callable[[], object]]:
    asked = ("-c", SMALL, "-f", log)
    words = {
        "state": ("state", DAY, *asked),
        "log": ("log", *asked),
        "log of the last ten": ("log", "-n", "10", *asked),
        "add --yes": (*ADD, *asked),
    }
    return {name: command(folder, *each) for name, each in words.items()}


def _appends(logs: dict[int, Path], rounds: int) -> Iterator[Figure]:
    opened = {size: SqliteLog(log, write=True) for size, log in logs.items()}
    numbers = count(1_000_000)  # after those of the made-up events

    def appending(log: SqliteLog) -> Callable[[], object]:
        return lambda: log.append([draft(event(next(numbers), _KEYS), SMALL)])

    found = medians(rounds, {size: appending(log) for size, log in opened.items()})
    for log in opened.values():
        log.close()
    section, first = "Single appends: rate, to the first log is 1", found[next(iter(logs))]
    for size, seconds in found.items():
        yield Figure(section, "SqliteLog", events_in(size), first / seconds)
