"""An index that somebody forged: no reader or writer fails on it without saying what mends it."""

import json
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest

from chrono.codec.codec import Codec
from chrono.errors import ChronoError
from chrono.kinds.catalogue import KINDS
from chrono.log.creation import create_log
from chrono.log.errors import WrongIndex
from chrono.log.sqlite import SqliteLog
from tests.building import declaration, drafts, event, source
from tests.contract.test_log import citation, retraction
from tests.stories.command import complaints, done, run

CHAIR: Final = {"set": "club/chair", "value": "Ada"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a log with two events on a key, of which one is linked with a third."""
    path = tmp_path_factory.mktemp("made") / "desk.db"
    create_log(path)
    told = [source("2024-03")]
    with SqliteLog(path, write=True) as log:
        log.append(drafts(declaration(), event("a", "2024", CHAIR, sources=told)))
        log.append(drafts(event("b", "2025", CHAIR, after=["c"]), event("c", "2023")))
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """Give a copy of that log."""
    return Path(shutil.copy(made, tmp_path))


def forge(path: Path, *statements: str) -> None:
    """Change a file as whoever can write it may."""
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        for statement in statements:
            opened.execute(statement)


NAMING_NOTHING: Final[Mapping[str, str]] = {
    "a claim": "INSERT INTO derived_claims VALUES (1, 99)",
    "an act": "INSERT INTO derived_acts VALUES (2, 9223372036854775807)",
    "a link": "INSERT INTO derived_links VALUES (2, -1)",
    "a declaration": "INSERT INTO derived_declarations VALUES (1, 99)",
}


@pytest.mark.parametrize("forgery", NAMING_NOTHING.values(), ids=NAMING_NOTHING)
def test_a_writer_refuses_an_index_that_names_entries_that_are_not_there(
    path: Path, forgery: str
) -> None:
    """Where it needs them: it says which, and after a rebuild the append is taken."""
    forge(path, forgery)
    new = drafts(retraction("r", "a"), retraction("s", "b"), event("new", "2026", CHAIR))
    with (
        SqliteLog(path, write=True) as log,
        pytest.raises(WrongIndex, match="which is not there"),
    ):
        log.append(new)

    done(path.parent, "rebuild", "-f", path)
    with SqliteLog(path, write=True) as log:
        assert log.append(new).positions == (5, 6, 7)
        assert log.first_break() is None


def test_a_date_in_the_index_that_is_none_is_blamed_on_the_index(path: Path) -> None:
    """And not on what the reader asked."""
    forge(path, "UPDATE derived_publications SET published = '2024-99'")
    found = run(path.parent, "state", "2026", "club/chair", "-f", path)

    assert found.returncode == 3
    reason = "its index names the date '2024-99'; a rebuild makes it anew"
    assert complaints(found) == [f"{path}: {reason}; do so with: chrono rebuild -f {path}"]


def test_a_date_of_an_event_in_the_index_that_is_none_is_blamed_on_the_index(path: Path) -> None:
    """By a preview, which compares with the events near in time."""
    forge(path, "UPDATE derived_dates SET occurred = '2024-99'")
    published = ("--publisher", "Paper", "--published", "2024-06-02", "--basis", "reported")
    words = ("New", "--at", "2024-06-01", "--set", "club/chair=x", *published, "--dry-run")
    found = run(path.parent, "add", *words, "-f", path)

    assert found.returncode == 3
    assert b"its index names the date '2024-99'; a rebuild makes it anew" in found.stderr


@pytest.mark.parametrize("table", ["derived_acts", "derived_declarations"])
def test_an_act_upon_something_else_is_blamed_on_the_index(path: Path, table: str) -> None:
    """And not on the act, which is as it was appended."""
    with SqliteLog(path, write=True) as log:
        log.append(drafts(event("d", "2024"), citation("more", "d", "Herald")))
    root = 2 if table == "derived_acts" else 1
    forge(path, f"INSERT INTO {table} VALUES ({root}, 6)")  # noqa: S608  of ours
    found = run(path.parent, "state", "2026", "club/chair", "-f", path)

    assert found.returncode == 3
    reason = "its index names entry 6 without what it is about, d; a rebuild makes it anew"
    assert complaints(found) == [f"{path}: {reason}; do so with: chrono rebuild -f {path}"]


def test_a_copy_and_an_import_say_what_is_wrong_with_an_index(path: Path) -> None:
    """As check does: which table has or lacks what, and what mends it; then both go through."""
    forge(path, "DELETE FROM derived_claims WHERE development = 2")
    reason = (
        f"{path}: the index is not that of the entries: derived_claims lacks 1, 2; a rebuild makes "
        f"it anew; do so with: chrono rebuild -f {path}"
    )
    asked = (
        ("backup", "copy.db", "-f", path),
        ("import", path, "-f", "mine.db"),
        ("init", "new.db", "--from", path),
    )
    done(path.parent, "init", "mine.db", "--name", "test")
    for words in asked:
        found = run(path.parent, *words)
        assert found.returncode == 3
        assert complaints(found) == [reason]

    done(path.parent, "rebuild", "-f", path)
    for words in asked:
        done(path.parent, *words)


LET_IN: Final[Mapping[str, tuple[str, dict[str, Any], str]]] = {
    "a member of a single value": (
        "derived_claims",
        event("new", "2026", {"add": "club/chair", "value": "Bo"}),
        "club/chair holds a single value, as a says; set that value, or end it",
    ),
    "a second retraction": ("derived_acts", retraction("new", "a"), "a does not stand"),
}


@pytest.mark.parametrize(("table", "new", "reason"), LET_IN.values(), ids=LET_IN)
def test_what_came_in_while_rows_were_missing_is_named_by_check(
    path: Path, table: str, new: dict[str, Any], reason: str
) -> None:
    """Also after a rebuild, when nobody sees any more that they were."""
    with SqliteLog(path, write=True) as log:
        log.append(drafts(retraction("r", "a")) if table == "derived_acts" else [])
    assert against_log(path) == {}
    forge(path, f"DELETE FROM {table}")  # noqa: S608  of ours
    with SqliteLog(path, write=True) as log:
        log.append(drafts(new))
    done(path.parent, "rebuild", "-f", path)

    (told,) = against_log(path).items()
    assert told[0] == "new"
    assert reason in told[1]


def against_log(path: Path) -> dict[str, str]:
    """Give what check names that does not go with what stood before it."""
    found = json.loads(run(path.parent, "check", "-f", path, "--json").stdout)["findings"]
    return {one["event"]: one["message"] for one in found if one["code"] == "against-log"}


OF_CHRONOLOGIES: Final[Mapping[str, str]] = {
    "none": "DELETE FROM derived_chronologies",
    "another name": "UPDATE derived_chronologies SET name = 'other'",
    "one more": "INSERT INTO derived_chronologies VALUES (3, 'other')",
    "another beginning": "UPDATE derived_chronologies SET first = 3",
}


@pytest.mark.parametrize("forgery", OF_CHRONOLOGIES.values(), ids=OF_CHRONOLOGIES)
def test_forged_chronologies_are_not_believed(path: Path, forgery: str) -> None:
    """Those that the log has are read from the entries then, so that answers are as before."""
    asked = ("state", "2026", "club/chair", "-f", path)
    told = done(path.parent, *asked)
    forge(path, forgery)

    with SqliteLog(path) as log:
        assert log.chronologies() == {"test": True}
        assert log.first_break() is not None
    if "first" not in forgery:
        assert done(path.parent, *asked) == told


def test_a_chronology_that_the_index_has_elsewhere_is_appended_all_the_same(path: Path) -> None:
    """Where its first entry is to stand the index has another: then the log is read whole."""
    forge(path, "INSERT INTO derived_chronologies VALUES (5, 'other')")
    second, faults = Codec("second", KINDS).draft(declaration(), "test")
    assert second is not None
    assert not faults
    with SqliteLog(path, write=True) as log:
        assert log.append([second]).positions == (5,)
        assert log.index("second") is None
        assert log.chronologies() == {"test": True, "second": False}


def test_what_a_reader_is_shown_is_of_the_chronology_that_it_asked_for(path: Path) -> None:
    """An index that names entries of another one is refused."""
    codec = Codec("second", KINDS)
    other = [codec.draft(one, "test")[0] for one in (declaration(), event("x", "2025", CHAIR))]
    with SqliteLog(path, write=True) as log:
        log.append([draft for draft in other if draft])
    forge(path, "INSERT INTO derived_claims VALUES (1, 6)")

    found = run(path.parent, "state", "2026", "club/chair", "-c", "test", "-f", path)
    assert found.returncode == 3
    assert b"entry 6, which is of another chronology" in found.stderr


EVERYTHING: Final = (
    "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9) INSERT OR IGNORE"
)


@pytest.mark.parametrize("table", ["derived_claims", "derived_acts", "derived_links"])
def test_an_index_in_which_all_bears_on_all_is_read_to_its_end(path: Path, table: str) -> None:
    """Circles of links and acts, positions that are none: no trial ends but with an answer."""
    with SqliteLog(path, write=True) as log:
        log.append(drafts(retraction("r", "a")))
    forge(path, f"{EVERYTHING} INTO {table} SELECT a.i, b.i FROM n AS a, n AS b")  # noqa: S608  of ours

    for asked in (["state", "2026", "club/chair"], ["log", "club/*"], ["why", "club/chair"]):
        found = run(path.parent, *asked, "-f", path)
        assert (found.returncode in (0, 1)) != (b"error: " in found.stderr)
    with SqliteLog(path) as log:
        broken = log.first_break()
        assert broken is not None
        assert table in broken.reason
    with SqliteLog(path, write=True) as log, pytest.raises(ChronoError):
        log.append(drafts(event("new", "2026", CHAIR, after=["b"])))
