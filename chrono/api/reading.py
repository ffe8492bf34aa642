"""Reading a chronology of an open log as of moments written as on the command line."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypedDict

from chrono.errors import ChronoError, did_you_mean
from chrono.events.history import History, meant
from chrono.log.clock import system_clock
from chrono.state.as_of import AsOf
from chrono.state.moments import moment, recorded_instant, recorded_position
from chrono.state.visibility import View, Wanted, wanted_sources
from chrono.values.sources import BASES, Basis

if TYPE_CHECKING:  # a type alone; reading is to start fast
    from chrono.log.contract import Log
    from chrono.log.head import Head


class Through(TypedDict, total=False):
    """The other clocks, and through which sources to look; what is left out counts everything.

    Attributes:
        known: Only what was public by then; a bare date to its end.
        recorded: As the log stood then: a date, an instant or ``e17``.
        basis: Only sources with this basis or a better one.
        without: Without these publishers or origins.
    """

    known: str | None
    recorded: str | None
    basis: Basis | None
    without: Sequence[str]


class WhichChronology(ChronoError):
    """A log has several chronologies, or not the one that was named."""

    def __init__(self, name: str | None, known: Iterable[str]) -> None:
        self.name = name
        listed = sorted(known)
        there = f"there is {', '.join(listed)}" if listed else "the log is empty"
        if name is not None:
            there = f"no chronology {name!r}; {did_you_mean(name, listed, there)}"
        elif listed:
            there = f"{there}; write Chronology.open(path, {listed[0]!r})"
        super().__init__(there)


class NoBasis(ChronoError):
    """What was given for a basis is none of the five."""

    def __init__(self, basis: object) -> None:
        self.basis = basis
        super().__init__(f"no basis {ascii(basis)[:60]}; write one of {', '.join(BASES)}")


class Reader:
    """Reads one chronology of an open log, always up to where the log ends by then."""

    def __init__(self, log: "Log", name: str) -> None:
        self._log = log
        self._name = name
        self._read: tuple[Head, History] | None = None

    def history(self) -> History:
        """Read the log up to its head, anew only when that has moved."""
        head = self._log.head()  # first: what is appended meanwhile belongs to the next answer
        if self._read is None or self._read[0] != head:
            history = History.of(self._name, self._log.entries(self._name))
            self._read = head, history.upto(head.entries)
        return self._read[1]

    def asof(self, at: str, through: Through) -> tuple[History, AsOf]:
        """Read what is asked: the history as recorded by then, and the moments."""
        history, now = self.history(), system_clock()
        recorded = through.get("recorded")
        if recorded is not None:
            position = recorded_position(recorded)
            if position is None:
                position = self._log.position_at(recorded_instant(recorded, history, now))
            history = history.upto(position)
        known = through.get("known")
        return history, AsOf(
            at=moment(at, history, now),
            known=moment(known, history, now) if known is not None else None,
            recorded=recorded,
            wanted=_wanted(through),
        )

    def view(self, through: Through) -> View:
        """See it as it was public, whatever the moment in the world."""
        history, asof = self.asof("now", through)
        return asof.view(history)


def _wanted(through: Through) -> Wanted:
    """Say which sources count.

    Raises:
        NoBasis: A basis is none of the five.
    """
    basis, without = through.get("basis"), through.get("without", ())
    if basis is not None and basis not in BASES:
        raise NoBasis(basis)
    return wanted_sources(basis, [without] if isinstance(without, str) else without)


def pick(chronologies: Mapping[str, int], name: str | None) -> str:
    """Pick the chronology that is named, or the only one that has events, or the only one.

    Raises:
        WhichChronology: There are several, or none of that name.
    """
    found = meant(chronologies, name)
    if len(found) != 1:
        raise WhichChronology(name, found or chronologies)
    return found[0]
