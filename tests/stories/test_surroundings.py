"""Hostile surroundings, through the real command: full disks, shut folders, odd machines."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.stories.bad_events import claims, event, lines
from tests.stories.command import (
    CHRONO,
    ENV,
    base,
    complaints,
    contents,
    desk,
    done,
    process,
    run,
)

MORE = lines(event("more", data={}))
LARGE = lines(*(event(f"large{n}", data={}, note="x" * 5000) for n in range(400)))


def shell(folder: Path, script: str, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run a script of the shell in which ``$0`` is the command."""
    return process(folder, *arguments, program=("/bin/sh", "-c", script, CHRONO))


# What is no log


def _text(path: Path) -> None:
    path.write_text("Dear diary,\n" * 100)


def _random(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def _other(path: Path) -> None:
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("CREATE TABLE entries (title TEXT)")
        opened.commit()


def _newer(path: Path) -> None:
    path.write_bytes(base())
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("PRAGMA user_version = 7")


def _cut(path: Path) -> None:
    path.write_bytes(base()[:5000])


def _holed(path: Path) -> None:
    raw = bytearray(base())
    raw[4096:] = b"\xaa" * (len(raw) - 4096)
    path.write_bytes(raw)


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


NO_LOGS: dict[str, tuple[Callable[[Path], object], int, str]] = {
    "nothing": (lambda _: None, 2, "no such log; make it with: chrono init some.db"),
    "text": (_text, 2, "not a chrono log; name a file made with chrono init"),
    "an empty file": (Path.touch, 2, "not a chrono log; name a file made with chrono init"),
    "random bytes": (_random, 2, "not a chrono log; name a file made with chrono init"),
    "another database": (_other, 2, "not a chrono log; name a file made with chrono init"),
    "a folder": (Path.mkdir, 2, "a folder; name a file made with chrono init"),
    "a pipe": (os.mkfifo, 2, "not a file; name a file made with chrono init"),
    "a link in a circle": (_loop, 2, "cannot be read (Too many levels of symbolic links)"),
    "a newer log": (_newer, 2, "a log of version 7; this chrono reads up to version 2; upgrade"),
    "a log cut off": (_cut, 3, "damaged (database disk image is malformed)"),
    "a log with holes": (_holed, 3, "damaged (database disk image is malformed)"),
}


@pytest.mark.parametrize("verb", [["log"], ["import", "more.jsonl"]], ids=["log", "import"])
@pytest.mark.parametrize(("make", "code", "words"), NO_LOGS.values(), ids=NO_LOGS)
def test_what_is_no_log_has_a_message_of_its_own(
    tmp_path: Path, make: Callable[[Path], object], code: int, words: str, verb: list[str]
) -> None:
    """It names the file and what would help; the file stays as it was."""
    path = tmp_path / "some.db"
    make(path)
    (tmp_path / "more.jsonl").write_bytes(MORE)
    before = path.read_bytes() if path.is_file() else None
    found = run(tmp_path, *verb, "-f", "some.db")
    (said,) = complaints(found)

    assert (found.returncode, found.stdout) == (code, b"")
    assert said.startswith("some.db: ")
    assert words in said
    assert (path.read_bytes() if path.is_file() else None) == before


def kept(path: Path) -> tuple[int, ...]:
    """Tell one file from another; that a link was followed shows in its time of access alone."""
    found = path.lstat()
    return found.st_ino, found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns


@pytest.mark.parametrize("make", [_text, Path.touch, Path.mkdir, os.mkfifo, _loop])
def test_init_never_takes_the_place_of_anything(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    """Whatever stands under that name stays; nothing else is left."""
    path = tmp_path / "some.db"
    make(path)
    before = kept(path)
    (said,) = complaints(run(tmp_path, "init", "some.db", "--name", "x"))

    assert said.startswith("some.db: there is a file already; choose another name")
    assert kept(path) == before
    assert [one.name for one in tmp_path.iterdir()] == ["some.db"]


def test_a_damaged_log_is_found_by_check_with_exit_3(tmp_path: Path) -> None:
    """One letter changed in an entry: check names the first bad position."""
    path = desk(tmp_path)
    path.write_bytes(base().replace(b"typing error", b"typing horror"[:12]))
    found = run(tmp_path, "check")

    assert found.returncode == 3
    assert found.stdout.startswith(b"broken at entry 8: ")


# Full disks


@pytest.mark.parametrize(
    "verb",
    ["state", "log --json", "show one", "why office/firm/ceo", "check", "schema", "-h", "state -h",
     "--version"],
)  # fmt: skip
def test_a_full_disk_under_stdout_is_told(tmp_path: Path, verb: str) -> None:
    """An answer that got lost is never taken for one: a message, and an exit code that is not 0."""
    desk(tmp_path)
    found = shell(tmp_path, f'"$0" {verb} >/dev/full')
    (said,) = complaints(found)

    assert found.returncode == 2
    assert said.startswith("stdout cannot be written (No space left on device)")


def test_a_full_disk_under_stderr_changes_no_exit_code(tmp_path: Path) -> None:
    """Who cannot be told is told at least by the code."""
    desk(tmp_path)

    assert shell(tmp_path, '"$0" state 7/11/2023 2>/dev/full').returncode == 2
    assert shell(tmp_path, '"$0" state 2023-12-01 2>/dev/full').returncode == 0
    assert shell(tmp_path, '"$0" state 1999 >/dev/full 2>/dev/full').returncode == 2


def test_an_import_whose_report_is_lost_is_in_the_log_all_the_same(tmp_path: Path) -> None:
    """The message says where to look, and importing again finds everything there."""
    desk(tmp_path)
    (tmp_path / "more.jsonl").write_bytes(MORE)
    (said,) = complaints(shell(tmp_path, '"$0" import more.jsonl >/dev/full'))

    assert "what was to be appended, if anything, is in the log" in said
    assert done(tmp_path, "import", "more.jsonl").startswith("Appended 0 events · ")
    assert done(tmp_path, "check").startswith("whole: ")


def limited(folder: Path, kilobytes: int, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command where no file may grow beyond a size."""
    return shell(folder, f'ulimit -f {kilobytes * 2}; exec "$0" "$@"', *arguments)


def test_an_import_for_which_there_is_no_room_writes_nothing(tmp_path: Path) -> None:
    """A file that may not grow: a message, exit 2, and the log as it was; a smaller one fits."""
    log = desk(tmp_path)
    before = contents(log)
    (tmp_path / "large.jsonl").write_bytes(LARGE)
    (tmp_path / "more.jsonl").write_bytes(MORE)
    found = limited(tmp_path, 500, "import", "large.jsonl")
    (said,) = complaints(found)

    assert found.returncode == 2
    assert said.startswith("chrono.db: cannot be written (")
    assert said.endswith("; nothing was written")
    assert done(tmp_path, "check").startswith("whole: 10 entries")
    assert contents(log) == before
    assert limited(tmp_path, 500, "import", "more.jsonl").returncode == 0


def test_an_init_for_which_there_is_no_room_leaves_nothing(tmp_path: Path) -> None:
    """No half a log, and no temporary folder."""
    found = limited(tmp_path, 100, "init", "chrono.db", "--from", "openai-microsoft")
    (said,) = complaints(found)

    assert found.returncode == 2
    assert said.startswith("chrono.db: cannot be written (")
    assert said.endswith("; nothing was written")
    assert list(tmp_path.iterdir()) == []


# A disk of its own, in a name space of its own: it is gone with the process

MOUNTS = shutil.which("unshare") and not subprocess.run(
    ["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"],  # noqa: S607
    capture_output=True, check=False,
).returncode  # fmt: skip
mounting = pytest.mark.skipif(not MOUNTS, reason="only who may mount can fill a disk")


def mounted(folder: Path, script: str) -> subprocess.CompletedProcess[bytes]:
    """Run a script that may mount, seen by nobody else; ``$0`` is the command."""
    program = ("unshare", "-m", "/bin/sh", "-ec", script, CHRONO)
    return process(folder, program=program)


@mounting
def test_a_disk_that_is_full_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    """An import and an init on a disk of 300 kB: two messages, and what was there is whole."""
    desk(tmp_path)
    (tmp_path / "large.jsonl").write_bytes(LARGE)
    (tmp_path / "disk").mkdir()
    script = """
        mount -t tmpfs -o size=300k none disk
        cp chrono.db disk/
        "$0" import large.jsonl -f disk/chrono.db || echo "exit $?"
        "$0" init disk/other.db --from openai-microsoft || echo "exit $?"
        "$0" check --integrity -f disk/chrono.db
        ls -A disk
    """
    found = mounted(tmp_path, script)
    said = complaints(found)
    told = found.stdout.decode().splitlines()

    assert [one.partition(":")[0] for one in said] == ["disk/chrono.db", "disk/other.db"]
    assert all(one.endswith("; nothing was written") for one in said)
    assert told[:2] == ["exit 2", "exit 2"]
    assert told[2].startswith("whole: 10 entries")
    assert set(told[3:]) <= {"chrono.db", "chrono.db-shm", "chrono.db-wal"}


@mounting
def test_a_log_on_a_read_only_disk_can_be_asked_and_not_written(tmp_path: Path) -> None:
    """Also by root: reading needs no room for a write-ahead log, writing says what is wrong."""
    desk(tmp_path)
    (tmp_path / "more.jsonl").write_bytes(MORE)
    (tmp_path / "disk").mkdir()
    shutil.copy(tmp_path / "chrono.db", tmp_path / "disk")
    script = """
        mount --bind disk disk; mount -o remount,ro,bind disk
        "$0" state 2023-11-18 office/firm/ceo -f disk/chrono.db
        "$0" import more.jsonl -f disk/chrono.db || echo "exit $?"
        "$0" init disk/other.db --name x || echo "exit $?"
        "$0" check --integrity -f disk/chrono.db
    """
    found = mounted(tmp_path, script)

    assert b"Ada" in found.stdout
    assert found.stdout.count(b"exit 2") == 2
    assert b"whole: 10 entries" in found.stdout
    assert [one.partition(" (")[0] for one in complaints(found)] == [
        "disk/chrono.db: cannot be written",
        "disk/other.db: cannot be written",
    ]
    assert [path.name for path in (tmp_path / "disk").iterdir()] == ["chrono.db"]


# Permissions, which root has to lay down first

MORTAL = (
    ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
)
permitted = pytest.mark.skipif(
    bool(MORTAL) and not shutil.which("setpriv"), reason="root may do anything without setpriv"
)


@pytest.fixture
def shut(tmp_path: Path) -> Iterator[Path]:
    """Give a folder with a log; what is shut in it is opened again at the end."""
    desk(tmp_path)
    (tmp_path / "more.jsonl").write_bytes(MORE)
    yield tmp_path
    tmp_path.chmod(0o755)


def as_mortal(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command without the powers of root."""
    return process(folder, *arguments, program=(*MORTAL, CHRONO))


@permitted
def test_a_log_that_one_may_only_read_is_read_and_not_written(shut: Path) -> None:
    """The message names the file and says that nothing was written."""
    (shut / "chrono.db").chmod(0o444)
    shut.chmod(0o555)
    before = contents(shut / "chrono.db")
    (said,) = complaints(as_mortal(shut, "import", "more.jsonl"))

    assert b"Ada" in as_mortal(shut, "state", "2023-11-18").stdout
    assert said.startswith("chrono.db: cannot be written (permission denied)")
    assert contents(shut / "chrono.db") == before


@permitted
def test_a_log_that_one_may_not_read_is_told(shut: Path) -> None:
    """Nor is it taken for something else."""
    (shut / "chrono.db").chmod(0o000)
    found = as_mortal(shut, "state")
    (said,) = complaints(found)

    assert found.returncode == 2
    assert said.startswith("chrono.db: cannot be read (")


@permitted
def test_a_log_is_not_made_in_a_shut_folder(shut: Path) -> None:
    """A message, and nothing left there."""
    shut.chmod(0o555)
    (said,) = complaints(as_mortal(shut, "init", "other.db", "--name", "x"))

    assert said == "other.db: cannot be written (Permission denied); nothing was written"
    assert sorted(path.name for path in shut.iterdir()) == ["chrono.db", "more.jsonl"]


# Locks


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a log, as another program that writes."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


IMPATIENT = """
    from chrono.log import connection
    connection.PATIENCE = 0.2
    from chrono.cli.main import main
    main()
"""


def test_who_waited_in_vain_for_a_lock_is_told(tmp_path: Path) -> None:
    """The message names the file and how long it waited; nothing was written."""
    log = desk(tmp_path)
    (tmp_path / "more.jsonl").write_bytes(MORE)
    program = (sys.executable, "-c", textwrap.dedent(IMPATIENT))
    with locked(log):
        found = process(tmp_path, "import", "more.jsonl", program=program)

    assert found.returncode == 2
    assert complaints(found) == [
        "chrono.db: locked by another program for 0.2 seconds; nothing was written"
    ]
    assert done(tmp_path, "check").startswith("whole: 10 entries")


def test_nobody_who_asks_waits_for_a_writer(tmp_path: Path) -> None:
    """While somebody writes, the answers are those of before."""
    log = desk(tmp_path)
    expected = done(tmp_path, "state", "2023-11-18")
    with locked(log):
        assert done(tmp_path, "state", "2023-11-18") == expected
        assert done(tmp_path, "check").startswith("whole: 10 entries")


# Streams that are closed or cut


def test_closed_streams_are_no_reason_to_fail(tmp_path: Path) -> None:
    """Without stdin, stdout or stderr, or all of them: the exit code is what it would be."""
    desk(tmp_path)
    (tmp_path / "more.jsonl").write_bytes(MORE)
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        assert shell(tmp_path, f'"$0" state 2023-12-01 {closed}').returncode == 0, closed
        assert shell(tmp_path, f'"$0" state 7/11/2023 {closed}').returncode == 2, closed
    found = shell(tmp_path, '"$0" import more.jsonl <&- >&- 2>&-')

    assert (found.returncode, found.stdout, found.stderr) == (0, b"", b"")
    assert done(tmp_path, "check").startswith("whole: 11 entries")


@pytest.mark.parametrize("verb", ["log", "log --json", "state", "schema", "check"])
def test_who_has_read_enough_ends_it_quietly(tmp_path: Path, verb: str) -> None:
    """A pipe that is cut is no error and leaves no word on stderr."""
    desk(tmp_path)
    script = f'("$0" {verb} -f "$1"; echo "exit $?" >&2) | true'
    if verb == "schema":
        script = script.replace(' -f "$1"', "")
    found = shell(tmp_path, script, tmp_path / "chrono.db")

    assert found.stderr == b"exit 0\n"


# The machine

MACHINES: dict[str, dict[str, str]] = {
    "in Tokyo": {"TZ": "Asia/Tokyo"},
    "in no zone": {"TZ": "Nowhere/At-All"},
    "in C": {"LC_ALL": "C", "LANG": "C"},
    "in POSIX, plain ASCII": {
        "LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0",
    },
    "in Turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    "in German": {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"},
    "in German, of old": {"LC_ALL": "de_DE.ISO-8859-1", "PYTHONIOENCODING": "latin-1"},
    "in ASCII by order": {"PYTHONIOENCODING": "ascii:strict"},
    "in UTF-16": {"PYTHONIOENCODING": "utf-16"},
    "with another hash": {"PYTHONHASHSEED": "1"},
    "with one more hash": {"PYTHONHASHSEED": "4242"},
    "without a home": {"HOME": "/nonexistent"},
    "very narrow": {"COLUMNS": "10", "LINES": "2", "TERM": "dumb"},
    "very wide": {"COLUMNS": "1000"},
    "in development": {"PYTHONDEVMODE": "1"},
    "optimised": {"PYTHONOPTIMIZE": "2"},
}  # fmt: skip

QUESTIONS = [
    ["state", "2023-12-01"],
    ["state", "2023-12-01", "--json"],
    ["why", "office/firm/ceo", "2023-12-01"],
    ["log"],
    ["log", "--json"],
    ["disputes", "2023-12-01", "--json"],
    ["disputes", "2023-12-01"],
]

ASKING = """
    import io, json, os, sys
    from chrono.cli import main
    main._open_streams()
    for words in json.loads(sys.argv[1]):
        code = main.run(words)
        print("exit", code, flush=True)
"""
"""Asks many questions of one process, so that many machines can be tried."""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """Make a log with a dispute and letters of many scripts; ask every question of it."""
    folder = tmp_path_factory.mktemp("machines")
    desk(folder)
    told = [
        claims({"set": "term/name", "value": "Ιωάννης · İstanbul · 東京"}, given="rival"),
        claims({"set": "term/name", "value": "Jürgen"}, given="other", headline="ß ﬁ 🙂 \u0131"),
    ]
    (folder / "more.jsonl").write_bytes(lines(*told))
    done(folder, "import", "more.jsonl")
    return folder, asked(folder, {})


def asked(folder: Path, machine: dict[str, str]) -> bytes:
    """Ask every question on some machine; the answers are bytes."""
    program = (sys.executable, "-c", textwrap.dedent(ASKING), json.dumps(QUESTIONS))
    found = process(folder, env={**ENV, "CHRONO_FILE": "chrono.db", **machine}, program=program)
    assert found.returncode == 0, found.stderr
    assert found.stderr == b""
    return found.stdout


@pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES)
def test_answers_are_the_same_bytes_on_every_machine(
    answers: tuple[Path, bytes], machine: dict[str, str]
) -> None:
    """Zone, language, encoding, hash seed and width change nothing, in text or JSON."""
    folder, expected = answers

    assert asked(folder, machine) == expected


def test_the_answers_that_are_compared_say_something(answers: tuple[Path, bytes]) -> None:
    """They are the command's own, with a dispute, and letters of many scripts as they are."""
    folder, expected = answers
    one_by_one = [run(folder, *words) for words in QUESTIONS]

    assert expected == b"".join(
        each.stdout + f"exit {each.returncode}\n".encode() for each in one_by_one
    )
    assert "İstanbul · 東京".encode() in expected
    assert b"disputed" in expected


@pytest.mark.parametrize(
    "machine", ["in POSIX, plain ASCII", "in German, of old", "in ASCII by order", "in UTF-16"]
)
def test_a_complaint_in_many_scripts_reaches_any_machine(tmp_path: Path, machine: str) -> None:
    """Where stderr is plain ASCII by order, the message is there all the same."""
    desk(tmp_path)
    (tmp_path / "a.jsonl").write_bytes(lines(event(occurred="東京")))
    (said,) = complaints(process(tmp_path, "import", "a.jsonl", env={**ENV, **MACHINES[machine]}))

    assert said.startswith("a.jsonl:1: occurred: '東京': only the digits 0 to 9")


def test_the_folder_in_which_one_stands_changes_nothing(answers: tuple[Path, bytes]) -> None:
    """A log named by its path, from a folder that is elsewhere, or gone."""
    folder = answers[0]
    log = folder / "chrono.db"
    expected = done(folder, "state", "2023-12-01")
    script = 'mkdir gone; cd gone; rmdir ../gone; exec "$0" state 2023-12-01 -f "$1"'

    assert done(Path("/"), "state", "2023-12-01", "-f", log) == expected
    assert shell(folder, script, log).stdout.decode() == expected
