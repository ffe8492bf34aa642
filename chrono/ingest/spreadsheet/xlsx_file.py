"""Excel: the rows of the first sheet of a workbook that holds any.

It is read by openpyxl, which comes with the extra ``xlsx``. Of a formula the result is read that
Excel saved, and its cells are as `chrono.ingest.spreadsheet.workbook_cells` says.
"""

import io
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from chrono.faults import Fault
from chrono.ingest.bounded import LARGEST
from chrono.ingest.spreadsheet.csv_file import read_bytes
from chrono.ingest.spreadsheet.sheet import Line, Rows
from chrono.values.clocks import shown

_WIDEST: Final = 1000
"""Columns that are read; a sheet that is wider has cells that were formatted by mistake."""


_UNPACKED: Final = 8
"""How many times larger than the largest file its parts may be, tags and all."""


class _TooLarge(Exception):
    """The workbook holds more than is read."""


def read(path: Path) -> Rows:
    """Return the rows of a workbook of at most 32 MiB, whose cells hold at most as much.

    Without openpyxl, and where the file is no workbook, that is a fault.
    """
    raw, faults = read_bytes(path)
    if faults:
        return Rows((), faults)
    try:
        import openpyxl  # noqa: PLC0415  an extra, and only for workbooks

        from chrono.ingest.spreadsheet.workbook_cells import text_of_cell  # noqa: PLC0415  too
    except ImportError:
        reason = "needs openpyxl; install chrono-engine[xlsx], or save the sheet as CSV"
        return Rows((), (Fault(path.name, "", reason),))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of colours and lists of choices, which are not read
        try:
            _check_unpacked(raw)
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
            # Else dates come rounded to a millisecond, which may be the next day.
            book._date_formats = book._timedelta_formats = ()  # noqa: SLF001
            return _first(book, lambda cell: text_of_cell(cell, book.epoch))
        except _TooLarge:
            reason = "holds more than is read of a workbook; split it by year"
        except Exception as error:  # noqa: BLE001  a broken archive or its XML raises anything
            reason = f"no workbook that can be read ({type(error).__name__}); save it as .xlsx"
    return Rows((), (Fault(path.name, "", reason),))


def _check_unpacked(raw: bytes) -> None:
    """Raise _TooLarge for an archive whose parts are large, before any of them is unpacked."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _UNPACKED * LARGEST:
            raise _TooLarge


def _first(book: Any, text: Callable[[Any], str]) -> Rows:
    """Return the rows of the first sheet that holds any; none if no sheet does."""
    sheets = book.worksheets
    for sheet in sheets:
        sheet.reset_dimensions()  # which some programs write wrong
        lines = tuple(_lines(sheet.iter_rows(), text))
        if lines:
            others = ", ".join(shown(other.title) for other in sheets if other is not sheet)
            note = f"read from the sheet {shown(sheet.title)}, and not from {others}"
            return Rows(lines, notes=(note,) if others else (), whole=False)
    return Rows(())


def _lines(rows: Iterable[tuple[Any, ...]], text: Callable[[Any], str]) -> Iterator[Line]:
    size = 0
    for number, row in enumerate(rows, 1):
        cells = tuple(map(text, row[:_WIDEST]))
        size += sum(map(len, cells)) + len(cells)
        if size > LARGEST:
            raise _TooLarge
        if any(cell.strip() for cell in cells):
            yield Line(number, cells)
