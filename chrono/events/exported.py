"""An entry as a line of an export: its whole body, with its envelope."""

from typing import Any

from chrono.events.by import By
from chrono.events.entries import Entry


def exported(entry: Entry, *, chained: bool = True) -> dict[str, Any]:
    """Return an entry as one JSON object: what is stored, when and by whom it was recorded.

    Args:
        entry: The entry.
        chained: Whether its hash belongs to it; it follows only from all entries before it.

    Raises:
        BadBy: By whom it was appended cannot be read.
    """
    by = {} if entry.by is None else {"by": By.stored(entry.by).body()}
    own = {"hash": entry.hash} if chained else {}
    return {**entry.content, "recorded": entry.recorded, **by, **own}
