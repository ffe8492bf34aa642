"""What a Tab reads of a log file: the names that it lists, and no entry."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from chrono.log.contents import contents
from chrono.log.creation import create_log
from chrono.log.errors import ChangedSchema, LogError
from chrono.log.sqlite import SqliteLog
from tests.building import declaration, drafts, event
from tests.contract.test_log import retraction


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a log of two chronologies with a key each that the other has not."""
    path = tmp_path / "desk.db"
    create_log(path)
    claims = ({"set": key, "value": "Ada"} for key in ("club/chair", "club/seat", "clubs/x"))
    events = [event(f"a{number}", "2024", claim) for number, claim in enumerate(claims)]
    other = declaration(), event("b0", "2024", {"end": "club/other"})
    with SqliteLog(path, write=True) as log:
        log.append(drafts(declaration(), *events))
        log.append(drafts(*({**each, "chronology": "other"} for each in other)))
    return path


def executed(path: Path, *statements: str) -> None:
    """Run statements as any program would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        for statement in statements:
            opened.execute(statement)


@pytest.mark.parametrize(
    ("start", "found"),
    [
        ("club/", ["club/chair", "club/seat"]),
        ("club", ["club/chair", "club/seat", "clubs/x"]),
        ("club/seat", ["club/seat"]),
        ("club/seats", []),
        ("", ["club/chair", "club/seat", "clubs/x"]),
        ("\udcff", []),
        ("%", []),
    ],
)
def test_keys_are_listed_by_their_start(path: Path, start: str, found: list[str]) -> None:
    """In order, of one chronology; bytes that are no text start none."""
    with contents(path) as log:
        assert log.keys_from("test", start) == found


def test_ids_are_listed_by_their_start(path: Path) -> None:
    """In alphabetical order, of one chronology."""
    with contents(path) as log:
        assert log.ids_from("test", "a") == ["a0", "a1", "a2"]
        assert log.ids_from("test", "a1") == ["a1"]
        assert log.ids_from("test", "b") == []
        assert log.ids_from("other", "b") == ["b0"]


def test_a_key_of_which_all_was_withdrawn_is_listed_yet(path: Path) -> None:
    """It has a history, which can be asked for."""
    with SqliteLog(path, write=True) as log:
        log.append(drafts(retraction("r", "a1")))
    with contents(path) as log:
        assert log.keys_from("test", "club/s") == ["club/seat"]


def test_where_no_index_goes_to_the_end_no_keys_are_listed(path: Path) -> None:
    """Nor those of a chronology that is not there; its history may tell."""
    with contents(path) as log:
        assert log.keys_from("nobody", "") is None
    executed(path, "DELETE FROM derived_ends")
    with contents(path) as log:
        assert log.keys_from("test", "") is None
    executed(path, "DROP TABLE derived_keys")
    with contents(path) as log:
        assert log.keys_from("test", "") is None


def test_what_else_it_has_is_what_the_log_says(path: Path) -> None:
    """The chronologies, and whether one is there."""
    with contents(path) as listed, SqliteLog(path) as log:
        assert listed.chronologies() == log.chronologies() == {"test": True, "other": True}
        assert [listed.has(name) for name in ("test", "nobody")] == [True, False]


def test_a_file_with_another_schema_is_refused(path: Path, tmp_path: Path) -> None:
    """A view in the place of a table may never end."""
    executed(path, "CREATE VIEW more AS SELECT 1")
    with pytest.raises(ChangedSchema), contents(path):
        pass
    with pytest.raises(LogError), contents(tmp_path / "none.db"):
        pass


def test_it_leaves_the_file_alone_in_its_folder(path: Path) -> None:
    """As any reader does, it takes away what SQLite keeps beside it."""
    with contents(path) as log:
        log.ids_from("test", "")

    assert [each.name for each in path.parent.iterdir()] == [path.name]
