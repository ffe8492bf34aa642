"""JSONL: the log as it is stored, one entry a line, to be read again by init and import.

Each line is the whole body with its envelope: when and by whom it was recorded and, of a whole log,
its hash; so a restored log has the same head, or the first line is named that makes another.
"""

from collections.abc import Sequence

from chrono.events.entries import Entry
from chrono.events.exported import exported
from chrono.values.canonical import canonical


def jsonl(entries: Sequence[Entry]) -> str:
    """Return entries in the order of the log, each as canonical JSON; none make an empty text."""
    # Only then do their hashes follow from these lines.
    whole = bool(entries) and entries[-1].position == len(entries)
    return "".join(f"{canonical(exported(entry, chained=whole))}\n" for entry in entries)
