"""What nobody came back to: what is past its date, a stage left alone, what outlived its deal."""

from collections.abc import Iterable, Iterator
from typing import Final

from chrono.kinds.stages import awaits_more, given_up
from chrono.queries.findings.finding import Finding, Placed, Sort
from chrono.queries.finished import passed, waits_for
from chrono.state.rule import World
from chrono.state.slot import Slot
from chrono.state.slots import slot_of
from chrono.state.standing import Standing
from chrono.values.clocks import BEGINNING, Instant
from chrono.values.date_words import in_words

_YEARS: Final = 2
_LONG: Final = _YEARS * 366 * 24 * 3_600_000_000
"""After which time a stage that waits for another is stale, in microseconds."""


class Stale:
    """What a reader still sees and an editor may have forgotten, of keys in alphabetical order.

    What waits for a date is overdue then, and never stale. Few of the keys are remembered: those
    that wait for long, and those that are given up.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, Slot] = {}
        self._given_up: dict[str, str] = {}  # with the event that ended each

    def take(self, world: World, keys: Iterable[str]) -> Iterator[Placed]:
        """Yield what is overdue, or outlives what it is below, among the next keys.

        It is judged at the moment of the world.
        """
        for key in keys:
            slot = slot_of(world, key)
            last = _last_told(world, key)
            if world.at - last <= _LONG:
                self._follow(key)
            if slot is None:
                continue
            for finding in _overdue(world, slot):
                yield Placed(Sort.OVERDUE, finding)
            ended = slot.standing == Standing.ENDED
            if given_up(key, slot.value, ended=ended):
                self._given_up[key] = slot.because[-1] if slot.because else ""
            above = key.rpartition("/")[0]
            if slot.standing == Standing.HOLDS and above in self._given_up:
                yield Placed(Sort.OUTLIVED, _outlived(slot, above, self._given_up[above]))
            waits = awaits_more(key, slot.value) and not waits_for(key, slot.value)
            if waits and world.at - last > _LONG:
                self._waiting[key] = slot

    def stale(self) -> Iterator[Placed]:
        """Yield what waits for another stage and was left alone, once all keys were taken."""
        for key, slot in self._waiting.items():
            reason = (
                f"{key}: {slot.value['stage']}, and nothing followed for {_YEARS} years; say "
                "what became of it"
            )
            finding = Finding("stale", slot.because[-1], reason, problem=False, key=key)
            yield Placed(Sort.STALE, finding)

    def _follow(self, key: str) -> None:
        """Take in that something happened on a key lately, for what waits above it."""
        while key := key.rpartition("/")[0]:
            self._waiting.pop(key, None)


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


def _last_told(world: World, key: str) -> Instant:
    """Return when something last happened on a key."""
    ends = (world.order.before[index] for index, _ in world.on(key))
    return Instant(max(ends, default=BEGINNING))


def _outlived(slot: Slot, above: str, ended: str) -> Finding:
    """Return that a slot holds below a key that is given up, as the sum of a deal that lapsed."""
    return Finding(
        "outlived",
        slot.because[-1],
        f"{slot.key} holds, though {ended} ended {above}; end it too",
        problem=False,
        others=(ended,),
        key=slot.key,
    )
