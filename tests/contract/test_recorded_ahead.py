"""A log that was written while a computer's clock was ahead says so, and so does every append.

Recorded times only increase, so what is appended afterwards is stamped ahead, too.
"""

import json
from pathlib import Path

import pytest

from chrono.events.entries import Entry
from chrono.log.clock import system_clock
from chrono.log.creation import create_log
from chrono.log.memory import MemoryLog
from chrono.log.sqlite import SqliteLog
from chrono.queries.findings.recorded_ahead import recorded_ahead
from chrono.values.clocks import Instant
from tests.building import NOW, declaration, drafts, event
from tests.contract.stores import SECOND
from tests.stories.bad_events import lines
from tests.stories.command import done, run_text

DAY = 24 * 3600 * SECOND
ADD = (
    "add", "Ada", "--id", "ada", "--at", "2024", "--publisher", "Minutes", "--basis", "filed",
    "--published", "2024", "--yes",
)  # fmt: skip


def ahead(path: Path, microseconds: int) -> Path:
    """Make a log of three entries, the last two written so long after now by a fast clock."""
    create_log(path, drafts(declaration()))
    fast = Instant(system_clock() + microseconds)
    with SqliteLog(path, write=True, clock=lambda: fast) as log:
        log.append(drafts(event("a", "2024"), event("b", "2024")))
    return path


@pytest.fixture
def fast(tmp_path: Path) -> Path:
    """Give a log of which the last two entries are recorded some three years from now."""
    return ahead(tmp_path / "chrono.db", 3 * 365 * DAY + 5 * DAY)


def test_check_names_the_first_entry_recorded_ahead_and_how_far(fast: Path) -> None:
    """As a problem, exit 1; a log that is whole is whole."""
    found = run_text(fast.parent, "check", "--json")
    said = json.loads(found.stdout)
    (finding,) = (each for each in said["findings"] if each["code"] == "recorded-ahead")

    assert (found.returncode, said["broken"]) == (1, None)
    assert (finding["event"], finding["problem"]) == ("a", True)
    assert finding["message"].startswith("recorded ahead: e2 to e3, from ")
    assert ", 3 years after this computer's clock; " in finding["message"]
    assert "recorded-ahead: 1\n  a: recorded ahead: e2" in run_text(fast.parent, "check").stdout


def test_the_chain_alone_is_no_question_of_clocks(fast: Path) -> None:
    """With --integrity only what was appended counts."""
    assert done(fast.parent, "check", "--integrity").startswith("whole: 3 entries")


def test_whatever_is_appended_afterwards_warns(fast: Path) -> None:
    """By add, by import and by a restore: on stderr, written all the same, exit 0."""
    (fast.parent / "b.jsonl").write_bytes(lines(event("bo", "2024")))
    added, imported, dry = (
        run_text(fast.parent, *words)
        for words in (ADD, ("import", "b.jsonl"), ("import", "b.jsonl", "--dry-run"))
    )
    run_text(fast.parent, "export", "jsonl", "-o", "all.jsonl")
    restored = run_text(fast.parent, "init", "again.db", "--from", "all.jsonl")

    assert [each.returncode for each in (added, imported, restored, dry)] == [0] * 4
    assert added.stderr.splitlines()[-1].startswith("note: recorded ahead: e4, from ")
    assert imported.stderr.startswith("note: recorded ahead: e5, from ")
    assert restored.stderr.startswith("note: recorded ahead: e2 to e5, from ")
    assert dry.stderr == ""


def entry_at(recorded: int) -> list[Entry]:
    """Return a log of one entry, recorded at an instant."""
    log = MemoryLog(clock=lambda: Instant(recorded))
    return list(log.append(drafts(declaration())).new)


def test_how_far_is_told_in_the_largest_unit() -> None:
    """Of a minute or more; clocks that differ by less are usual."""
    told = {
        59 * SECOND: "",
        60 * SECOND: "1 minute",
        119 * 60 * SECOND: "1 hour",
        2 * DAY - 1: "1 day",
        364 * DAY: "364 days",
        730 * DAY: "2 years",
    }
    for by, words in told.items():
        messages = [each.message for each in recorded_ahead(entry_at(NOW + by), NOW)]
        assert [f", {words} after this computer's clock" in each for each in messages] == [
            True
        ] * bool(words)
    assert recorded_ahead([], NOW) == ()
