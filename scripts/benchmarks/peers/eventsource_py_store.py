"""Events kept by eventsource-py, as those of one stream."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import uuid4

from benchmarks.stores import folded
from eventsource import DomainEvent, ExpectedVersion, SQLiteEventStore, StreamId, register_event


@register_event
class Happened(DomainEvent):
    """An event with a body."""

    event_type: str = "Happened"
    aggregate_type: str = "Affair"
    body: dict[str, Any]


class Store:
    """A store with one stream; it is asynchronous, so it has a loop of its own."""

    def __init__(self, path: Path) -> None:
        self._loop = asyncio.new_event_loop()
        self._store = SQLiteEventStore(str(path))
        self._stream = StreamId(uuid4(), "Affair")

    def append(self, bodies: list[dict[str, Any]]) -> None:
        """Append to the stream."""
        made = [Happened(aggregate_id=self._stream.aggregate_id, body=body) for body in bodies]
        self._loop.run_until_complete(
            self._store.append(self._stream, made, ExpectedVersion.any_())
        )

    def replay(self) -> dict[str, Any]:
        """Read the stream and fold it."""

        async def read() -> list[dict[str, Any]]:
            return [found.event.body async for found in self._store.read_stream(self._stream)]

        return folded(self._loop.run_until_complete(read()))

    def close(self) -> None:
        """Close the store and the loop."""
        self._loop.run_until_complete(self._store.close())
        self._loop.close()
