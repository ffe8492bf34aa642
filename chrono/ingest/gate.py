"""The gate for the entries of another log: that of every line of text (log-format.md, One gate)."""

from collections.abc import Mapping, Sequence

from chrono.codec.codec import Codec
from chrono.events.entries import DECLARATION, Entry
from chrono.events.exported import exported
from chrono.events.kinds import Register
from chrono.events.stored_body import UnreadableEntry
from chrono.faults import Fault, Refused


def admitted(entries: Sequence[Entry], file: str, register: Register) -> Mapping[str, int]:
    """Return the chronologies of another log, each with its number of entries but declarations.

    Args:
        entries: All entries of the other log, in its order.
        file: Its name, for faults.
        register: The kinds, by which claims are made again.

    Raises:
        Refused: Some do not; with every fault.
    """
    faults: list[Fault] = []
    counts: dict[str, int] = {}
    codec = Codec("", register)
    for entry in entries:
        where = f"{file} e{entry.position}"
        try:
            written = exported(entry)
        except UnreadableEntry as error:
            faults.append(Fault(where, "", error.reason))
            continue
        faults.extend(codec.draft(written, where)[1])
        counts.setdefault(entry.chronology, 0)
        counts[entry.chronology] += written.get("kind") != DECLARATION
    if faults:
        raise Refused(faults)
    return counts
