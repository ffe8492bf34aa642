"""Rows of a table as items: each row one event with its sources, read by a column map.

A row without an id has one made from what it says, so the same row imported again is nothing new.
Rows that are one event together are joined in `chrono.ingest.spreadsheet.joined`.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from chrono.codec.shapes import LONGEST_HEADLINE
from chrono.events.entries import ACTS, DECLARATION
from chrono.events.kinds import Register
from chrono.faults import Fault
from chrono.ingest.drafting import without_faults
from chrono.ingest.spreadsheet.built_in_maps import SLIDES, fitting
from chrono.ingest.spreadsheet.column_map import MappedSheet, laid_over
from chrono.ingest.spreadsheet.column_names import LINKS, is_empty
from chrono.ingest.spreadsheet.explained import readings, saved_map
from chrono.ingest.spreadsheet.files import read
from chrono.ingest.spreadsheet.html_text import text_of
from chrono.ingest.spreadsheet.joined import one_headline
from chrono.ingest.spreadsheet.map_files import column_map
from chrono.ingest.spreadsheet.mistaken_controls import as_meant
from chrono.ingest.spreadsheet.no_values import part_of, with_values
from chrono.ingest.spreadsheet.program_cells import as_text
from chrono.ingest.spreadsheet.row_data import RowData
from chrono.ingest.spreadsheet.row_dates import RowDates
from chrono.ingest.spreadsheet.row_sources import RowSources
from chrono.ingest.spreadsheet.sheet import Line, same
from chrono.ingest.spreadsheet.table import SheetRow, Table
from chrono.kinds.catalogue import KINDS
from chrono.state.standing import Standing
from chrono.values.canonical import canonical, normal_text
from chrono.values.clocks import shown

_PLAIN: Final = ("id", "kind", "headline", "note")


def table(
    path: Path, words: Sequence[str] = (), origin: str = "map", kinds: Register = KINDS
) -> Table:
    """Return the rows of a table, read by a column map, with every fault.

    `words` describe the column map, and `origin` says in faults where they come from; without any,
    columns are fields by their own names, or those of a built-in map that fits. Where the header
    does not fit the map there are no rows. `kinds` say which fields of data are dates.
    """
    columns, faults = column_map(words, origin)
    sheet = read(path, columns.knows)
    notes = sheet.notes
    if not columns.like and not columns.others:
        beneath = fitting(sheet.header, (column.name for column in columns.columns.values()))
        if beneath:
            columns, faults = column_map(words, origin, beneath)
            notes = (*notes, f"columns read by the map {beneath}")
    found = Table(sheet.header, sheet.delimiter, (), (*faults, *sheet.faults), notes=notes)
    layout = laid_over(columns, sheet) if sheet.header else None
    if layout:
        read_as = readings(sheet, layout)
        saved = saved_map(path.name, read_as, columns)
        found = attrs.evolve(found, readings=read_as, saved_map=saved)
    if layout is None or faults or layout.faults:
        wrong = (*faults, *(layout.faults if layout else ()), *sheet.faults)
        return attrs.evolve(found, faults=wrong)
    reader = RowReader(MappedSheet(sheet, columns, layout), kinds)
    rows = tuple(filter(None, map(reader.row, sheet.rows)))
    alike = one_headline(rows, layout.fields)
    return attrs.evolve(
        found,
        rows=rows,
        faults=(*sheet.faults, *reader.faults),
        dates=reader.dates.read,
        notes=(*notes, *reader.dates.notes, *reader.repaired, *reader.slides, *alike),
        as_first=reader.as_first,
    )


class RowReader:
    """Reads the rows of one sheet.

    Attributes:
        faults: What is wrong with the cells that were read.
        dates: Reads their dates.
        slides: What was read of rows that are no events.
    """

    def __init__(self, mapped: MappedSheet, kinds: Register) -> None:
        self._mapped = mapped
        self._sheet = mapped.sheet
        self._map = mapped.columns
        self._layout = mapped.layout
        self._kinds = kinds
        self._columns = dict(mapped.layout.by_path(mapped.sheet.header))
        self._mistaken = dict[str, str]()
        self._nothing = dict[str, dict[str, None]]()
        self.faults = list[Fault]()
        self.slides: list[str] = []
        self.dates = RowDates(mapped, self.faults)
        self._sources = RowSources(mapped, self.dates, self.faults)
        self._data = RowData(mapped, self.dates, self.faults)

    def as_first(self) -> dict[int, SheetRow]:
        """Return the rows by line as the first release read them, those that it could read."""
        reader = RowReader(attrs.evolve(self._mapped, first=True), self._kinds)
        rows: dict[int, SheetRow] = {}
        for line in self._sheet.rows:
            reader.faults.clear()
            row = reader.row(line)
            if row and not reader.faults:
                rows[row.line] = row
        return rows

    def row(self, line: Line) -> SheetRow | None:
        """Return one row as an item; None for what is no event, which is noted."""
        row = SheetRow(
            None,
            self._sheet.file,
            line.number,
            text=True,
            cells=line.cells,
            columns=self._columns,
            exported=self._map.exported,
        )
        have, wanted = len(line.cells), len(self._sheet.header)
        if have != wanted:
            hint = (
                "put cells that hold a delimiter in quotes"
                if have > wanted
                else "every column has a cell, if an empty one"
            )
            self.faults.append(row.fault(f"has {have} cells under {wanted} columns; {hint}"))
            return row
        as_written = self._map.exported
        cells = list(line.cells) if as_written else [self._letters(cell) for cell in line.cells]
        wrong = with_values(cells, self._mapped, row, self.faults)
        in_cells = {field: cells[at[0]] for field, at in self._layout.fields.items()}
        in_cells["note"] = self._note(cells)
        filled = {field: cell for field, cell in in_cells.items() if cell}
        if not self._mapped.first and not as_written:
            filled = self._without_nothing(filled)
        # A part without its others would be a fault that is none.
        apart = {"occurred", "data"}.intersection(wrong)
        filled = {field: cell for field, cell in filled.items() if part_of(field) not in apart}
        filled = as_text(filled, self._map.like)
        fields = {**self._map.defaults, **filled}
        if reason := _no_event(fields):
            self.slides.append(f"{row.where}: {shown(fields.get('headline', ''))} {reason}")
            return None
        if "data" in fields:  # its values have types already
            row = attrs.evolve(row, text=False)
        made = None if "id" in fields else self._id(cells)
        written: dict[str, Any] = {"id": made} if made else {}
        written.update(self._plain(fields, row))
        asserts = self._layout.asserts(fields, cells)
        if occurred := self.dates.occurred(fields, row, asserts=asserts):
            written["occurred"] = occurred
        row, sources = self._sources.sources(filled, row)
        if sources:
            written["sources"] = sources
        kind = self._kinds.get(fields.get("kind"))
        data = self._data.data(fields, cells, row, kind.dates if kind else ())
        if data:
            written["data"] = data
        written = without_faults(written, wrong)
        return attrs.evolve(row, written=written, made=made is not None)

    @property
    def repaired(self) -> Iterator[str]:
        """Yield which cells were read as empty ones, and which letters in the place of others."""
        if self._mistaken:
            listed = ", ".join(f"U+{ord(old):04X} as {new}" for old, new in self._mistaken.items())
            yield f"control characters are read as those of Windows-1252: {listed}"
        for cell, names in self._nothing.items():
            yield f"{shown(cell)} is read as an empty cell in {', '.join(names)}"

    def _letters(self, cell: str) -> str:
        """Return a cell without spaces around and without control characters that are letters."""
        stripped = cell.strip()
        meant = stripped if self._mapped.first else as_meant(stripped)
        if meant != stripped:
            pairs = zip(stripped, meant, strict=True)
            self._mistaken.update((old, new) for old, new in pairs if old != new)
        return meant

    def _without_nothing(self, filled: Mapping[str, str]) -> dict[str, str]:
        """Return the cells that say something, and note the others."""
        nothing = [field for field, cell in filled.items() if is_empty(cell, field)]
        for field in nothing:
            name = self._sheet.header[self._layout.fields[field][0]]
            self._nothing.setdefault(filled[field], {})[name] = None
        return {field: cell for field, cell in filled.items() if field not in nothing}

    def _plain(self, fields: Mapping[str, str], row: SheetRow) -> dict[str, Any]:
        """Return the fields of an event that are texts, and its links."""
        written: dict[str, Any] = {field: fields[field] for field in _PLAIN if field in fields}
        written.setdefault("kind", "development")
        if written["kind"] in (*ACTS, DECLARATION):
            reason = "a row is a development; acts and declarations stand in a .jsonl or a .yaml"
            self.faults.append(row.fault(f"{written['kind']}: {reason}", "kind"))
            written["kind"] = "development"
        if not self._map.exported:
            _shorten(written)
        for field in LINKS:
            if field in fields:
                written[field] = re.split(r"[\s,;]+", fields[field].strip(" ,;"))
        return written

    def _note(self, cells: Sequence[str]) -> str:
        """Return the note; where several columns make it, each cell with the name of its column."""
        shown_as = text_of if self._map.like == SLIDES else str
        numbers = self._layout.fields.get("note", ())
        parts = [(self._sheet.header[n], shown_as(cells[n])) for n in numbers]
        if len(parts) == 1:
            return parts[0][1]
        return "\n".join(f"{name}: {cell}" for name, cell in parts if cell)

    def _id(self, cells: Sequence[str]) -> str:
        """Return an id of what the row says in columns that are not ignored."""
        header = self._sheet.header
        used = {same(header[n]): normal_text(cells[n]) for n in self._layout.used if cells[n]}
        return f"row-{hashlib.sha256(canonical(used).encode()).hexdigest()[:12]}"


def _no_event(fields: Mapping[str, str]) -> str:
    """Return why a row is no event; empty if it is one."""
    slide = fields.get("slide", "").casefold()
    if slide in ("title", "era"):
        return f"is the {slide} of the timeline, and no event"
    return "was withdrawn, so it is left out" if slide == Standing.WITHDRAWN else ""


def _shorten(written: dict[str, Any]) -> None:
    """Put the headline on one line; a headline that is too long is kept whole in the note."""
    whole = written.get("headline", "")
    headline = " ".join(whole.split())
    if len(headline) > LONGEST_HEADLINE:
        written["note"] = "\n".join(part for part in (whole, written.get("note", "")) if part)
        headline = headline[: LONGEST_HEADLINE - 1].rsplit(" ", 1)[0] + "\u2026"
    if headline:
        written["headline"] = headline
