"""The chronologies that chrono is distributed with: JSONL made by the build, one body a line.

They need no YAML and no kinds, as their claims are computed already. All entries are recorded at
one fixed instant, so the head of a bundled chronology is the same on every computer.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from chrono.errors import ChronoError, did_you_mean
from chrono.events.entries import Entry
from chrono.log.chain import sealed
from chrono.log.head import FIRST, Head
from chrono.log.memory import MemoryLog

RECORDED: Final = "2026-11-21T00:00:00.000000Z"
"""The instant at which bundled entries count as recorded, in UTC."""


FOLDER: Final = Path(__file__).parents[1] / "bundled"
"""The folder into which the build puts them."""


class NotBundled(ChronoError):
    """A name of no bundled chronology."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.known = tuple(names())
        listed = f"there is {', '.join(self.known) or 'none: this copy was not built'}"
        hint = did_you_mean(name, self.known, listed)
        super().__init__(f"no bundled chronology {name!r}; {hint}")


def names() -> list[str]:
    """Return the names of the bundled chronologies, sorted; none in a copy that was not built."""
    return sorted(path.stem for path in FOLDER.glob("*.jsonl"))


def bundled(name: str) -> MemoryLog:
    """Return a bundled chronology as a log in memory.

    Raises:
        NotBundled: There is none of this name.
    """
    if name not in names():
        raise NotBundled(name)
    bodies = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    return MemoryLog(_entries(name, [body for body in bodies if body]))


def _entries(name: str, bodies: list[str]) -> Iterator[Entry]:
    head = Head(0, FIRST)
    for body in bodies:
        content = json.loads(body)
        entry = sealed(head, name, content["id"], RECORDED, body).decoded(content)
        head = Head(entry.position, entry.hash)
        yield entry
