"""Rows that are one event together."""

from pathlib import Path
from typing import Any

import pytest

from chrono.ingest.spreadsheet.joined import Joined, joined
from chrono.ingest.spreadsheet.rows import table

HEAD = "id,date,headline,publisher,published,basis,claim,key,value,note,after"
MADE = HEAD.removeprefix("id,")


def joined_of(folder: Path, *rows: str, head: str = HEAD, known: tuple[str, ...] = ()) -> Joined:
    """Write a table and join its rows."""
    file = folder / "f.csv"
    file.write_text("\n".join((head, *rows)), encoding="utf-8")
    found = table(file)
    assert found.faults == ()
    return joined(found.items, known)


def shape(found: Joined) -> list[tuple[Any, ...]]:
    """Say of each event which lines it has, its publishers, and the values it claims."""
    return [
        (row.every_line, [source["publisher"] for source in row.written["sources"]],
         [claim.get("value") for claim in row.written.get("data", {}).get("claims", [])])
        for row in found.rows
    ]  # fmt: skip


def test_rows_of_one_id_date_and_headline_are_one_event(tmp_path: Path) -> None:
    """With every source, claim, link and note, each once."""
    found = joined_of(
        tmp_path,
        "a,2023,A,P,2023,filed,set,k/a,1,One,x",
        "b,2023,B,P,2023,filed,,,,,",
        "a,2023,A,Q,2024,alleged,set,k/b,2,Two,y x",
        "a,2023,A,P,2023,filed,set,k/a,1,One,",
    )

    assert shape(found) == [((2, 4, 5), ["P", "Q"], ["1", "2"]), ((3,), ["P"], [])]
    assert found.rows[0].written["note"] == "One\nTwo"
    assert found.rows[0].written["after"] == ["x", "y"]


def test_a_note_keeps_its_paragraphs_when_rows_are_joined(tmp_path: Path) -> None:
    """Of the notes of further rows only what the first lacks comes below it."""
    note = "One\n\nTwo\nOne"
    found = joined_of(
        tmp_path,
        f'a,2023,A,P,2023,filed,,,,"{note}",',
        "a,2023,A,Q,2023,filed,,,,,",
        'a,2023,A,R,2023,filed,,,,"Two\n\nThree",',
        "b,2023,B,P,2023,filed,,,,,",
        f'b,2023,B,Q,2023,filed,,,,"{note}",',
    )

    assert [row.written["note"] for row in found.rows] == [f"{note}\nThree", note]


def test_a_fault_of_a_joined_row_has_its_own_line(tmp_path: Path) -> None:
    """For a person mends the cell, not the event."""
    event = joined_of(
        tmp_path, "a,2023,A,P,2023,filed,set,k/a,1,,", "a,2023,A,Q,2023,filed,set,k/b,2,,"
    ).rows[0]

    assert event.at("sources", 0, "basis") == "f.csv:2"
    assert event.at("sources", 1, "basis") == "f.csv:3"
    assert event.at("data", "claims", 1) == "f.csv:3"


@pytest.mark.parametrize(
    "row",
    [
        "a,2024,A,Q,2023,filed,,,,,",
        "a,2023,Another,Q,2023,filed,,,,,",
        "c,2023,A,Q,2023,filed,,,,,",
    ],
)
def test_rows_that_differ_in_id_date_or_headline_stay_apart(tmp_path: Path, row: str) -> None:
    """Of one id that is a fault, which the plan tells."""
    assert len(joined_of(tmp_path, "a,2023,A,P,2023,filed,,,,,", row).rows) == 2


def test_rows_without_ids_are_joined_unless_they_are_at_odds(tmp_path: Path) -> None:
    """Two values of one key are a dispute of two events; a member more is none."""
    found = joined_of(
        tmp_path,
        "2023,A,P,2023,filed,set,k/a,1,,",
        "2023,A,Q,2023,filed,set,k/a,2,,",
        "2023,A,R,2023,filed,set,k/b,3,,",
        "2023,B,P,2023,filed,add,k/c,x,,",
        "2023,B,Q,2023,filed,add,k/c,y,,",
        head=MADE,
    )

    assert shape(found) == [
        ((2, 4), ["P", "R"], ["1", "3"]), ((3,), ["Q"], ["2"]), ((5, 6), ["P", "Q"], ["x", "y"]),
    ]  # fmt: skip


def test_a_joined_row_has_the_id_of_its_first_row_or_the_one_that_is_known(tmp_path: Path) -> None:
    """So a table that was imported before keeps its ids; two events of a log stay two."""
    rows = ("2023,A,P,2023,filed,,,,,", "2023,A,Q,2023,filed,,,,,")
    first, second = (joined_of(tmp_path, row, head=MADE).rows[0].written["id"] for row in rows)

    def ids(*known: str) -> list[str]:
        return [
            one.written["id"] for one in joined_of(tmp_path, *rows, head=MADE, known=known).rows
        ]

    assert (ids(), ids(first), ids(second)) == ([first], [first], [second])
    assert ids(first, second) == [first, second]


def test_the_fields_of_a_kind_are_filled_by_any_of_the_rows(tmp_path: Path) -> None:
    """Two that differ in one are two events."""
    head = "date,headline,publisher,published,basis,kind,data.office,data.person"
    start = "2023,A,{},2023,filed,office.filled"
    rows = (f"{start},firm/ceo,", f"{start},,Ada", f"{start},firm/cto,", f"{start},,")
    found = joined_of(
        tmp_path, *(row.format(name) for row, name in zip(rows, "PQRS", strict=True)), head=head
    )

    assert [(row.every_line, row.written["data"]) for row in found.rows] == [
        ((2, 3, 5), {"office": "firm/ceo", "person": "Ada"}), ((4,), {"office": "firm/cto"}),
    ]  # fmt: skip


def test_a_row_that_is_there_twice_is_named(tmp_path: Path) -> None:
    """With the line that says the same."""
    row = "a,2023,A,P,2023,filed,,,,,"
    found = joined_of(tmp_path, row, "b,2023,B,P,2023,filed,,,,,", row, row)

    assert found.again == {4: 2, 5: 2}
    assert len(found.rows) == 2


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("date,headline,key\n2023,A,k/a\n2023,B,k/b", False),
        ("date,id,key\n2023,a,k/a\n2023,b,k/b", False),
        ("date,key\n2023,k/a\n2024,k/b", False),
        ("date,key\n2023,k/a\n2023,k/b", True),
        ("date,key", False),
    ],
)
def test_one_headline_for_all_rows_is_noted(tmp_path: Path, text: str, *, noted: bool) -> None:
    """Where two have a date in common, and neither a column of headlines nor one of ids."""
    (tmp_path / "f.csv").write_text(text, encoding="utf-8")
    words = ("publisher:=P", "basis:=filed", "published:=2023", "value:=V", "headline:=A term")
    read = table(tmp_path / "f.csv", words)

    assert read.faults == ()
    assert any(note.startswith("no column holds headlines") for note in read.notes) == noted
