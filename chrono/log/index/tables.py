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
from chrono.log.errors import NotIndexable
from chrono.log.index.rows import Filling
from chrono.log.kept import Kept


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
        if new and filling is not None and filling.takes_at_once(new):
            last = fill(filling, new)
            connection.execute(index_statements.END_INDEX_AT, (last,))
            return filling
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
        fill(filling, new)
        return filling
    filling = Filling(connection, kept)
    if not is_there(connection):
        _drop(connection)  # what is left where somebody dropped a part
        create(connection)
    (end,) = connection.execute(index_statements.END_OF_INDEX).fetchone()
    first, last = (new[0].position, new[-1].position) if new else (end + 1, end)
    fill(filling, between(connection, end, first))
    fill(filling, new)
    fill(filling, between(connection, last, statements.BEYOND))
    return filling


def rebuild(connection: sqlite3.Connection, entries: Iterable[Entry] = ()) -> None:
    """Make the index anew, within a transaction.

    Args:
        connection: The connection to the file.
        entries: The first entries of the log, if the caller has them; the others are read.
    """
    _drop(connection)
    with suppress(UnreadableEntry, NotIndexable), _all_or_nothing(connection):
        create(connection)
        filling = Filling(connection)
        fill(filling, between(connection, fill(filling, entries), statements.BEYOND))
        connection.execute(index_statements.END_INDEX)


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


def create(connection: sqlite3.Connection, temporary: str = "") -> None:
    """Create the tables of the index; with ``TEMP`` beside those of the file."""
    for statement in index_statements.INDEX.values():
        connection.execute(statement.replace("CREATE", f"CREATE {temporary}", 1))


def between(connection: sqlite3.Connection, after: int, before: int) -> Iterator[Entry]:
    """Return the entries after one position and before another, in the order of the log."""
    rows = connection.execute(statements.BETWEEN, (after, before))
    return (Entry(*row) for row in rows)


def fill(filling: Filling, entries: Iterable[Entry]) -> int:
    """Insert the rows of entries, given in the order of the log; return the position of the last.

    Of no entries it is 0.
    """
    last = 0
    for entry in entries:
        filling.take(entry)
        last = entry.position
    filling.insert()
    return last
