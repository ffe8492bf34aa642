"""Planning an import against an open log, refusing everything that is wrong at once."""

from collections.abc import Sequence

from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.opening import NoChronology, pick
from chrono.errors import Refused
from chrono.ingest.folder import Written
from chrono.ingest.items import Item
from chrono.ingest.plan import Plan, plan
from chrono.log.contract import Log


def planned(written: Written, log: Log, chronology: str | None, reason: str | None) -> Plan:
    """Compare what was written with a log, refusing everything that is wrong at once."""
    entries = {name: log.entries(name) for name in log.chronologies()}
    name = written.chronology or default_name(log, chronology, written.items)
    whole = written.chronology is not None
    found = plan(written.items, entries, name, known_kinds(), reason, whole=whole)
    faults = (*written.faults, *found.faults)
    if faults:
        raise Refused(faults)
    return found


def default_name(log: Log, chronology: str | None, items: Sequence[Item]) -> str:
    """Name the chronology of events that name none; it does not matter where all name theirs."""
    try:
        return pick(log.chronologies(), chronology)
    except NoChronology:
        if all(isinstance(item.written, dict) and "chronology" in item.written for item in items):
            return ""
        raise
