"""Rows of a spreadsheet as items: each row one event with one source, read by a column map.

A row without an id has one made from what it says, so the same row imported again is nothing new,
and two equal rows are one event.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from chrono.codec.shapes import LONGEST_HEADLINE
from chrono.codec.structuring import FieldPath
from chrono.errors import Fault
from chrono.events.kinds import Register
from chrono.ingest.spreadsheet.cell_dates import DateCells, WrongCell, has_year_spans
from chrono.ingest.spreadsheet.column_map import LINKS, SOURCE, ColumnMap, Layout, laid_over
from chrono.ingest.spreadsheet.csv_file import Line, Spreadsheet, read, same
from chrono.ingest.spreadsheet.map_files import column_map
from chrono.ingest.spreadsheet.table import SheetRow, Table
from chrono.kinds.catalogue import KINDS
from chrono.values.canonical import canonical, normal_text

_ANY_TIME: Final = "[..9999]"
_STAND_IN: Final = "9999"
"""Stand in for dates with a fault, which is reported once; neither puts the event in an order."""

_PLAIN: Final = ("id", "kind", "headline", "note")
_DATES: Final = ("occurred", "end", "published")
_DATING: Final = ("occurred", "modifier", "end", "time", "zone")


def table(
    path: Path, words: Sequence[str] = (), origin: str = "map", kinds: Register = KINDS
) -> Table:
    """Return the rows of a CSV file, read by a column map, with every fault.

    `words` describe the column map, and `origin` says in faults where they come from; without any,
    columns are fields by their own names. Where the header does not fit the map there are no rows.
    `kinds` say which fields of data are dates.
    """
    columns, faults = column_map(words, origin)
    sheet = read(path)
    if not sheet.header:
        return Table((), sheet.delimiter, (), (*faults, *sheet.faults))
    layout = laid_over(columns, sheet)
    wrong = (*faults, *layout.faults)
    if wrong:
        return Table(sheet.header, sheet.delimiter, (), (*wrong, *sheet.faults))
    reader = _Reader(sheet, columns, layout, kinds)
    rows = tuple(reader.row(line) for line in sheet.rows)
    all_faults = (*sheet.faults, *reader.faults)
    return Table(sheet.header, sheet.delimiter, rows, all_faults, reader.dates)


class _Reader:
    """Reads the rows of one sheet."""

    def __init__(
        self, sheet: Spreadsheet, columns: ColumnMap, layout: Layout, kinds: Register
    ) -> None:
        self.faults = list[Fault]()
        self.dates: dict[str, str] = {}
        self._sheet = sheet
        self._map = columns
        self._layout = layout
        self._kinds = kinds
        self._columns = dict(layout.by_path(sheet.header))
        dates = [f for f in layout.fields if f in _DATES or f.startswith("data.")]
        with_spans = frozenset(field for field in dates if has_year_spans(self._column(field)))
        self._reader = attrs.evolve(columns.dates, with_spans=with_spans)

    def row(self, line: Line) -> SheetRow:
        """Return one row as an item."""
        row = SheetRow(None, self._sheet.file, line.number, {}, True, line.cells, self._columns)  # noqa: FBT003
        have, wanted = len(line.cells), len(self._sheet.header)
        if have != wanted:
            hint = (
                "put cells that hold a delimiter in quotes"
                if have > wanted
                else "every column has a cell, if an empty one"
            )
            self.faults.append(row.fault(f"has {have} cells under {wanted} columns; {hint}"))
            return row
        cells = [cell.strip() for cell in line.cells]
        in_cells = {field: cells[at[0]] for field, at in self._layout.fields.items()}
        in_cells["note"] = self._note(cells)
        fields = {**self._map.defaults, **{field: cell for field, cell in in_cells.items() if cell}}
        fields.setdefault("id", self._id(cells))
        written: dict[str, Any] = {field: fields[field] for field in _PLAIN if field in fields}
        written.setdefault("kind", "development")
        _shorten(written)
        for field in LINKS:
            if field in fields:
                written[field] = re.split(r"[\s,;]+", fields[field].strip(" ,;"))
        asserts = "modifier" not in fields and self._layout.asserts(fields, cells)
        lasting = asserts if self._map.dates.lasting is None else self._map.dates.lasting
        self._date(fields, row, written, lasting=lasting)
        self._source(fields, in_cells, row, written)
        data = self._data(fields, cells, row)
        if data:
            written["data"] = data
        return attrs.evolve(row, written=written)

    def _column(self, field: str) -> Iterator[str]:
        """Yield the cells of a field; of none where no column holds it."""
        for number in self._layout.fields.get(field, ())[:1]:
            yield from (line.cells[number] for line in self._sheet.rows if len(line.cells) > number)

    def _note(self, cells: Sequence[str]) -> str:
        """Return the note; where several columns make it, each cell with the name of its column."""
        parts = [(self._sheet.header[n], cells[n]) for n in self._layout.fields.get("note", ())]
        if len(parts) == 1:
            return parts[0][1]
        return "\n".join(f"{name}: {cell}" for name, cell in parts if cell)

    def _id(self, cells: Sequence[str]) -> str:
        """Return an id of what the row says in columns that are not ignored."""
        header = self._sheet.header
        used = {same(header[n]): normal_text(cells[n]) for n in self._layout.used if cells[n]}
        return f"row-{hashlib.sha256(canonical(used).encode()).hexdigest()[:12]}"

    def _date(
        self, fields: Mapping[str, str], row: SheetRow, written: dict[str, Any], *, lasting: bool
    ) -> None:
        if "occurred" not in fields:
            return
        dating = {field: fields[field] for field in _DATING if field in fields}
        modified = "modifier" in self._layout.fields or "modifier" in fields
        try:
            reader = attrs.evolve(self._reader, lasting=lasting)
            date = reader.date(DateCells(**dating, modified=modified))
        except WrongCell as wrong:
            self.faults.append(row.fault(str(wrong), wrong.field))
            date = _ANY_TIME
        else:
            in_order = ("modifier", "occurred", "end", "time", "zone")
            parts = (dating.get(field, "") for field in in_order)
            self._read(" ".join(part for part in parts if part.casefold() not in ("", "on")), date)
        written["occurred"] = date

    def _read(self, cells: str, date: str) -> None:
        """Note a date that was read, unless it stands in its cells as it is."""
        if cells != date:
            self.dates[cells] = date

    def _source(
        self,
        fields: Mapping[str, str],
        in_cells: Mapping[str, str],
        row: SheetRow,
        written: dict[str, Any],
    ) -> None:
        """Add the source, unless neither the row nor the map has one."""
        source = {field: fields[field] for field in SOURCE if field in fields}
        if not any(in_cells.get(field) for field in SOURCE) and "publisher" not in source:
            return
        if "basis" in source:
            source["basis"] = source["basis"].casefold()
        if "published" in source:
            path = ("sources", 0, "published")
            source["published"] = self._one_date(source["published"], "published", row, path)
        written["sources"] = [source]

    def _one_date(self, cell: str, field: str, row: SheetRow, path: FieldPath) -> str:
        """Return the date that one cell is; where it is none, that is a fault of `path`."""
        try:
            date = self._reader.read(cell, field)
        except WrongCell as wrong:
            self.faults.append(row.fault(str(wrong), *path))
            return _STAND_IN
        self._read(cell, date)
        return date

    def _data(
        self, fields: Mapping[str, str], cells: Sequence[str], row: SheetRow
    ) -> dict[str, Any]:
        data: dict[str, Any] = {}
        kind = self._kinds.get(fields.get("kind"))
        for field, cell in fields.items():
            path = tuple(field.split("."))
            if path[0] == "data":
                dated = kind is not None and path[1:] in {(name,) for name in kind.dates}
                value = self._one_date(cell, field, row, path) if dated else cell
                self._put(data, path[1:], value, row)
        claims = [{op: key, "value": cells[n]} for op, key, n in self._layout.claims if cells[n]]
        if "key" in fields:
            claim = {fields.get("claim", "set").casefold(): fields["key"]}
            claims.append({**claim, "value": fields["value"]} if "value" in fields else claim)
        elif "value" in fields:
            self.faults.append(row.fault("a value without a key; write one, as term/agi", "value"))
        if claims:
            data["claims"] = claims
        return data

    def _put(self, data: dict[str, Any], steps: Sequence[str], value: str, row: SheetRow) -> None:
        """Add a value to nested maps of data; a second value for one field is a fault."""
        for step in steps[:-1]:
            inner = data.setdefault(step, {})
            if not isinstance(inner, dict):
                break
            data = inner
        else:
            if steps[-1] not in data:
                data[steps[-1]] = value
                return
        reason = "another column says something else of this field; map one of them to ignore"
        self.faults.append(row.fault(reason, "data", *steps))


def _shorten(written: dict[str, Any]) -> None:
    """Put the headline on one line; a headline that is too long is kept whole in the note."""
    whole = written.get("headline", "")
    headline = " ".join(whole.split())
    if len(headline) > LONGEST_HEADLINE:
        written["note"] = "\n".join(part for part in (whole, written.get("note", "")) if part)
        headline = headline[: LONGEST_HEADLINE - 1].rsplit(" ", 1)[0] + "\u2026"
    if headline:
        written["headline"] = headline
