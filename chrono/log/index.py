"""Making the index of a log: tables that say which entries bear on a key.

They are derived from the entries and are never truth: whoever reads through them decodes the
entries that they name, and asks the rule (docs/log-format.md, The index). Rows are only inserted,
in the transaction of the append; all tables can be dropped, and the next append makes them anew.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress

from chrono.events.entries import Entry
from chrono.events.stored_body import UnreadableEntry
from chrono.log import index_statements, statements
from chrono.log.contents import is_there
from chrono.log.index_rows import Filling, NotIndexable
from chrono.log.kept import Kept
from chrono.log.schema_parts import difference as schema_difference


def extend(
    connection: sqlite3.Connection,
    new: Sequence[Entry] = (),
    filling: Filling | None = None,
    kept: Kept | None = None,
) -> Filling | None:
    """Bring the index up to the end of the log, within a transaction; make it where there is none.

    A log with an entry that no append has written stays as far indexed as it was, and is read
    whole.

    Args:
        connection: The connection to the file, which has the new entries already.
        new: Entries after the end of the index, without a gap, that the caller has decoded.
        filling: What was returned when the index was brought up to just before the new entries, if
            only this connection has written to the file since; None for looking.
        kept: The entries that the caller has read.

    Returns:
        What goes on from here; None where the index does not go up to the end.
    """
    try:
        if filling is not None and filling.takes_at_once(new):
            _fill(filling, new)
        else:
            with _all_or_nothing(connection):
                filling = _filled(connection, new, filling, kept)
    except (UnreadableEntry, NotIndexable):
        return None
    connection.execute(index_statements.END_INDEX)
    return filling


def _filled(
    connection: sqlite3.Connection,
    new: Sequence[Entry],
    filling: Filling | None,
    kept: Kept | None,
) -> Filling:
    if filling is not None:
        _fill(filling, new)
        return filling
    filling = Filling(connection, kept)
    if not is_there(connection):
        _drop(connection)  # what is left where somebody dropped a part
        _create(connection)
    (end,) = connection.execute(index_statements.END_OF_INDEX).fetchone()
    first, last = (new[0].position, new[-1].position) if new else (end + 1, end)
    _fill(filling, _between(connection, end, first))
    _fill(filling, new)
    _fill(filling, _between(connection, last, statements.BEYOND))
    return filling


def rebuild(connection: sqlite3.Connection, entries: Iterable[Entry] = ()) -> None:
    """Make the index anew, within a transaction.

    Args:
        connection: The connection to the file.
        entries: The first entries of the log, if the caller has them; the others are read.
    """
    _drop(connection)
    with suppress(UnreadableEntry, NotIndexable), _all_or_nothing(connection):
        _create(connection)
        filling = Filling(connection)
        _fill(filling, _between(connection, _fill(filling, entries), statements.BEYOND))
        connection.execute(index_statements.END_INDEX)


@contextmanager
def made_again(connection: sqlite3.Connection) -> Iterator["MadeAgain"]:
    """Yield an index to be made again in temporary tables, which are gone after the block.

    What is read of the file in the block is all of one moment.
    """
    connection.execute("BEGIN")
    try:
        yield MadeAgain(connection)
    finally:
        if connection.in_transaction:  # SQLite ends it by itself where a disk is full
            connection.execute("ROLLBACK")


class MadeAgain:
    """The index of the entries that are taken, beside that of the file, to compare the two.

    They are compared as far as that of the file goes: an earlier release leaves it behind, and then
    it is not read. Of a file with another schema, or without an index, nothing is compared.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._filling: Filling | None = None
        self._begun = False
        self._upto = self._taken = 0
        self._reason: str | None = None

    def take(self, entry: Entry) -> None:
        """Take the next entry of the log."""
        self._begin()
        self._taken = entry.position
        if self._filling is None or entry.position > self._upto:
            return
        try:
            self._filling.take(entry)
        except UnreadableEntry:
            self._filling = None  # which is told of by itself
        except NotIndexable as error:
            self._filling, self._reason = None, str(error)

    def difference(self) -> str | None:
        """Return how the index of the file differs from that of the entries; None for not."""
        self._begin()
        if self._filling is None:
            return self._reason
        if self._upto > self._taken:
            return f"it goes up to entry {self._upto}, and the log up to {self._taken}"
        self._filling.insert()
        return next(_differences(self._connection), None)

    def _begin(self) -> None:
        """Make the temporary tables, once that of the file is known to be what it should be."""
        if self._begun:
            return
        self._begun = True
        if schema_difference(self._connection) is None and is_there(self._connection):
            (self._upto,) = self._connection.execute(index_statements.END_OF_INDEX).fetchone()
            _create(self._connection, "TEMP")  # names without a schema mean these from here on
            self._filling = Filling(self._connection)


def _differences(connection: sqlite3.Connection) -> Iterator[str]:
    for table in index_statements.INDEX:
        if table != "derived_ends":
            for one, other in (("main", "temp"), ("temp", "main")):
                rows = f"SELECT * FROM {one}.{table} EXCEPT SELECT * FROM {other}.{table} LIMIT 1"  # noqa: S608  names of ours
                row = connection.execute(rows).fetchone()
                if row is not None:
                    has = "has" if one == "main" else "lacks"
                    yield f"{table} {has} {', '.join(map(ascii, row))}"


@contextmanager
def _all_or_nothing(connection: sqlite3.Connection) -> Iterator[None]:
    """Undo what the block wrote if an entry cannot be indexed, which is raised."""
    connection.execute("SAVEPOINT the_index")
    try:
        yield
    except (UnreadableEntry, NotIndexable):
        connection.execute("ROLLBACK TO the_index")
        connection.execute("RELEASE the_index")
        raise
    connection.execute("RELEASE the_index")


def _drop(connection: sqlite3.Connection) -> None:
    for table in (*index_statements.INDEX, *index_statements.FORMER):
        connection.execute(f"DROP TABLE IF EXISTS main.{table}")


def _create(connection: sqlite3.Connection, temporary: str = "") -> None:
    for statement in index_statements.INDEX.values():
        connection.execute(statement.replace("CREATE", f"CREATE {temporary}", 1))


def _between(connection: sqlite3.Connection, after: int, before: int) -> Iterator[Entry]:
    rows = connection.execute(statements.BETWEEN, (after, before))
    return (Entry(*row) for row in rows)


def _fill(filling: Filling, entries: Iterable[Entry]) -> int:
    """Insert the rows of entries, given in the order of the log; return the position of the last.

    Of no entries it is 0.
    """
    last = 0
    for entry in entries:
        filling.take(entry)
        last = entry.position
    filling.insert()
    return last
