"""A log in memory that grows by one written entry at a time."""

import functools
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from hypothesis import strategies as st

from chrono.codec.codec import Codec
from chrono.events.entries import Entry
from chrono.events.history import History
from chrono.events.kinds import Asserts
from chrono.faults import Refused
from chrono.log.memory import MemoryLog
from chrono.plugins import register
from chrono.testing.drawn_claims import Written
from chrono.values.clocks import Instant, parse_stamp

Kinds = Iterable[str | type[Asserts]] | Mapping[str, st.SearchStrategy[Written]]
"""Names of registered kinds, classes declared with `chrono.kind`, or names with their data."""

CHRONOLOGY: Final = "test"

_DECLARATION: Final = {
    "id": "chronology",
    "kind": "chronology",
    "data": {"title": "test", "zone": "UTC"},
}
_RECORDED: Final = parse_stamp("2099-12-31T00:00:00Z")
"""When the first entry is recorded: after every calendar, so that all of it is old news."""

_SECOND: Final = 1_000_000


def codec_of(kinds: Kinds) -> Codec:
    """Return a codec for the installed kinds and the classes among these."""
    return _codec(classes_in(kinds))


def classes_in(kinds: Kinds) -> tuple[type[Asserts], ...]:
    """Return the classes among kinds."""
    return tuple(one for one in kinds if not isinstance(one, str))


@functools.cache
def _codec(classes: tuple[type[Asserts], ...]) -> Codec:
    return Codec(CHRONOLOGY, register(classes=classes))


class Growing:
    """A log in memory; without entries its first is a declaration with the home zone UTC.

    Attributes:
        taken: The written entries that it accepted, in order.
    """

    def __init__(self, codec: Codec, entries: Sequence[Entry] = ()) -> None:
        self._log = _log(entries or _declared())
        self._codec = codec
        self.taken: list[Written] = []

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of the log."""
        return tuple(self._log.entries())

    def take(self, written: Written) -> None:
        """Append one entry.

        Raises:
            Refused: With every fault.
        """
        draft, faults = self._codec.draft(written, str(written.get("id", "")))
        if draft is None:
            raise Refused(faults)
        self._log.append([draft])
        self.taken.append(written)


@functools.cache
def _declared() -> Sequence[Entry]:
    """Return the entry with which every log begins, cached."""
    draft, faults = codec_of(()).draft(_DECLARATION, "")
    if draft is None:
        raise Refused(faults)
    return _log(()).append([draft]).new


def _log(entries: Sequence[Entry]) -> MemoryLog:
    seconds = itertools.count(len(entries))
    return MemoryLog(entries, clock=lambda: Instant(_RECORDED + next(seconds) * _SECOND))


def history_of(written: Iterable[Written], *, kinds: Kinds = ()) -> History:
    """Return the history of written events and acts; its home zone is UTC.

    Args:
        written: Each as one line of JSONL.
        kinds: Classes of kinds that are not installed.

    Raises:
        Refused: With every fault of the first that the log refuses.
    """
    log = Growing(codec_of(kinds))
    for one in written:
        log.take(one)
    return History.of(CHRONOLOGY, log.entries)
