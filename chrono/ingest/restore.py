"""Reading an export, to make the same log from it: the same entries, recorded at the same times.

Aliases are not applied: the names in an export were resolved when each entry was written.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from chrono.codec.codec import Codec
from chrono.codec.structuring import shown
from chrono.errors import ChronoError
from chrono.events.by import By
from chrono.events.drafts import Draft
from chrono.events.kinds import Register
from chrono.faults import Fault
from chrono.ingest.drafting import drafted
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
    faults: list[Fault] = []
    codec = Codec("", register)
    recorded = list(_recorded(items, faults))
    envelopes = list(_envelopes(items, faults))
    drafts = [
        attrs.evolve(draft, restored=True, by=by, hash=chained)
        for (_, draft), (by, chained) in zip(
            drafted(items, lambda _: codec, faults), envelopes, strict=True
        )
        if draft is not None
    ]
    faults.sort(key=lambda fault: int(fault.where.rpartition(":")[2]))
    return Export(tuple(drafts), tuple(recorded), tuple(faults))


def _envelopes(items: Sequence[Item], faults: list[Fault]) -> Iterator[tuple[str | None, str]]:
    """Yield by whom each item was appended, and its hash; what is wrong is added to `faults`."""
    named = False
    for item in items:
        fields, by = _fields(item), None
        try:
            by = By.read(fields["by"]).text if "by" in fields else None
        except ChronoError as error:
            faults.append(item.fault(str(error), "by"))
        if named and "by" not in fields:
            faults.append(item.fault("missing; every line after one that has it has it, too", "by"))
        named = named or "by" in fields
        chained = fields.get("hash", "")
        if not isinstance(chained, str):
            faults.append(item.fault(f"{shown(chained)} is not text; write it in quotes", "hash"))
        yield by, str(chained)


def _recorded(items: Sequence[Item], faults: list[Fault]) -> Iterator[Instant]:
    """Yield when each item was recorded; what is wrong is added to `faults`."""
    last = BEGINNING
    for item in items:
        written = _fields(item).get("recorded")
        try:
            instant = parse_stamp(written) if isinstance(written, str) else None
        except ChronoError as error:
            faults.append(item.fault(str(error), "recorded"))
            continue
        if instant is None:
            reason = _MISSING if written is None else "text, as 2026-11-21T22:30:50.123456Z"
            faults.append(item.fault(reason, "recorded"))
        elif instant < last:
            reason = f"{written} is earlier than {iso(last)}, above; lines stand as in the log"
            faults.append(item.fault(reason, "recorded"))
        else:
            last = instant
            yield instant


def _fields(item: Item) -> dict[str, Any]:
    return item.written if isinstance(item.written, dict) else {}
