"""The records that an append knows of, by id; new ones are read only if something names them."""

from collections.abc import Iterator, Mapping

from chrono.events.entries import Entry, Record


class RecordsById(Mapping[str, Record]):
    """Records by their ids; what was added as an entry becomes a record once it is asked for."""

    def __init__(self) -> None:
        self._found: dict[str, Record | Entry] = {}

    def __getitem__(self, name: str) -> Record:
        found = self._found[name]
        if isinstance(found, Entry):
            found = self._found[name] = found.record
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def take(self, found: Record | Entry) -> None:
        """Add a record, or the entry of a new one."""
        self._found[found.id] = found
