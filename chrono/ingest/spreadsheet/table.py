"""What a table holds: its rows as items, its faults, and how its dates were read."""

from collections.abc import Callable, Mapping

import attrs

from chrono.codec.structuring import FieldPath, dotted
from chrono.faults import Fault
from chrono.ingest.items import Item
from chrono.ingest.spreadsheet.explained import ColumnReading
from chrono.ingest.spreadsheet.sheet import same


@attrs.frozen
class SheetRow(Item):
    """One row as an item, or several that are one event.

    Attributes:
        cells: As they stand there; of several rows, those of the first one.
        columns: The columns of its fields, by path.
        made: Whether its id is made from what it says.
        exported: Whether it stands in an export of a log.
        parts: The lines of all its rows, the first one's first; empty for one row.
    """

    cells: tuple[str, ...] = ()
    columns: Mapping[FieldPath, str] = attrs.field(factory=dict)
    made: bool = False
    exported: bool = False
    parts: tuple[int, ...] = ()

    @property
    def every_line(self) -> tuple[int, ...]:
        """Return the lines of all its rows."""
        return self.parts or (self.line,)

    @property
    def apart(self) -> str:
        """Return what to do where another row has the same id."""
        if self.exported:
            return (
                "two versions of it stand in the log that was exported; retract or correct one "
                "there, or leave out one row"
            )
        column = self.columns.get(("id",))
        other = f", or map {column} to ignore if it numbers something else than events"
        return f"{super().apart}{other if column else ''}"

    def at(self, *path: str | int) -> str:
        """Return ``file:line`` with the column of a field, unless it is called as the field is."""
        where = super().at(*path)
        for length in range(len(path), 0, -1):
            name = self.columns.get(path[:length])
            if name is not None:
                plain = same(name) in (path[length - 1], dotted(path[:length]))
                return where if plain else f"{where}: {name}"
        return where


@attrs.frozen
class Table:
    """What a table holds.

    Attributes:
        header: The names of its columns.
        delimiter: What stands between cells.
        rows: Every row in the order of the file; `written` is None for one of another length.
        faults: What is wrong with file, map and rows; that of a row starts with its `where`.
        dates: The date that was read, by what its cells say, for cells that are no EDTF.
        notes: What a person should know of how the file was read.
        readings: How each column was read.
        saved_map: The column map by which it was read, in YAML.
        as_first: Returns the rows by line as the first release read them.
    """

    header: tuple[str, ...]
    delimiter: str
    rows: tuple[SheetRow, ...]
    faults: tuple[Fault, ...]
    dates: Mapping[str, str] = attrs.field(factory=dict)
    notes: tuple[str, ...] = ()
    readings: tuple[ColumnReading, ...] = ()
    saved_map: str = ""
    as_first: Callable[[], Mapping[int, SheetRow]] = dict

    @property
    def items(self) -> tuple[SheetRow, ...]:
        """Return the rows that say something."""
        return tuple(row for row in self.rows if row.written is not None)
