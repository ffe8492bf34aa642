"""Which entries of a log its own gate would not take today: forged claims, unknown kinds, old text.

docs/log-format.md, One gate.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from chrono.codec.codec import Codec
from chrono.codec.new_text import folded
from chrono.events.entries import Correction, Development, Entry
from chrono.events.exported import exported
from chrono.events.kinds import Register
from chrono.queries.check import Finding


def not_admitted(entries: Sequence[Entry], register: Register) -> Iterator[Finding]:
    """Yield what no append of today would have written, in the order of the log.

    Args:
        entries: Those of one chronology.
        register: The kinds; an entry of another kind, or of another version of one, is believed.
    """
    codec = Codec("", register)
    unknown: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for fault in codec.draft(exported(entry), entry.id)[1]:
            field = f"{fault.field}: " if fault.field else ""
            yield Finding("not-admitted", entry.id, f"{field}{fault.reason}")
        record = entry.record
        if isinstance(record, Development | Correction) and register.get(record.event.kind) is None:
            unknown[record.event.kind].append(entry.id)
        if entry.by is None:
            yield from _old_text(entry)
    for kind, ids in unknown.items():
        yield Finding(
            "unknown-kind",
            ids[0],
            f"no kind {kind} is known here, so what its events claim is taken as it is stored; "
            "name the kinds that declare it",
            problem=False,
            others=tuple(ids[1:21]),
        )


def _old_text(entry: Entry) -> Iterator[Finding]:
    """Yield what an earlier release took, and none takes today: control characters, false addresses."""
    written = {name: value for name, value in entry.content.items() if name != "derived"}
    for path, reason in folded(written)[1][:1]:
        field = ".".join(map(str, path))
        yield Finding("old-text", entry.id, f"{field}: {reason}", problem=False)
