"""JSONL: the log as it is stored, one entry a line, to be read again by init and import.

Each line is the whole body with its envelope: when and by whom it was recorded and, of a whole log,
its hash; so a restored log has the same head, or the first line is named that makes another.
"""

from collections.abc import Iterable, Iterator

from chrono.events.entries import Entry
from chrono.events.exported import exported
from chrono.values.canonical import canonical


def jsonl(entries: Iterable[Entry], *, whole: bool) -> Iterator[str]:
    """Yield entries in the order of the log, each as a line of canonical JSON.

    Args:
        entries: The entries, which are read as they are written.
        whole: Whether they are all that the log has from its first on: only then do their hashes
            follow from these lines.
    """
    for entry in entries:
        yield f"{canonical(exported(entry, chained=whole))}\n"
