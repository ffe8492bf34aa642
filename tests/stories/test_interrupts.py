"""Interrupts, sent to the real command at any moment: all or nothing, and no traceback."""

import functools
import json
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs
import pytest

from chrono.log.sqlite import SqliteLog
from tests.stories.bad_events import event, lines
from tests.stories.command import CHRONO, ENV, base, desk, done
from tests.stories.command import process as run

COMMAND = (sys.executable, "-m", "chrono.cli")
"""The way in that the installed command takes, from the first line of ours on."""

EVENTS = 2000
SENTENCE = "error: interrupted; nothing was left half-written"
SEEDED = random.Random(20231117)  # noqa: S311  delays, no secrets

START_UP = re.compile(r"chrono/cli/(__main__\.py\", line \d+, in (?!<module>)|main)")
"""A line of a traceback from inside the command, when it should have answered already."""


@attrs.frozen
class Left:
    """What an interrupted command left.

    Attributes:
        code: Its exit code.
        said: What it said on stderr.
        names: The files in its folder.
        entries: How many entries its log has; None where there is no log.
        whole: Whether that log is what was appended.
    """

    code: int
    said: str
    names: tuple[str, ...]
    entries: int | None
    whole: bool


@functools.cache
def big() -> Path:
    """Make a JSONL of thousands of events, once."""
    path = Path(tempfile.mkdtemp()) / "big.jsonl"
    path.write_bytes(lines(*(event(f"x{n}", data={}) for n in range(EVENTS))))
    return path


@pytest.fixture(scope="module", autouse=True)
def _swept() -> object:
    """Leave nothing of ours behind."""
    base()
    yield
    shutil.rmtree(big().parent)


def interrupted(arguments: list[str | Path], number: int, delay: float) -> Left:
    """Start the command on a fresh desk, send it a signal after a while, and look."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if arguments[0] == "import":
            desk(folder)
        process = subprocess.Popen(
            [*COMMAND, *arguments], cwd=folder, env=ENV, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        time.sleep(delay)
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
        return left_in(folder, process.returncode, said.decode())


def left_in(folder: Path, code: int, said: str) -> Left:
    """Look at what there is in a folder."""
    names = tuple(sorted(path.name for path in folder.iterdir()))
    log = folder / "chrono.db"
    if not log.exists():
        return Left(code, said, names, None, whole=True)
    with SqliteLog(log) as opened:
        return Left(code, said, names, opened.head().entries, opened.first_break() is None)


def duration(arguments: list[str | Path]) -> float:
    """Time the command when nobody interrupts it."""
    with tempfile.TemporaryDirectory() as name:
        if arguments[0] == "import":
            desk(Path(name))
        started = time.monotonic()
        run(Path(name), *arguments, program=COMMAND)
        return time.monotonic() - started


def spread(arguments: list[str | Path], number: int, times: int) -> list[Left]:
    """Interrupt the command at its start, and at random moments over its whole duration."""
    whole = duration(arguments)
    delays = [0.0, *(whole * 1.1 * (n + SEEDED.random()) / times for n in range(times))]
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda delay: interrupted(arguments, number, delay), delays))


IMPORT: list[str | Path] = ["import", "big.jsonl"]
INIT: list[str | Path] = ["init", "chrono.db", "--from", "openai-microsoft"]


@functools.cache
def imports_interrupted() -> list[Left]:
    """Interrupt an import at many moments, once for all tests."""
    return spread(["import", big()], signal.SIGINT, 40)


@functools.cache
def inits_interrupted() -> list[Left]:
    """Interrupt an init at many moments, once for all tests."""
    return spread(INIT, signal.SIGINT, 40)


ROUNDS = pytest.mark.parametrize(
    "left", [imports_interrupted, inits_interrupted], ids=["import", "init"]
)


def in_ours(each: Left) -> bool:
    """Say whether the command had begun: before that the interpreter speaks, or is just gone."""
    return each.code not in (1, -signal.SIGINT) or bool(START_UP.search(each.said))


@ROUNDS
def test_an_interrupt_is_told_once_and_without_a_traceback(left: object) -> None:
    """Exit 130 and one sentence at every point, or 0 and silence for who was done before."""
    found = [each for each in left() if in_ours(each)]  # type: ignore[operator]

    assert {(each.code, each.said.strip()) for each in found} <= {(130, SENTENCE), (0, "")}
    assert sum(each.code == 130 for each in found) >= 10


def test_an_interrupted_import_is_there_whole_or_not_at_all() -> None:
    """Wherever it was stopped, the log is sound and holds all events or none."""
    found = imports_interrupted()
    before = len(base_entries())

    assert {each.entries for each in found} <= {before, before + EVENTS}
    assert all(each.entries == before + EVENTS for each in found if each.code == 0)
    assert all(each.whole for each in found)


def test_an_interrupted_init_leaves_a_whole_log_or_none() -> None:
    """The log appears under its name only when it is complete."""
    found = inits_interrupted()
    sizes = {each.entries for each in found if each.entries is not None}

    assert len(sizes) <= 1
    assert all(each.entries for each in found if each.code == 0)
    assert all(each.whole for each in found)


@ROUNDS
def test_an_interrupt_leaves_no_temporary_files(left: object) -> None:
    """The folder holds the log, if there is one, and nothing beside it."""
    for each in left():  # type: ignore[operator]
        assert set(each.names) <= {"chrono.db"}


@pytest.mark.parametrize("arguments", [IMPORT, INIT], ids=["import", "init"])
def test_a_terminated_command_leaves_all_or_nothing(arguments: list[str | Path]) -> None:
    """SIGTERM at any moment: the log is sound, with the whole batch or without it."""
    given = [big() if one == "big.jsonl" else one for one in arguments]
    found = spread(given, signal.SIGTERM, 8)
    wholes = {None, len(base_entries()), len(base_entries()) + EVENTS}

    assert all(each.whole for each in found)
    assert {each.code for each in found} <= {0, 143, -signal.SIGTERM}
    assert all("Traceback" not in each.said for each in found)
    if arguments is IMPORT:
        assert {each.entries for each in found} <= wholes
    else:
        assert len({each.entries for each in found} - {None}) <= 1
        assert all(set(each.names) <= {"chrono.db"} for each in found if each.code == 143)


# Inside the transaction

WITHIN = """
    import os, signal, sys
    import attrs
    from chrono.log import connection, sqlite
    from chrono.log.preparation import Preparation

    point, number = sys.argv[1:3]
    del sys.argv[1:3]

    def interrupt():
        os.kill(os.getpid(), getattr(signal, number))

    class Tripping(tuple):
        def __iter__(self):
            for number, entry in enumerate(super().__iter__()):
                if f"row {number}" == point:
                    interrupt()
                yield entry

    prepare, committed = Preparation.prepare, Preparation.committed

    def prepared(self, *arguments):
        if point == "locked":
            interrupt()
        done = prepare(self, *arguments)
        if point == "prepared":
            interrupt()
        return attrs.evolve(done, new=Tripping(done.new))

    def told(self, done):
        if point == "committed":
            interrupt()
        committed(self, done)

    Preparation.prepare, Preparation.committed = prepared, told
    from chrono.cli.__main__ import main
    main()
"""


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGKILL"])
@pytest.mark.parametrize("point", ["locked", "prepared", "row 0", "row 1", "row 1999", "committed"])
def test_an_interrupt_within_the_transaction_writes_nothing(
    tmp_path: Path, point: str, number: str
) -> None:
    """Before the commit nothing is there, after it everything, and the lock is free again."""
    log = desk(tmp_path)
    before = len(base_entries())
    program = (sys.executable, "-c", textwrap.dedent(WITHIN), point, number)
    found = run(tmp_path, "import", big(), program=program)
    left = left_in(tmp_path, found.returncode, found.stderr.decode())
    codes = {"SIGINT": 130, "SIGTERM": 143, "SIGKILL": -signal.SIGKILL}

    assert left.code == codes[number]
    assert left.said.strip() == (SENTENCE if number == "SIGINT" else "")
    assert left.whole
    assert left.entries == before + (EVENTS if point == "committed" else 0)
    with SqliteLog(log, write=True) as opened:
        assert opened.append([]).head.entries == left.entries


def test_check_says_that_an_interrupted_log_is_whole(tmp_path: Path) -> None:
    """The command itself finds nothing wrong after a kill in the middle of writing."""
    desk(tmp_path)
    program = (sys.executable, "-c", textwrap.dedent(WITHIN), "row 1000", "SIGKILL")
    run(tmp_path, "import", big(), program=program)
    checked = json.loads(run(tmp_path, "check", "--json").stdout)

    assert checked["broken"] is None
    assert checked["log"]["entries"] == len(base_entries())
    assert done(tmp_path, "import", big()).startswith(f"Appended {EVENTS} events")


WRAPPED = """
    import os, signal, sys

    class Interrupted:
        def __set_name__(self, owner, name):
            os.kill(os.getpid(), signal.SIGINT)

    from chrono.log.preparation import Preparation
    Preparation.prepare = lambda *_: type("Dear", (), {"field": Interrupted()})
    from chrono.cli.__main__ import main
    main()
"""


def test_an_interrupt_while_a_class_is_made_is_an_interrupt(tmp_path: Path) -> None:
    """Python 3.11 makes a RuntimeError of it, as when a verb imports a module; we do not."""
    desk(tmp_path)
    found = run(tmp_path, "import", big(), program=(sys.executable, "-c", textwrap.dedent(WRAPPED)))

    assert (found.returncode, found.stderr.decode().strip()) == (130, SENTENCE)


SWALLOWED = """
    import os, signal, sys, time

    number = getattr(signal, sys.argv.pop())

    class Destroyed:
        def __del__(self):
            os.kill(os.getpid(), number)

    def prepare(*_):
        Destroyed()
        time.sleep(20)

    from chrono.log.preparation import Preparation
    Preparation.prepare = prepare
    from chrono.cli.__main__ import main
    main()
"""


@pytest.mark.parametrize(("number", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_an_interrupt_while_an_object_is_destroyed_is_an_interrupt(
    tmp_path: Path, number: str, code: int
) -> None:
    """Python tells of it and goes on, since a destructor cannot raise; we stop all the same."""
    desk(tmp_path)
    program = (sys.executable, "-c", textwrap.dedent(SWALLOWED))
    found = run(tmp_path, "import", big(), number, program=program)

    said = SENTENCE if number == "SIGINT" else ""
    assert (found.returncode, found.stderr.decode().strip()) == (code, said)


def test_an_interrupt_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    """What a shell starts in the background is not stopped by somebody's Ctrl-C."""
    desk(tmp_path)
    process = subprocess.Popen(
        [*COMMAND, "import", big()], cwd=tmp_path, env=ENV, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),  # noqa: PLW1509
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    for _ in range(4):
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)

    assert (process.returncode, said) == (0, b"")


@functools.cache
def base_entries() -> list[str]:
    """List the ids of the log that every desk begins with."""
    with tempfile.TemporaryDirectory() as name, SqliteLog(desk(Path(name))) as log:
        return [entry.id for entry in log.entries()]


def test_the_installed_command_ends_with_130_once_it_runs(tmp_path: Path) -> None:
    """Also by its own name: interrupted in the middle of a long import."""
    desk(tmp_path)
    process = subprocess.Popen(
        [CHRONO, "import", big()], cwd=tmp_path, env=ENV, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    while not (tmp_path / "chrono.db-wal").exists() and process.poll() is None:
        time.sleep(0.001)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)

    assert (process.returncode, said.decode().strip()) == (130, SENTENCE)
