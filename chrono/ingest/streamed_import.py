"""Appending a text of lines part by part: all of it or nothing, and never all of it in memory.

The lines are read before the log is locked, and lie in a file without a name until then.
"""

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile, gettempdir
from typing import TYPE_CHECKING

import attrs

from chrono.events.by import By
from chrono.events.drafts import Draft
from chrono.events.entries import ACTS, DECLARATION, Declaration
from chrono.events.kinds import Register
from chrono.faults import Refused
from chrono.ingest.bounded import TooLarge, fits
from chrono.ingest.items import unreadable
from chrono.ingest.other_affairs import refuse_other_affairs
from chrono.ingest.stored import StoredChronology
from chrono.ingest.streamed_lines import Lines, NotStreamed
from chrono.ingest.tally import Tally
from chrono.log.chronologies import EmptyLog, NoChronology, SeveralChronologies, pick
from chrono.log.contract import Appended, Log, Part
from chrono.log.creation import create_log_of_parts
from chrono.log.errors import UnwritableLog
from chrono.log.sqlite import SqliteLog
from chrono.log.stretch import Stretch

if TYPE_CHECKING:  # a type alone
    from chrono.values.clocks import Instant


@attrs.frozen
class Streamed:
    """What came of a text that was appended part by part.

    Attributes:
        done: Its result; it has no positions, and its entries are read when they are gone through.
        entries: The whole log with it, likewise.
        tally: What came.
        recorded: Whether it says when each entry was recorded: it is an export.
    """

    done: Appended
    entries: Stretch
    tally: Tally
    recorded: bool = False


def made_of_lines(target: Path, path: Path, register: Register, by: By | None) -> Streamed:
    """Return what came of making a log of a file of lines.

    Raises:
        NotStreamed: The text is to be read at once; nothing was written.
        Refused: It has faults, or cannot be read at once.
        LogError: The log cannot be made.
    """
    if target.exists() or not target.parent.is_dir():
        raise NotStreamed  # what is wrong with the text is told of first
    lines, tally = Lines(path, register, "", lambda _: {}, restores=True), Tally()
    with _explained(path):
        head, kept = create_log_of_parts(
            target,
            partial(_closed, lines.parts()),
            by,
            lambda done, _: tally.take(done.new),
        )
    entries = Stretch(target, 0, head.entries, kept)
    return Streamed(Appended((), entries, head), entries, tally, lines.recorded)


def imported_lines(  # noqa: PLR0913  a text, a log, and what joins them
    target: str,
    path: Path,
    register: Register,
    by: By | None,
    *,
    chronology: str | None = None,
    also: Sequence[str] = (),
) -> Streamed:
    """Return what came of appending a file of lines to a log.

    Args:
        target: The file of the log.
        path: The file of lines.
        register: The kinds.
        by: Who appends them; None for whom the surroundings name.
        chronology: The one to import into, if there are several.
        also: Which of its chronologies to import though they are other affairs than those here.

    Raises:
        NotStreamed, Refused: As `made_of_lines`; nothing was written.
        LogError: The file is no log, or cannot be read or written.
    """
    with SqliteLog(target, write=True) as log, _explained(path):
        bringing = _Bringing(log)
        lines = Lines(path, register, _named(log, chronology), partial(_aliases, log))
        with _laid_by(lines.parts()) as parts:
            refuse_other_affairs(log, lines.told_in(log), path.resolve().name, also)
            head = log.append_parts(bringing.parts(parts), by, bringing.take)
        kept = log.kept
    new, entries = (Stretch(target, first, head.entries, kept) for first in (bringing.before, 0))
    return Streamed(Appended((), new, head), entries, bringing.tally)


class _Bringing:
    """Brings parts into a log that has entries already.

    Attributes:
        before: The position of the last entry before them.
        tally: What came.
    """

    def __init__(self, log: SqliteLog) -> None:
        self.before = log.head().entries
        self.tally = Tally()
        self._log = log
        self._chronologies = log.chronologies()

    def parts(self, parts: Iterable[Part]) -> Iterator[Part]:
        """Yield parts without declarations that are there already; asked for under the lock.

        Raises:
            NotStreamed: What the log has was declared otherwise since the lines were read.
        """
        read_at, self.before = self.before, self._log.head().entries
        meanwhile = self._log.between(read_at, self.before)
        if self._log.chronologies() != self._chronologies or any(
            isinstance(entry.record, Declaration) for entry in meanwhile
        ):
            raise NotStreamed
        fresh = (attrs.evolve(part, drafts=[*self._fresh(part.drafts)]) for part in parts)
        yield from _closed(fresh, self._log)

    def _fresh(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield drafts; not a declaration that says again what the log says, which it compares."""
        for draft in drafts:
            if draft.kind == DECLARATION and self._log.named(draft.chronology, draft.id):
                self._refuse_changed(draft)
            else:
                yield draft

    def take(self, done: Appended, part: Part) -> None:
        """Count what came of a part.

        Raises:
            NotStreamed: What stands in the log under the same id may be another version of it.
        """
        self.tally.take(done.new)
        for draft, position in zip(part.drafts, done.positions, strict=True):
            if position <= self.before and draft.kind not in ACTS:
                self._refuse_changed(draft)

    def _refuse_changed(self, draft: Draft) -> None:
        """Refuse a draft that is there already, unless it is there just so, and once."""
        there = self._log.named(draft.chronology, draft.id)
        if (
            there is None
            or there.body != draft.stored()
            or self._log.is_numbered(draft.chronology, draft.id)
        ):
            raise NotStreamed


def _named(log: Log, chronology: str | None) -> str:
    """Return the chronology of events that name none; empty where it is not clear."""
    try:
        return pick(log.chronologies(), chronology)
    except (NoChronology, SeveralChronologies, EmptyLog):
        return ""


def _aliases(log: SqliteLog, name: str) -> Mapping[str, str]:
    """Return the aliases that a log declares in a chronology; none of one that it does not have."""
    index = log.index(name) if log.has(name) else None
    entries = log.one_by_one(name) if index is None else index.bearing_on([])
    declared = [each for each in entries if isinstance(each.record, Declaration)]
    return StoredChronology.of(declared).aliases


def _closed(parts: Iterable[Part], log: SqliteLog) -> Iterator[Part]:
    """Yield parts, each joined with those after it until its links name what is there by then.

    So a link may name a later event, as far as it is recorded at the same moment.
    """
    drafts: list[Draft] = []
    ids: set[tuple[str, str]] = set()
    missing: set[tuple[str, str]] = set()
    recorded: Instant | None = None
    for part in parts:
        if drafts and part.recorded != recorded:  # what is missing is a fault
            yield Part(drafts, recorded)
            drafts, ids, missing = [], set(), set()
        drafts += part.drafts
        recorded = part.recorded
        ids.update((draft.chronology, draft.id) for draft in part.drafts)
        missing.update((draft.chronology, name) for draft in part.drafts for name in draft.links)
        missing = {name for name in missing - ids if log.named(*name) is None}
        if drafts and not missing:
            yield Part(drafts, recorded)
            drafts, ids = [], set()
    if drafts:
        yield Part(drafts, recorded)


@contextmanager
def _laid_by(parts: Iterable[Part]) -> Iterator[Iterator[Part]]:
    """Yield parts that were read and lie in a file, which is gone after the block."""
    with TemporaryFile() as file:
        count = 0
        for part in parts:
            pickle.dump(part, file, pickle.HIGHEST_PROTOCOL)
            count += 1
        file.seek(0)
        yield (pickle.load(file) for _ in range(count))  # noqa: S301  what we have just written


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Leave what is refused to the way that holds a text at once, if it can be held.

    Raises:
        NotStreamed: It can.
        Refused: It cannot.
        UnwritableLog: There is no room to lay its lines by.
    """
    try:
        yield
    except (NotStreamed, Refused, OSError) as error:
        if fits(path):
            raise NotStreamed from None
        if isinstance(error, NotStreamed):
            raise Refused([unreadable(path, TooLarge())]) from None
        if isinstance(error, OSError):  # of the file in which the lines lie
            raise UnwritableLog(gettempdir(), str(error.strerror)) from error
        raise
