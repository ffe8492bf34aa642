"""The sources of a row: their dates, their addresses, and which column a fault is in."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from chrono.faults import Fault
from chrono.ingest.spreadsheet.column_map import MappedSheet
from chrono.ingest.spreadsheet.column_names import SOURCE
from chrono.ingest.spreadsheet.row_dates import SOME_DAY, RowDates
from chrono.ingest.spreadsheet.source_cells import SHARED, SourceCells, sources_of
from chrono.ingest.spreadsheet.table import SheetRow
from chrono.ingest.spreadsheet.wrong_cell import WrongCell
from chrono.values.addresses import BadAddress, checked_address

_STAND_INS: Final = {"published": SOME_DAY, "url": "https://unread.example"}
"""Stand in for cells with a fault, which is told once."""


class RowSources:
    """Reads the sources of the rows of one sheet.

    Args:
        mapped: The sheet.
        dates: Reads its dates.
        faults: The list to which every fault is added.
    """

    def __init__(self, mapped: MappedSheet, dates: RowDates, faults: list[Fault]) -> None:
        self._header = mapped.sheet.header
        self._defaults = mapped.columns.defaults
        self._exported = mapped.columns.exported
        self._layout = mapped.layout
        self._dates = dates
        self._faults = faults
        self._first = mapped.first
        self._numbers = mapped.layout.numbers((*SOURCE, "source"))
        column = mapped.layout.fields.get("publisher", ())[:1]
        self._publishers = {cell.strip() for n in column for cell in mapped.sheet.column(n)}

    def sources(
        self, cells: Mapping[str, str], row: SheetRow
    ) -> tuple[SheetRow, list[dict[str, str]]]:
        """Return a row that knows the columns of its sources, and these."""
        if self._first:
            each = list(_as_first(cells, self._defaults))
        elif self._exported:
            each = list(_as_exported(cells, self._numbers))
        else:
            each = list(sources_of(cells, self._defaults, self._numbers, self._publishers))
        columns = dict(row.columns)
        for number, source in enumerate(each):
            shared = {field: field for field in SHARED if field not in source.columns}
            for field, column in {**shared, **source.columns}.items():
                if column in self._layout.fields:
                    name = self._header[self._layout.fields[column][0]]
                    columns["sources", number, field] = name[:60]
        row = attrs.evolve(row, columns=columns)
        wrong = set[tuple[str, str]]()
        return row, [self._source(source, n, row, wrong) for n, source in enumerate(each)]

    def _source(
        self, source: SourceCells, number: int, row: SheetRow, wrong: set[tuple[str, str]]
    ) -> dict[str, str]:
        """Return one source; a cell that several share is told once, as `wrong` notes."""
        fields = dict(source.fields)
        if "basis" in fields:
            fields["basis"] = fields["basis"].casefold()
        for field in ("published", "url"):
            cell = (source.columns.get(field, ""), fields.get(field, ""))
            if not cell[1]:
                continue
            try:
                fields[field] = self._checked(field, *cell)
            except (WrongCell, BadAddress) as error:
                fields[field] = _STAND_INS[field]
                if cell not in wrong:
                    self._faults.append(row.fault(str(error), "sources", number, field))
                wrong.add(cell)
        return fields

    def _checked(self, field: str, column: str, cell: str) -> str:
        if field == "published":
            return self._dates.one(cell, column or field)
        return cell if self._first else checked_address(cell)


def _as_first(cells: Mapping[str, str], defaults: Mapping[str, str]) -> Iterator[SourceCells]:
    """Yield the source of a row as the first release read it, one at most."""
    fields = {**defaults, **cells}
    source: dict[str, str] = {field: fields[field] for field in SOURCE if field in fields}
    if "publisher" in source or any(field in cells for field in SOURCE):
        yield SourceCells(source, {field: field for field in source if field in cells})


def _as_exported(cells: Mapping[str, str], numbers: Iterable[int]) -> Iterator[SourceCells]:
    """Yield the sources of a row of an export: each has columns of its own, and shares nothing."""
    for number in numbers:
        behind = "" if number == 1 else f" {number}"
        columns = {field: field + behind for field in SOURCE if field + behind in cells}
        if columns:
            yield SourceCells({field: cells[name] for field, name in columns.items()}, columns)
