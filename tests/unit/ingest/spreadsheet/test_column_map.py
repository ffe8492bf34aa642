"""Column maps: how they are written, and how they lie over a header."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.ingest.spreadsheet.built_in_maps import BUILT_IN
from chrono.ingest.spreadsheet.cell_dates import CellReader
from chrono.ingest.spreadsheet.column_map import Layout, laid_over
from chrono.ingest.spreadsheet.column_names import FIELDS, field_named
from chrono.ingest.spreadsheet.map_files import column_map
from chrono.ingest.spreadsheet.sheet import Spreadsheet

PLAIN = ("date", "headline", "publisher", "basis")

WHOLE = """\
like: opus2
columns:
  Event: headline
  Doc. Date: published
  Reviewer: ignore
  Firm: data.firm.name
defaults: {basis: filed, kind: office.filled}
set: {office/openai/ceo: Chief executive}
drop:
  board/openai: Leaves
dates: [day first, year spans]
range: lasts
ignore: [Tags]
"""


def laid(words: tuple[str, ...], *header: str) -> tuple[Layout, list[str]]:
    """Lay a map over a header; return the layout, and the faults of both."""
    columns, faults = column_map(words)
    layout = laid_over(columns, Spreadsheet("f.csv", header, 1, (), ",", ()))
    every = (*faults, *layout.faults)
    return layout, [f"{fault}; {fault.remedy}".removesuffix("; ") for fault in every]


def test_without_a_map_columns_are_fields_by_their_names() -> None:
    """Whatever their case and spaces; date is another word for occurred."""
    layout, faults = laid((), "ID", " Date ", "HEADLINE", "Publisher", "basis", "data.Office")

    assert faults == []
    assert layout.fields == {
        "id": (0,), "occurred": (1,), "headline": (2,), "publisher": (3,), "basis": (4,),
        "data.office": (5,),
    }  # fmt: skip


def test_a_map_file_says_everything_that_a_map_can(tmp_path: Path) -> None:
    """Columns, defaults, claims, order of dates, ranges, and what to ignore."""
    file = tmp_path / "map.yaml"
    file.write_text(WHOLE, encoding="utf-8")
    columns, faults = column_map([str(file)])
    header = (
        *("Date", "Source", "event", "Doc. date", "Reviewer"),
        *("FIRM", "chief executive", "Leaves", "Tags"),
    )
    header = (
        *("Date", "Source", "event", "Doc. date", "Reviewer"),
        *("FIRM", "chief executive", "Leaves", "Tags"),
    )
    layout = laid_over(columns, Spreadsheet("f.csv", header, 1, (), ",", ()))

    assert (faults, layout.faults) == ((), ())
    assert layout.fields == {
        "occurred": (0,), "publisher": (1,), "headline": (2,), "published": (3,),
        "data.firm.name": (5,),
    }  # fmt: skip
    assert layout.claims == (("set", "office/openai/ceo", 6), ("drop", "board/openai", 7))
    assert layout.used == (0, 1, 2, 3, 5, 6, 7)
    assert columns.dates == CellReader("day first", "year spans", lasting=True)
    assert columns.defaults == {"basis": "filed", "kind": "office.filled"}


def test_words_on_the_command_line_adjust_a_map() -> None:
    """A later word wins over an earlier one, for columns and for defaults."""
    words = (
        "opus2",
        "Type=ignore",
        "What=headline",
        "basis:=filed",
        "dates:=month first",
        "dates:=edtf",
    )
    columns, faults = column_map(words)
    layout, more = laid(words, "Date", "What", "Source", "Type", "Status")

    assert (faults, more) == ((), [])
    assert layout.fields == {"occurred": (0,), "headline": (1,), "publisher": (2,), "note": (4,)}
    assert (columns.defaults["basis"], columns.dates) == (
        "filed",
        CellReader("month first", "edtf"),
    )


def test_a_column_name_may_hold_an_equals_sign() -> None:
    """The field is what stands after the last one."""
    layout, faults = laid(("a=b=headline", "publisher:=P", "basis:=filed"), "a=b", "date")

    assert faults == []
    assert layout.fields["headline"] == (0,)


def test_columns_of_a_built_in_map_may_be_missing() -> None:
    """Exports differ in what they hold."""
    assert laid(("opus2",), "Date", "Description", "Source")[1] == []


def test_a_list_of_rows_that_were_left_out_can_be_imported() -> None:
    """Its last column, fault, says nothing of the event."""
    layout, faults = laid((), *PLAIN, "fault")

    assert faults == []
    assert layout.used == (0, 1, 2, 3)


def test_others_are_ignored_where_the_map_says_so() -> None:
    """Then a column that nobody named is no fault."""
    assert laid(("ignore:=others",), *PLAIN, "Fee")[1] == []


HEADERS = [
    ((), (*PLAIN, "Publischer"), ("f.csv:1: Publischer: no field of that name; "
     "'Publischer=publisher', or 'Publischer=ignore'")),
    ((), (*PLAIN, "Fee"), "f.csv:1: Fee: no field of that name; 'Fee=FIELD'"),
    ((), (*PLAIN, "Pinpoint", "Date Modifier"), "one of the map opus2; opus2"),
    ((), (*PLAIN, "occurred"), "f.csv:1: occurred: occurred is in column date already"),
    ((), ("date", "headline"), ("f.csv:1: no column holds publisher, basis; "
     "'COLUMN=publisher'")),
    (("Fact=headline",), ("date", "Facts", "publisher", "basis"),
     "map Fact=headline: Fact: the file has no such column; did you mean Facts?"),
    (("opus",), PLAIN, "map opus: no map of that name; did you mean opus2?"),
    (("mine",), PLAIN, "map mine: no map of that name; there is opus2, casefleet, everlaw"),
    (("Fact=headlin",), ("Fact", *PLAIN), ("map Fact=headlin: columns.Fact: no field 'headlin'; "
     "did you mean headline?")),
    (("basiss:=filed",), PLAIN, "no field 'basiss'; did you mean basis?"),
    (("dates:=american",), PLAIN, "dates: 'american' is not allowed; one of year first"),
    (("ignore:=",), PLAIN, "ignore: others, or a list of columns"),
    (("none.yaml",), PLAIN, "none.yaml: cannot be read: No such file"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "header", "said"), HEADERS)
def test_what_does_not_fit_is_a_fault_that_says_what_would(
    words: tuple[str, ...], header: tuple[str, ...], said: str
) -> None:
    """Every unknown word has the nearest one that is known, or what to write."""
    assert any(said in one for one in laid(words, *header)[1])


FILES = [
    ("- a\n", "m.yaml:1: a column map has like, columns, defaults"),
    ("columns:\n  A: headlin\n", "m.yaml:2: columns.A: no field 'headlin'; did you mean headline?"),
    ("columns: [A]\n", 'm.yaml:1: columns: ["A"] is not a map; write columns: {Event: headline}'),
    ("columns:\n  A: [b]\n", 'm.yaml:1: columns.A: ["b"] is not text'),
    ("collumns: {}\n", "m.yaml:1: collumns: no part of a column map; did you mean columns?"),
    ("like: opus\n", "m.yaml:1: like: 'opus' is no map of ours; did you mean opus2?"),
    ("set:\n  CEO: Chief\n", "m.yaml:2: set.CEO: "),
    ("range: always\n", "m.yaml:1: range: 'always' is not allowed; one of one moment, lasts"),
    ("defaults: {ignore: x}\n", "m.yaml:1: defaults.ignore: no field 'ignore'"),
    ("columns: {A: headline, A: note}\n", "m.yaml:1: A: stands twice"),
    ("", "m.yaml:1: a column map has like, columns, defaults"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), FILES)
def test_a_fault_of_a_map_file_has_its_line(tmp_path: Path, text: str, said: str) -> None:
    """As any other file of ours."""
    file = tmp_path / "m.yaml"
    file.write_text(text, encoding="utf-8")

    assert str(column_map([str(file)])[1][0]).startswith(said)


def test_all_faults_of_a_map_are_told_together() -> None:
    """Whoever writes a map wrong three times is told three times at once."""
    assert len(column_map(["opus", "A=headlin", "dates:=x"])[1]) == 3


def test_built_in_maps_name_fields_that_there_are() -> None:
    """No built-in map has a fault of its own."""
    assert [column_map([name])[1] for name in BUILT_IN] == [()] * len(BUILT_IN)


@pytest.mark.parametrize(
    ("name", "field"),
    [*((field, field) for field in FIELDS), ("Date", "occurred"), ("data.person", "data.person"),
     ("data.", None), ("data..x", None), ("other", None), ("", None)],
)  # fmt: skip
def test_a_field_is_named_by_its_own_name(name: str, field: str | None) -> None:
    """Or else by none."""
    assert field_named(name) == field


@given(st.lists(st.text() | st.sampled_from(("opus2", "A=note", ":=", "=", "dates:=", "a:=b"))))
def test_any_words_are_a_map_and_faults(words: list[str]) -> None:
    """No other error comes out."""
    columns, faults = column_map([word for word in words if not word.endswith((".yaml", ".yml"))])

    assert isinstance(columns.dates, CellReader)
    assert all(str(fault) for fault in faults)
