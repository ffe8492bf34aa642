"""A check sees one state of the log, from its first entry to its last finding."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from chrono.api import found_in_log
from chrono.api.parts import FileParts
from chrono.log.creation import create_log
from chrono.log.index.reading import Index
from chrono.log.index_statements import INDEX
from chrono.log.sqlite import SqliteLog
from tests.building import declaration, drafts, event
from tests.stories.command import CHRONO, run

CHAIR = "club/chair"
WRITTEN = (
    event("ada", "2024-01-01", {"set": CHAIR, "value": "Ada"}),
    event("bo", "2024-01-01", {"set": CHAIR, "value": "Bo"}),
    event("cy", "2024-02-01", {"set": CHAIR, "value": "Cy"}, after=["ada"]),
)
DROPPING = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a log of which the findings are looked for by the index."""
    monkeypatch.setattr(found_in_log, "SHORT", 0)
    create_log(tmp_path / "chrono.db", drafts(declaration(), *WRITTEN))
    return tmp_path


def checked(desk: Path) -> tuple[int, Any]:
    """Check the log; give the exit code and what is printed."""
    done = run(desk, "check", "--json", "--at", "2026")
    return done.returncode, json.loads(done.stdout)


def amid(desk: Path, monkeypatch: pytest.MonkeyPatch, *command: str | Path) -> None:
    """Let another process run a command once the check has begun to look for findings."""

    def interrupted(index: Index, upto: int) -> FileParts:
        parts = FileParts(index, upto)
        subprocess.run(command, check=True, capture_output=True, timeout=60, cwd=desk)
        return parts

    monkeypatch.setattr(found_in_log, "FileParts", interrupted)


def test_an_index_that_is_dropped_amid_a_check_is_read_to_its_end(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever may write may drop it, and the log is no less whole."""
    before = checked(desk)
    dropped = "".join(f"DROP TABLE {table};" for table in INDEX)
    amid(desk, monkeypatch, sys.executable, "-c", DROPPING, "chrono.db", dropped)

    assert checked(desk) == before
    assert before[0] == 1
    with SqliteLog(desk / "chrono.db") as log:
        assert log.index("test") is None


def test_nobody_who_writes_waits_for_a_check(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is appended amid a check is there at once, and the check does not see it."""
    before = checked(desk)
    amid(
        desk, monkeypatch, CHRONO, "add", "Dan is elected", "--at", "2024-01-01", "--yes",
        "--set", f"{CHAIR}=Dan", "--publisher", "Paper", "--published", "2024-01-02",
        "--basis", "reported",
    )  # fmt: skip

    assert checked(desk) == before
    with SqliteLog(desk / "chrono.db") as log:
        assert log.head().entries == 1 + len(WRITTEN) + 1
