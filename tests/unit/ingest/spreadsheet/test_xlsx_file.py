"""Excel: the cells of a workbook as the cells of a CSV file."""

import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from unittest import mock

import openpyxl
import pytest

from chrono.ingest.spreadsheet.sheet import Rows
from chrono.ingest.spreadsheet.xlsx_file import read

DAY, MOMENT = (datetime.fromisoformat(text) for text in ("2023-01-02", "2023-01-04T09:05"))


def book(folder: Path, **sheets: list[list[Any]]) -> Rows:
    """Make a workbook of these sheets and read it."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(folder / "f.xlsx")
    return read(folder / "f.xlsx")


def test_cells_say_what_a_person_sees(tmp_path: Path) -> None:
    """Days without a midnight, whole numbers without a point, empty cells as nothing."""
    found = book(tmp_path, Facts=[
        ["a", "b", "c", "d", "e", "f"],
        [DAY, date(2023, 1, 3), MOMENT, time(9, 5), 7.0, 1.5],
        [None, "x", True, None, "=1", " "],
    ])  # fmt: skip

    assert [line.cells for line in found.lines][1:] == [
        ("2023-01-02", "2023-01-03", "2023-01-04T09:05:00", "09:05:00", "7", "1.5"),
        ("", "x", "true", "", "", " "),
    ]
    assert (found.faults, found.notes) == ((), ())


def test_the_first_sheet_that_holds_any_is_read_and_said(tmp_path: Path) -> None:
    """Rows count as in Excel, empty ones too."""
    found = book(tmp_path, Cover=[], Facts=[["a"], [], ["x"]], More=[["z"]])

    assert [(line.number, line.cells[0]) for line in found.lines] == [(1, "a"), (3, "x")]
    assert found.notes == ("read from the sheet 'Facts', and not from 'Cover', 'More'",)


def test_a_file_that_is_no_workbook_is_a_fault(tmp_path: Path) -> None:
    """Whatever it is; an empty workbook holds no rows."""
    file = tmp_path / "f.xlsx"
    for raw in (b"", b"a,b\n1,2\n", b"PK\x03\x04 torn"):
        file.write_bytes(raw)
        assert "f.xlsx: no workbook that can be read" in str(read(file).faults[0])

    assert book(tmp_path, Empty=[]) == Rows(())
    assert "No such file" in str(read(tmp_path / "none.xlsx").faults[0])


def test_without_the_library_the_fault_names_the_extra(tmp_path: Path) -> None:
    """It is imported for a workbook alone."""
    book(tmp_path, Facts=[["a"]])
    with mock.patch.dict(sys.modules, {"openpyxl": None}):
        (fault,) = read(tmp_path / "f.xlsx").faults

    assert str(fault) == (
        "f.xlsx: needs openpyxl; install chrono-engine[xlsx], or save the sheet as CSV"
    )


@pytest.mark.parametrize(("limit", "columns"), [(10_000, 1), (1_000, 0)])
def test_a_workbook_that_says_too_much_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int, columns: int
) -> None:
    """A small archive may hold cells without end, or parts that are large by themselves."""
    made = book(tmp_path, Facts=[["x" * 1000] * columns] * 20)
    assert made.faults == ()
    raw = (tmp_path / "f.xlsx").read_bytes()
    monkeypatch.setattr("chrono.ingest.spreadsheet.xlsx_file.LARGEST", limit)
    monkeypatch.setattr("chrono.ingest.bounded.LARGEST", len(raw))

    (fault,) = read(tmp_path / "f.xlsx").faults
    assert str(fault) == "f.xlsx: holds more than is read of a workbook; split it by year"
