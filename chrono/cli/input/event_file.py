"""Events and acts out of a file, or from stdin, for one chronology."""

from collections.abc import Sequence
from pathlib import Path

from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.open_chronology import OpenChronology
from chrono.events.kinds import Register
from chrono.faults import Fault
from chrono.ingest import jsonl
from chrono.ingest.drafting import Drafted, read_drafts
from chrono.ingest.folder import read
from chrono.ingest.items import Item


def drafted_from_file(opened: OpenChronology, path: str) -> Drafted:
    """Return the drafts of the events and acts of a file, with every fault of them all."""
    kinds = known_kinds()
    items, faults = _items(path, kinds)
    if not items and not faults:
        faults.append(Fault(path, "", "has no events; one a line, as JSON, or a list in YAML"))
    name, aliases = opened.name, opened.aliases
    found = read_drafts(name, items, kinds, aliases)
    return Drafted((), (*faults, *found.faults)) if faults else found


def _items(path: str, kinds: Register) -> tuple[Sequence[Item], list[Fault]]:
    """Return the items of a file, read by its suffix; stdin is JSONL."""
    if path == "-":
        return jsonl.read(Path("/dev/stdin"))
    written = read(Path(path), kinds)
    return written.items, list(written.faults)
