"""Excel: the cells of a workbook as the cells of a CSV file."""

import sys
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from unittest import mock

import openpyxl
import pytest
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

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


def shown_as(folder: Path, value: Any, shape: str, epoch: datetime = WINDOWS_EPOCH) -> str:
    """Read one cell that holds a value in a format of numbers."""
    made = openpyxl.Workbook()
    made.epoch = epoch
    made.active["A1"] = value
    made.active["A1"].number_format = shape
    made.save(folder / "f.xlsx")
    (line,) = read(folder / "f.xlsx").lines
    return line.cells[0]


@pytest.mark.parametrize(
    ("shape", "read_as"),
    [
        *((month, "2023-11") for month in ("mmm yyyy", "mm/yyyy", "mmmm yy", "yyyy-mm", "mmm-yy")),
        ("[$-409]mmm\\ yyyy;@", "2023-11"),
        ('[$-407]mmmm" des Jahrs "yyyy', "2023-11"),
        ("YYYY/MM_)", "2023-11"),
        *((day, "2023-11-01") for day in ("yyyy-mm-dd", "d mmm", "mmm", "yyyy", "mmm d;mmm yyyy")),
        ("mmm yyyy h:mm", "2023-11-01"),
    ],
)
def test_the_first_of_a_month_that_is_shown_as_a_month_is_that_month(
    tmp_path: Path, shape: str, read_as: str
) -> None:
    """Excel makes it of a typed `Nov 2023`; what shows more or less than a month is a day."""
    assert shown_as(tmp_path, datetime(2023, 11, 1), shape) == read_as  # noqa: DTZ001
    assert shown_as(tmp_path, datetime(2023, 11, 2), shape) == "2023-11-02"  # noqa: DTZ001


def test_the_first_of_a_year_that_is_shown_as_a_year_is_that_year(tmp_path: Path) -> None:
    """Any other day keeps what it has, and so does a time."""
    assert shown_as(tmp_path, date(2023, 1, 1), "yyyy") == "2023"
    assert shown_as(tmp_path, date(2023, 1, 1), "mmm yyyy") == "2023-01"
    assert shown_as(tmp_path, date(2023, 5, 1), "yyyy") == "2023-05-01"
    assert shown_as(tmp_path, MOMENT, "mmm yyyy") == "2023-01-04T09:05:00"
    assert shown_as(tmp_path, 2023, "0") == "2023"


@pytest.mark.parametrize("epoch", [WINDOWS_EPOCH, MAC_EPOCH])
def test_a_moment_before_midnight_stays_on_its_day(tmp_path: Path, epoch: datetime) -> None:
    """What is less than half a millisecond before it keeps its fraction, which no date has."""
    before = datetime.fromisoformat("2023-03-15T23:59:59.999999")
    found = shown_as(tmp_path, before, "yyyy-mm-dd hh:mm:ss", epoch)

    assert found.startswith("2023-03-15T23:59:59.9999")
    assert shown_as(tmp_path, before.replace(microsecond=5), "yyyy-mm-dd h:mm", epoch) == (
        "2023-03-15T23:59:59"
    )
    assert shown_as(tmp_path, 0.999999999, "h:mm:ss", epoch) == "23:59:59.999914"
    assert shown_as(tmp_path, 0.75, "h:mm:ss", epoch) == "18:00:00"
    assert shown_as(tmp_path, 45000.000000001, "yyyy-mm-dd hh:mm") == "2023-03-15"


@pytest.mark.parametrize("number", [1e9, -1e9, -1e300])
def test_a_number_that_is_no_date_is_shown_as_none(tmp_path: Path, number: float) -> None:
    """Programs show hashes in its place."""
    assert shown_as(tmp_path, number, "yyyy-mm-dd") == "########"
    assert shown_as(tmp_path, number, "mmm yyyy") == "########"


def test_a_day_before_1900_is_counted_back(tmp_path: Path) -> None:
    """As LibreOffice does, which keeps the dates of historians so."""
    assert shown_as(tmp_path, -36000, "yyyy-mm-dd") == "1801-06-07"
    assert shown_as(tmp_path, -6, "mmm yyyy") == "1899-12-24"
    assert shown_as(tmp_path, -29, "mmm yyyy") == "1899-12"
    assert shown_as(tmp_path, -0.5, "yyyy-mm-dd hh:mm") == "1899-12-29T12:00:00"


def test_a_duration_is_one(tmp_path: Path) -> None:
    """Hours may be more than a day has."""
    assert shown_as(tmp_path, 1.5, "[h]:mm:ss") == "1 day, 12:00:00"
    assert shown_as(tmp_path, 1e300, "[h]:mm:ss") == "########"


def test_a_style_that_is_not_there_is_none(tmp_path: Path) -> None:
    """Some programs write it, and the rest of the workbook is sound."""
    assert shown_as(tmp_path, 45000, "yyyy-mm-dd") == "2023-03-15"
    with zipfile.ZipFile(tmp_path / "f.xlsx") as made:
        parts = {name: made.read(name) for name in made.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b's="1"', b's="999"')
    with zipfile.ZipFile(tmp_path / "g.xlsx", "w") as made:
        for name, raw in parts.items():
            made.writestr(name, raw)
    found = read(tmp_path / "g.xlsx")

    assert (found.lines[0].cells, found.faults) == (("45000",), ())
