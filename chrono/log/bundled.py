"""The chronologies that chrono is distributed with: JSONL made by the build, one body a line.

They need no YAML and no kinds, as their claims are computed already. All entries are recorded at
one fixed instant, so the head of a bundled chronology is the same on every computer.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from chrono.errors import ChronoError, did_you_mean
from chrono.events.entries import Entry
from chrono.log.chain import sealed
from chrono.log.head import FIRST, Head
from chrono.log.memory import MemoryLog
from chrono.values.keys import matcher

RECORDED: Final = "2026-11-21T00:00:00.000000Z"
"""The instant at which bundled entries count as recorded, in UTC."""


FOLDER: Final = Path(__file__).parents[1] / "bundled"
"""The folder into which the build puts them, with ``default.txt``, which names one of them."""


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


def default() -> str:
    """Return the name of the one that answers where nothing says which.

    The texts say it, in ``events/default.txt``, and no code; empty in a copy that was not built.
    """
    file, known = FOLDER / "default.txt", names()
    named = file.read_text(encoding="utf-8").strip() if file.exists() else ""
    return named if named in known else next(iter(known), "")


def with_keys(keys: Sequence[str]) -> str:
    """Return the name of the one that declares most of these keys or globs; of equals `default`."""
    first = default()
    ordered = sorted(names(), key=lambda name: name != first)  # of equals max takes the first
    return max(ordered, key=lambda name: _declares(name, keys), default="")


def _declares(name: str, keys: Sequence[str]) -> int:
    """Return how many keys or globs have a match in the declaration, which is the first entry."""
    if not keys:
        return 0
    with (FOLDER / f"{name}.jsonl").open(encoding="utf-8") as file:
        declared = json.loads(file.readline())["data"].get("keys", {})
    return sum(any(map(matcher([key]).fullmatch, declared)) for key in keys)


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
