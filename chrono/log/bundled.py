"""The chronologies that travel with chrono, as JSONL made by the build: one body a line.

They need no YAML and no kinds: claims are computed already. All entries have one fixed moment of
recording, so the head of a bundled chronology is the same wherever it is installed.
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
"""When bundled entries count as recorded."""


FOLDER: Final = Path(__file__).parents[1] / "bundled"
"""Where the build puts them."""


class NotBundled(ChronoError):
    """No chronology of this name travels with chrono."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.known = tuple(names())
        listed = f"there is {', '.join(self.known) or 'none: this copy was not built'}"
        hint = did_you_mean(name, self.known, listed)
        super().__init__(f"no bundled chronology {name!r}; {hint}")


def names() -> list[str]:
    """List the bundled chronologies by name."""
    return sorted(path.stem for path in FOLDER.glob("*.jsonl"))


def bundled(name: str) -> MemoryLog:
    """Open a bundled chronology.

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
