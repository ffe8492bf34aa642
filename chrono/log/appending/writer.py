"""The writer of one open file, which remembers what it knows while nobody else writes."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence

import attrs

from chrono.events.by import By
from chrono.events.drafts import Draft
from chrono.events.entries import Entry
from chrono.log import index_statements
from chrono.log.appending.insertion import bring_up, insert
from chrono.log.appending.preparation import Appending, Preparation
from chrono.log.appending.verified_entries import Verified
from chrono.log.appending.write_lock import Look, WriteLock
from chrono.log.as_appended import verified_end
from chrono.log.collecting import paused
from chrono.log.connection import translated
from chrono.log.contract import Appended, Clock, Part, next_instant
from chrono.log.errors import FilePath
from chrono.log.head import Head
from chrono.log.index.rows import Filling
from chrono.log.index.tables import rebuild
from chrono.log.kept import Kept
from chrono.values.clocks import Instant, parse_stamp, stamp


@attrs.frozen(eq=False)
class _Alone:
    """What a writer knows of a file as long as nobody else writes to it.

    Attributes:
        look: The look at the file of its last transaction.
        head: Where the log ends.
        recorded: When its last entry was recorded; None for an empty log.
        filling: What goes on with the index; None where it has to be looked for.
    """

    look: Look
    head: Head
    recorded: Instant | None
    filling: Filling | None = None


class Writer:
    """Appends to a file, and makes its index anew; what each method does is told by `SqliteLog`.

    Args:
        connection: The connection to the file, whose schema is compared here.
        path: The file.
        clock: Returns the time of appends.
        kept: The entries that were read already.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: FilePath, clock: Clock, kept: Kept
    ) -> None:
        self._connection = connection
        self._path = path
        self._clock = clock
        self._lock = WriteLock(connection, path)
        self._kept = kept
        self._verified = Verified(connection, path, kept)
        reading = self._verified
        self._preparation = Preparation(reading.later, reading.have_known, reading.are_new)
        self._alone: _Alone | None = None

    def append(self, drafts: Sequence[Draft], expected_head: str | None, by: By | None) -> Appended:
        """Return what came of appending drafts, all or none, in one transaction."""
        last, self._alone = self._alone, None  # forgotten if anything is raised
        with translated(self._path, write=True), paused(len(drafts)):
            with self._lock as look:
                alone = self._looked(last, look)
                recorded = next_instant(self._clock, alone.recorded)
                asked = Appending(drafts, alone.head, stamp(recorded), by, expected_head)
                done = self._preparation.prepare(asked)
                if done.new:
                    alone = self._inserted(alone, done, recorded)
            self._preparation.committed(done)
        if alone.filling is None:
            self._verified.forget()
        self._alone = alone
        return done

    def append_parts(
        self, parts: Iterable[Part], by: By | None, taken: Callable[[Appended, Part], object]
    ) -> Head:
        """Return the head after appending parts one after the other, in one transaction."""
        last, self._alone = self._alone, None
        with translated(self._path, write=True), self._lock as look:
            alone = self._looked(last, look)
            moments: dict[Instant | None, Instant] = {}
            for part in parts:
                if part.recorded not in moments:
                    now = next_instant(part.clock(self._clock), alone.recorded)
                    moments = {part.recorded: now}
                recorded = moments[part.recorded]
                asked = Appending(part.drafts, alone.head, stamp(recorded), by)
                done = self._preparation.prepare(asked, explained=False)
                if done.new:
                    alone = self._inserted(alone, done, recorded)
                    if alone.filling is None:
                        self._verified.forget()
                for entry in done.new:
                    self._kept.keep(entry)
                self._preparation.committed(done)
                self._preparation.forget_many()
                taken(done, part)
            return alone.head

    def tried(self, drafts: Sequence[Draft]) -> Appended:
        """Return what an append of drafts would come to; the file stays as it is."""
        with translated(self._path):
            self._connection.execute("BEGIN")  # all is read of one moment
            try:
                self._alone = self._looked(self._alone, self._lock.look())
                recorded = next_instant(self._clock, self._alone.recorded)
                asked = Appending(drafts, self._alone.head, stamp(recorded))
                return self._preparation.prepare(asked)
            finally:
                self._connection.execute("ROLLBACK")

    def rebuild_index(self, entries: Iterable[Entry]) -> None:
        """Make the index anew, in one transaction."""
        self._alone = None
        with translated(self._path, write=True), self._lock:
            bring_up(self._connection)
            rebuild(self._connection, entries)

    def lend(self, entries: Sequence[Entry]) -> None:
        """Let appends use entries that the caller has read, instead of reading them again."""
        self._verified.lent = entries

    def _looked(self, last: _Alone | None, look: Look) -> _Alone:
        """Return what the last append knew, if nobody else has written since; else look again.

        Where the schema is the same, and the index goes up to the end, only the end is looked at.

        Raises:
            DamagedLog: The end of the log is not as appended.
        """
        if last is not None and last.look is look:
            return last
        filling = None
        if last and last.filling and last.look.schema == look.schema and self._index_is_whole():
            filling = last.filling.going_on()
        else:
            self._verified.forget()
        head, recorded = verified_end(self._connection, self._path)
        last_moment = None if recorded is None else parse_stamp(recorded)
        return _Alone(look, head, last_moment, filling)

    def _index_is_whole(self) -> bool:
        return bool(self._connection.execute(index_statements.INDEX_IS_WHOLE).fetchone()[0])

    def _inserted(self, alone: _Alone, done: Appended, recorded: Instant) -> _Alone:
        """Return what is known once an append of something new is written."""
        filling = insert(self._connection, done.new, self._path, alone.filling, self._kept)
        return _Alone(alone.look, done.head, recorded, filling)
