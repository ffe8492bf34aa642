"""Many dates of one chronology: against one of them, and a fold against one that it carries on."""

import statistics
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from benchmarks.figures import Figure, medians
from benchmarks.made_events import one_chronology

from chrono import Chronology, Event, projection

_DAYS = [(date(2015, 1, 1) + timedelta(days=number)).isoformat() for number in range(365)]


@projection("counted", initial=0)
def counted(now: int, _: Event) -> int:
    """Count the events."""
    return now + 1


def many_dates(made: Path, sizes: list[int], rounds: int) -> Iterator[Figure]:
    """Yield what the states of a year cost, and how much a second fold near the first spares."""
    for size in sizes:
        log, at = one_chronology(made, size, 300), f"{size:,} events"
        calls = {number: partial(_states, log, _DAYS[:number]) for number in (1, len(_DAYS))}
        found = medians(rounds, calls)
        section = "Many dates: states of 365 days, one state is 1"
        yield Figure(section, "Chronology.states", at, found[len(_DAYS)] / found[1])
        with Chronology.open(log) as chronology:
            folds = [_fold(chronology, day) for day in _DAYS[180:190]]
        section = "A fold asked for again, near the first: rate, a replay is 1"
        again = statistics.median(folds[1:])
        yield Figure(section, "Chronology.state(projection=…)", at, folds[0] / again)


def _states(log: Path, days: list[str]) -> None:
    """Answer of a chronology that was just opened."""
    with Chronology.open(log) as chronology:
        for _ in chronology.states(days):
            pass


def _fold(chronology: Chronology, day: str) -> float:
    """Return the seconds of a fold as of a day."""
    start = time.perf_counter()
    chronology.state(day, projection=counted)
    return time.perf_counter() - start
