"""What a writer remembers between its appends is bounded, and what it forgot is read again."""

from pathlib import Path
from typing import Any

import pytest

from chrono.faults import Refused
from chrono.log.appending import preparation
from chrono.log.creation import create_log
from chrono.log.memory import MemoryLog
from chrono.log.sqlite import SqliteLog
from tests.building import declaration, drafts, event

CHAIR: dict[str, Any] = {"set": "club/chair", "value": "Ada"}


def remembered(log: SqliteLog | MemoryLog) -> int:
    """Count the entries that a log remembers for its appends."""
    made = log._writer._preparation if isinstance(log, SqliteLog) else log._preparation  # noqa: SLF001
    return sum(len(known.entries) for known in made._known.values())  # noqa: SLF001


def test_a_writer_that_stays_open_remembers_no_more_than_so_many_entries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And refuses, skips and finds targets as if it knew them all."""
    monkeypatch.setattr(preparation, "_MOST_OF_PARTS", 5)
    create_log(tmp_path / "x.db", drafts(declaration()))
    with SqliteLog(tmp_path / "x.db", write=True) as log:
        for number in range(20):
            log.append(drafts(event(f"n{number}", "2024", CHAIR)))
            assert remembered(log) <= 7
        assert log.append(drafts(event("n3", "2024", CHAIR))).new == ()
        with pytest.raises(Refused, match="another entry with this id"):
            log.append(drafts(event("n3", "2023")))
        with pytest.raises(Refused, match="holds a single value"):
            log.append(drafts(event("m", "2024", {"add": "club/chair", "value": "Bo"})))
        withdrawn = {"id": "r", "kind": "retraction", "retracts": "n0", "reason": "wrong"}
        assert len(log.append(drafts(withdrawn, event("l", "2025", after=["n1"]))).new) == 2


def test_what_was_read_whole_stays_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else each append to a log without an index would read all of it again."""
    monkeypatch.setattr(preparation, "_MOST_OF_PARTS", 5)
    log = MemoryLog()
    log.append(drafts(declaration()))
    for number in range(10):
        log.append(drafts(event(f"n{number}", "2024", CHAIR)))
    assert remembered(log) == 11
