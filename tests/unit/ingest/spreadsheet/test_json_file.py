"""JSON as a sheet: TimelineJS, and lists of flat objects."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.ingest.spreadsheet.json_file import read
from chrono.ingest.spreadsheet.sheet import Rows

TIMELINE = {
    "title": {"text": {"headline": "A short history"}},
    "events": [
        {"unique_id": "a", "start_date": {"year": "1815", "month": 12, "day": "10"},
         "end_date": {"year": 1852}, "text": {"headline": "A pioneer", "text": "Her life"},
         "media": {"url": "https://p.example/1", "credit": "Somebody"}, "group": "people"},
        {"start_date": {"year": "2020", "hour": "9", "minute": "5"}, "text": {"headline": "B"}},
    ],
    "eras": [{"start_date": {"year": "1800"}, "end_date": {"year": "1900"}}],
    "scale": "human",
}  # fmt: skip


def rows_of(folder: Path, content: Any, indent: int | None = 1) -> Rows:
    """Write JSON and read it as rows."""
    file = folder / "f.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content, indent=indent))
    return read(file)


def test_a_timeline_has_the_columns_of_its_spreadsheet(tmp_path: Path) -> None:
    """Each event on the line where it starts; the title and the eras say what they are."""
    found = rows_of(tmp_path, TIMELINE)
    head, *lines = found.lines
    cells = [
        {name: cell for name, cell in zip(head.cells, line.cells, strict=True) if cell}
        for line in lines
    ]

    assert cells == [
        {"Headline": "A short history", "Type": "title"},
        {"id": "a", "Year": "1815", "Month": "12", "Day": "10", "End Year": "1852",
         "Headline": "A pioneer", "Text": "Her life", "Media": "https://p.example/1",
         "Media Credit": "Somebody", "Group": "people"},
        {"Year": "2020", "Time": "09:05", "Headline": "B"},
        {"Year": "1800", "End Year": "1900", "Type": "era"},
    ]  # fmt: skip
    written = (tmp_path / "f.json").read_text().splitlines()
    assert [written[line.number - 1].strip() for line in lines] == ['"title": {', "{", "{", "{"]


def test_a_list_of_flat_objects_is_a_sheet(tmp_path: Path) -> None:
    """As Wikidata's query service writes it; numbers stay as they are written."""
    found = rows_of(tmp_path, '[{"a": 1.50, "b": null},\n {"b": true, "c": "x"}]')

    assert [(line.number, line.cells) for line in found.lines] == [
        (1, ("a", "b", "c")), (1, ("1.50", "", "")), (2, ("", "true", "x")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "f.json:1: not JSON at column 1"),
        ('[{"a": 1},\n {"a": }]', "f.json:2: not JSON at column 8"),
        ('[{"a": 1}\n {"a": 2}]', "f.json:2: not JSON at column 2: Expecting ',' delimiter"),
        ('{"events": [1]', "f.json:1: not JSON"),
        ("[]", "f.json:1: no list of events; a .json holds a timeline of TimelineJS"),
        ("{}", "f.json:1: no list of events"),
        ("[1, 2]", "f.json:1: no list of events"),
        ('{"events": 3}', "f.json:1: no list of events"),
        ('[{"a": {"b": 1}}]', "f.json:1: no list of events"),
        ("[" * 100_000, "f.json:1: nested too deep"),
    ],
)
def test_anything_else_is_a_fault(tmp_path: Path, content: str, said: str) -> None:
    """With its line."""
    assert str(rows_of(tmp_path, content).faults[0]).startswith(said)


def test_bytes_that_are_no_text_are_a_fault(tmp_path: Path) -> None:
    """JSON is UTF-8, and nothing is guessed of it."""
    file = tmp_path / "f.json"
    file.write_bytes(b'[{"a": "caf\xe9"}]')

    assert str(read(file).faults[0]) == "f.json:1: not UTF-8; save the file as UTF-8"
    assert "No such file" in str(read(tmp_path / "none.json").faults[0])


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("events", "title", "eras", "start_date", "text", "year", "a")), inner
        )
    ),
    max_leaves=8,
)


@given(_JSON, st.sampled_from((None, 1)))
def test_any_json_is_rows_or_a_fault(
    tmp_path_factory: pytest.TempPathFactory, content: Any, indent: int | None
) -> None:
    """No error comes out."""
    found = rows_of(tmp_path_factory.getbasetemp(), json.dumps(content), indent)

    assert found.faults or len({len(line.cells) for line in found.lines}) == 1
