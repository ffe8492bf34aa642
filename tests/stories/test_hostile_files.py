"""A file that somebody else made: never read where it is no log, and never deaf to an interrupt."""

import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest

from chrono.log.statements import APPLICATION_ID, VERSION
from tests.stories.command import ENV, complaints, done, run

ENDLESS = """CREATE VIEW entries AS
    WITH RECURSIVE n(position) AS (SELECT 1 UNION ALL SELECT position + 1 FROM n)
    SELECT position, 'x' AS chronology, 'e' AS id, '' AS recorded, '{}' AS body, '' AS digest,
           '' AS hash FROM n"""
VERBS = (
    ("state",), ("log",), ("timeline",), ("show", "e"), ("why", "a/b"), ("diff", "2023..2024"),
    ("disputes",), ("export", "jsonl"), ("check",), ("check", "--integrity"),
    ("add", "x", "--at", "2024", "--publisher", "P", "--published", "2024", "--basis", "filed",
     "--yes"),
    ("retract", "e", "--reason", "wrong", "--yes"),
)  # fmt: skip


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """Make a folder with a chrono.db whose entries are a view that never ends."""
    with closing(sqlite3.connect(tmp_path / "chrono.db")) as made:
        made.execute(ENDLESS)
        made.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        made.execute(f"PRAGMA user_version = {VERSION}")
    return tmp_path


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_a_view_instead_of_the_entries_is_refused_by_every_verb(
    endless: Path, verb: tuple[str, ...]
) -> None:
    """Exit code 3, and the part that is another is named; nothing is read from it."""
    found = run(endless, *verb)

    assert found.returncode == 3, found
    assert "entries is missing or another" in f"{complaints(found)} {found.stdout.decode()}"


def test_a_log_from_elsewhere_with_a_trigger_more_is_not_merged(tmp_path: Path) -> None:
    """What the trigger would do is not asked."""
    done(tmp_path, "init", "chrono.db", "--name", "desk")
    done(tmp_path, "init", "other.db", "--name", "desk")
    with closing(sqlite3.connect(tmp_path / "other.db")) as made:
        made.execute("CREATE TRIGGER t BEFORE INSERT ON entries BEGIN SELECT RAISE(IGNORE); END")
    found = run(tmp_path, "import", "other.db")

    assert found.returncode == 3
    assert "trigger t was added" in complaints(found)[0]


AMID = """
    import sys
    from chrono import leaving
    from chrono.log.connection import connect, translated
    if sys.argv[2] == "ours":
        leaving.answer_signals()
    opened = connect(sys.argv[1], write=False)
    print("asking", flush=True)
    with translated(sys.argv[1]):
        opened.execute(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT sum(x) FROM n"
        ).fetchall()
"""


@pytest.mark.parametrize(
    ("whose", "number", "code", "said"),
    [
        ("ours", signal.SIGINT, 130, "error: interrupted; nothing was left half-written\n"),
        ("ours", signal.SIGTERM, 143, ""),
        ("the program's", signal.SIGINT, -signal.SIGINT, "KeyboardInterrupt\n"),
    ],
)
def test_a_signal_ends_a_query_that_would_not_end(
    tmp_path: Path, whose: str, number: signal.Signals, code: int, said: str
) -> None:
    """That of the command, and that of a program which imports chrono."""
    done(tmp_path, "init", "chrono.db", "--name", "desk")
    asking = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(AMID), "chrono.db", whose], cwd=tmp_path, env=ENV,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert asking.stdout is not None
    assert asking.stdout.readline() == "asking\n"
    asking.send_signal(number)
    _, complaint = asking.communicate(timeout=60)

    assert asking.returncode == code
    assert complaint.endswith(said)
    assert said or not complaint
