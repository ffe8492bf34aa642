"""What of a state is finished, and what is past the date until which it was meant to hold."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from chrono.errors import ChronoError
from chrono.kinds.stages import final_stage, until
from chrono.state.slot import Slot
from chrono.state.standing import Standing
from chrono.values.clocks import Instant
from chrono.values.dates import Date


def finished(slots: Sequence[Slot]) -> dict[str, str]:
    """Return the keys that are finished, each with its stage, as ``closed``; in their order.

    What stands below a finished key, as the sum of a closed deal, is finished with it, and has an
    empty stage. What is in doubt, or has something announced, is not finished.
    """
    stages: dict[str, str] = {}
    for slot in slots:
        above = slot.key.rpartition("/")[0]
        if not _sure(slot):
            continue
        stage = final_stage(slot.key, slot.value)
        if stage is not None or above in stages:
            stages[slot.key] = "" if above in stages else stage or ""
    return stages


def _sure(slot: Slot) -> bool:
    sure = slot.standing in (Standing.HOLDS, Standing.ENDED)
    return sure and not (slot.possible or slot.pending)


def passed(key: str, value: Any, at: Instant, zone: ZoneInfo) -> tuple[str, Date] | None:
    """Return the field of a value, and its date, that is over by an instant; `zone` is at home.

    None where it is not over, where there is none, and where it is in words.
    """
    found = waits_for(key, value)
    try:
        over = found is not None and found[1].bounds(zone).before < at
    except ChronoError:
        return None
    return found if over else None


def waits_for(key: str, value: Any) -> tuple[str, Date] | None:
    """Return the field of a value that is not finished, and the date until which it is meant.

    None where there is none, and where it is in words.
    """
    found = until(key, value)
    try:
        return (found[0], Date.parse(found[1])) if found else None
    except ChronoError:
        return None
