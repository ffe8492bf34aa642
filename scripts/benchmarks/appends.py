"""Appends and replay: the rate of each store as a share of plain SQLite in the same rounds."""

from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, medians
from benchmarks.made_events import event
from benchmarks.stores import opened

_KEYS, _APART = 50, 10_000_000


def appends(folder: Path, rounds: int, before: int, batch: int) -> Iterator[Figure]:
    """Yield the share of each store: for single appends, for batches, and for a replay.

    Args:
        folder: Where the stores are made.
        rounds: How often each call is timed; a tenth of that for batches and replays.
        before: How many events each store has before the first is timed.
        batch: How many events there are in a batch.
    """
    stores = opened(folder)
    # To each its own events, as what chrono remembers of a date would serve the next store, too.
    new = {
        name: (event(number, _KEYS) for number in count(_APART * place))
        for place, name in enumerate(stores)
    }
    for name, store in stores.items():
        store.append(list(islice(new[name], before)))

    def appending(name: str, events: int) -> Callable[[], object]:
        return lambda: stores[name].append(list(islice(new[name], events)))

    few = max(rounds // 10, 1)
    at = f"after {before:,} events"
    single = medians(rounds, {name: appending(name, 1) for name in stores})
    replay = medians(few, {name: store.replay for name, store in stores.items()})
    _check(stores[name].replay() for name in stores)
    batches = medians(few, {name: appending(name, batch) for name in stores})
    for what, found in (
        ("Single appends", single),
        (f"Appends of {batch:,}", batches),
        ("Replay (by Chronology, a whole state)", replay),
    ):
        for name in stores:
            yield Figure(
                f"{what}: rate, sqlite3 is 1", name, at, found["raw sqlite3"] / found[name]
            )
    for store in stores.values():
        store.close()


def _check(replays: Iterator[dict[str, Any]]) -> None:
    """Refuse to compare stores that do not answer with the same keys."""
    if len({frozenset(found) for found in replays}) > 1:
        raise SystemExit("the stores do not have the same keys")
