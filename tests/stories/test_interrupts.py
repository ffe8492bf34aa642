"""Interrupts, sent to the real command at any moment: all or nothing, and no traceback."""

import functools
import json
import random
import re
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections import Counter
from pathlib import Path

import attrs
import pexpect
import pytest

from chrono.log.sqlite import SqliteLog
from tests.profiles import rounds
from tests.stories.bad_events import event, lines
from tests.stories.command import CHRONO, ENV, desk, done
from tests.stories.command import process as run
from tests.stories.terminal import terminal

NAMED = {**ENV, "CHRONO_FILE": "chrono.db"}
"""The log is named, so that nothing is said of it."""

COMMAND = (sys.executable, "-m", "chrono.cli")
"""The way in that the installed command takes, from the first line of ours on."""

EVENTS = 200
SENTENCE = "error: interrupted; nothing was left half-written"
CODES = {"SIGINT": 130, "SIGTERM": 143}
SAID = {"SIGINT": SENTENCE, "SIGTERM": ""}
SIGNALS = pytest.mark.parametrize("number", CODES)


@functools.cache
def many() -> bytes:
    """Write some events."""
    return lines(*(event(f"x{n}", data={}) for n in range(EVENTS)))


@functools.cache
def full() -> bytes:
    """Make a log that has them, once."""
    with tempfile.TemporaryDirectory() as name:
        log = desk(Path(name))
        (Path(name) / "many.jsonl").write_bytes(many())
        done(Path(name), "import", "many.jsonl")
        return log.read_bytes()


@attrs.frozen
class Left:
    """What there is in a folder after a command.

    Attributes:
        code: Its exit code.
        said: What it said on stderr.
        names: The files.
        entries: How many entries the log has; None where there is no log.
        exported: The lines of an export; None where there is none.
    """

    code: int
    said: str
    names: frozenset[str]
    entries: int | None
    exported: int | None

    @classmethod
    def of(cls, folder: Path, code: int = 0, said: bytes = b"") -> "Left":
        """Look at a folder; its log, if there is one, must be what was appended."""
        names = frozenset(path.name for path in folder.iterdir())
        entries = exported = None
        if "chrono.db" in names:
            with SqliteLog(folder / "chrono.db", write=True) as log:  # which leaves nothing beside
                assert log.first_break() is None
                entries = log.head().entries
        if "out.jsonl" in names:
            exported = len((folder / "out.jsonl").read_bytes().splitlines())
        return cls(code, said.decode().strip(), names, entries, exported)


# At random moments

VERBS = {
    "import": ("import", "many.jsonl"),
    "init": ("init", "chrono.db", "--from", "openai-microsoft"),
    "export": ("export", "jsonl", "-o", "out.jsonl"),
    "log": ("log", "--json"),
}


def lay_out(folder: Path, verb: str) -> Left:
    """Put down what a verb is to work on, and look."""
    if verb == "import":
        desk(folder)
        (folder / "many.jsonl").write_bytes(many())
    elif verb != "init":
        (folder / "chrono.db").write_bytes(full())
    return Left.of(folder)


@functools.cache
def undisturbed(verb: str) -> tuple[float, Left]:
    """Time a command that nobody interrupts, once, and look."""
    with tempfile.TemporaryDirectory() as name:
        lay_out(Path(name), verb)
        started = time.monotonic()
        found = run(Path(name), *VERBS[verb], program=COMMAND)
        return time.monotonic() - started, Left.of(Path(name), found.returncode, found.stderr)


def interrupted(verb: str, number: str, delay: float) -> tuple[Left, Left]:
    """Start a command, send it a signal after a while, and look before and after."""
    with tempfile.TemporaryDirectory() as name:
        before = lay_out(Path(name), verb)
        process = subprocess.Popen(
            [*COMMAND, *VERBS[verb]], cwd=name, env=NAMED, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        time.sleep(delay)
        process.send_signal(getattr(signal, number))
        _, said = process.communicate(timeout=60)
        return before, Left.of(Path(name), process.returncode, said)


OURS = re.compile(r"/chrono/cli/__main__\.py\", line \d+, in main\n(?! +leaving\.answer_signals)")
"""A line of a traceback from where signals are answered already."""


def before_ours(left: Left, number: str) -> bool:
    """Say whether the signal was still Python's to answer, before the command says that it does.

    Then Python dies of it, or raises what it tells of; and even loses that while it imports.
    """
    told = number == "SIGINT" and "KeyboardInterrupt" in left.said and not OURS.search(left.said)
    return told or left.code == -getattr(signal, number)


ROUNDS = rounds(quick=4, ci=65, night=250)
"""Interrupts of each verb by each signal: 32 in all, 520, or 2000."""


@SIGNALS
@pytest.mark.parametrize("verb", VERBS)
def test_an_interrupt_at_any_moment_is_answered_and_leaves_all_or_nothing(
    verb: str, number: str, figures: list[str]
) -> None:
    """One exit code and one sentence, a whole log and no other file, wherever the command was."""
    duration, usual = undisturbed(verb)
    assert usual.code == 0
    chance = random.Random(f"{verb} {number}")  # noqa: S311  moments, no secrets
    counted: Counter[str] = Counter()
    for n in range(ROUNDS):
        before, left = interrupted(verb, number, duration * 1.1 * (n + chance.random()) / ROUNDS)
        early = before_ours(left, number)
        counted["before ours" if early else str(left.code)] += 1

        assert left.names <= before.names | usual.names, left
        assert left.entries in (before.entries, usual.entries), left
        assert left.exported in (None, usual.exported), left
        if left.code == 0 and not early:
            assert left == usual
        elif not early:  # an export says that it was written, and then has only to end
            told = left.said.removeprefix(usual.said).strip()
            assert (left.code, told) == (CODES[number], SAID[number])
    figures.append(f"{verb}, {number}: {dict(counted)}")


# At chosen moments

WITHIN = """
    import os, signal, sys

    point, number = sys.argv[1:3]
    del sys.argv[1:3]

    def at(here):
        if here == point:
            os.kill(os.getpid(), getattr(signal, number))

    class Tripping(tuple):
        def __iter__(self):
            for number, entry in enumerate(super().__iter__()):
                at(f"row {number}")
                yield entry

    import attrs
    from chrono.log.appending.preparation import Preparation
    from chrono.log.appending.write_lock import WriteLock

    prepare, leave = Preparation.prepare, WriteLock.__exit__

    def prepared(self, *arguments, **named):
        at("locked")
        unread = iter(self._later("affair", 0))
        next(unread, None)
        at("reading")
        done = prepare(self, *arguments, **named)
        return attrs.evolve(done, new=Tripping(done.new))

    def written(self, error, *more):
        if error is None:
            at("written")
        leave(self, error, *more)
        if error is None:
            at("committed")

    Preparation.prepare, WriteLock.__exit__ = prepared, written
    from chrono.cli.__main__ import main
    main()
"""

POINTS = ["locked", "reading", f"row {EVENTS - 1}", "written", "committed"]


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGKILL"])
@pytest.mark.parametrize("point", POINTS)
def test_an_interrupt_within_the_transaction_writes_nothing(
    tmp_path: Path, point: str, number: str
) -> None:
    """Before the commit nothing is there, after it everything, and the lock is free again."""
    before = lay_out(tmp_path, "import")
    program = (sys.executable, "-c", textwrap.dedent(WITHIN), point, number)
    found = run(tmp_path, "import", "many.jsonl", program=program)
    left = Left.of(tmp_path, found.returncode, found.stderr)

    assert left.code == CODES.get(number, -signal.SIGKILL)
    assert left.said == SAID.get(number, "")
    assert left.entries == before.entries + (EVENTS if point == "committed" else 0)
    assert number == "SIGKILL" or left.names == before.names
    with SqliteLog(tmp_path / "chrono.db", write=True) as opened:
        assert opened.append([]).head.entries == left.entries


@SIGNALS
@pytest.mark.parametrize("point", ["reading", "written"])
def test_an_interrupt_while_a_log_is_made_leaves_nothing(
    tmp_path: Path, point: str, number: str
) -> None:
    """What is not yet complete is gone, with the folder in which it was made."""
    program = (sys.executable, "-c", textwrap.dedent(WITHIN), point, number)
    found = run(tmp_path, *VERBS["init"], program=program)

    assert (found.returncode, found.stderr.decode().strip()) == (CODES[number], SAID[number])
    assert list(tmp_path.iterdir()) == []


AMID_A_COPY = """
    import os, signal, sys

    number = getattr(signal, sys.argv.pop(1))
    from chrono.log import backup
    backup._copy = lambda *_: os.kill(os.getpid(), number)
    from chrono.cli.__main__ import main
    main()
"""


@SIGNALS
def test_an_interrupt_amid_a_backup_leaves_nothing_beside_what_it_read(
    tmp_path: Path, number: str
) -> None:
    """No copy, not begun nor unfinished, and no write-ahead log of a reader."""
    before = lay_out(tmp_path, "log")
    program = (sys.executable, "-c", textwrap.dedent(AMID_A_COPY), number)
    found = run(tmp_path, "backup", "copy.db", program=program)

    assert (found.returncode, found.stderr.decode().strip()) == (CODES[number], SAID[number])
    assert {path.name for path in tmp_path.iterdir()} == before.names


def test_check_says_that_an_interrupted_log_is_whole(tmp_path: Path) -> None:
    """The command itself finds nothing wrong after a kill in the middle of writing."""
    before = lay_out(tmp_path, "import")
    program = (sys.executable, "-c", textwrap.dedent(WITHIN), "written", "SIGKILL")
    run(tmp_path, "import", "many.jsonl", program=program)
    checked = json.loads(run(tmp_path, "check", "--json").stdout)

    assert checked["broken"] is None
    assert checked["log"]["entries"] == before.entries
    assert done(tmp_path, "import", "many.jsonl").startswith(f"Appended {EVENTS} events")


UNRAISABLE = {
    "a class is made": """
        class Interrupted:
            def __set_name__(self, owner, name):
                os.kill(os.getpid(), number)

        def prepare(*_, **__):
            type("Dear", (), {"field": Interrupted()})
    """,
    "an object is destroyed": """
        class Destroyed:
            def __del__(self):
                os.kill(os.getpid(), number)

        def prepare(*_, **__):
            Destroyed()
    """,
    "an error is swallowed": """
        def prepare(*_, **__):
            try:
                os.kill(os.getpid(), number)
            except BaseException:
                pass
    """,
}
"""Moments at which an exception would get lost, or become another one."""

AROUND = """
    import os, signal, sys

    number = getattr(signal, sys.argv.pop())
    {}
    from chrono.log.appending.preparation import Preparation
    Preparation.prepare = prepare
    from chrono.cli.__main__ import main
    main()
"""


@SIGNALS
@pytest.mark.parametrize("moment", UNRAISABLE)
def test_an_interrupt_while_nothing_can_be_raised_is_an_interrupt(
    tmp_path: Path, moment: str, number: str
) -> None:
    """What Python would only tell of, or make another error of, stops the command all the same."""
    before = lay_out(tmp_path, "import")
    script = textwrap.dedent(AROUND).format(textwrap.dedent(UNRAISABLE[moment]))
    found = run(tmp_path, "import", "many.jsonl", number, program=(sys.executable, "-c", script))
    left = Left.of(tmp_path, found.returncode, found.stderr)

    assert left == attrs.evolve(before, code=CODES[number], said=SAID[number])


def test_an_interrupt_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    """What a shell starts in the background is not stopped by somebody's Ctrl-C."""
    lay_out(tmp_path, "import")
    process = subprocess.Popen(
        [*COMMAND, "import", "many.jsonl"], cwd=tmp_path, env=NAMED, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),  # noqa: PLW1509
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    for _ in range(4):
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)

    assert (process.returncode, said) == (0, b"")


def test_the_installed_command_ends_with_130_once_it_runs(tmp_path: Path) -> None:
    """Also by its own name: interrupted in the middle of a long import."""
    lay_out(tmp_path, "import")
    process = subprocess.Popen(
        [CHRONO, "import", "many.jsonl"], cwd=tmp_path, env=NAMED, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    while not (tmp_path / "chrono.db-wal").exists() and process.poll() is None:
        time.sleep(0.001)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)

    assert (process.returncode, said.decode().strip()) == (130, SENTENCE)


# In a terminal


ASKED = (
    "add", "Something happens", "--at", "2023-11-17", "--publisher", "Paper", "--published",
    "2023-11-18", "--basis", "reported",
)  # fmt: skip


@SIGNALS
@pytest.mark.parametrize(
    ("arguments", "question"),
    [(("add",), "in one line: "), (ASKED, "Append to chrono.db? [y/N/e=edit]: ")],
    ids=["line editor", "yes or no"],
)
def test_a_signal_at_a_question_leaves_the_terminal_as_it_was(
    tmp_path: Path, arguments: tuple[str, ...], question: str, number: str
) -> None:
    """Also where a line editor had taken it over; nothing is written, and the log is closed."""
    before = lay_out(tmp_path, "import")
    with terminal(tmp_path, *arguments) as person:
        usual = person.settings
        person.expect(question)
        if arguments == ("add",):
            person.press("Someth")
            person.expect("Someth")
            assert person.settings != usual
        person.child.kill(getattr(signal, number))
        person.child.expect(pexpect.EOF)
        settings, code = person.settings, person.finish()

    assert settings == usual
    said = person.shown.rpartition("error: ")
    assert ("".join(said[1:]).strip() if said[1] else "") == SAID[number]
    assert Left.of(tmp_path, code) == attrs.evolve(before, code=CODES[number])


PAGER = """
    import signal, sys

    sys.stdin.buffer.read()
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])  # it waits for us, however early
    print("a page", flush=True)
    signal.sigwait([signal.SIGINT])
    print("search ended", flush=True)
    open("/dev/tty").readline()
"""


def test_an_interrupt_in_a_pager_is_for_the_pager(tmp_path: Path) -> None:
    """It may end a search there; the command waits for the pager, and is done when that is."""
    (tmp_path / "chrono.db").write_bytes(full())
    (tmp_path / "pager.py").write_text(textwrap.dedent(PAGER), encoding="utf-8")
    pager = f"{sys.executable} {tmp_path / 'pager.py'}"
    with terminal(tmp_path, "log", PAGER=pager, size=(24, 200)) as person:
        person.expect("a page")
        person.child.sendintr()
        person.expect("search ended")
        person.child.sendline()
        code = person.finish()

    assert code == 0
    assert "error" not in person.shown
