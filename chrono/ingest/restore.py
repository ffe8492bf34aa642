"""Reading an export, to make the same log from it: the same entries, recorded at the same times.

Aliases are not applied: the names in an export were resolved when each entry was written.
"""

from collections.abc import Sequence
from typing import Any

import attrs

from chrono.codec.codec import Codec
from chrono.codec.structuring import shown
from chrono.errors import ChronoError
from chrono.events.by import By
from chrono.events.drafts import Draft
from chrono.events.kinds import Register
from chrono.faults import Fault
from chrono.ingest.items import Item
from chrono.values.clocks import BEGINNING, Instant, iso, parse_stamp

_MISSING = "missing; in an export every line has it, so leave it out of all lines, or of none"


@attrs.frozen
class Export:
    """The entries of an export.

    Attributes:
        drafts: In the order of the log.
        recorded: When each was recorded; never earlier than the one before it.
        faults: What is wrong; with any, nothing may be written.
    """

    drafts: tuple[Draft, ...]
    recorded: tuple[Instant, ...]
    faults: tuple[Fault, ...]


def is_export(items: Sequence[Item]) -> bool:
    """Return whether items come from an export: some say when they were recorded."""
    return any("recorded" in _fields(item) and not item.text for item in items)


def read_export(items: Sequence[Item], register: Register) -> Export:
    """Return the entries of an export, given its lines, with every fault.

    An entry may have been recorded later than it is now here: the other computer's clock was fast.
    """
    lines = ExportedLines(register)
    read = [lines.read(item) for item in items]
    drafts = tuple(draft for draft, _ in read if draft is not None)
    recorded = tuple(instant for _, instant in read if instant is not None)
    return Export(drafts, recorded, tuple(lines.faults))


class ExportedLines:
    """Reads the lines of an export one after the other.

    Attributes:
        faults: What is wrong with those that were read.
    """

    def __init__(self, register: Register) -> None:
        self.faults: list[Fault] = []
        self._codec = Codec("", register)
        self._last = BEGINNING
        self._named = False

    def read(self, item: Item) -> tuple[Draft | None, Instant | None]:
        """Return the draft of the next line, and when it was recorded; None for what is wrong."""
        recorded = self._recorded(item)
        by, chained = self._envelope(item)
        draft, wrong = self._codec.draft(item.written, item.where, item.at)
        self.faults.extend(wrong)
        if draft is not None:
            draft = attrs.evolve(draft, restored=True, by=by, hash=chained)
        return draft, recorded

    def _envelope(self, item: Item) -> tuple[str | None, str]:
        """Return by whom an item was appended, and its hash."""
        fields, by = _fields(item), None
        try:
            by = By.read(fields["by"]).text if "by" in fields else None
        except ChronoError as error:
            self.faults.append(item.fault(str(error), "by"))
        if self._named and "by" not in fields:
            reason = "missing; every line after one that has it has it, too"
            self.faults.append(item.fault(reason, "by"))
        self._named = self._named or "by" in fields
        chained = fields.get("hash", "")
        if not isinstance(chained, str):
            reason = f"{shown(chained)} is not text; write it in quotes"
            self.faults.append(item.fault(reason, "hash"))
        return by, str(chained)

    def _recorded(self, item: Item) -> Instant | None:
        """Return when an item was recorded."""
        written = _fields(item).get("recorded")
        try:
            instant = parse_stamp(written) if isinstance(written, str) else None
        except ChronoError as error:
            self.faults.append(item.fault(str(error), "recorded"))
            return None
        if instant is None:
            reason = _MISSING if written is None else "text, as 2026-11-21T22:30:50.123456Z"
            self.faults.append(item.fault(reason, "recorded"))
        elif instant < self._last:
            reason = (
                f"{written} is earlier than {iso(self._last)}, above; lines stand as in the log"
            )
            self.faults.append(item.fault(reason, "recorded"))
        else:
            self._last = instant
            return instant
        return None


def _fields(item: Item) -> dict[str, Any]:
    return item.written if isinstance(item.written, dict) else {}
