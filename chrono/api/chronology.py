"""A chronology as Python programs use it.

Moments, keys and dates are written as on the command line; answers are attrs values.
"""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar, Unpack, overload

from chrono.api.hints import in_python
from chrono.api.opening import opened
from chrono.api.reading import OpenedForReading, Query, Reader, Through
from chrono.api.replays import Replays
from chrono.events.history import History
from chrono.log.head import Head
from chrono.log.sqlite import SqliteLog
from chrono.projections.fold import Projection, happened, sequence
from chrono.queries.state import State
from chrono.queries.state import state as state_of
from chrono.values.keys import checked, matcher

if TYPE_CHECKING:  # each is imported by what needs it, so that reading a state starts fast
    from os import PathLike

    from chrono.api.writing import Writing
    from chrono.events.kinds import Asserts, Register
    from chrono.log.contract import Appended, Log
    from chrono.projections.event import Event
    from chrono.queries.diff import Diff, SlotChange
    from chrono.queries.key_history.period import Period
    from chrono.queries.why import Why

__all__ = ["Chronology", "OpenedForReading"]

S = TypeVar("S")


class Chronology(AbstractContextManager["Chronology"]):
    """One chronology of an open log; closed by `close` or by leaving a ``with`` block.

    Every answer is of the log as it is when asked, so it counts what others appended meanwhile.
    Its `name` is that of the chronology.
    """

    def __init__(
        self, log: "Log", name: str, kinds: "Iterable[type[Asserts]]" = (), *, write: bool = False
    ) -> None:
        self.name = name
        self._log = log
        self._kinds = tuple(kinds)
        self._write = write
        self._reader = Reader(log, name)
        self._replays = Replays(self._as_today)
        self._writing: Writing | None = None

    @classmethod
    def open(
        cls,
        path: "str | PathLike[str] | None" = None,
        chronology: str | None = None,
        *,
        write: bool = False,
        kinds: "Iterable[type[Asserts]]" = (),
    ) -> Self:
        """Return a chronology of a log file, opened; without a path, a bundled one.

        Args:
            path: The file, as made by ``chrono init``.
            chronology: Which, if there are several; of the bundled ones there is a default.
            write: Whether to open it for appending; a reader never changes the file.
            kinds: Kinds of one's own, declared with `kind`, beside those that are installed.

        Raises:
            LogError: The file is not there, is no log, or cannot be read or written.
            NoChronology, SeveralChronologies, EmptyLog: None is meant, or more than one.
            OpenedForReading: The bundled chronology is to be written.
        """
        log, name = opened(path, chronology, write=write)
        return cls(log, name, kinds, write=write)

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        if isinstance(self._log, SqliteLog):
            self._log.close()

    def checkpoint(self) -> bool:
        """Take what was appended into the file, so that a plain copy is whole; return success."""
        return isinstance(self._log, SqliteLog) and self._log.checkpoint()

    @property
    def head(self) -> Head:
        """Where the log ends: how many entries it has, and the hash of the last."""
        return self._log.head()

    @overload
    def state(self, at: str = "now", *keys: str, **through: Unpack[Through]) -> State: ...

    @overload
    def state(
        self, at: str = "now", *, projection: Projection[S], **through: Unpack[Through]
    ) -> S: ...

    def state(
        self,
        at: str = "now",
        *keys: str,
        projection: Projection[Any] | None = None,
        **through: Unpack[Through],
    ) -> Any:
        """Return what held at a moment, or the state of a projection by then.

        Args:
            at: A date (to its end), an instant, ``now``, ``today``, ``yesterday`` or ``e17``.
            keys: Keys and globs; without any, all keys. A projection takes none.
            projection: To fold over what had surely happened; its state is the answer.
            through: The other clocks, and which sources count.

        Raises:
            BadDate, NoMoment, BadKey: A moment or a key is none.
            ProjectionFailed: The projection's function raised.
        """
        query = self._query(at, keys, through)
        if projection is not None:
            if keys:
                raise TypeError("a projection takes no keys: it is given whole events")
            return self._replays.state(projection, query, through)
        return state_of(query.deciding, query.asof, query.keys)

    def states(
        self, moments: Iterable[str], *keys: str, **through: Unpack[Through]
    ) -> tuple[State, ...]:
        """Return what held at each of many moments, in their order; without any, no states.

        Each is what `state` returns, but the log is read once, and a slot is worked out once for as
        long as it stays the same.
        """
        from chrono.queries.states import states  # noqa: PLC0415  see above, as those below

        query = self._query("now", keys, through)
        with in_python():
            return states(query.part, query.asof, query.moments(moments), query.keys)

    def history(self, *keys: str, **through: Unpack[Through]) -> "tuple[Period, ...]":
        """Return each value that the keys held, with its start and end; without keys, of all."""
        from chrono.queries.key_history.periods import periods  # noqa: PLC0415

        query = self._query("now", keys, through)
        return periods(query.asof.view(query.part), query.keys)

    def why(self, key: str, at: str = "now", **through: Unpack[Through]) -> "Why":
        """Return every claim on a key that may have been made by then, and what became of it.

        A key that nothing speaks of has no slot and an empty chain.
        """
        from chrono.queries.why import why  # noqa: PLC0415

        query = self._query(at, (checked(key),), through)
        return why(query.part, query.asof, key)

    def diff(
        self,
        before: str,
        after: str,
        *keys: str,
        clock: Literal["at", "known", "recorded"] = "at",
        at: str = "now",
        **through: Unpack[Through],
    ) -> "Diff[SlotChange]":
        """Return how two states differ, key by key, each change with the events that caused it.

        Args:
            before: The first moment.
            after: The second.
            keys: Keys and globs; without any, all keys.
            clock: The clock on which both moments are.
            at: The moment in the world, where both are on another clock.
            through: The other clocks, and which sources count.
        """
        from chrono.api.answering import differences  # noqa: PLC0415
        from chrono.queries.diff import Diff  # noqa: PLC0415

        def side(word: str, upto: int) -> Query:
            if clock == "at":
                return self._query(word, keys, through, upto=upto)
            clocks: Through = {**through, clock: word}  # type: ignore[misc]
            return self._query(at, keys, clocks, upto=upto)

        end = self.head.entries  # both sides are of the log as it is now
        old, new = side(before, end), side(after, end)
        return Diff(before=old.asof, after=new.asof, changes=differences(old, new))

    def events(
        self, *keys: str, at: str | None = None, **through: Unpack[Through]
    ) -> "tuple[Event, ...]":
        """Return the visible events, in the form and order in which a projection gets them.

        With a moment, those that have surely happened by then; with keys or globs, those with a
        claim that matches one.
        """
        query = self._query("now" if at is None else at, keys, through)
        asof, history = query.asof, self._as_today(query.part)
        events = sequence(asof.view(history)) if at is None else happened(asof.world(history))
        if not keys:
            return events
        wanted = matcher(query.keys)
        return tuple(e for e in events if any(wanted.fullmatch(claim.key) for claim in e.claims))

    def append(
        self,
        events: Iterable[Mapping[str, Any]],
        expected_head: str | None = None,
        by: str | None = None,
    ) -> "Appended":
        """Return what came of appending events and acts, all or none, by whom `by` names.

        Each is a mapping, as one line of JSONL. What is in the log already, word for word, is
        skipped. Else it is who ``CHRONO_BY`` names, or the account.

        Raises:
            Refused: With every fault of them all, each by its number and field.
            HeadMoved: There is something new to write, and the log does not have this head.
            NoHead: What is given as the head is no hash.
            OpenedForReading: It was not opened with ``write=True``.
        """
        if not self._write:
            raise OpenedForReading(getattr(self._log, "path", None))
        from chrono.api.writing import Writing  # noqa: PLC0415

        self._writing = self._writing or Writing(self._log, self._reader, self._register())
        return self._writing.append(events, expected_head, by)

    def _query(
        self, at: str, keys: Iterable[str], through: Through, *, upto: int | None = None
    ) -> Query:
        with in_python():
            return self._reader.query(at, keys, through, upto=upto)

    def _register(self) -> "Register":
        from chrono.plugins import register  # noqa: PLC0415

        return register(classes=self._kinds)

    def _as_today(self, history: History) -> History:
        """Return a history whose event data is in the latest version of its kinds."""
        from chrono.codec.upcasts import up_to_date  # noqa: PLC0415

        return up_to_date(history, self._register())
