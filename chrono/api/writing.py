"""Reading mappings, as the lines of JSONL, as drafts for a chronology."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chrono.errors import Fault, Refused
from chrono.events.drafts import Draft
from chrono.events.entries import Declaration
from chrono.events.history import History
from chrono.events.kinds import Register
from chrono.ingest.drafting import drafts_for
from chrono.ingest.items import Item


def drafts_of(
    events: Iterable[Mapping[str, Any]], history: History, register: Register
) -> Sequence[Draft]:
    """Return mappings as drafts for the chronology of a history.

    Raises:
        Refused: With every fault of them all, each by its number and field.
    """
    if isinstance(events, Mapping):
        raise Refused([Fault("events", "", "one event; put it in a list, as [event]")])
    declared = [record for record in history.records if isinstance(record, Declaration)]
    items = (
        Item(dict(written) if isinstance(written, Mapping) else written, f"events[{number}]", 0)
        for number, written in enumerate(events)
    )
    return drafts_for(history.chronology, items, register, declared[-1].aliases)
