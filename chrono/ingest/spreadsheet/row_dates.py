"""The dates of a row: when it happened, by one cell or by several, and those of other fields."""

from collections.abc import Mapping
from typing import Final

import attrs

from chrono.codec.structuring import FieldPath
from chrono.faults import Fault
from chrono.ingest.spreadsheet.cell_dates import DateCells
from chrono.ingest.spreadsheet.column_dates import certain_order, has_year_spans, is_padded
from chrono.ingest.spreadsheet.column_map import MappedSheet
from chrono.ingest.spreadsheet.column_names import DATE_PARTS, DATING, PRECISIONS
from chrono.ingest.spreadsheet.date_parts import from_parts
from chrono.ingest.spreadsheet.table import SheetRow
from chrono.ingest.spreadsheet.wrong_cell import WrongCell
from chrono.values.clocks import shown

_ANY_TIME: Final = "[..9999]"
SOME_DAY: Final = "9999"
"""Stand in for dates with a fault, which is told once; neither puts the event in an order."""

_IN_ORDER: Final = ("modifier", "occurred", "end", "time", "end time", "zone")


class RowDates:
    """Reads the dates in the rows of one sheet.

    Args:
        mapped: The sheet.
        faults: The list to which every fault is added.

    Attributes:
        read: The date that was read, by what its cells say, for cells that are no EDTF.
        notes: What a person should know of how columns were read.
    """

    def __init__(self, mapped: MappedSheet, faults: list[Fault]) -> None:
        sheet, columns, layout = mapped.sheet, mapped.columns, mapped.layout
        self.read: dict[str, str] = {}
        self.notes: list[str] = []
        self._faults = faults
        self._layout = layout
        self._header = sheet.header
        self._first = mapped.first
        starts = ("occurred", "end", "published", "data.")
        dates = {
            field: list(sheet.column(numbers[0]))
            for field, numbers in layout.fields.items()
            if field.startswith(starts)
        }
        spans = frozenset(field for field, cells in dates.items() if has_year_spans(cells))
        as_written = mapped.first or columns.exported
        padded = {field for field, cells in dates.items() if not as_written and is_padded(cells)}
        every = (cell for cells in dates.values() for cell in cells)
        self._reader = attrs.evolve(
            columns.dates,
            with_spans=spans,
            padded=frozenset(padded),
            certain=certain_order(every),
            first=mapped.first,
        )
        for field in sorted(padded):
            name = shown(sheet.header[layout.fields[field][0]])
            self.notes.append(f"{name}: every time in it is midnight, so it is read as days")

    def occurred(self, fields: Mapping[str, str], row: SheetRow, *, asserts: bool) -> str | None:
        """Return when a row happened; None where no cell says it, which is no fault of a date.

        An end is that of what the row `asserts`, unless the map says what ends are.
        """
        dating = {field: fields[field] for field in (*DATING, *PRECISIONS) if field in fields}
        lasting = self._reader.lasting
        if lasting is None:
            lasting = asserts and "modifier" not in fields and not self._first
        modified = "modifier" in self._layout.fields or "modifier" in fields
        try:
            dating |= _from_parts(fields)
            if "occurred" not in dating:
                return None
            words = {field.replace(" ", "_"): cell for field, cell in dating.items()}
            reader = attrs.evolve(self._reader, lasting=lasting)
            date = reader.date(DateCells(**words, modified=modified))
            if "end" in dating and not modified and self._reader.lasting is None and not asserts:
                self._between()
        except WrongCell as wrong:
            self._faults.append(row.fault(str(wrong), wrong.field))
            return _ANY_TIME
        parts = (dating.get(field, "") for field in _IN_ORDER)
        self._note(" ".join(part for part in parts if part.casefold() not in ("", "on")), date)
        return date

    def one(self, cell: str, field: str) -> str:
        """Return the date that one cell of a field is; WrongCell if it is none."""
        date = self._reader.read(cell, field)
        self._note(cell, date)
        return date

    def of_data(self, cell: str, field: str, row: SheetRow, path: FieldPath) -> str:
        """Return the date that one cell is; where it is none, that is a fault of `path`."""
        try:
            return self.one(cell, field)
        except WrongCell as wrong:
            self._faults.append(row.fault(str(wrong), *path))
            return SOME_DAY

    def _between(self) -> None:
        """Note once that ends are read as those of one moment, which nobody said."""
        column = self._layout.fields.get("end", self._layout.fields.get("end year", (0,)))[0]
        note = (
            f"{shown(self._header[column])}: a start and an end are read as one moment in between; "
            "what lasts from one to the other needs the map range:=lasts"
        )
        if note not in self.notes:
            self.notes.append(note)

    def _note(self, cells: str, date: str) -> None:
        """Keep a date that was read, unless it stands in its cells as it is."""
        if cells != date:
            self.read[cells] = date


def _from_parts(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the date and the end that columns of years, months and days make; else nothing.

    Of a year beside a whole date, which it must be the year of, it is the year alone.
    """
    made = {}
    for field, prefix in (("occurred", ""), ("end", "end ")):
        parts = [fields.get(f"{prefix}{part}", "") for part in DATE_PARTS[:3]]
        if any(parts):
            whole = from_parts(*parts, prefix=prefix)
            if field not in fields:
                made[field] = whole
            elif any(parts[1:]):
                raise WrongCell(f"{prefix}year", "the date stands in another column, too; keep one")
            else:
                made[f"{prefix}year"] = whole
    return made
