"""Exporting a folder: it is read again before it has its name, and must bring the same entries."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.render.output_file import NotWritten, write_folder
from chrono.errors import ChronoError
from chrono.events.entries import DECLARATION, Entry
from chrono.exports.folder import folder_files, in_links
from chrono.ingest.beginning import begun
from chrono.log.memory import MemoryLog
from chrono.values.canonical import canonical


class NotTakenBack(NotWritten):
    """A folder of which an import would not make the same entries."""


def export_folder(path: Path, entries: Sequence[Entry]) -> None:
    """Write the entries of a chronology as a folder, whole or not at all.

    As many are text as an import takes in another order than that of the log.

    Raises:
        NotWritten: The folder holds something else, or cannot be written; or an import would not
            bring the same entries.
    """
    check = partial(_check, path, entries)
    for apart in (set[str](), in_links(entries)):
        with suppress(NotTakenBack):
            write_folder(path, folder_files(entries, known_kinds(), apart), check)
            return
    everything = {entry.id for entry in entries}
    write_folder(path, folder_files(entries, known_kinds(), everything), check)


def _check(path: Path, entries: Sequence[Entry], folder: Path) -> None:
    """Refuse a new folder of which an import would not make these entries."""
    otherwise = "export jsonl has the log as it is"
    log = MemoryLog()
    try:
        log.append(begun(folder, known_kinds())[0])
    except ChronoError as error:
        first = str(error).partition("\n")[0]
        raise NotTakenBack(path, f"an import would refuse it ({first}); {otherwise}") from error
    if _told(log.entries()) != _told(entries):
        raise NotTakenBack(path, f"an import would make another log of it; {otherwise}")


def _told(entries: Iterable[Entry]) -> dict[str, str]:
    """Return what entries say, by their ids; not what declares, of which the last one is kept."""
    return {
        entry.id: canonical({**entry.content, "derived": _derived(entry)})
        for entry in entries
        if entry.content["kind"] != DECLARATION
    }


def _derived(entry: Entry) -> dict[str, Any]:
    """Return what is derived in an entry, but for how it came into the log."""
    derived = entry.content.get("derived", {})
    return {name: value for name, value in derived.items() if name not in ("merged", "old")}
