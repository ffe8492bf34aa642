"""What an editor should look at of what came in from elsewhere, as JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from chrono.events.entries import Entry
from chrono.events.history import History
from chrono.log.contract import Appended
from chrono.queries.doubts import doubts
from chrono.queries.named import MOST_NAMED


def doubts_of(done: Appended, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return as JSON what an editor should be asked of what an import appended, or would append.

    Args:
        done: What it appended.
        entries: The whole log with it.
    """
    found = []
    for name in dict.fromkeys(entry.chronology for entry in done.new):
        history = History.of(name, (entry for entry in entries if entry.chronology == name))
        new = {entry.id for entry in done.new if entry.chronology == name}
        found += [{"chronology": name, **attrs.asdict(each)} for each in doubts(history, new)]
    return found


def findings_body(doubtful: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the first of what is doubtful, and how many there are, as fields of an answer."""
    return {"findings": list(doubtful[:MOST_NAMED]), "findings_count": len(doubtful)}
