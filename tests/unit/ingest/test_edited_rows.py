"""Rows without ids that somebody edited: which earlier row each is near to."""

from pathlib import Path

import pytest

from chrono.faults import Refused
from chrono.ingest.spreadsheet.rows import table
from chrono.ingest.table_import import TableImport
from chrono.kinds.catalogue import KINDS
from chrono.log.memory import MemoryLog
from tests.building import log_of

HEAD = "date,headline,publisher,published,basis,key,value"
BOB = "2022-03-02,The firm hires Bob,P,2022-04-01,filed,office/firm/clerk,Bob"
BRANCH = "2022-03-03,The firm opens a branch,P,2022-04-01,filed,,"
OFFICE = "2022-03-09,An office in Leeds,P,2022-04-01,filed,,"


def import_of(folder: Path, *rows: str, **more: bool) -> TableImport:
    """Write a table and return its import."""
    file = folder / "f.csv"
    file.write_text("\n".join((HEAD, *rows)), encoding="utf-8")
    return TableImport(path=file, table=table(file), register=KINDS, reason="typing error", **more)


@pytest.fixture
def log(tmp_path: Path) -> MemoryLog:
    """Make a log into which three rows were imported."""
    log = log_of()
    log.append(import_of(tmp_path, BOB, BRANCH, OFFICE).plan(log).drafts)
    return log


NEAR = (
    BOB.replace("Bob,P", "Robert,P"),
    BOB.replace("2022-03-02", "2022-03-01"),
    BOB.replace("The firm hires Bob", "A clerk comes"),
    BOB.replace(",Bob", ",Robert"),
    BOB.replace("2022-03-02,The firm hires Bob", "2022-03-01,The firm hires Rob"),
    BOB.replace(",P,", ",Q,"),
)


@pytest.mark.parametrize("most", [0, 100])
@pytest.mark.parametrize("row", NEAR)
def test_an_edited_row_is_near_to_the_one_that_is_gone(
    tmp_path: Path, log: MemoryLog, row: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its date, its headline or its key, also where rows are too many to compare them all."""
    monkeypatch.setattr("chrono.ingest.edited_rows._MOST", most)
    with pytest.raises(Refused) as refused:
        import_of(tmp_path, row, BRANCH, OFFICE).plan(log)

    (fault,) = refused.value.faults
    assert fault.where == "f.csv:2"
    assert "gone from the table: 2022-03-02, 'The firm hires Bob'" in fault.reason
    assert fault.code == "edited row"


def test_a_row_of_most_of_the_letters_is_near_where_rows_are_few(
    tmp_path: Path, log: MemoryLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many it would take too long; then it is new, and the other is named as gone."""
    row = OFFICE.replace("2022-03-09,An", "2022-03-08,The")
    with pytest.raises(Refused, match="near to row-"):
        import_of(tmp_path, BOB, BRANCH, row).plan(log)

    monkeypatch.setattr("chrono.ingest.edited_rows._MOST", 0)
    planned = import_of(tmp_path, BOB, BRANCH, row).plan(log)
    assert (len(planned.drafts), len(planned.gone)) == (1, 1)


def test_of_several_rows_the_nearest_are_paired(tmp_path: Path, log: MemoryLog) -> None:
    """Each with one; a row that is near to none is new, and a row that is gone is named."""
    done = import_of(
        tmp_path,
        OFFICE.replace("An office", "The office"),
        BOB.replace("Bob", "Robert"),
        "1999-01-01,Something else altogether,P,2022-04-01,filed,,",
        edits=True,
    ).plan(log)

    corrected = {d.body["event"]["headline"]: d.body.get("corrects") for d in done.drafts[:2]}
    assert [draft.kind for draft in done.drafts] == ["correction", "correction", "development"]
    standing = {
        entry.content["headline"]: entry.id for entry in log.entries() if entry.position > 1
    }
    assert corrected == {
        "The office in Leeds": standing["An office in Leeds"],
        "The firm hires Robert": standing["The firm hires Bob"],
    }
    assert done.gone == (standing["The firm opens a branch"],)


def test_a_table_of_other_rows_has_no_edits(tmp_path: Path, log: MemoryLog) -> None:
    """Unless a row is of one day and publisher with an earlier one, and reads alike."""
    other = BRANCH.replace("2022-03-03", "2023-03-03")
    assert len(import_of(tmp_path, other).plan(log).drafts) == 1
    assert import_of(tmp_path, other).plan(log).gone == ()

    with pytest.raises(Refused, match="near to row-"):
        import_of(tmp_path, BOB.replace(",Bob", ",Robert")).plan(log)


def test_a_row_that_was_corrected_by_an_edit_is_known_again(tmp_path: Path, log: MemoryLog) -> None:
    """Under the id of the row that it was; what it said before is a change once more."""
    rows = (BOB.replace("Bob", "Robert"), BRANCH, OFFICE)
    log.append(import_of(tmp_path, *rows, edits=True).plan(log).drafts)

    assert import_of(tmp_path, *rows).plan(log).drafts == ()
    back = import_of(tmp_path, BOB, BRANCH, OFFICE).plan(log).drafts
    assert [draft.id.partition("~")[2] for draft in back] == ["3"]
