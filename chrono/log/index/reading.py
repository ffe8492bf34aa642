"""Reading through the index of a log: which entries bear on keys, and what is in the log at all."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from chrono.events.entries import Act, Entry
from chrono.log import index_statements, statements
from chrono.log.connection import translated
from chrono.log.contents import is_whole
from chrono.log.errors import FilePath, WrongIndex
from chrono.log.kept import Kept
from chrono.values.clocks import END
from chrono.values.dates import Date
from chrono.values.edtf import BadDate
from chrono.values.keys import matcher


@attrs.frozen(eq=False, repr=False)
class Index:
    """The index of one chronology of a file, which goes up to the end of the log.

    Attributes:
        connection: The connection to the file.
        path: Its name, for errors.
        chronology: The name of the chronology.
        kept: The entries that were read from it.
        first: The position of its first entry, which stands for it.
    """

    connection: sqlite3.Connection
    path: FilePath
    chronology: str
    kept: Kept
    first: int

    @classmethod
    def of(
        cls, connection: sqlite3.Connection, path: FilePath, chronology: str, kept: Kept
    ) -> "Index | None":
        """Return the index of a chronology; None where the index does not have it to its end."""
        if not is_whole(connection):
            return None
        row = connection.execute(index_statements.FIRST_ENTRY_OF, (chronology,)).fetchone()
        return cls(connection, path, chronology, kept, *row) if row else None

    def bearing_on(self, keys: Sequence[str]) -> list[Entry]:
        """Return the entries that bear on keys or globs, in the order of the log.

        Those are the developments that claim on a key in any version, those that are linked with
        them through any number of links, the acts upon all these, and the declarations.

        Raises:
            WrongIndex: One is of another chronology, or what an act is about is not among them.
        """
        with translated(self.path):
            asked = self._asked(keys)
            rows = self.connection.execute(index_statements.BEARING_ON, asked)
            entries = [self.own(row) for row in rows]
        names = {entry.id for entry in entries}
        for entry in entries:
            record = entry.record
            if isinstance(record, Act) and record.target not in names and self.named(record.target):
                named = f"entry {entry.position} without what it is about, {record.target}"
                raise WrongIndex.naming(self.path, named)
        return entries

    def around(self, developments: Iterable[int]) -> list[Entry]:
        """Return the entries of developments, of those around them, and of the acts upon all these.

        Those around them are linked with them, or contest them, through any number of steps.

        Raises:
            WrongIndex: One is of another chronology.
        """
        with translated(self.path):
            asked = (json.dumps([*developments]),)
            rows = self.connection.execute(index_statements.AROUND, asked)
            return [self.own(row) for row in rows]

    def positions_bearing_on(self, keys: Sequence[str], developments: Iterable[int]) -> list[int]:
        """Return the positions of entries that bear on keys or on developments, in order.

        Those are those of `bearing_on`, and as many for developments that are given.
        """
        with translated(self.path):
            asked = self._asked(keys, developments)
            rows = self.connection.execute(index_statements.POSITIONS_BEARING_ON, asked)
            return [position for (position,) in rows]

    def news(self, developments: Iterable[int], after: int) -> list[int]:
        """Return where it was declared after a position, and where acts upon developments stand.

        They are in no order. Other positions may be given, too: there are no acts upon these.
        """
        with translated(self.path):
            asked = {**self._asked((), developments), "after": after}
            rows = self.connection.execute(index_statements.NEWS, asked)
            return [position for (position,) in rows]

    def named(self, name: str) -> Entry | None:
        """Return the entry of an id; None for none."""
        with translated(self.path):
            asked = (self.chronology, name.encode(errors="replace").decode())  # bytes are no id
            row = self.connection.execute(statements.OF_ID, asked).fetchone()
            return self.kept.entry(row) if row else None

    def roots(self, names: Sequence[str]) -> list[int]:
        """Return the root of each id that there is, in any order; see `root`."""
        if len(names) > 1:
            with translated(self.path):
                asked = {"chronology": self.chronology, "ids": json.dumps(names)}
                rows = self.connection.execute(statements.OF_IDS, asked)
                names = [self.kept.entry(row).id for row in rows]
        return [root for root in map(self.root, names) if root is not None]

    def root(self, name: str) -> int | None:
        """Return the position of what an entry is about in the end, or its own; None for none."""
        entry = self.named(name)
        while entry is not None and isinstance(entry.record, Act):
            entry = self.named(entry.record.target)
        return None if entry is None else entry.position

    def at(self, position: int) -> Entry:
        """Return the entry at a position that the index names.

        Raises:
            WrongIndex: There is none, or it is of another chronology.
        """
        with translated(self.path):
            row = self.connection.execute(statements.AT, (position,)).fetchone()
        if row is None:
            raise WrongIndex.naming(self.path, f"entry {position}, which is not there")
        return self.own(row)

    def family(self, position: int) -> list[Entry]:
        """Return the entry at a position, and the acts upon it; of none it is empty."""
        with translated(self.path):
            rows = self.connection.execute(index_statements.FAMILY, {"development": position})
            return [self.kept.entry(row) for row in rows]

    def publications(self, upto: int) -> Iterator[tuple[int, Date, Iterator[int]]]:
        """Yield the dates of sources, the newest first, with the developments that have one.

        The first number is the day of a date; see `day_of`. No development is after position
        `upto`.

        Raises:
            WrongIndex: A date is none.
        """
        with translated(self.path):
            execute, asked = self.connection.execute, (self.first, upto)
            # A list has one date for very many rows, of which mostly the first is enough.
            last = execute(index_statements.LAST_PUBLICATION, (*asked, END, "")).fetchone()
            while last:
                rows = execute(index_statements.PUBLISHED_THEN, (*asked, *last))
                yield last[0], self.date(last[1]), (development for (development,) in rows)
                last = execute(index_statements.LAST_PUBLICATION, (*asked, *last)).fetchone()

    def date(self, text: str) -> Date:
        """Return a date that the index has.

        Raises:
            WrongIndex: It is none.
        """
        try:
            return Date.parse(text)
        except BadDate as error:
            raise WrongIndex.naming(self.path, f"the date {ascii(text)[:60]}") from error

    def own(self, row: tuple[Any, ...]) -> Entry:
        """Return the entry of a row that the index names, which is of this chronology.

        Raises:
            WrongIndex: It is of another.
        """
        entry = self.kept.entry(row)
        if entry.chronology != self.chronology:
            raise WrongIndex.naming(
                self.path, f"entry {entry.position}, which is of another chronology"
            )
        return entry

    def has_keys(self, keys: Iterable[str]) -> bool:
        """Return whether every one of these keys is claimed on, in any version."""
        with translated(self.path):
            return all([*self._numbers([key])] for key in keys)

    def last_of_page(self, url: str) -> int | None:
        """Return the position of the last entry with a source at an address; None for none."""
        with translated(self.path):
            found = self.connection.execute(index_statements.PAGE, (self.first, url)).fetchone()
            position: int | None = found[0]
            return position

    def publishers_of(self, host: str) -> list[str]:
        """Return the publishers of the sources at a host, in alphabetical order."""
        with translated(self.path):
            rows = self.connection.execute(index_statements.PUBLISHERS_OF, (self.first, host))
            return [publisher for (publisher,) in rows]

    def dated(self, day: int, *, later: bool) -> Iterator[tuple[int, Date, int]]:
        """Yield the dates of events with their developments, from a day on, or up to it backwards.

        The first number is the day; see `day_of`. A development has the dates of all its versions.

        Raises:
            WrongIndex: A date is none.
        """
        asked = index_statements.FROM_DAY if later else index_statements.UP_TO_DAY
        with translated(self.path):
            for found, occurred, development in self.connection.execute(asked, (self.first, day)):
                yield found, self.date(occurred), development

    def keys(self, globs: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Yield the keys that match any glob, by number and name; without a glob all."""
        with translated(self.path):
            if globs and "*" not in "".join(globs):
                for key in dict.fromkeys(globs):
                    asked = (self.first, key)
                    row = self.connection.execute(index_statements.NUMBER_OF_KEY, asked).fetchone()
                    yield from ((number, key) for number in row or ())
                return
            wanted = matcher(globs)
            for number, key in self.connection.execute(index_statements.KEYS_OF, (self.first,)):
                if wanted.fullmatch(key):
                    yield number, key

    def _asked(self, keys: Sequence[str], developments: Iterable[int] = ()) -> dict[str, object]:
        return {
            "keys": json.dumps([*self._numbers(keys)]),
            "chronology": self.first,
            "developments": json.dumps([*developments]),
        }

    def _numbers(self, keys: Sequence[str]) -> Iterator[int]:
        return (number for number, _ in self.keys(keys)) if keys else iter(())
