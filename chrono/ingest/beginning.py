"""The first drafts of a log: of an empty chronology, or of what is written elsewhere."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import attrs

from chrono.events.by import By
from chrono.events.drafts import Draft
from chrono.events.entries import DECLARATION
from chrono.events.exported import exported
from chrono.events.kinds import Register
from chrono.faults import Refused
from chrono.ingest.drafting import drafts_for
from chrono.ingest.folder import Written, read
from chrono.ingest.imports import planned
from chrono.ingest.items import Item
from chrono.ingest.log_import import entries_of, is_database
from chrono.ingest.restore import is_export, read_export
from chrono.ingest.streamed_import import made_of_lines
from chrono.ingest.streamed_lines import NotStreamed, is_streamed
from chrono.ingest.tally import Tally
from chrono.log.contract import Appended
from chrono.log.creation import create_log
from chrono.log.memory import MemoryLog
from chrono.values.clocks import Instant


def declared(name: str, zone: str, register: Register, where: str) -> Sequence[Draft]:
    """Return the declaration of an empty chronology, named and titled alike.

    Args:
        name: Its name.
        zone: Its home zone, as ``America/Los_Angeles``.
        register: The kinds.
        where: What faults name as the place where it is written.

    Raises:
        Refused: With what is wrong with the name or the zone.
    """
    data = {"title": name, "zone": zone}
    written = {"id": DECLARATION, "kind": DECLARATION, "chronology": name, "data": data}
    return drafts_for(name, [Item(written, where, 0)], register)


@attrs.frozen
class Made:
    """A log that was made.

    Attributes:
        done: What was appended.
        tally: The same, counted.
        recorded: Whether it has when each entry was recorded in another log.
    """

    done: Appended
    tally: Tally
    recorded: bool


def made(target: Path, path: Path, register: Register, by: By | None) -> Made:
    """Return what came of making a log of a folder, a file or another log.

    A file of lines is appended part by part, unless one asks for all of them.

    Raises:
        Refused: With every fault.
        BrokenOther, WrongIndex: It is a log that is not as it was appended.
        LogError: The log cannot be made.
    """
    if is_streamed(path):
        with suppress(NotStreamed):
            came = made_of_lines(target, path, register, by)
            return Made(came.done, came.tally, came.recorded)
    drafts, recorded = begun(path, register)
    return made_of(target, drafts, recorded, by)


def made_of(
    target: Path, drafts: Sequence[Draft], recorded: Sequence[Instant], by: By | None
) -> Made:
    """Return what came of making a log of drafts; see `create_log`."""
    done = create_log(target, drafts, recorded, by)
    return Made(done, Tally.of(done.new), bool(recorded))


def begun(path: Path, register: Register) -> tuple[Sequence[Draft], Sequence[Instant]]:
    """Return the drafts of a folder, file or log; of an export or log also when each was recorded.

    Raises:
        Refused: With every fault.
        BrokenOther, WrongIndex: It is a log that is not as it was appended.
    """
    if is_database(path):
        lines = (Item(exported(entry), path.name, entry.position) for entry in entries_of(path))
        written = Written(tuple(lines), ())
    else:
        written = read(path, register)
    if written.chronology or not is_export(written.items):
        return planned(written, MemoryLog(), register).drafts, ()
    export = read_export(written.items, register)
    if written.faults or export.faults:
        raise Refused((*written.faults, *export.faults))
    return export.drafts, export.recorded
