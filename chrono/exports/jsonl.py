"""JSONL: the log as it was written, one entry a line, to be read again by init and import.

What the append computed is left out, for whoever reads it computes it anew; ``recorded`` is there,
so that a whole log can be made again, hash for hash. For the same sake ``derived`` says what nobody
could compute: the version of its kind, if not the first, and of what a merge brought that it did.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from chrono.events.entries import Entry
from chrono.values.canonical import canonical


def jsonl(entries: Iterable[Entry]) -> str:
    """Write entries in the order given, each as canonical JSON; none make an empty text."""
    return "".join(f"{_line(entry)}\n" for entry in entries)


def _line(entry: Entry) -> str:
    written = {name: value for name, value in entry.content.items() if name != "derived"}
    derived = _kept(entry.content.get("derived", {}))
    more = {"derived": derived} if derived else {}
    return canonical({**written, **more, "recorded": entry.recorded})


def _kept(derived: Mapping[str, Any]) -> dict[str, Any]:
    names = ("merged", "replaces") if derived.get("merged") else ()
    kept = {name: derived[name] for name in names if name in derived}
    version = derived.get("version", 1)
    return kept if version == 1 else {**kept, "version": version}
