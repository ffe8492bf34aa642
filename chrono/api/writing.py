"""Appending mappings, as the lines of JSONL, to a chronology."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chrono.api.hints import in_python
from chrono.api.reading import Reader
from chrono.codec.codec import Codec
from chrono.errors import ChronoError
from chrono.events.by import By
from chrono.events.drafts import Draft
from chrono.events.entries import Declaration
from chrono.events.history import History
from chrono.events.kinds import Register
from chrono.faults import Fault, Refused
from chrono.ingest.drafting import faults_on, read_drafts
from chrono.ingest.items import Item
from chrono.log.collecting import paused
from chrono.log.contract import Appended, HeadMoved, Log
from chrono.log.head import Head


class NoHead(ChronoError):
    """Something else than a hash that is given as the head that a log is expected to have."""

    parameter = "expected_head"

    def __init__(self, given: object) -> None:
        self.given = given
        means = repr(given.hash) if isinstance(given, Head) else "the hash of its last entry"
        super().__init__(f"{ascii(given)[:60]} is no head of a log, which is text; give {means}")


class Writing:
    """Appends mappings to one chronology of a log; one codec reads them, as long as it serves.

    Args:
        log: The log.
        reader: What reads the chronology.
        register: The kinds.
    """

    def __init__(self, log: Log, reader: Reader, register: Register) -> None:
        self._log = log
        self._reader = reader
        self._register = register
        self._codec: tuple[History, Codec] | None = None

    def append(
        self, events: Iterable[Mapping[str, Any]], expected_head: str | None, by: str | None
    ) -> Appended:
        """Return what came of appending mappings, all or none, by whom `by` names.

        Raises:
            Refused: With every fault of them all, each by its number and field; with those that
                the log finds, too.
            HeadMoved: The log does not have the expected head.
            NoHead: What is expected is no text.
            BadBy: `by` is no name.
        """
        with in_python():
            _check_head(expected_head)
        if isinstance(events, Mapping):
            raise Refused([Fault("events", "", "one event; put it in a list, as [event]")])
        fields = [*map(_map, events)]
        with paused(len(fields)):
            done = self._going_on(fields, expected_head, by)
            if done is None:
                drafts = self._drafts(fields, self._reader.records().declared)
                done = self._appended(drafts, expected_head, by)
        return done

    def _going_on(
        self, fields: Sequence[object], expected_head: str | None, by: str | None
    ) -> Appended | None:
        """Return what came of appending fields to a log to which nobody else has appended since.

        That spares a look at it. It is None where somebody has, or nothing is written: what the
        fields mean may have been declared otherwise.
        """
        last = self._reader.last
        if last is None or expected_head not in (None, last.head.hash):
            return None
        if self._codec is None or self._codec[0] is not vars(last).get("declared"):
            return None
        drafts = self._faultless(fields, last.declared)
        try:
            done = self._appended(drafts, last.head.hash, by) if drafts else None
        except HeadMoved:
            return None
        return done if done and done.new else None

    def _appended(
        self, drafts: Sequence[Draft], expected_head: str | None, by: str | None
    ) -> Appended:
        with in_python():
            done = self._log.append(drafts, expected_head, None if by is None else By(who=by))
            self._reader.went_on(done)
            return done

    def _drafts(self, fields: Sequence[object], history: History) -> Sequence[Draft]:
        return self._faultless(fields, history) or self._explained(fields, history)

    def _faultless(self, fields: Sequence[object], history: History) -> Sequence[Draft]:
        """Return the drafts of fields without faults; none of them where one has a fault."""
        if self._codec is None or self._codec[0] is not history:
            codec = Codec(history.chronology, self._register, _aliases(history))
            self._codec = history, codec
        read, there = self._codec[1].draft, []
        for number, written in enumerate(fields):
            draft, _ = read(written, _place(number))
            if draft is None or draft.chronology != history.chronology:
                return ()
            there.append(draft)
        return there

    def _explained(self, fields: Sequence[object], history: History) -> Sequence[Draft]:
        items = [Item(written, _place(number), 0) for number, written in enumerate(fields)]
        found = read_drafts(history.chronology, items, self._register, _aliases(history))
        if found.faults:
            raise Refused(faults_on(self._log, found.drafts, found.faults))
        return found.drafts


def _check_head(given: object) -> None:
    """Raise NoHead for what is neither a hash nor left out."""
    if not isinstance(given, str | None):
        raise NoHead(given)


def _place(number: int) -> str:
    """Return where an event stands, for faults."""
    return f"events[{number}]"


def _aliases(history: History) -> Mapping[str, str]:
    declared = [record for record in history.records if isinstance(record, Declaration)]
    return declared[-1].aliases


def _map(written: object) -> object:
    """Return any mapping as a dict; the codec changes none that is one already."""
    return dict(written) if type(written) is not dict and isinstance(written, Mapping) else written
