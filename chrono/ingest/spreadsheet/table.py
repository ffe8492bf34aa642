"""What a spreadsheet holds: its rows as items, its faults, and how its dates were read."""

from collections.abc import Mapping

import attrs

from chrono.codec.structuring import FieldPath, dotted
from chrono.errors import Fault
from chrono.ingest.items import Item
from chrono.ingest.spreadsheet.csv_file import same


@attrs.frozen
class SheetRow(Item):
    """One row as an item.

    Attributes:
        cells: As they stand there.
        columns: The columns of its fields, by path.
    """

    cells: tuple[str, ...] = ()
    columns: Mapping[FieldPath, str] = attrs.field(factory=dict)

    def at(self, *path: str | int) -> str:
        """Return ``file:line`` with the column of a field, unless it is called as the field is."""
        for length in range(len(path), 0, -1):
            name = self.columns.get(path[:length])
            if name is not None:
                plain = same(name) in (path[length - 1], dotted(path[:length]))
                return self.where if plain else f"{self.where}: {name}"
        return self.where


@attrs.frozen
class Table:
    """What a spreadsheet holds.

    Attributes:
        header: The names of its columns.
        delimiter: What stands between cells.
        rows: Every row in the order of the file; `written` is None for one of another length.
        faults: What is wrong with file, map and rows; that of a row starts with its `where`.
        dates: The date that was read, by what its cells say, for cells that are no EDTF.
    """

    header: tuple[str, ...]
    delimiter: str
    rows: tuple[SheetRow, ...]
    faults: tuple[Fault, ...]
    dates: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def items(self) -> tuple[SheetRow, ...]:
        """Return the rows that say something."""
        return tuple(row for row in self.rows if row.written is not None)
