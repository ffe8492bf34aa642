"""Spreadsheets: rows and cells of CSV, read strictly and in bounded memory."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chrono.exports.csv_table import table
from chrono.ingest.bounded import LARGEST
from chrono.ingest.spreadsheet.files import read
from chrono.ingest.spreadsheet.sheet import Spreadsheet


def found_in(folder: Path, raw: bytes) -> Spreadsheet:
    """Write and read a file."""
    file = folder / "f.csv"
    file.write_bytes(raw)
    return read(file)


def rows(sheet: Spreadsheet) -> list[tuple[str, ...]]:
    """List the cells of a sheet."""
    return [row.cells for row in sheet.rows]


@pytest.mark.parametrize(
    "raw",
    [
        b"a,b\n1,2\n3,\n",
        b"a,b\r\n1,2\r\n3,\r\n",
        b"a,b\r1,2\r3,",
        b"\xef\xbb\xbfa,b\n1,2\n3,",
        b"a;b\n1;2\n3;\n",
        b"sep=;\na;b\n1;2\n3;\n",
        b"sep=\t\r\na\tb\r\n1\t2\r\n3\t\r\n",
        "a,b\n1,2\n3,\n".encode("utf-16"),
        b"a,b,\n1,2,\n3,,\n",
        b"a,b\n1,2,\n3,,,\n",
        b"A title\n\na,b\n1,2\n3,\n",
        b"a\tb\n1\t2\n3\t\n",
        b'"a",b\n"1","2"\n3,""\n',
        b"\n , \na,b\n1,2\n\n,\n3,\n\n",
    ],
)
def test_a_row_has_its_cells(tmp_path: Path, raw: bytes) -> None:
    """Delimiters, line ends, quotes, blank rows and a mark of byte order do not matter."""
    sheet = found_in(tmp_path, raw)

    assert (sheet.header, rows(sheet), sheet.faults) == (("a", "b"), [("1", "2"), ("3", "")], ())


def test_bytes_that_are_no_utf_8_are_those_of_old_windows_and_it_is_said(tmp_path: Path) -> None:
    """Excel writes them so, unless it is told otherwise."""
    sheet = found_in(tmp_path, b"a,b\n1,caf\xe9 \x80 5\n")

    assert rows(sheet) == [("1", "caf\xe9 \u20ac 5")]
    assert sheet.notes == ("read as Windows-1252, for line 2 is no UTF-8",)


def test_lines_are_counted_from_the_start_of_the_file(tmp_path: Path) -> None:
    """Also where its first one names the delimiter, or is a title."""
    sheet = found_in(tmp_path, b"sep=;\nA title\na;b\n1;2\n")

    assert (sheet.start, [row.number for row in sheet.rows]) == (3, [4])


def test_the_delimiter_is_what_the_header_has_most_of_outside_quotes(tmp_path: Path) -> None:
    """Commas in quoted names do not count."""
    sheet = found_in(tmp_path, b'"a,b,c";d\n"1,2";3\n')

    assert sheet.header == ("a,b,c", "d")
    assert rows(sheet) == [("1,2", "3")]


def test_a_row_knows_the_line_on_which_it_starts(tmp_path: Path) -> None:
    """Line ends within quotes count as lines."""
    sheet = found_in(tmp_path, b'a,b\n"1\n\n1",2\n\n3,4\n')

    assert [row.number for row in sheet.rows] == [2, 6]


def test_an_apostrophe_before_a_formula_is_not_part_of_the_cell(tmp_path: Path) -> None:
    """So what was guarded is read as it was, also with apostrophes of its own; others stay."""
    sheet = found_in(tmp_path, b"a,b,c,d\n'=1,'+1,' -1,'@x\n'tis,O'=x,''=x,'\n")

    assert rows(sheet) == [("=1", "+1", " -1", "@x"), ("'tis", "O'=x", "'=x", "'")]


@given(st.text(st.characters(exclude_characters="\0", codec="utf-8")))
@example("'=1")
@example("\uff1d1")
def test_a_table_that_we_wrote_reads_back_cell_by_cell(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """Formulas and apostrophes, quotes and line ends: none is lost between export and import."""
    written = table(("a", "b"), [(text, "x")])

    assert rows(found_in(tmp_path_factory.getbasetemp(), written.encode())) == [(text, "x")]


FAULTY = [
    (b"", "f.csv:1: empty; the first line names the columns"),
    (b"\n\n", "f.csv:1: empty; the first line names the columns"),
    (b"a,b\n1,caf\xe9\x81\n", "f.csv:2: not UTF-8; save the file as UTF-8"),
    (b"\xff\xfea\0b", "f.csv:1: not UTF-8; save the file as UTF-8"),
    (b"a,b\n1,\x002\n", "f.csv:2: holds a NUL byte; save the file as CSV in UTF-8"),
    (b"a,b,A\n1,2,3\n", "f.csv:1: A: names column 1 already; rename column 3"),
    (b"a,,b\n1,2,3\n", "f.csv:1: column 2 has no name; name it, or delete the column"),
    (b'a,b\n1,2\n3,"4\n5,6\n', "f.csv:3: not CSV: a quote opens in this row and is never closed"),
    (b'a,b\n1,"2"x\n', "f.csv:2: not CSV: text goes on after a closing quote"),
    (b'a,"b\n', "f.csv:1: not CSV: a quote opens in this row and is never closed"),
    (b"a,b\n1," + b"x" * 140_000, "f.csv:2: not CSV: a cell is longer than 128 KiB; shorten it"),
    (b"a,b\n" + b"1," * 600_000, "f.csv:2: a row longer than 1 MiB; is a quote in it never closed"),
    (b'a,b\n1,"' + (b"x" * 99 + b"\n") * 12_000, "f.csv:2: not CSV: a cell is longer than 128 KiB"),
]


@pytest.mark.parametrize(("raw", "said"), FAULTY)
def test_what_is_no_spreadsheet_is_a_fault_with_its_line(
    tmp_path: Path, raw: bytes, said: str
) -> None:
    """Each says what would be right."""
    first = str(found_in(tmp_path, raw).faults[0])

    assert first.removeprefix(f"{tmp_path}/").startswith(said)


def test_faults_are_told_together_and_sound_rows_are_read(tmp_path: Path) -> None:
    """A broken row does not hide the next one, broken or not."""
    sheet = found_in(tmp_path, b'a,b\n1,"2"x\n3,4\n5,"6"x\n7,8\n')

    assert [fault.where for fault in sheet.faults] == ["f.csv:2", "f.csv:4"]
    assert rows(sheet) == [("3", "4"), ("7", "8")]


def test_after_twenty_broken_rows_it_stops(tmp_path: Path) -> None:
    """Then the file is something else, and its reader is spared the rest."""
    sheet = found_in(tmp_path, b"a,b\n" + b'1,"2"x\n' * 1000)

    assert len(sheet.faults) == 21
    assert "stopped here, after 20 broken rows" in str(sheet.faults[-1])


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    """Memory stays bounded by the size that is taken."""
    file = tmp_path / "f.csv"
    with file.open("wb") as opened:
        opened.truncate(LARGEST + 1)

    assert "more than 64 MiB" in str(read(file).faults[0])


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    """With the reason of the system."""
    assert "No such file" in str(read(tmp_path / "none.csv").faults[0])


@given(
    st.lists(
        st.tuples(*[st.text(st.characters(exclude_characters="\0'", codec="utf-8"))] * 2),
        max_size=5,
    ),
    st.sampled_from(",;\t"),
)
def test_what_the_library_writes_is_read_as_written(
    tmp_path_factory: pytest.TempPathFactory, written: list[tuple[str, str]], delimiter: str
) -> None:
    """Whatever stands in the cells; rows of blanks are none."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("a", "b"), *written])
    sheet = found_in(tmp_path_factory.getbasetemp(), text.getvalue().encode("utf-8"))

    assert rows(sheet) == [row for row in written if any(cell.strip() for cell in row)]
    assert sheet.faults == ()
