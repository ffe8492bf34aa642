"""Queries: what is asked of a chronology of an open log, with moments as people write them.

The command line and the API both read through here; each says in its own words what would help.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypedDict

import attrs

from chrono.api.records import Records
from chrono.errors import ChronoError, naming
from chrono.events.history import History
from chrono.log.clock import system_clock
from chrono.state.as_of import AsOf
from chrono.state.moments import Moment, moment, recorded_position
from chrono.state.rule import World
from chrono.state.visibility import View, Wanted, wanted_sources
from chrono.values.bases import BASES, Basis
from chrono.values.clocks import Instant
from chrono.values.dates import Date
from chrono.values.keys import checked_glob

if TYPE_CHECKING:  # a type alone; reading is to start fast
    from chrono.log.contract import Appended, Log
    from chrono.log.head import Head


class Through(TypedDict, total=False):
    """The other clocks, and which sources count; what is left out restricts nothing.

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


class NoBasis(ChronoError):
    """A basis that is none of the five."""

    def __init__(self, basis: object) -> None:
        self.basis = basis
        super().__init__(f"no basis {ascii(basis)[:60]}; write one of {', '.join(BASES)}")


class OpenedForReading(ChronoError):
    """Something is to be appended to a log that was opened for reading, or is no file."""

    def __init__(self, path: object) -> None:
        self.path = path
        how = f"open it with Chronology.open({str(path)!r}, write=True)"
        bundled = "the bundled chronology is read-only; make a log of your own with chrono init"
        super().__init__(bundled if path is None else f"opened for reading; {how}")


@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Query:
    """A question to one chronology, with the records that answer it.

    Attributes:
        records: What had been recorded by then; read while the log is open.
        asof: The moments, and which sources count.
        keys: Keys and globs; empty for all.
        when: The moment in the world as somebody typed it; None where nobody did.
    """

    records: Records
    asof: AsOf
    keys: tuple[str, ...] = ()
    when: str | None = None

    @property
    def part(self) -> History:
        """As much of it as bears on the keys: enough for their slots, claims and periods."""
        return self.records.bearing_on(self.keys)

    @property
    def deciding(self) -> History:
        """As much of it as decides what the keys hold at the moment: enough for their slots."""
        return self.records.deciding(self.keys, self.asof)

    @property
    def history(self) -> History:
        """All that had been recorded by then."""
        return self.records.whole

    @property
    def head(self) -> "Head":
        """Where the log ended by then."""
        return self.records.head

    @cached_property
    def view(self) -> View:
        """The history as it was public, whatever the moment in the world."""
        return self.asof.view(self.history)

    def moments(self, words: Iterable[str]) -> tuple[Moment, ...]:
        """Return moments in the world as people write them, in their order; ``now`` is one instant.

        Raises:
            BadDate, NoMoment: One of them is none; `parameter` is ``at``.
        """
        if isinstance(words, str) or not isinstance(words, Iterable):
            raise TypeError(f"several moments are a list: [{words!r}]")
        now = system_clock()
        with naming("at"):
            return tuple(moment(word, self.records.dating(word), now) for word in words)

    def newest_source(self, world: World | None = None) -> Date | None:
        """Return the date of the last publication that counts, whatever the keys; else None.

        Args:
            world: The world of an answer to the query, which is used where it has all records.
        """
        return self.records.newest_source(self.asof, world)


class Reader:
    """Reads one chronology of an open log, always up to where the log ends by then.

    Attributes:
        name: The name of the chronology.
    """

    def __init__(self, log: "Log", name: str) -> None:
        self.name = name
        self._log = log
        self._records: Records | None = None

    def records(self) -> Records:
        """Return what is recorded up to the head of the log, read anew only if that has moved."""
        head = self._log.head()  # first: what is appended meanwhile belongs to the next answer
        if self._records is None or self._records.head != head:
            self._records = Records(self._log, self.name, head)
        return self._records

    @property
    def last(self) -> Records | None:
        """What was recorded when the log was last looked at; None before that."""
        return self._records

    def went_on(self, done: "Appended") -> None:
        """Go on from an append to the log by the same program."""
        if self._records is not None:
            self._records = self._records.after(done)

    def query(
        self,
        at: str = "now",
        keys: Iterable[str] = (),
        through: Through | None = None,
        *,
        upto: int | None = None,
    ) -> Query:
        """Return a query: what had been recorded by then, the moments, and the keys.

        Args:
            at: The moment in the world.
            keys: Keys and globs.
            through: The other clocks, and which sources count.
            upto: The last position to read, for a second query on the log of a first one.

        Raises:
            BadDate, NoMoment: A moment is none; `parameter` names it.
            BadKey: A key is none.
            NoBasis: A basis is none of the five.
            UnknownPublisher: One that is to be left out is none.
        """
        through = through or {}
        now = system_clock()
        globs = tuple(checked_glob(key) for key in keys)
        records = self.records()
        if upto is not None and upto < records.head.entries:
            records = records.upto(upto)
        recorded, known = through.get("recorded"), through.get("known")
        if recorded is not None:
            last = self._position(recorded, records, now)
            records = records.upto(min(records.head.entries, last))

        def read(word: str) -> Moment:
            return moment(word, records.dating(word), now)

        with naming("at"):
            moment_at = read(at)
        with naming("known"):
            moment_known = read(known) if known is not None else None
        wanted = _wanted(through, records)
        asof = AsOf(at=moment_at, known=moment_known, recorded=recorded, wanted=wanted)
        return Query(records=records, asof=asof, keys=globs)

    def position(self, recorded: str) -> int:
        """Return the last position that was recorded by a moment; 0 for none.

        Raises:
            BadDate, NoMoment: It is no moment; `parameter` is ``recorded``.
        """
        return self._position(recorded, self.records(), system_clock())

    def _position(self, recorded: str, records: Records, now: Instant) -> int:
        with naming("recorded"):
            position = recorded_position(recorded)
            if position is not None:
                return position
            return self._log.position_at(moment(recorded, records.declared, now).instant)


def _wanted(through: Through, records: Records) -> Wanted:
    """Return which sources count.

    Raises:
        NoBasis: A basis is none of the five.
        UnknownPublisher: One that is to be left out is none; `parameter` is ``without``.
    """
    basis, without = through.get("basis"), through.get("without", ())
    if basis is not None and basis not in BASES:
        raise NoBasis(basis)
    if not without:
        return wanted_sources(basis)
    from chrono.queries.in_use import publishers_named  # noqa: PLC0415  only where one is left out

    names = [without] if isinstance(without, str) else without
    with naming("without"):
        named = {of for name in names for of in publishers_named(name, records.whole)}
        return wanted_sources(basis, named)
