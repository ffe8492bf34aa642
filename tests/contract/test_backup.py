"""A backup is whole, has all that was committed before it, and is there whole or not at all."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from chrono.log.backup import back_up
from chrono.log.creation import create_log
from chrono.log.errors import ChangedSchema, DamagedLog, LogExists, NoLog, UnwritableLog
from chrono.log.sqlite import SqliteLog
from chrono.log.statements import SCHEMA
from tests.building import declaration, drafts, event
from tests.contract.stores import Sqlite
from tests.contract.test_concurrency import BATCHES, CHILDREN, WRITERS, write
from tests.stories.command import complaints, done, run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a log of three entries."""
    path = tmp_path / "desk.db"
    create_log(path, drafts(declaration(), event("a", "2024"), event("b", "2024")))
    return path


def entries(path: Path) -> list[str]:
    """Return the hashes of a log whose chain is intact."""
    with SqliteLog(path) as log:
        assert log.first_break() is None
        return [entry.hash for entry in log.entries()]


def test_a_backup_has_what_a_plain_copy_lacks(path: Path, tmp_path: Path) -> None:
    """While a writer has the log open, what it wrote may stand beside the file alone."""
    with SqliteLog(path, write=True) as writer:
        writer.append(drafts(event("c", "2024")))
        shutil.copy(path, tmp_path / "plain.db")
        head = back_up(path, tmp_path / "backup.db")
        hashes = [entry.hash for entry in writer.entries()]

    assert not list(tmp_path.glob("backup.db-*"))
    assert len(entries(tmp_path / "plain.db")) == 3
    assert entries(tmp_path / "backup.db") == hashes
    assert (head.entries, head.hash) == (4, hashes[-1])


@pytest.mark.no_cover  # the work is done by other processes
def test_backups_amid_eight_writers_are_whole(tmp_path: Path, figures: list[str]) -> None:
    """Each is a beginning of the log as it is in the end, with all that was acknowledged before."""
    store, results = Sqlite(tmp_path), CHILDREN.Queue()
    path = store.path
    with SqliteLog(path, write=True) as log:
        log.append(drafts(declaration()))
    writers = [
        CHILDREN.Process(target=write, args=(store, n, results), daemon=True)
        for n in range(WRITERS)
    ]
    for child in writers:
        child.start()
    sizes, told = [], 0
    for number in range(5):
        for _ in range(WRITERS * BATCHES // 6):
            results.get(timeout=300)
            told += 2
        sizes.append(back_up(path, tmp_path / f"backup-{number}.db").entries)
        assert sizes[-1] > told
    for _ in range(WRITERS * BATCHES - told // 2):
        results.get(timeout=300)
    for child in writers:
        child.join(300)
    whole = entries(path)

    for number, size in enumerate(sizes):
        assert entries(tmp_path / f"backup-{number}.db") == whole[:size]
    assert len(whole) == 1 + 2 * WRITERS * BATCHES
    figures.append(f"5 backups amid {WRITERS} writers: {sizes} of {len(whole)} entries, all whole")


def test_a_file_that_is_there_is_kept(path: Path, tmp_path: Path) -> None:
    """Whatever it is."""
    (tmp_path / "backup.db").write_text("mine", "utf-8")
    with pytest.raises(LogExists):
        back_up(path, tmp_path / "backup.db")

    assert (tmp_path / "backup.db").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("UPDATE entries SET body = body || ' ' WHERE position = 2", DamagedLog),
        ("CREATE TABLE notes (text)", ChangedSchema),
    ],
)
def test_what_is_no_whole_log_is_not_backed_up(
    path: Path, tmp_path: Path, statement: str, error: type[Exception]
) -> None:
    """Nothing appears under the name of the copy."""
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute("DROP TRIGGER entries_keep")
        opened.execute(statement)
        opened.execute(SCHEMA["entries_keep"])
    with pytest.raises(error):
        back_up(path, tmp_path / "backup.db")

    assert sorted(each.name for each in tmp_path.iterdir() if "-" not in each.name) == ["desk.db"]


def test_an_index_that_is_wrong_is_told_of_by_the_name_of_the_log(path: Path) -> None:
    """The entries are whole, so that a rebuild helps, after which there is a backup."""
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute("UPDATE derived_dates SET occurred = CAST(x'ff' AS TEXT)")
    found = run(path.parent, "backup", "copy.db", "-f", path.name)
    (complaint,) = complaints(found)

    assert found.returncode == 3
    assert complaint.startswith("desk.db: the index is not that of the entries: derived_dates has ")
    assert complaint.endswith("; do so with: chrono rebuild -f desk.db")
    done(path.parent, "rebuild", "-f", path.name)
    assert done(path.parent, "backup", "copy.db", "-f", path.name).startswith("Wrote copy.db")


def test_a_last_entry_that_is_damaged_is_told_of_by_the_name_of_the_log(path: Path) -> None:
    """It is the one of which the head is made; the copy has no name that anybody knows."""
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute("DROP TRIGGER entries_keep")
        opened.execute("UPDATE entries SET hash = CAST(x'ff' AS TEXT) WHERE position = 3")
        opened.execute(SCHEMA["entries_keep"])
    with pytest.raises(DamagedLog) as refused:
        back_up(path, path.parent / "backup.db")

    assert refused.value.path == path


def test_no_log_and_no_folder_are_named(path: Path, tmp_path: Path) -> None:
    """One of what is read, one of what is to be written."""
    with pytest.raises(NoLog, match="no such log"):
        back_up(tmp_path / "none.db", tmp_path / "backup.db")
    with pytest.raises(UnwritableLog, match="there is no folder"):
        back_up(path, tmp_path / "nowhere" / "backup.db")


def test_the_command_says_what_it_wrote(path: Path) -> None:
    """The name, the number of entries and the head, to keep elsewhere; exit 2 for a name in use."""
    said = done(path.parent, "backup", "copy.db", "-f", path.name)
    again = run(path.parent, "backup", "copy.db", "-f", path.name)

    assert said.startswith("Wrote copy.db · 3 entries · head ")
    assert {each.name for each in path.parent.iterdir()} == {"desk.db", "copy.db"}
    assert said.split()[-1] == entries(path)[-1]
    assert again.returncode == 2
    assert complaints(again)[0].startswith("copy.db: there is a file already")
