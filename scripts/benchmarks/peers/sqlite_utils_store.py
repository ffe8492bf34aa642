"""Events kept by sqlite-utils, as rows of one table."""

import json
from pathlib import Path
from typing import Any

from benchmarks.stores import folded
from sqlite_utils import Database


class Store:
    """A table of ids and bodies, in a file that is as durable as a log."""

    def __init__(self, path: Path) -> None:
        self._database = Database(path)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._table = self._database["events"]

    def append(self, bodies: list[dict[str, Any]]) -> None:
        """Insert a row for each."""
        rows = ({"id": body["id"], "body": json.dumps(body)} for body in bodies)
        self._table.insert_all(rows, batch_size=len(bodies))

    def replay(self) -> dict[str, Any]:
        """Decode each body and fold it."""
        return folded(json.loads(row["body"]) for row in self._table.rows)

    def close(self) -> None:
        """Close the database."""
        self._database.close()
