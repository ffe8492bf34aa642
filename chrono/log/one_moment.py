"""Reading a file as it is at one moment, whatever others write to it meanwhile."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Read within the block what stands when it first reads; undo what it makes, at its end.

    Blocks may stand in one another: then it is the moment of the outer one. Nobody waits for a
    block in which nothing is written to the file.
    """
    begin, end = "BEGIN", "ROLLBACK"
    if connection.in_transaction:
        begin, end = "SAVEPOINT one_moment", "ROLLBACK TO one_moment"
    connection.execute(begin)
    try:
        yield
    finally:
        if connection.in_transaction:  # SQLite ends it by itself where a disk is full
            connection.execute(end)
