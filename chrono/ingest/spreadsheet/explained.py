"""How each column of a table was read, and the same as a column map to keep."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, get_args

import attrs

from chrono.ingest.spreadsheet.cell_dates import Spans
from chrono.ingest.spreadsheet.column_map import ColumnMap, Layout
from chrono.ingest.spreadsheet.column_names import IGNORE
from chrono.ingest.spreadsheet.sheet import Spreadsheet

_FEW: Final = 3
_PLAIN: Final = re.compile(r"[A-Za-z][\w ()/.-]*", re.ASCII)
_REFUSED: Final = get_args(Spans)[0]


@attrs.frozen
class ColumnReading:
    """How one column was read.

    Attributes:
        name: Its heading.
        field: What it holds; ``ignore`` for nothing, and empty where that is not known.
        cells: The first three cells that are filled.
    """

    name: str
    field: str
    cells: tuple[str, ...]


def readings(sheet: Spreadsheet, layout: Layout) -> tuple[ColumnReading, ...]:
    """Return how each column was read, in the order of the file; of a fixed key the claim."""
    held = {number: field for field, numbers in layout.fields.items() for number in numbers}
    held.update({number: f"{op} {key}" for op, key, number in layout.claims})
    wrong = {fault.field for fault in layout.faults if fault.field}
    return tuple(
        ColumnReading(
            name,
            held.get(number, "" if number in layout.unclear or name[:60] in wrong else IGNORE),
            tuple(_filled(sheet, number)),
        )
        for number, name in enumerate(sheet.header)
    )


def _filled(sheet: Spreadsheet, number: int) -> Iterator[str]:
    cells = map(str.strip, sheet.column(number))
    for place, cell in enumerate(filter(None, cells), 1):
        yield cell
        if place == _FEW:
            return


def saved_map(file: str, read: Sequence[ColumnReading], columns: ColumnMap) -> str:
    """Return a column map in YAML that reads a file as it was read, with comments."""
    return "\n".join(_lines(file, read, columns)) + "\n"


def _lines(file: str, read: Sequence[ColumnReading], columns: ColumnMap) -> Iterator[str]:
    yield f"# How the columns of {ascii(file)[1:-1]} are read, as a column map."
    claims = {op: dict[str, str]() for op in dict.fromkeys(claim.op for claim in columns.claims)}
    fields = {}
    for column in read:
        op, _, key = column.field.partition(" ")
        if "/" in key and op in claims:
            claims[op][key] = column.name
        elif column.field:
            fields[column.name] = column.field
    samples = {column.name: column.cells[0] for column in read if column.cells}
    yield from _part("columns", fields, samples)
    yield from _part("defaults", columns.defaults, {}, "  # where no cell says it")
    for op, keys in claims.items():
        yield from _part(op, keys, {}, "  # what a column says of a key")
    reader = columns.dates
    dates = [str(word) for word in (reader.order, reader.spans) if word != _REFUSED]
    dates += [f"years from {reader.years_from}"] * bool(reader.years_from)
    yield f"dates: [{', '.join(dates)}]  # or day first, month first; year spans, edtf"
    if columns.dates.lasting is not None:
        range_is = "lasts" if columns.dates.lasting else "one moment"
        yield f"range: {range_is}  # what an end date means; or one moment, lasts"
    if columns.others:
        yield "ignore: others  # columns that nobody named"


def _part(
    part: str, pairs: Mapping[str, str], samples: Mapping[str, str], about: str = ""
) -> Iterator[str]:
    if pairs:
        yield f"{part}:{about}"
    for name, value in pairs.items():
        sample = f"  # as {ascii(samples[name])[:60]}" if name in samples else ""
        yield f"  {_scalar(name)}: {_scalar(value)}{sample}"


def _scalar(text: str) -> str:
    """Return a text as YAML has it, in quotes unless it is plain."""
    if _PLAIN.fullmatch(text) and text == text.strip():
        return text
    return "'" + text.replace("'", "''") + "'"
