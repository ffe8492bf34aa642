"""Rows as items: what each column becomes, where its faults are, and ids made of content."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chrono.faults import Fault
from chrono.ingest.plan import plan
from chrono.ingest.spreadsheet.rejects import (
    CannotList,
    ChangedRejects,
    NotARejectsFile,
    rejects_file,
    write_rejects,
)
from chrono.ingest.spreadsheet.rows import table
from chrono.ingest.spreadsheet.table import Table
from chrono.kinds.catalogue import KINDS
from chrono.values.bases import BASES
from chrono.values.formula_guard import guarded

HEAD = "id,date,headline,publisher,published,basis"
SOUND = "one,2023-11-17,Something happens,Paper,2023-11-18,reported"


def rows_of(folder: Path, text: str, *words: str) -> Table:
    """Write a file and read it as a table."""
    file = folder / "f.csv"
    file.write_text(text, encoding="utf-8", newline="")
    return table(file, words)


def only(folder: Path, text: str, *words: str) -> dict[str, Any]:
    """Read a file of one sound row."""
    found = rows_of(folder, text, *words)
    assert found.faults == ()
    (row,) = found.items
    written: dict[str, Any] = row.written
    return written


def faults(folder: Path, text: str, *words: str) -> list[str]:
    """List all faults of a file, those of the codec too."""
    found = rows_of(folder, text, *words)
    return [str(one) for one in (*found.faults, *plan(found.items, {}, "c", KINDS).faults)]


def test_a_row_is_an_event_with_its_source(tmp_path: Path) -> None:
    """Each column becomes the field that it is named for; empty cells say nothing."""
    written = only(tmp_path, f"{HEAD},url,pinpoint,note\n{SOUND},,p. 7,So it goes\n")

    assert written == {
        "id": "one", "kind": "development", "occurred": "2023-11-17",
        "headline": "Something happens", "note": "So it goes",
        "sources": [{"publisher": "Paper", "published": "2023-11-18", "basis": "reported",
                     "pinpoint": "p. 7"}],
    }  # fmt: skip


def test_a_fixed_key_is_claimed_where_its_cell_is_filled(tmp_path: Path) -> None:
    """An empty cell claims nothing."""
    file = tmp_path / "m.yaml"
    file.write_text("set: {office/firm/ceo: Chief}\nadd: {board/firm: Joins}\n", encoding="utf-8")
    found = rows_of(tmp_path, f"{HEAD},Chief,Joins\n{SOUND},Ada,\n", str(file))

    assert found.items[0].written["data"] == {
        "claims": [{"set": "office/firm/ceo", "value": "Ada"}]
    }


def test_a_pair_of_columns_is_a_claim(tmp_path: Path) -> None:
    """Key and value set; a column claim may say end, add or another."""
    text = f"{HEAD},claim,key,value\n{SOUND},,term/agi,void\n"
    ended = text.replace(",,term/agi,void", ",End,term/agi,")

    assert only(tmp_path, text)["data"] == {"claims": [{"set": "term/agi", "value": "void"}]}
    assert only(tmp_path, ended)["data"] == {"claims": [{"end": "term/agi"}]}


def test_columns_of_data_fill_a_typed_kind(tmp_path: Path) -> None:
    """Cells are text, and the kind types them."""
    head = f"{HEAD},kind,data.office,data.person,data.capacity"
    found = rows_of(tmp_path, f"{head}\n{SOUND},office.filled,firm/ceo,Ada,permanent\n")
    planned = plan(found.items, {}, "c", KINDS)

    assert planned.faults == ()
    assert planned.drafts[0].derived["claims"][0]["key"] == "office/firm/ceo"


def test_defaults_hold_where_no_cell_says_otherwise(tmp_path: Path) -> None:
    """A filled cell wins."""
    text = "date,headline,publisher,url,basis\n2023,A,P,u,Filed\n2023,B,P,u,\n"
    found = rows_of(tmp_path, text, "basis:=rumoured")

    assert [row.written["sources"][0]["basis"] for row in found.items] == ["filed", "rumoured"]


def test_several_columns_of_a_note_are_named_in_it(tmp_path: Path) -> None:
    """One alone is the note itself."""
    head = "Date,Description,Source,Link,Type,Status"
    written = only(tmp_path, f"{head}\n2023,A,P,https://u.example,Letter,Disputed\n", "opus2")

    assert written["note"] == "Type: Letter\nStatus: Disputed"


def test_a_long_description_stands_whole_in_the_note(tmp_path: Path) -> None:
    """The headline is one line of 300 characters at most, and nothing is lost."""
    long = "word " * 100
    written = only(tmp_path, f"{HEAD},note\n{SOUND.replace('Something happens', long)},Seen\n")

    assert len(written["headline"]) <= 300
    assert written["headline"].endswith("word\u2026")
    assert written["note"] == f"{long.strip()}\nSeen"


def test_links_are_lists_of_ids(tmp_path: Path) -> None:
    """Parted by commas, semicolons or spaces."""
    assert only(tmp_path, f'{HEAD},after\n{SOUND},"a, b;c d"\n')["after"] == ["a", "b", "c", "d"]


BARE = "date,headline,publisher,url,basis"


def test_a_row_without_an_id_has_one_of_its_content(tmp_path: Path) -> None:
    """Equal for equal rows, wherever they stand and whatever is ignored; else different."""
    first = rows_of(
        tmp_path, f"{BARE},Tags\n2023,A,P,u,filed,x\n2023,B,P,u,filed,\n", "Tags=ignore"
    )
    again = rows_of(tmp_path, f"basis,{BARE[:-6]}\nfiled, 2023 ,A,P,u\n\nfiled,2023,A,P,u\n")
    one, other = (row.written["id"] for row in first.items)

    assert one != other
    assert [row.written["id"] for row in again.items] == [one, one]
    assert one == "row-5390b64c625a"


def test_an_id_is_made_of_what_the_first_release_read(tmp_path: Path) -> None:
    """Where others are ignored, a name that means a field only now changes no id."""
    rows = (f"{BARE}\n2023,A,P,https://u.example,filed\n",
            f"{BARE},Second Publisher\n2023,A,P,https://u.example,filed,Q\n")  # fmt: skip
    (first,), (second,) = (rows_of(tmp_path, text, "ignore:=others").items for text in rows)

    assert second.written["id"] == first.written["id"]
    assert [len(row.written["sources"]) for row in (first, second)] == [1, 2]
    assert rows_of(tmp_path, rows[1]).items[0].written["id"] != first.written["id"]


def test_where_others_are_ignored_no_map_is_taken_for_them(tmp_path: Path) -> None:
    """The user has said what becomes of them."""
    text = "Date,Event,Source,Basis,Comments\n2023,A,P https://p.example,filed,x\n"

    assert rows_of(tmp_path, text).faults == ()
    assert "no column holds headline" in str(rows_of(tmp_path, text, "ignore:=others").faults[0])


def test_a_cell_that_several_sources_share_is_told_once(tmp_path: Path) -> None:
    """By the reader of rows already, so wherever its faults are shown."""
    text = f"{HEAD},publisher 2\n{SOUND.replace('2023-11-18', 'soon')},Q\n"

    assert [fault.field for fault in rows_of(tmp_path, text).faults] == ["sources[0].published"]


WRONG = [
    (f"{HEAD}\n{SOUND},more\n", "f.csv:2: has 7 cells under 6 columns; put cells that hold"),
    (f"{HEAD}\none,2023\n", "f.csv:2: has 2 cells under 6 columns; every column has a cell"),
    (f"{HEAD}\n{SOUND.replace('2023-11-17', '7/11/2023')}\n",
     "f.csv:2: date: occurred: '7/11/2023': say 2023-11-07"),
    (f"{HEAD}\n{SOUND.replace('2023-11-18', '8/11/2023')}\n",
     "f.csv:2: sources[0].published: '8/11/2023': say 2023-11-08"),
    (f"{HEAD}\n{SOUND.replace('2023-11-17', '')}\n", "f.csv:2: date: occurred: missing"),
    (f"{HEAD}\n{SOUND.replace('reported', 'certain')}\n", "f.csv:2: sources[0].basis: 'certain'"),
    (f"{HEAD}\none,2023,A,,,\n", "f.csv:2: publisher: sources: missing"),
    (f"{HEAD}\none,2023,A,,2023,filed\n", "f.csv:2: sources[0].publisher: missing"),
    (f"{HEAD}\n{SOUND.replace('one', 'no id')}\n", "f.csv:2: id: 'no id' is no id"),
    (f"{HEAD},kind\n{SOUND},office.fillled\n",
     "f.csv:2: kind: no kind 'office.fillled'; did you mean office.filled?"),
    (f"{HEAD},value\n{SOUND},x\n", "f.csv:2: value: a value without a key"),
    (f"{HEAD},value 2\n{SOUND},x\n", "f.csv:2: value 2: a value without a key"),
    (f"{HEAD},kind\n{SOUND},correction\n", "f.csv:2: kind: correction: a row is a development"),
    (f"{HEAD},year\n{SOUND},2022\n", "f.csv:2: date: occurred: '2023-11-17' is not in 2022"),
    (f"{HEAD},year,month\n{SOUND},2023,11\n", "f.csv:2: year: the date stands in another column"),
    (f"{HEAD},url\n{SOUND},Mail\n", "f.csv:2: sources[0].url: 'Mail': an address starts with"),
    (f"{HEAD},Second URL\n{SOUND},Mail\n",
     "f.csv:2: Second URL: sources[1].url: 'Mail': an address starts with"),
    (f"{HEAD},kind,data.deadline,data.due\n{SOUND},deadline.set,x,soon\n",
     "f.csv:2: data.due: 'soon': expected a date"),
    (f"{HEAD},claim,key,value\n{SOUND},sets,term/agi,x\n", "f.csv:2: data.claims[0]: unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_a_fault_names_line_and_column(tmp_path: Path, text: str, said: str) -> None:
    """The column is left out where it is called as the field is."""
    assert [one for one in faults(tmp_path, text) if one.startswith(said)]
    assert len(faults(tmp_path, text)) == 1


def test_two_columns_of_one_place_in_data_are_a_fault(tmp_path: Path) -> None:
    """A field is text or a map, never both."""
    for columns in ("data.a,data.a.b", "data.a.b,data.a"):
        found = faults(tmp_path, f"{HEAD},{columns}\n{SOUND},x,y\n")
        assert [one for one in found if "another column says something else" in one]


def test_a_fault_of_the_codec_names_the_column_of_the_map(tmp_path: Path) -> None:
    """So whoever knows only her spreadsheet finds the cell."""
    text = "Date,Description,Source,Link,How\n2023,A,P,https://u.example,guessed\n"

    assert faults(tmp_path, text, "opus2", "How=basis") == [
        "f.csv:2: How: sources[0].basis: 'guessed' is not allowed; one of " + ", ".join(BASES)
    ]


def test_all_faults_of_a_row_are_told(tmp_path: Path) -> None:
    """What the cells are and what the codec says of the rest."""
    found = faults(tmp_path, f"{HEAD}\nbad id,30/02/2023,,Paper,soon,certain\n")

    assert [one.split(": ")[1] for one in found] == ["date", "sources[0].published", "id",
                                                     "headline", "sources[0].basis"]  # fmt: skip


def bad(found: Table) -> dict[int, list[Fault]]:
    """Call every row bad."""
    return {row.line: [row.fault("no good", "occurred")] for row in found.rows}


def test_rejects_are_the_rows_with_their_faults(tmp_path: Path) -> None:
    """Formulas guarded, cells too many kept, and every column in its place."""
    found = rows_of(tmp_path, f'{HEAD}\n=1+1,-2,"a\nb",@x,+1,filed\none,2023\n1,2,3,4,5,6,7\n')
    listed = write_rejects(tmp_path / "f.csv", found, bad(found))

    assert listed == rejects_file(tmp_path / "f.csv") == tmp_path / "f.bad.csv"
    with listed.open(encoding="utf-8-sig", newline="") as file:
        assert file.read().split("\r\n") == [
            f"{HEAD},fault 274c66c2", "'=1+1,'-2,\"a\nb\",'@x,'+1,filed,date: occurred: no good",
            "one,2023,,,,,date: occurred: no good",
            '1,2,3,4,5,"6,7",date: occurred: no good', "",
        ]  # fmt: skip


@pytest.mark.parametrize("formula", ["=1+1", " =1+1", "\uff1d1+1", "'=1+1"])
def test_no_formula_in_rejects_is_live(tmp_path: Path, formula: str) -> None:
    """Neither after a space nor in full width; an apostrophe that guards one gets another."""
    found = rows_of(tmp_path, f"{BARE}\n2023,{guarded(formula)},P,u,filed\n")
    listed = write_rejects(tmp_path / "f.csv", found, bad(found)).read_text("utf-8-sig")

    assert f"2023,'{formula},P" in listed


def test_rejects_read_back_as_the_same_events(tmp_path: Path) -> None:
    """So they can be mended in place and imported, under the same ids."""
    cells = ("=A", "\uff1dA", "''=A", "'tis")
    found = rows_of(tmp_path, "\n".join([BARE, *(f"2023,{cell},P,u,filed" for cell in cells)]))
    again = table(write_rejects(tmp_path / "f.csv", found, bad(found)))

    assert [row.written for row in again.items] == [row.written for row in found.items]


def test_an_earlier_list_is_replaced_as_it_was_written(tmp_path: Path) -> None:
    """Its last column has a checksum of it, so that a list that somebody mends is left alone."""
    found = rows_of(tmp_path, f"{HEAD}\n{SOUND}\n")
    listed = write_rejects(tmp_path / "f.csv", found, {2: [found.rows[0].fault("first")]})
    write_rejects(tmp_path / "f.csv", found, bad(found))
    written = listed.read_bytes()
    assert b"no good" in written

    for mended in (written.replace(b"Paper", b"Papers"), written[:-2], b"a,fault\n"):
        listed.write_bytes(mended)
        with pytest.raises(ChangedRejects, match=r"f\.bad\.csv: .*nothing was written"):
            write_rejects(tmp_path / "f.csv", found, bad(found))
        assert listed.read_bytes() == mended


def test_a_list_does_not_take_the_place_of_another_file(tmp_path: Path) -> None:
    """A list of ours ends in the column fault."""
    found = rows_of(tmp_path, f"{HEAD}\n{SOUND}\n")
    listed = tmp_path / "f.bad.csv"
    listed.write_text("mine\n", encoding="utf-8")
    with pytest.raises(NotARejectsFile, match="move it away"):
        write_rejects(tmp_path / "f.csv", found, bad(found))
    assert listed.read_text("utf-8") == "mine\n"


def test_rejects_that_cannot_be_written_leave_nothing_behind(tmp_path: Path) -> None:
    """The refusal says why."""
    found = rows_of(tmp_path, f"{HEAD}\n{SOUND}\n")
    with pytest.raises(CannotList, match="No such file"):
        write_rejects(tmp_path / "none" / "f.csv", found, bad(found))

    (tmp_path / "f.bad.csv").mkdir()
    with pytest.raises(NotARejectsFile):
        write_rejects(tmp_path / "f.csv", found, bad(found))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["f.bad.csv", "f.csv"]


WORDS = ((), ("opus2",), ("opus2", "dates:=day first", "ignore:=others", "publisher:=P"))
PARTS = (
    *("Date,Description,Source,Link", HEAD, SOUND, "2023,A,P,u", "17/11/2023", "Range", ",", ";"),
    *('"', "\n", "\r", "\t", "'=", "\u202e", "\ufeff", "data.a.b", "key", "value", "1e400", " "),
)


@given(
    st.binary() | st.lists(st.sampled_from(PARTS) | st.text(max_size=3)).map(
        lambda parts: "".join(parts).encode("utf-8")
    ),
    st.sampled_from(WORDS),
)  # fmt: skip
@example(f"{HEAD}\n{SOUND}".encode(), ())
@example(b"0,Description", ())  # whose headings look like a row
def test_any_bytes_are_items_and_faults(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, words: tuple[str, ...]
) -> None:
    """No other error comes out, whatever somebody calls a spreadsheet."""
    file = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_bytes(raw)
    found = table(file, words)
    planned = plan(found.items, {}, "c", KINDS)

    assert all(fault.where for fault in (*found.faults, *planned.faults))
    write_rejects(file, found, bad(found))
    write_rejects(file, found, bad(found))  # in place of its own list


WENT_WRONG = (
    *("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!", "#CALC!"),
    *("#GETTING_DATA", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#ERROR!", "Err:502"),
)


@pytest.mark.parametrize("cell", WENT_WRONG)
@pytest.mark.parametrize("number", range(8))
def test_a_formula_that_went_wrong_is_one_fault_of_its_cell(
    tmp_path: Path, cell: str, number: int
) -> None:
    """In every column that is used, and told without others that follow from it."""
    cells = [*SOUND.split(","), "term/agi", "void"]
    cells[number] = cell
    name = [*HEAD.split(","), "key", "value"][number]
    said = (
        f"f.csv:2: {name}: '{cell}': a formula went wrong in the spreadsheet; mend it there, "
        "write into the cell what it should say, or empty it"
    )

    assert faults(tmp_path, f"{HEAD},key,value\n{','.join(cells)}\n") == [said]


@pytest.mark.parametrize(
    ("head", "cells", "said"),
    [
        (
            "key,Holds",
            "term/agi,",
            "Holds: value: set term/agi: needs a value; to say that nothing",
        ),
        ("key,value 2,key 2", "a/b,,a/c", "key: set a/b: needs a value; to say"),
        ("claim,key,value", "End,term/agi,void", "value: end term/agi: takes no value"),
    ],
)
def test_a_claim_that_lacks_a_value_names_the_column(
    tmp_path: Path, head: str, cells: str, said: str
) -> None:
    """And so does one that has one too many; where there is no column of values it is the key."""
    words = ("Holds=value",) if "Holds" in head else ()
    found = faults(tmp_path, f"{HEAD},{head}\n{SOUND},{cells}\n", *words)

    assert found[0].startswith(f"f.csv:2: {said}")
    assert len(found) == cells.count("a/b") + 1
    assert not any(": data" in one for one in found)


def test_a_cell_of_hashes_is_a_fault(tmp_path: Path) -> None:
    """A spreadsheet saves them where it shows them."""
    said = faults(tmp_path, f"{HEAD}\n{SOUND.replace('2023-11-17', '########')}\n")
    where, _, reason = said.pop().partition(": '########': ")

    assert (where, said) == ("f.csv:2: date", [])
    assert reason.startswith("stands for a date that is none, or for what a narrow column does not")


def test_every_formula_that_went_wrong_is_told_beside_other_faults(tmp_path: Path) -> None:
    """Those of notes, links, data and fixed keys, too; a column that is ignored has none."""
    head = f"{HEAD},Seen,Said,after,data.office,Chief,Rank"
    row = SOUND.replace("2023-11-18", "soon")
    file = tmp_path / "m.yaml"
    file.write_text(
        "columns: {Seen: note, Said: note, Rank: ignore}\nset: {office/firm/ceo: Chief}\n",
        encoding="utf-8",
    )
    text = f"{head}\n{row},ok,#REF!,#NUM!,#N/A,#NULL!,#REF!\n"
    said = faults(tmp_path, text, str(file))

    assert [one.partition(": a formula")[0] for one in said[:4]] == [
        "f.csv:2: Said: '#REF!'", "f.csv:2: after: '#NUM!'", "f.csv:2: data.office: '#N/A'",
        "f.csv:2: Chief: '#NULL!'",
    ]  # fmt: skip
    assert [one.partition(": 'soon'")[0] for one in said[4:]] == ["f.csv:2: sources[0].published"]


def test_what_only_holds_such_a_text_or_was_exported_is_as_it_says(tmp_path: Path) -> None:
    """A log may have said it, whose export comes back."""
    inside = SOUND.replace("Something happens", "The cell says #REF!")
    exported = (
        "id,Event,occurred,kind,data,publisher,published,basis\n"
        "one,#REF!,2023-11-17,development,,Paper,2023-11-18,reported\n"
    )

    assert only(tmp_path, f"{HEAD}\n{inside}\n")["headline"] == "The cell says #REF!"
    assert only(tmp_path, exported)["headline"] == "#REF!"
