"""Making the index of a log: tables that say which entries bear on a key.

They are derived from the entries and are never truth: whoever reads through them decodes the
entries that they name, and asks the rule (docs/log-format.md, The index). Rows are only inserted,
in the transaction of the append; all tables can be dropped, and the next append makes them anew.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Final

from chrono.events.entries import Entry
from chrono.events.stored_body import UnreadableEntry
from chrono.log import statements
from chrono.log.index_reading import is_there
from chrono.log.index_rows import Filling, NotIndexable


def extend(
    connection: sqlite3.Connection, new: Sequence[Entry] = (), filling: Filling | None = None
) -> Filling | None:
    """Bring the index up to the end of the log, within a transaction; make it where there is none.

    A log with an entry that no append has written stays as far indexed as it was, and is read
    whole.

    Args:
        connection: The connection to the file, which has the new entries already.
        new: Entries after the end of the index, without a gap, that the caller has decoded.
        filling: What was returned when the index was brought up to just before the new entries, if
            only this connection has written to the file since; None for looking.

    Returns:
        What goes on from here; None where the index does not go up to the end.
    """
    with suppress(UnreadableEntry, NotIndexable), _all_or_nothing(connection):
        if filling is None:
            filling = Filling(connection)
            if not is_there(connection):
                _make(connection)
            (end,) = connection.execute(statements.END_OF_INDEX).fetchone()
            first, last = (new[0].position, new[-1].position) if new else (end + 1, end)
            _fill(filling, _between(connection, end, first))
            _fill(filling, new)
            _fill(filling, _between(connection, last, _BEYOND))
        else:
            _fill(filling, new)
        connection.execute(statements.END_INDEX)
        return filling
    return None


def rebuild(connection: sqlite3.Connection, entries: Sequence[Entry] = ()) -> None:
    """Make the index anew, within a transaction.

    Args:
        connection: The connection to the file.
        entries: The first entries of the log, if the caller has them decoded.
    """
    _drop(connection)
    extend(connection, entries)


def difference(connection: sqlite3.Connection, entries: Sequence[Entry]) -> str | None:
    """Return how the index differs from what the entries say; None for not, or without an index.

    It is compared as far as it goes: an earlier release leaves it behind, and then it is not read.

    Args:
        connection: The connection to the file.
        entries: All its entries, in their order.
    """
    if not is_there(connection):
        return None
    (end,) = connection.execute(statements.END_OF_INDEX).fetchone()
    try:
        _make(connection, "TEMP")  # names without a schema mean the temporary tables from here on
        _fill(Filling(connection), entries[:end])
        return _beyond(end, len(entries)) or next(_differences(connection), None)
    except UnreadableEntry:
        return None  # which is told of by itself
    except NotIndexable as error:
        return str(error)
    finally:
        _drop(connection, "temp.")


def _differences(connection: sqlite3.Connection) -> Iterator[str]:
    for table in statements.INDEX:
        if table != "derived_ends":
            for one, other in (("main", "temp"), ("temp", "main")):
                rows = f"SELECT * FROM {one}.{table} EXCEPT SELECT * FROM {other}.{table} LIMIT 1"  # noqa: S608  names of ours
                row = connection.execute(rows).fetchone()
                if row is not None:
                    has = "has" if one == "main" else "lacks"
                    yield f"{table} {has} {', '.join(map(ascii, row))}"


def _beyond(end: int, entries: int) -> str | None:
    return f"it goes up to entry {end}, and the log up to {entries}" if end > entries else None


_BEYOND: Final = 1 << 62
"""A position that no entry reaches."""


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


def _make(connection: sqlite3.Connection, temporary: str = "") -> None:
    if not temporary:
        _drop(connection)  # what is left where somebody dropped a part
    for statement in statements.INDEX.values():
        connection.execute(statement.replace("CREATE", f"CREATE {temporary}", 1))


def _drop(connection: sqlite3.Connection, schema: str = "main.") -> None:
    for table in statements.INDEX:
        connection.execute(f"DROP TABLE IF EXISTS {schema}{table}")


def _between(connection: sqlite3.Connection, after: int, before: int) -> Iterator[Entry]:
    rows = connection.execute(statements.BETWEEN, (after, before))
    return (Entry(*row) for row in rows)


def _fill(filling: Filling, entries: Iterable[Entry]) -> None:
    """Insert the rows of entries, given in the order of the log."""
    for entry in entries:
        filling.take(entry)
    filling.insert()
