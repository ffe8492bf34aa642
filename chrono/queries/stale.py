"""What nobody came back to: what is past its date, a stage left alone, what outlived its deal."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from chrono.kinds.stages import awaits_more, given_up
from chrono.queries.check import Finding
from chrono.queries.finished import passed, waits_for
from chrono.state.rule import World
from chrono.state.slot import Slot
from chrono.state.slots import slots
from chrono.state.standing import Standing
from chrono.values.clocks import BEGINNING, Instant
from chrono.values.date_words import in_words

_YEARS: Final = 2
_LONG: Final = _YEARS * 366 * 24 * 3_600_000_000
"""After which time a stage that waits for another is stale, in microseconds."""


def stale(world: World) -> Iterator[Finding]:
    """Yield what a reader still sees and an editor may have forgotten, by code and then by key.

    It is judged at the moment of the world. What waits for a date is overdue then, and never stale.
    """
    found = {slot.key: slot for slot in slots(world)}
    yield from (finding for slot in found.values() for finding in _overdue(world, slot))
    last = _last_told(world)
    for slot in found.values():
        waits = awaits_more(slot.key, slot.value) and not waits_for(slot.key, slot.value)
        if waits and world.at - last[slot.key] > _LONG:
            yield Finding(
                "stale",
                slot.because[-1],
                f"{slot.key}: {slot.value['stage']}, and nothing followed for {_YEARS} years; say "
                "what became of it",
                problem=False,
                key=slot.key,
            )
    yield from (finding for slot in found.values() for finding in _outlived(slot, found))


def _overdue(world: World, slot: Slot) -> Iterator[Finding]:
    """Yield values that were due, or were to hold, until a date that is over; pending ones too."""
    each = [(slot.value, slot.because), *((one.value, one.because) for one in slot.pending)]
    for value, because in each:
        over = passed(slot.key, value, world.at, world.view.history.zone)
        if over:
            name, date = over
            yield Finding(
                "overdue",
                because[-1],
                f"{slot.key}: {name} {in_words(date, world.view.history.zone)}, which is over, and "
                "nothing says what became of it",
                problem=False,
                key=slot.key,
            )


def _last_told(world: World) -> Mapping[str, Instant]:
    """Return when something last happened on each key or below it."""
    last: dict[str, Instant] = defaultdict(lambda: BEGINNING)
    for key, claims in world.claims.items():
        latest = Instant(max(world.order.before[index] for index, _ in claims))
        while key:
            last[key] = max(last[key], latest)
            key = key.rpartition("/")[0]  # noqa: PLW2901  up to the family
    return last


def _outlived(slot: Slot, found: Mapping[str, Slot]) -> Iterator[Finding]:
    """Yield what holds below a key that is given up, as the sum of a deal that lapsed."""
    above = found.get(slot.key.rpartition("/")[0])
    held = slot.standing == Standing.HOLDS
    if held and above and given_up(above.key, above.value, ended=above.standing == Standing.ENDED):
        yield Finding(
            "outlived",
            slot.because[-1],
            f"{slot.key} holds, though {above.because[-1]} ended {above.key}; end it too",
            problem=False,
            others=(above.because[-1],),
            key=slot.key,
        )
