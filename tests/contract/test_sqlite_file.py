"""The file of a SQLite log, as it stands up to plain ``sqlite3``, other programs and full disks."""

import os
import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import attrs
import pytest

from chrono.faults import Refused
from chrono.log import connection, creation, schema, sqlite
from chrono.log.creation import create_log
from chrono.log.errors import (
    BusyLog,
    DamagedLog,
    LogError,
    LogExists,
    NewerLog,
    NoLog,
    NotALog,
    UnreadableLog,
    UnwritableLog,
)
from chrono.log.sqlite import SqliteLog
from chrono.log.statements import SCHEMA
from tests.building import declaration, drafts, event, source
from tests.stories.command import run_text

NOBODY = 65534


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the file of a log with a declaration and two events, once."""
    path = tmp_path_factory.mktemp("made") / "desk.db"
    create_log(path, drafts(declaration(), event("a", "2024"), event("b", "2024")))
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """Give a copy of that file, closed."""
    return Path(shutil.copy(made, tmp_path))


@contextmanager
def plain(path: Path, *, recursive: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the file as any program would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute(f"PRAGMA recursive_triggers = {recursive}")
        yield opened


def rows(path: Path) -> list[Any]:
    """Read the table as any program would."""
    with plain(path) as opened:
        return opened.execute("SELECT * FROM entries ORDER BY position").fetchall()


def pragma(path: Path, name: str) -> Any:
    """Read a setting of the file."""
    with plain(path) as opened:
        return opened.execute(f"PRAGMA {name}").fetchone()[0]


# Append-only, for everybody

AGAINST_THE_LOG = {
    "update": "UPDATE entries SET body = '{}' WHERE position = 2",
    "update of all": "UPDATE entries SET recorded = recorded",
    "update or replace": "UPDATE OR REPLACE entries SET position = 3 WHERE position = 2",
    "delete": "DELETE FROM entries WHERE position = 3",
    "delete of all": "DELETE FROM entries",
    "insert over a position": (
        "INSERT INTO entries VALUES (2, 'test', 'new', '2099', '{}', 'x', 'y', NULL)"
    ),
    "replace over a position": (
        "INSERT OR REPLACE INTO entries VALUES (2, 'test', 'new', '2099', '{}', 'x', 'y', NULL)"
    ),
    "replace over an id": (
        "INSERT OR REPLACE INTO entries VALUES (9, 'test', 'a', '2099', '{}', 'x', 'y', NULL)"
    ),
    "replace": "REPLACE INTO entries VALUES (3, 'test', 'b', '2099', '{}', 'x', 'y', NULL)",
    "upsert": (
        "INSERT INTO entries VALUES (2, 'test', 'a', '2099', '{}', 'x', 'y', NULL)"
        " ON CONFLICT DO UPDATE SET body = '{}'"
    ),
}


@pytest.mark.parametrize("recursive", [False, True])
@pytest.mark.parametrize("statement", AGAINST_THE_LOG.values(), ids=AGAINST_THE_LOG)
def test_plain_sqlite_cannot_change_an_entry(path: Path, statement: str, recursive: bool) -> None:  # noqa: FBT001
    """The file itself refuses, whatever recursive_triggers is, and says why."""
    before = rows(path)

    with (
        plain(path, recursive=recursive) as opened,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        opened.execute(statement)

    assert rows(path) == before


@pytest.mark.parametrize("recursive", [False, True])
def test_an_ignored_insert_changes_nothing(path: Path, recursive: bool) -> None:  # noqa: FBT001
    """INSERT OR IGNORE cannot pass the trigger either."""
    before = rows(path)

    with plain(path, recursive=recursive) as opened, pytest.raises(sqlite3.IntegrityError):
        opened.execute(
            "INSERT OR IGNORE INTO entries VALUES (2, 'test', 'n', '', '{}', 'x', 'y', NULL)"
        )

    assert rows(path) == before


def test_the_table_is_strict(path: Path) -> None:
    """A column of text takes no blob."""
    with plain(path) as opened, pytest.raises(sqlite3.IntegrityError, match="cannot store BLOB"):
        opened.execute("INSERT INTO entries VALUES (4, 'test', 'c', '', x'00', 'x', 'y', NULL)")


# Settings


def test_the_file_says_what_it_is(path: Path) -> None:
    """The application id is CHRN, so that ``file`` and others can tell; the version is 2."""
    assert pragma(path, "application_id").to_bytes(4, "big") == b"CHRN"
    assert pragma(path, "user_version") == 2


def test_the_file_keeps_a_write_ahead_log(path: Path) -> None:
    """Readers do not wait for writers."""
    assert pragma(path, "journal_mode") == "wal"


def test_a_writer_syncs_every_commit(path: Path) -> None:
    """What was acknowledged survives a power cut: synchronous is FULL."""
    with closing(connection.connect(path, write=True)) as opened:
        assert opened.execute("PRAGMA synchronous").fetchone()[0] == 2


def test_closing_the_last_writer_leaves_one_file(path: Path) -> None:
    """A closed log can be copied as one file."""
    assert [one.name for one in path.parent.iterdir()] == ["desk.db"]


# Reading never writes


def test_reading_leaves_the_file_as_it_was(path: Path) -> None:
    """Bytes and time of change are equal after everything was read."""
    before = (path.read_bytes(), path.stat().st_mtime_ns)

    with SqliteLog(path) as log:
        log.entries()
        log.head(2)
        log.chronologies()
        log.first_break()

    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_reader_cannot_append(path: Path) -> None:
    """A log opened for reading refuses to be written."""
    before = rows(path)

    with SqliteLog(path) as log, pytest.raises(UnwritableLog, match="readonly"):
        log.append(drafts(event("c", "2024")))

    assert rows(path) == before


@pytest.fixture
def shut() -> Iterator[Callable[[], Path]]:
    """Give a folder that will be shut against writing when called, also for root."""
    folder, root = Path(mkdtemp()), os.geteuid() == 0
    folder.chmod(0o755)

    def shutting() -> Path:
        folder.chmod(0o555)
        if root:
            os.seteuid(NOBODY)
        return folder

    try:
        shutting.folder = folder  # type: ignore[attr-defined]
        yield shutting
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_log_in_a_folder_that_cannot_be_written_can_be_read(path: Path, shut: Any) -> None:
    """A log on a read-only disk answers, and leaves nothing there."""
    expected = rows(path)
    copy = shut.folder / "copy.db"
    shutil.copy(path, copy)
    shut()

    with SqliteLog(copy) as log:
        assert [attrs.astuple(entry) for entry in log.entries()] == expected

    assert [one.name for one in copy.parent.iterdir()] == ["copy.db"]


def test_a_log_in_a_shut_folder_with_entries_ahead_is_not_read_without_them(
    path: Path, shut: Any
) -> None:
    """What stands only in the write-ahead log is never passed over in silence."""
    with SqliteLog(path, write=True) as log:
        log.append(drafts(event("c", "2024")))
        for name in ("desk.db", "desk.db-wal"):
            shutil.copy(path.with_name(name), shut.folder / name)
    copy = shut() / "desk.db"

    with pytest.raises(UnreadableLog, match=r"desk\.db-wal"):
        SqliteLog(copy)


def test_a_log_in_a_shut_folder_is_not_written(path: Path, shut: Any) -> None:
    """The error says that nothing was written."""
    copy = shut.folder / "copy.db"
    shutil.copy(path, copy)
    shut()

    with (
        pytest.raises(UnwritableLog, match="nothing was written"),
        SqliteLog(copy, write=True) as log,
    ):
        log.append(drafts(event("c", "2024")))


def test_a_log_is_not_made_in_a_shut_folder(shut: Any) -> None:
    """The error says that nothing was written, and nothing is there."""
    folder = shut()

    with pytest.raises(UnwritableLog, match="nothing was written"):
        create_log(folder / "new.db")

    assert list(folder.iterdir()) == []


def test_a_reader_sees_what_a_writer_appended_since(path: Path) -> None:
    """An open log is read anew each time."""
    with SqliteLog(path) as reader, SqliteLog(path, write=True) as writer:
        done = writer.append(drafts(event("c", "2024")))

        assert reader.head() == done.head


def test_a_log_whose_name_has_marks_of_a_url_is_opened(tmp_path: Path) -> None:
    """Question marks, hashes, percents, quotes and spaces are parts of a file's name."""
    path = tmp_path / "what? 50%25 #1 'quoted' \"ü\".db"
    create_log(path)

    with SqliteLog(path) as log:
        assert log.head().entries == 0


# What is not a log


def _folder(path: Path) -> None:
    path.mkdir()


def _empty(path: Path) -> None:
    path.touch()


def _text(path: Path) -> None:
    path.write_text("id: a\n" * 500)


def _other_database(path: Path) -> None:
    with plain(path) as opened:
        opened.execute("CREATE TABLE entries (title TEXT)")


def _newer(path: Path) -> None:
    create_log(path)
    with plain(path) as opened:
        opened.execute("PRAGMA user_version = 7")


def _newer_and_other(path: Path) -> None:
    _newer(path)
    with plain(path) as opened:
        opened.execute("DROP TABLE entries")


def _missing(_: Path) -> None:
    pass


BAD_FILES: dict[str, tuple[Callable[[Path], None], type[LogError], str]] = {
    "missing": (_missing, NoLog, "no such log"),
    "folder": (_folder, NotALog, "a folder"),
    "empty": (_empty, NotALog, "not a chrono log"),
    "text": (_text, NotALog, "not a chrono log"),
    "other database": (_other_database, NotALog, "not a chrono log"),
    "newer": (_newer, NewerLog, "version 7; this chrono reads up to version 2; upgrade"),
    "newer with other tables": (_newer_and_other, NewerLog, "version 7"),
}


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize(("make", "error", "message"), BAD_FILES.values(), ids=BAD_FILES)
def test_what_is_no_log_is_refused_by_its_own_error(
    tmp_path: Path,
    make: Callable[[Path], None],
    error: type[LogError],
    message: str,
    write: bool,  # noqa: FBT001
) -> None:
    """The message names the file and what is wrong with it; the file stays as it was."""
    path = tmp_path / "some.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None

    with pytest.raises(LogError) as caught:
        SqliteLog(path, write=write)

    assert type(caught.value) is error
    assert str(path) in str(caught.value)
    assert message in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_path_through_a_file_leads_to_no_log(path: Path) -> None:
    """A file has no files in it."""
    with pytest.raises(NoLog):
        SqliteLog(path / "desk.db")


def test_a_name_that_is_too_long_cannot_be_read_or_written(tmp_path: Path) -> None:
    """What the system says is passed on."""
    path = tmp_path / ("x" * 300)

    with pytest.raises(UnreadableLog, match="too long"):
        SqliteLog(path)
    with pytest.raises(UnwritableLog, match="too long"):
        create_log(path)


def test_what_cannot_be_decoded_is_told_as_damage(path: Path) -> None:
    """Reading a body that is no UTF-8 names the file, what is wrong with it, and what helps."""
    with plain(path) as opened:
        opened.execute("DROP TRIGGER entries_keep")
        opened.execute("UPDATE entries SET body = CAST(x'ff' AS TEXT) WHERE position = 2")
        opened.execute(SCHEMA["entries_keep"])

    with SqliteLog(path) as log, pytest.raises(DamagedLog, match="restore it from a copy"):
        log.entries()


def test_a_damaged_log_ends_every_verb_with_exit_code_3(path: Path) -> None:
    """Not only check tells that the file is broken."""
    with plain(path) as opened:
        opened.execute("DROP TRIGGER entries_keep")
        opened.execute("UPDATE entries SET body = CAST(x'ff' AS TEXT) WHERE position = 2")
        opened.execute(SCHEMA["entries_keep"])

    done = run_text(path.parent, "log", "-f", path)

    assert done.returncode == 3
    assert done.stderr.startswith("error: ")
    assert "damaged (" in done.stderr


# Making a log


def test_a_new_log_is_empty_and_whole(tmp_path: Path) -> None:
    """One file, without entries, without anything to complain of."""
    create_log(tmp_path / "new.db")

    with SqliteLog(tmp_path / "new.db") as log:
        assert log.head().entries == 0
        assert log.first_break() is None


def test_creating_leaves_one_file(tmp_path: Path) -> None:
    """Nothing that was needed to make it is left beside it."""
    create_log(tmp_path / "new.db")

    assert [one.name for one in tmp_path.iterdir()] == ["new.db"]


@pytest.mark.parametrize("make", [_empty, _text, _folder, _newer])
def test_what_is_there_already_is_never_overwritten(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    """Another name is asked for, and what was there stays."""
    path = tmp_path / "some.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None

    with pytest.raises(LogExists, match="choose another name"):
        create_log(path)

    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_log_in_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    """The folder is named."""
    with pytest.raises(UnwritableLog, match="there is no folder"):
        create_log(tmp_path / "nowhere" / "new.db")


@pytest.mark.parametrize("failure", [sqlite3.OperationalError("disk I/O error"), KeyboardInterrupt])
def test_a_log_that_could_not_be_finished_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException | type[BaseException]
) -> None:
    """Neither under its name nor under any other."""

    def fail(_: object) -> None:
        raise failure

    monkeypatch.setattr(creation, "migrate", fail)

    with pytest.raises((LogError, KeyboardInterrupt)):
        create_log(tmp_path / "new.db")

    assert list(tmp_path.iterdir()) == []


def test_of_two_that_make_a_log_at_once_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes second leaves the first one's file alone."""
    path, migrate = tmp_path / "new.db", schema.migrate

    def slowly(db: Any) -> None:
        migrate(db)
        path.write_text("somebody else's")

    monkeypatch.setattr(creation, "migrate", slowly)

    with pytest.raises(LogExists):
        create_log(path)

    assert path.read_text() == "somebody else's"
    assert list(tmp_path.iterdir()) == [path]


# Locks and full disks


def test_a_writer_that_waited_in_vain_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file locked by another program is told after some patience, and nothing is written."""
    monkeypatch.setattr(connection, "PATIENCE", 0.2)
    before = rows(path)

    with SqliteLog(path, write=True) as log, plain(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyLog, match=r"locked by another program for 0\.2 seconds"):
            log.append(drafts(event("c", "2024")))
        other.execute("ROLLBACK")

        assert rows(path) == before
        assert log.append(drafts(event("c", "2024"))).positions == (4,)


def test_readers_do_not_wait_for_a_writer(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a writer holds the lock, a log is opened and read."""
    monkeypatch.setattr(connection, "PATIENCE", 0.2)

    with plain(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with SqliteLog(path) as log:
            assert log.head().entries == 3
        other.execute("ROLLBACK")


BIG = event("big", "2024", note="x" * 500_000)


def test_a_full_database_is_told_and_nothing_is_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch for which there is no room is not there in part; a smaller one still fits."""

    def narrow(of: Path, *, write: bool) -> sqlite3.Connection:
        opened = connection.connect(of, write=write)
        opened.execute("PRAGMA max_page_count = 40")
        return opened

    monkeypatch.setattr(sqlite, "connect", narrow)

    with SqliteLog(path, write=True) as log:
        before, head = log.entries(), log.head()
        with pytest.raises(UnwritableLog, match=r"full.*nothing was written"):
            log.append(drafts(event("c", "2024"), BIG))

        assert (log.entries(), log.head()) == (before, head)
        assert log.append(drafts(event("c", "2024"))).positions == (4,)
        assert log.first_break() is None


def test_a_full_disk_is_told_and_nothing_is_written(path: Path) -> None:
    """A disk that takes no more bytes leaves what was there; with room again, appends go on."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with SqliteLog(path, write=True) as log:
        before = log.entries()
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
        try:
            with pytest.raises(UnwritableLog, match="nothing was written"):
                log.append(drafts(event("c", "2024"), BIG))
            assert log.entries() == before
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

        assert log.append(drafts(BIG)).positions == (4,)
        assert log.first_break() is None


def test_an_append_that_was_interrupted_leaves_the_lock_free(path: Path) -> None:
    """Whatever is raised while a batch is prepared, the transaction ends, and others can write."""

    def interrupted() -> Any:
        raise KeyboardInterrupt

    with (
        SqliteLog(path, write=True, clock=interrupted) as log,
        SqliteLog(path, write=True) as other,
    ):
        with pytest.raises(KeyboardInterrupt):
            log.append(drafts(event("c", "2024")))

        assert other.append(drafts(event("d", "2024"))).positions == (4,)


# Two open logs on one file


def test_a_writer_validates_against_what_others_wrote(path: Path) -> None:
    """An open log that has appended before reads what came since before it judges."""
    with SqliteLog(path, write=True) as one, SqliteLog(path, write=True) as two:
        one.append(drafts(event("c", "2024")))
        two.append(drafts(event("d", "2024", {"add": "team/x", "value": 1})))

        assert one.append(drafts(event("e", "2024", after=["d"]))).positions == (6,)
        with pytest.raises(Refused, match="holds a set of members, as d says"):
            two.append(drafts(event("f", "2024", {"set": "team/x", "value": 1})))
        with pytest.raises(Refused, match="holds a set of members, as d says"):
            one.append(drafts(event("f", "2024", {"set": "team/x", "value": 1})))


def test_a_writer_forgets_what_was_not_committed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch that was prepared and could not be written is as if it had never been."""
    with SqliteLog(path, write=True) as log:
        log.append(drafts(event("c", "2024")))
        with monkeypatch.context() as patched:
            patched.setattr(sqlite.statements, "INSERT", "INSERT INTO nowhere VALUES (?)")
            with pytest.raises(LogError):
                log.append(drafts(event("d", "2024")))

        with pytest.raises(Refused, match="no development 'd' here"):
            log.append(drafts(event("e", "2024", after=["d"])))


# Names are data


@pytest.mark.parametrize("name", ["x'; DROP TABLE entries; --", 'quo"ted', "Zoë ☃", "%_*", ""])
def test_the_name_of_a_chronology_is_data(path: Path, name: str) -> None:
    """Quotes, wildcards and snow men find their own entries and nobody else's."""
    first, second = (
        attrs.evolve(draft, chronology=name, body={**draft.body, "chronology": name})
        for draft in drafts(declaration(), event("a", "2024", sources=[source(publisher="O'Hara")]))
    )

    with SqliteLog(path, write=True) as log:
        log.append([first])
        log.append([second])

        assert [(entry.position, entry.id) for entry in log.entries(name)] == [
            (4, "chronology"),
            (5, "a"),
        ]
        assert dict(log.chronologies()) == {"test": True, name: True}
        assert log.first_break() is None


def test_an_append_uses_what_was_lent_and_reads_what_others_added(path: Path) -> None:
    """Of the two it makes one log: an id that somebody took meanwhile is taken."""
    with SqliteLog(path, write=True) as log:
        log.lend(log.entries())
        with SqliteLog(path, write=True) as other:
            other.append(drafts(event("taken", "2024-01-05")))
        with pytest.raises(Refused, match="another entry with this id"):
            log.append(drafts(event("taken", "2024-01-06")))
        log.append(drafts(event("free", "2024-01-06", after=["taken"])))

        assert [entry.id for entry in log.entries()][-2:] == ["taken", "free"]
