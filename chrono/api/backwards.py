"""Reading backwards: as much of a chronology as decides what its keys hold at a moment."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Final

import attrs

from chrono.events.claims import ANNOUNCED
from chrono.events.entries import Entry
from chrono.events.history import History
from chrono.log.index.days import DAY
from chrono.log.index.spans import Backwards, Window
from chrono.state.as_of import AsOf
from chrono.state.horizon import NOWHERE, horizons
from chrono.state.rule import World
from chrono.values.clocks import END, Instant

if TYPE_CHECKING:  # a type alone; reading is to start fast
    from chrono.log.index.reading import Index

FIRST: Final = 3
"""The developments that are read first of each question; then four times as many each time."""

Over = Mapping[str, Instant]
"""Keys of which it is only asked how some developments stand, with when these all were over."""


@attrs.frozen(kw_only=True, eq=False)
class Readable:
    """What can be read of a chronology by its index.

    Attributes:
        index: The index.
        declared: The declarations, alone.
        upto: The last position that counts.
        once: Returns entries, each the same object as before, so that it is decoded once.
    """

    index: "Index"
    declared: History
    upto: int
    once: Callable[[Iterable[Entry]], Collection[Entry]]

    def deciding(
        self, keys: Iterable[tuple[int, str]], asof: AsOf, over: Over
    ) -> Collection[Entry]:
        """Return the entries that decide the slots of keys at a moment, in no order.

        Of each key developments are read backwards from the moment, with all that are linked with
        them or contest them, until whatever is left was over by the horizon of the question that it
        answers (`chrono.state.horizon`).

        Args:
            keys: The keys, by number and name.
            asof: The moments, and which sources count.
            over: Where a later horizon is enough, as what was over by it does not hold.
        """
        known = asof.known.instant if asof.known else END
        shift = 0 if self.declared.zone.key == "UTC" else DAY
        window = Window(
            index=self.index, at=asof.at.instant, known=known, upto=self.upto, shift=shift
        )
        open_ = [
            _Key(
                key,
                window.questions(number),
                partial(_of_sets, window, number),
                over=over.get(key, END),
            )
            for number, key in keys
        ]
        found: dict[int, Entry] = {}
        number = FIRST
        while open_:
            for key in open_:
                key.read(number)
            there = {each for key in open_ for each in key.developments}
            entries = self.once(self.index.around(there))
            found.update((entry.position, entry) for entry in entries)
            world = asof.world(_with(self.declared, entries, self.upto))
            open_ = [key for key in open_ if not key.decided(world)]
            number *= 4
        return found.values()


def _with(declared: History, entries: Iterable[Entry], upto: int) -> History:
    more = (entry.record for entry in entries)
    records = sorted((*declared.records, *more), key=attrgetter("position"))
    return attrs.evolve(declared, records=tuple(records)).upto(upto)


@attrs.define
class _Key:
    """A key, and the questions on it of which not all that matters was read.

    Attributes:
        name: The key.
        questions: The questions, read backwards from the moment.
        of_sets: Returns those that speak of sets, to be read from the end of time.
        over: When all was over that is asked about; END where the slot is.
        ahead: Those that speak of sets, once they are needed.
        horizons: Those of the questions, in what was read so far.
    """

    name: str
    questions: Mapping[str, Backwards]
    of_sets: Callable[[], Mapping[str, Backwards]]
    over: Instant
    ahead: Mapping[str, Backwards] = attrs.field(factory=dict)
    horizons: Mapping[str, int] = attrs.field(factory=dict)

    def read(self, number: int) -> None:
        """Read so many more of each question, and none that was over by its horizon."""
        for name, each in self.questions.items():
            horizon = self.horizons.get(name, NOWHERE)
            if self.over > horizon:
                each.read(number, horizon)
        for each in self.ahead.values():
            each.read(number, NOWHERE)

    @property
    def developments(self) -> Iterable[int]:
        """Those that were read."""
        read = (*self.questions.values(), *self.ahead.values())
        return (each for question in read for each in question.developments)

    def decided(self, world: World) -> bool:
        """Return whether what was not read changes nothing in a world of what was.

        That the key holds a set may be said only by what comes after the moment (rule 6).
        """
        sets = {*self.questions} - {"", ANNOUNCED}
        if sets and world.on(self.name) and not world.holds_set(self.name):
            self.ahead = self.ahead or self.of_sets()
            if any(each.unread > NOWHERE for each in self.ahead.values()):
                return False
        self.horizons = horizons(world, self.name)
        questions = self.questions.items()
        reached = ((self.horizons.get(name, NOWHERE), each) for name, each in questions)
        return all(self.over <= horizon or each.unread <= horizon for horizon, each in reached)


def _of_sets(window: Window, key: int) -> dict[str, Backwards]:
    """Return the questions on a key that speak of sets, whatever the moment in the world."""
    questions = attrs.evolve(window, at=END).questions(key).items()
    return {name: each for name, each in questions if name not in ("", ANNOUNCED)}
