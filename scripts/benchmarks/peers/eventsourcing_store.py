"""Events kept by eventsourcing, as those of one aggregate."""

from pathlib import Path
from typing import Any

from benchmarks.stores import folded
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event


class Affair(Aggregate):
    """One aggregate, which keeps what it is told."""

    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []

    @event("Happened")
    def happen(self, body: dict[str, Any]) -> None:
        """Take one event."""
        self.bodies.append(body)


class Store:
    """An application with one aggregate."""

    def __init__(self, path: Path) -> None:
        named = {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(path)}
        self._application: Application[Any] = Application(env=named)
        self._affair = Affair()

    def append(self, bodies: list[dict[str, Any]]) -> None:
        """Save the aggregate after it took the events."""
        for body in bodies:
            self._affair.happen(body)
        self._application.save(self._affair)

    def replay(self) -> dict[str, Any]:
        """Make the aggregate anew from its events."""
        return folded(self._application.repository.get(self._affair.id).bodies)

    def close(self) -> None:
        """Close the application."""
        self._application.close()
