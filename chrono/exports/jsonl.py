"""JSONL: the log as it was written, one entry a line, to be read again by init and import.

What the append computed is left out, for whoever reads it computes it anew; ``recorded`` is there,
so that a whole log can be made again, hash for hash.
"""

from collections.abc import Iterable

from chrono.events.entries import Entry
from chrono.values.canonical import canonical


def jsonl(entries: Iterable[Entry]) -> str:
    """Write entries in the order given, each as canonical JSON; none make an empty text."""
    return "".join(f"{_line(entry)}\n" for entry in entries)


def _line(entry: Entry) -> str:
    written = {name: value for name, value in entry.content.items() if name != "derived"}
    return canonical({**written, "recorded": entry.recorded})
