"""Copies of a log file by other means than ours: which are whole, and which `check` sees through.

A plain copy of the file is whole after any command that wrote. A file and a write-ahead log that
were not written together are told apart, whatever SQLite makes of them.
"""

import functools
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import attrs
import pytest

from chrono import Chronology
from chrono.log.creation import create_log
from chrono.log.errors import ForeignAhead
from chrono.log.sqlite import SqliteLog
from chrono.log.statements import SCHEMA
from chrono.log.write_ahead import passed_over
from tests.building import declaration, drafts, event
from tests.contract.write_ahead import FRAME, HEADER, commits
from tests.stories.bad_events import lines
from tests.stories.command import done, run_text

LONG = "x" * 9000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the file of a log with a declaration and an event, once."""
    path = tmp_path_factory.mktemp("made") / "desk.db"
    create_log(path, drafts(declaration(), event("first", "2024")))
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """Give a copy of that file, closed."""
    return Path(shutil.copy(made, tmp_path))


def files(folder: Path) -> set[str]:
    """Return the names of what is in a folder."""
    return {each.name for each in folder.iterdir()}


def copied(path: Path) -> SqliteLog:
    """Open a plain copy of the file alone."""
    copy = path.with_name("copy.db")
    shutil.copy(path, copy)
    return SqliteLog(copy)


# A plain copy after a command


ADD = (
    "add", "Ada", "--id", "ada", "--at", "2024-03", "--publisher", "Minutes", "--basis", "filed",
    "--published", "2024-04-02", "--yes",
)  # fmt: skip


@pytest.mark.parametrize("words", [ADD, ("import", "ada.jsonl")], ids=["add", "import"])
def test_a_plain_copy_after_a_command_is_whole_while_others_read(
    path: Path, words: tuple[str, ...]
) -> None:
    """A reader that has the log open keeps nothing of what was written out of the file."""
    (path.parent / "ada.jsonl").write_bytes(lines(event("ada", "2024-03")))
    with SqliteLog(path) as reader:
        reader.entries()
        done(path.parent, *words, "-f", path)
        shutil.copy(path, path.with_name("copy.db"))
        head = reader.head()

    said = done(path.parent, "check", "--integrity", "-f", "copy.db")
    assert said == f"whole: 3 entries, head {head.hash}\n"


def test_a_plain_copy_is_whole_when_one_of_two_writers_has_closed(path: Path) -> None:
    """Whoever closes takes in what the others have written so far, too."""
    with SqliteLog(path, write=True) as stays:
        stays.append(drafts(event("a", "2024")))
        with SqliteLog(path, write=True) as leaves:
            head = leaves.append(drafts(event("b", "2024"))).head

        with copied(path) as copy:
            assert copy.head() == head


def test_a_long_lived_writer_can_make_plain_copies_whole(path: Path) -> None:
    """By `checkpoint`, of a log and of a chronology; before it they lack what was appended."""
    with Chronology.open(path, write=True) as c:
        c.append([event("a", "2024")])
        with copied(path) as before:
            assert before.head().entries == 2
        assert c.checkpoint()

        with copied(path) as after:
            assert after.head() == c.head


def test_who_reads_has_nothing_to_take_in(path: Path) -> None:
    """A checkpoint by a reader says no, and does nothing."""
    with Chronology.open(path) as c:
        assert not c.checkpoint()
    assert not Chronology.open().checkpoint()


def test_a_writer_closes_beside_a_reader_amid_a_query(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be taken in is no error, and is there for everybody who opens the log."""
    monkeypatch.setattr("chrono.log.checkpoint._PATIENCE", 0.05)
    with closing(sqlite3.connect(path)) as plain:
        rows = plain.execute("SELECT * FROM entries")
        rows.fetchone()
        with SqliteLog(path, write=True) as log:
            log.append(drafts(event("a", "2024")))
            assert not log.checkpoint()
        with SqliteLog(path) as log:
            assert log.head().entries == 3
            assert log.first_break() is None


def test_who_read_leaves_nothing_beside_the_file(path: Path) -> None:
    """Neither an empty write-ahead log nor its index, once the last one closes."""
    with SqliteLog(path) as one:
        one.entries()
        with SqliteLog(path) as two:
            two.entries()

    assert files(path.parent) == {"desk.db"}


def test_who_read_leaves_what_a_killed_writer_wrote(path: Path, tmp_path: Path) -> None:
    """A reader never changes the file; what stands ahead of it stays there."""
    (tmp_path / "left").mkdir()
    with SqliteLog(path, write=True) as log:
        log.append(drafts(event("a", "2024")))
        for name in ("desk.db", "desk.db-wal"):
            shutil.copy(path.with_name(name), tmp_path / "left" / name)
    left = tmp_path / "left" / "desk.db"
    before = left.read_bytes(), left.with_name("desk.db-wal").read_bytes()
    with SqliteLog(left) as log:
        assert log.head().entries == 3

    assert (left.read_bytes(), left.with_name("desk.db-wal").read_bytes()) == before


# A file beside a write-ahead log of another state


@attrs.frozen
class State:
    """A log as it once stood: the bytes of the file, and those of its write-ahead log."""

    file: bytes
    ahead: bytes


@functools.cache
def states(folder: Path, note: str) -> dict[str, State]:
    """Return states of one log, named by how many entries the file has, and how many with ahead."""
    path, found = folder / f"made-{len(note)}.db", {}

    def keep(name: str) -> None:
        ahead = path.with_name(f"{path.name}-wal")
        found[name] = State(path.read_bytes(), ahead.read_bytes() if ahead.exists() else b"")

    def append(log: SqliteLog, *numbers: int) -> None:
        for number in numbers:
            log.append(drafts(event(f"n{number}", "2024", note=note)))

    create_log(path, drafts(declaration()))
    with SqliteLog(path, write=True) as log:
        append(log, 2, 3, 4, 5)
    keep("5")
    with SqliteLog(path, write=True) as log:
        append(log, 6, 7)
        keep("5 to 7")
        log.checkpoint()
        append(log, 8, 9, 10)
        keep("7 to 10")
        log.checkpoint()
        append(log, 11, 12)
        keep("10 to 12")
    keep("12")
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for the states of a log."""
    return tmp_path_factory.mktemp("states")


TOGETHER = [
    ("5", "5 to 7", 7),
    ("5 to 7", "5 to 7", 7),
    ("7 to 10", "7 to 10", 10),
    ("7 to 10", "5 to 7", 7),  # the file took in what stands ahead of it, and nothing more
    ("12", "10 to 12", 12),
]
"""Files with a write-ahead log that continues them, or that they have taken in; the entries."""

APART = [
    ("12", "5 to 7", 8),  # an older write-ahead log hides what the file has
    ("12", "7 to 10", 11),
    ("10 to 12", "5 to 7", 8),
    ("5", "7 to 10", 6),  # a newer one lacks what the file never had
    ("5", "10 to 12", 6),
    ("7 to 10", "10 to 12", 8),
]
"""Files with a write-ahead log of another state; the first entry that is not as it was."""


def put(folder: Path, file: State, ahead: State) -> Path:
    """Put a file and a write-ahead log into a folder."""
    path = folder / "desk.db"
    path.write_bytes(file.file)
    path.with_name("desk.db-wal").write_bytes(ahead.ahead)
    return path


@pytest.mark.parametrize(("file", "ahead", "entries"), TOGETHER)
def test_a_write_ahead_log_that_continues_its_file_is_read(
    folder: Path, tmp_path: Path, file: str, ahead: str, entries: int
) -> None:
    """The log is whole with it, be it one page or many."""
    for note in ("", LONG):
        known = states(folder, note)
        path = put(tmp_path, known[file], known[ahead])

        said = done(tmp_path, "check", "--integrity", "-f", path)

        assert said.startswith(f"whole: {entries} entries, ")


@pytest.mark.parametrize(("file", "ahead", "position"), APART)
def test_a_write_ahead_log_of_another_state_is_told(
    folder: Path, tmp_path: Path, file: str, ahead: str, position: int
) -> None:
    """Exit 3 with a position and the file to move away; without it the file is whole again."""
    known = states(folder, LONG)
    path = put(tmp_path, known[file], known[ahead])

    found = run_text(tmp_path, "check", "-f", path)
    told = found.stdout or found.stderr
    path.with_name("desk.db-wal").unlink()
    path.with_name("desk.db-shm").unlink(missing_ok=True)

    assert found.returncode == 3
    assert "what desk.db-wal adds does not continue the file's own chain" in told
    assert int(told.partition("broken at entry ")[2].partition(":")[0]) <= position
    assert done(tmp_path, "check", "--integrity", "-f", path).startswith("whole: ")


def test_what_cannot_even_be_opened_with_it_is_told_by_every_verb(
    folder: Path, tmp_path: Path
) -> None:
    """An older one under a file that has grown: SQLite says only that it is malformed."""
    known = states(folder, "")
    path = put(tmp_path, known["12"], known["5 to 7"])

    with pytest.raises(ForeignAhead, match=r"own chain, which is unbroken up to entry 12"):
        SqliteLog(path)
    assert run_text(tmp_path, "state", "-f", path).returncode == 3


def test_an_end_that_is_missing_is_not_blamed_on_a_write_ahead_log(path: Path) -> None:
    """A head kept elsewhere that the log does not reach says nothing of what stands ahead."""
    with SqliteLog(path, write=True) as log:
        log.append(drafts(event("a", "2024")))
        broken = log.first_break("0" * 64)

    assert broken
    assert broken.position == 4
    assert "its end is missing" in broken.reason


@contextmanager
def changing(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file as any program would that changes an entry and closes the hole behind it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        plain.execute("DROP TRIGGER entries_keep")
        plain.execute("UPDATE entries SET body = '{}' WHERE position = 2")
        plain.execute(SCHEMA["entries_keep"])
        yield plain


def test_damage_of_the_file_itself_is_not_blamed_on_its_write_ahead_log(path: Path) -> None:
    """The entry that was changed is told, with why."""
    with changing(path):
        pass
    with SqliteLog(path, write=True) as log, closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE notes (text)")
        broken = log.first_break()

    assert broken
    assert (broken.position, broken.reason) == (2, "its body does not match its digest")


def test_an_entry_that_was_changed_ahead_of_the_file_is_told_at_its_place(path: Path) -> None:
    """The file alone has it as it was."""
    with changing(path), SqliteLog(path) as log:
        broken = log.first_break()

    assert broken
    assert broken.position == 2
    assert "file's own chain, which is unbroken up to entry 2" in broken.reason


# What stands in a write-ahead log and is not read


@pytest.fixture
def ahead(folder: Path, tmp_path: Path) -> Path:
    """Give a file of seven entries, and three transactions in its write-ahead log."""
    known = states(folder, LONG)
    return put(tmp_path, known["7 to 10"], known["7 to 10"])


def damage(path: Path, where: int) -> None:
    """Change a byte of the write-ahead log."""
    raw = bytearray(path.with_name("desk.db-wal").read_bytes())
    raw[where] ^= 1
    path.with_name("desk.db-wal").write_bytes(raw)


NOT_READ: dict[str, tuple[Callable[[bytes], int], int, int]] = {
    "in the header": (lambda _: 25, 7, 3),
    "in the magic": (lambda _: 1, 7, 3),
    "in the first": (lambda _: HEADER + FRAME + 9, 7, 3),
    "in the second": (lambda raw: commits(raw)[0] + 5, 8, 2),
    "at the very end": (lambda raw: len(raw) - 1, 9, 0),  # as a writer that was killed leaves it
}
"""Where a byte is changed, the entries that are read then, and the transactions that are not."""


@pytest.mark.parametrize(("place", "entries", "lost"), NOT_READ.values(), ids=NOT_READ)
def test_transactions_behind_damage_are_told(
    ahead: Path, place: Callable[[bytes], int], entries: int, lost: int
) -> None:
    """The log is whole without them, so only a finding says that something was there."""
    damage(ahead, place(ahead.with_name("desk.db-wal").read_bytes()))

    found = run_text(ahead.parent, "check", "--json", "--integrity", "-f", ahead)
    said = json.loads(found.stdout)

    assert (said["broken"], said["log"]["entries"]) == (None, entries)
    assert [each["code"] for each in said["findings"]] == ["passed-over"] * (lost > 0)
    assert found.returncode == (1 if lost else 0)
    assert all(f"after e{entries}, {lost} " in each["message"] for each in said["findings"])


def test_an_earlier_round_of_a_write_ahead_log_is_no_loss(path: Path) -> None:
    """A writer that begins it anew leaves older frames behind the new ones."""
    with SqliteLog(path, write=True) as log, closing(sqlite3.connect(path)) as plain:
        for number in range(4):
            log.append(drafts(event(f"a{number}", "2024", note=LONG)))
        assert plain.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()[0] == 0
        log.append(drafts(event("b", "2024")))
        raw = path.with_name("desk.db-wal").read_bytes()
        assert commits(raw)[-1] < len(raw)

        assert passed_over(path) == 0
