"""Stores of events: plain SQLite, the two ways into a log, and those of other projects."""

import importlib
import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from benchmarks.made_events import draft, drafts

from chrono import Chronology
from chrono.log import index_statements, statements
from chrono.log.appending.write_lock import WriteLock
from chrono.log.creation import create_log
from chrono.log.sqlite import SqliteLog

PEERS = {
    "eventsourcing": "eventsourcing_store",
    "eventsource-py": "eventsource_py_store",
    "sqlite-utils": "sqlite_utils_store",
}
"""Other projects, each with the module of `benchmarks.peers` that stores events with it."""

Body = Mapping[str, Any]
Row = tuple[object, ...]


class Store(Protocol):
    """What is compared: mappings in, durable once `append` returns, and folded by `replay`."""

    def append(self, bodies: list[dict[str, Any]]) -> None:
        """Append events in one transaction."""

    def replay(self) -> dict[str, Any]:
        """Return the last value of each key, by reading all events."""

    def close(self) -> None:
        """Close what is open."""


def folded(bodies: Iterable[Body]) -> dict[str, Any]:
    """Return the last value of each key; the fold that every store but a log uses."""
    return {
        claim["set"]: claim["value"] for body in bodies for claim in body["data"].get("claims", ())
    }


class Raw:
    """The tables of a log, its index too, with triggers and durability, by sqlite3 alone."""

    def __init__(self, path: Path) -> None:
        create_log(path)
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA synchronous = FULL")
        for statement in index_statements.INDEX.values():
            self._connection.execute(statement.replace("TABLE", "TABLE IF NOT EXISTS", 1))
        self._last = 0
        self._keys: dict[str, int] = {}
        self._names: set[str] = set()

    def append(self, bodies: list[dict[str, Any]]) -> None:
        """Insert the rows of each in one transaction."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._insert(bodies)
        self._connection.execute("COMMIT")

    def _insert(self, bodies: list[dict[str, Any]]) -> None:
        """Insert the rows of each; what a log would compute is text as long as that."""
        first, self._last = self._last + 1, self._last + len(bodies)
        rest = ("x" * 27,), ("x" * 64, "x" * 64, None)
        entries = [
            (position, "bench", body["id"], *rest[0], json.dumps(body), *rest[1])
            for position, body in enumerate(bodies, first)
        ]
        self._connection.executemany(statements.INSERT, entries)
        for table, rows in self._index(bodies, first).items():
            places = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608  of ours

    def _index(self, bodies: list[dict[str, Any]], first: int) -> dict[str, list[Row]]:
        """Return the rows of the index by table, made of the fields as they are written."""
        rows: dict[str, list[Row]] = defaultdict(list)
        for position, body in enumerate(bodies, first):
            (claim,), (source,) = body["data"]["claims"], body["sources"]
            key, days = claim["set"], (body["occurred"], source["published"])
            if key not in self._keys:
                self._keys[key] = len(self._keys) + 1
                rows["derived_keys"].append((self._keys[key], 1, key))
            rows["derived_claims"].append((self._keys[key], position))
            numbers = [date.fromisoformat(text[:10]).toordinal() for text in days]
            rows["derived_dates"].append((1, numbers[0], days[0], position))
            rows["derived_publications"].append((1, numbers[1], days[1], position))
            span = (0, 0, numbers[0], position, numbers[1] + 1)
            rows["derived_spans"].append((self._keys[key], "", *span))
            for name in (source["publisher"], claim["value"]):
                if name not in self._names:
                    self._names.add(name)
                    rows["derived_filed_names"].append((1, name.casefold(), name))
        rows["derived_ends"].append((self._last,))
        return rows

    def replay(self) -> dict[str, Any]:
        """Decode each body and fold it."""
        rows = self._connection.execute("SELECT body FROM entries ORDER BY position")
        return folded(json.loads(body) for (body,) in rows)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


class RawInTurns(Raw):
    """The same for many processes, which take turns as the writers of a log do.

    It is made and given its first events by one process, and joined by each after a fork.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._path = path
        self._lock: WriteLock | None = None

    def join(self) -> None:
        """Open the file in a process of its own."""
        self._connection = sqlite3.connect(self._path, isolation_level=None)
        self._connection.execute("PRAGMA synchronous = FULL")
        self._lock = WriteLock(self._connection, self._path)

    def append(self, bodies: list[dict[str, Any]]) -> None:
        """Insert the rows of each after those of all others."""
        if self._lock is None:
            super().append(bodies)
            return
        with self._lock:
            (self._last,) = self._connection.execute(statements.HEAD).fetchone()[:1]
            self._insert(bodies)


class OpenLog:
    """A log, appended to by `SqliteLog.append`: validated, hashed and chained."""

    def __init__(self, path: Path) -> None:
        create_log(path, list(drafts(0, 1)))
        self._path = path
        self._log = SqliteLog(path, write=True)

    def append(self, bodies: list[dict[str, Any]]) -> None:
        """Append the drafts of mappings."""
        self._log.append([draft(body) for body in bodies])

    def replay(self) -> dict[str, Any]:
        """Read every record and fold its claims; from a log just opened, which keeps none yet."""
        with SqliteLog(self._path) as log:
            return {
                claim.key: claim.value
                for entry in log.one_by_one()
                if entry.id != "chronology"
                for claim in entry.record.event.claims  # type: ignore[attr-defined]
            }

    def close(self) -> None:
        """Close the log."""
        self._log.close()


class OpenChronology:
    """A log, appended to by `Chronology.append`, as programs do."""

    def __init__(self, path: Path) -> None:
        create_log(path, list(drafts(0, 1)))
        self._path = path
        self._chronology = Chronology.open(path, write=True)

    def append(self, bodies: list[dict[str, Any]]) -> None:
        """Append mappings."""
        self._chronology.append(bodies)

    def replay(self) -> dict[str, Any]:
        """Return the state, by the whole rule; of a chronology just opened."""
        with Chronology.open(self._path) as chronology:
            return {slot.key: slot.value for slot in chronology.state("2030").slots}

    def close(self) -> None:
        """Close the chronology."""
        self._chronology.close()


def opened(folder: Path) -> dict[str, Store]:
    """Return a new store of each sort, in a folder; a peer that is not installed is passed over."""
    stores: dict[str, Store] = {
        "raw sqlite3": Raw(folder / "raw.db"),
        "SqliteLog": OpenLog(folder / "log.db"),
        "Chronology": OpenChronology(folder / "chronology.db"),
    }
    for name, module in PEERS.items():
        try:
            peer = importlib.import_module(f"benchmarks.peers.{module}")
        except ModuleNotFoundError:
            hint = "to compare with it: scripts/environment -e '.[dev,bench]'"
            print(f"without {name}; {hint}", file=sys.stderr, flush=True)
            continue
        stores[name] = peer.Store(folder / f"{module}.db")
    return stores
