"""Reading mappings, as the lines of JSONL, as drafts for a chronology."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chrono.events.by import By
from chrono.events.drafts import Draft
from chrono.events.entries import Declaration
from chrono.events.history import History
from chrono.events.kinds import Register
from chrono.faults import Fault, Refused
from chrono.ingest.drafting import faults_on, read_drafts
from chrono.ingest.items import Item
from chrono.log.collecting import paused
from chrono.log.contract import Log


def named(by: str | None) -> By | None:
    """Return by whom to append; None for whom the surroundings name.

    Raises:
        BadBy: It is no name.
    """
    return None if by is None else By(who=by)


def drafts_of(
    events: Iterable[Mapping[str, Any]], log: Log, history: History, register: Register
) -> Sequence[Draft]:
    """Return mappings as drafts for the chronology of a history in a log.

    Raises:
        Refused: With every fault of them all, each by its number and field; with those that the
            log finds, too.
    """
    if isinstance(events, Mapping):
        raise Refused([Fault("events", "", "one event; put it in a list, as [event]")])
    declared = [record for record in history.records if isinstance(record, Declaration)]
    items = [Item(_map(written), f"events[{number}]", 0) for number, written in enumerate(events)]
    with paused(len(items)):
        found = read_drafts(history.chronology, items, register, declared[-1].aliases)
    if found.faults:
        raise Refused(faults_on(log, found.drafts, found.faults))
    return found.drafts


def _map(written: object) -> object:
    """Return any mapping as a dict; the codec changes none that is one already."""
    return dict(written) if type(written) is not dict and isinstance(written, Mapping) else written
