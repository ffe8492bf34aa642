"""Importing a spreadsheet into a log: what is taken, what is refused, and what is left out."""

from pathlib import Path
from typing import Any

import pytest

from chrono.faults import Refused
from chrono.ingest.spreadsheet.rows import table
from chrono.ingest.table_import import TableImport
from chrono.kinds.catalogue import KINDS
from chrono.log.memory import MemoryLog
from tests.building import event, log_of

HEAD = "id,date,headline,publisher,published,basis,after"
SOUND = "one,2023-11-17,Something happens,Paper,2023-11-18,reported,"
NO_DATE = "two,soon,Something else,Paper,2023-11-18,reported,"
NO_LINK = "three,2023-11-19,A third thing,Paper,2023-11-20,reported,nothing"
BOTH = "four,later,,Paper,2023-11-20,reported,one"


def import_of(folder: Path, *rows: str, head: str = HEAD, **more: Any) -> TableImport:
    """Write a file and return its import."""
    file = folder / "f.csv"
    file.write_text("\n".join((head, *rows)), encoding="utf-8")
    return TableImport(path=file, table=table(file), register=KINDS, **more)


@pytest.fixture
def log() -> MemoryLog:
    """Make a log of a chronology in Berlin, with one event."""
    return log_of(event("zero", "2023-11-16"), zone="Europe/Berlin")


def test_sound_rows_are_appended_to_the_chronology_of_the_log(
    tmp_path: Path, log: MemoryLog
) -> None:
    """The only one it has, whose zone is known afterwards."""
    source = import_of(tmp_path, SOUND)
    done = log.append(source.plan(log).drafts)

    assert [entry.id for entry in done.new] == ["one"]
    assert (source.zone, source.faults) == ("Europe/Berlin", {})
    assert source.good == list(source.table.items)


def test_the_same_rows_again_are_nothing_new(tmp_path: Path, log: MemoryLog) -> None:
    """An import is idempotent."""
    source = import_of(tmp_path, SOUND)
    log.append(source.plan(log).drafts)

    assert log.append(source.plan(log).drafts).new == ()


def test_every_fault_is_told_in_the_order_of_the_file(tmp_path: Path, log: MemoryLog) -> None:
    """Those of cells and those that only the log finds; each at its line."""
    with pytest.raises(Refused) as refused:
        import_of(tmp_path, SOUND, NO_DATE, NO_LINK, BOTH).plan(log)

    lines = [fault.where.split(":")[1] for fault in refused.value.faults]
    assert lines == sorted(lines)
    assert set(lines) == {"3", "4", "5"}
    assert not (tmp_path / "f.bad.csv").exists()


def test_rows_with_faults_can_be_left_out_and_are_listed(tmp_path: Path, log: MemoryLog) -> None:
    """The rest is planned; the list has the rows as they stand, with what is wrong."""
    source = import_of(tmp_path, SOUND, NO_DATE, NO_LINK, skip_bad=True)
    done = log.append(source.plan(log).drafts)

    assert [entry.id for entry in done.new] == ["one"]
    listed = source.rejects.read_text("utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in listed] == ["id", "two", "three"]
    assert [row.line for row in source.good] == [2]


def test_what_rests_on_a_row_that_is_left_out_is_left_out_with_it(
    tmp_path: Path, log: MemoryLog
) -> None:
    """A link to it leads nowhere then."""
    later = "five,2023-11-21,After the third,Paper,2023-11-22,reported,three"
    source = import_of(tmp_path, SOUND, later, NO_LINK, skip_bad=True)

    assert [draft.id for draft in source.plan(log).drafts] == ["one"]
    assert sorted(source.faults) == [3, 4]


def test_a_dry_run_refuses_nothing_and_writes_nothing(tmp_path: Path, log: MemoryLog) -> None:
    """It says what would be taken, and keeps what is wrong with the rest."""
    source = import_of(tmp_path, SOUND, NO_DATE, dry_run=True)

    assert [draft.id for draft in source.plan(log).drafts] == ["one"]
    assert [fault.where.split(":")[1] for fault in source.all_faults] == ["3"]
    assert sorted(source.faults) == [3]
    assert not source.rejects.exists()


@pytest.mark.parametrize("skip_bad", [0, 1])
def test_a_fault_of_no_row_is_refused_whatever_is_skipped(
    tmp_path: Path, log: MemoryLog, skip_bad: int
) -> None:
    """A column that means nothing is one of the whole file."""
    strange = import_of(tmp_path, f"{SOUND},red", head=f"{HEAD},colour", skip_bad=bool(skip_bad))
    with pytest.raises(Refused, match="colour"):
        strange.plan(log)


READ_BETTER = (
    # the event as the first release read it, and the table that it came from
    ("x,[..2023-11-17],A,P,2024,filed,", f"{HEAD},modifier", "x,2023-11-17,A,P,2024,filed,,Before"),
    ("x,[2023-11-17..],A,P,2024,filed,", f"{HEAD},modifier", "x,2023-11-17,A,P,2024,filed,,After"),
    ("x,2023-11-17T00:00:00Z,A,P,2024,filed,\ny,2023-11-17T09:00:00Z,B,P,2024,filed,", HEAD,
     "x,2023-11-17T00:00:00Z,A,P,2024,filed,"),
)  # fmt: skip


@pytest.mark.parametrize(("before", "head", "row"), READ_BETTER)
def test_what_the_first_release_read_worse_is_corrected_by_itself(
    tmp_path: Path, log: MemoryLog, before: str, head: str, row: str
) -> None:
    """The reason says so; once it is corrected there is nothing more to do."""
    log.append(import_of(tmp_path, before).plan(log).drafts)
    (draft,) = log.append(import_of(tmp_path, row, head=head).plan(log).drafts).new

    assert (draft.id, draft.content["corrects"]) == ("x~2", "x")
    assert draft.content["reason"] == "the same cells, which a later release reads better"
    assert import_of(tmp_path, row, head=head).plan(log).drafts == ()


def test_what_a_person_changed_needs_a_reason(tmp_path: Path, log: MemoryLog) -> None:
    """Also where the release reads other cells of the row better."""
    log.append(import_of(tmp_path, "x,[..2023-11-17],A,P,2024,filed,").plan(log).drafts)
    edited = "x,2023-11-17,Another,P,2024,filed,,Before"

    with pytest.raises(Refused, match="changed since it was last imported"):
        import_of(tmp_path, edited, head=f"{HEAD},modifier").plan(log)


def test_rows_that_a_log_has_as_two_events_stay_two(tmp_path: Path, log: MemoryLog) -> None:
    """Though new ones of one date and headline are joined; a third row joins the first of them."""
    head = HEAD.removeprefix("id,")
    rows = [f"2023,A,{name},2024,filed," for name in "PQR"]
    for row in rows[:2]:
        log.append(import_of(tmp_path, row, head=head).plan(log).drafts)

    assert import_of(tmp_path, *rows[:2], head=head).plan(log).drafts == ()
    new = import_of(tmp_path, "2024,B,P,2024,filed,", "2024,B,Q,2024,filed,", head=head).plan(log)
    assert [len(draft.body["sources"]) for draft in new.drafts] == [2]
    with pytest.raises(Refused, match="changed since it was last imported"):
        import_of(tmp_path, *rows, head=head).plan(log)


def test_a_table_is_tried_without_a_log(tmp_path: Path) -> None:
    """What only a log finds is not told; what is sound remains."""
    other = SOUND.replace("happens", "else happens").replace("reported", "hearsay")
    source = import_of(tmp_path, SOUND, NO_DATE, NO_LINK, other)

    assert [fault.where[:7] for fault in source.tried()] == ["f.csv:3", "f.csv:5", "f.csv:5"]
    assert [row.line for row in source.good] == [2, 4]


def test_a_file_that_is_no_table_is_tried_too(tmp_path: Path) -> None:
    """Its faults are of no row."""
    assert [fault.where for fault in import_of(tmp_path, head="strange").tried()] == ["f.csv:1"]
