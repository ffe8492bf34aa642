"""JSONL: the log as it was written, one entry a line, to be read again by init and import.

Each line has ``recorded``, so that a restored log has the same hashes. What an append derives is
left out, since a reader computes it again, but for what cannot be computed: a kind version after
the first and, of an entry from a merge, that it is one and which version it replaces.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from chrono.events.entries import Entry
from chrono.values.canonical import canonical


def jsonl(entries: Iterable[Entry]) -> str:
    """Return entries in the order given, each as canonical JSON; none make an empty text."""
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
