"""Reading mappings, as the lines of JSONL, as drafts for a chronology."""

from collections.abc import Iterable, Mapping
from typing import Any

from chrono.codec.codec import Codec
from chrono.errors import Fault, Refused
from chrono.events.drafts import Draft
from chrono.events.entries import Declaration
from chrono.events.history import History
from chrono.events.kinds import Register


def drafts_of(
    events: Iterable[Mapping[str, Any]], history: History, register: Register
) -> list[Draft]:
    """Read mappings as drafts for the chronology of a history.

    Raises:
        Refused: With every fault of them all, each by its number and field.
    """
    if isinstance(events, Mapping):
        raise Refused([Fault("events", "", "one event; put it in a list, as [event]")])
    name = history.chronology
    declared = [record for record in history.records if isinstance(record, Declaration)]
    codec = Codec(name, register, declared[-1].aliases)
    drafts: list[Draft] = []
    faults: list[Fault] = []
    for number, written in enumerate(events):
        fields = dict(written) if isinstance(written, Mapping) else written
        draft, more = codec.draft(fields, f"events[{number}]")
        faults.extend(more)
        if draft is not None and draft.chronology != name:
            reason = f"{draft.chronology}, but this appends to {name}; open that one"
            faults.append(draft.fault("chronology", reason))
        drafts.extend([draft] if draft else [])
    if faults:
        raise Refused(faults)
    return drafts
