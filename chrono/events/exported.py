"""An entry as a line of an export: its whole body, with its envelope."""

from typing import Any

from chrono.events.by import appended_by
from chrono.events.entries import Entry


def exported(entry: Entry, *, chained: bool = True) -> dict[str, Any]:
    """Return an entry as one JSON object: what is stored, when and by whom it was recorded.

    Args:
        entry: The entry.
        chained: Whether its hash belongs to it; it follows only from all entries before it.

    Raises:
        UnreadableEntry: It is no entry, or says of nobody that we can read who appended it.
    """
    who = appended_by(entry)
    by = {"by": who.body()} if who else {}
    own = {"hash": entry.hash} if chained else {}
    return {**entry.content, "recorded": entry.recorded, **by, **own}
