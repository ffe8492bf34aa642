"""What is found in a log file part by part is what is found in all of it at once."""

import gc
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from chrono.api import found_in_log, parts
from chrono.api.found_in_log import Judging
from chrono.events.stored_body import UnreadableEntry
from chrono.kinds.catalogue import KINDS
from chrono.log.creation import create_log
from chrono.log.head import Head
from chrono.log.sqlite import SqliteLog
from chrono.log.statements import SCHEMA
from chrono.queries.check import in_order
from chrono.queries.finding import Finding
from chrono.queries.independence import Independence
from tests.building import NOW, declaration, drafts, event, source

CHAIR, BOARD, DEAL = "club/chair", "board/club", "deal/firm"


def said(given: str, day: str, op: str, key: str, value: Any, **more: Any) -> dict[str, Any]:
    """Write an event with one claim."""
    return event(given, day, {op: key, "value": value}, headline=f"{given} is told", **more)


FAR = said("x", "2024-03-05", "set", CHAIR, "Ada Millar", after=["bo"])
WRITTEN = (
    said("ada", "2024-01-01", "set", CHAIR, "Ada Miller"),
    said("bo", "2024-01-01", "set", CHAIR, "Bo"),
    said("again", "2024-01-02", "set", CHAIR, "Bo", contests=["ada"]),
    said("far", "2024-02", "set", CHAIR, "Ada Millar", after=["bo"]),
    said("in", "2024-01-01", "add", BOARD, "Cy", sources=[source(None, url="https://a.example/")]),
    said("lapsed", "2023", "set", DEAL, {"stage": "lapsed"}),
    said("sum", "2022", "set", f"{DEAL}/sum", 3),
    said("apart", "2020", "set", "deal/other", {"stage": "agreed"}),
    {"kind": "correction", "id": "right", "corrects": "far", "reason": "a slip"}
    | {"event": {name: value for name, value in FAR.items() if name != "id"}},
    {"kind": "retraction", "id": "gone", "retracts": "in", "reason": "a slip"},
    event("told", "2024-03-01"),
)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a log file; two of whatever is read at once are many."""
    monkeypatch.setattr(parts, "_FEW", 2)
    monkeypatch.setattr(parts, "_MANY", 2)
    create_log(tmp_path / "desk.db", drafts(declaration(), *WRITTEN))
    return tmp_path / "desk.db"


def found(path: Path, head: Head | None = None) -> tuple[list[Finding], list[str]]:
    """Judge the log; give what is found, and the keys of what rests on one report."""
    supported = list[Independence]()
    with SqliteLog(path) as log:
        at = head or log.head()
        judging = Judging(log=log, head=at, kinds=KINDS, now=NOW, at="2026-06")
        moment = judging.moment("test").instant
        placed = [*judging.found("test", at.entries, moment, supported.append)]
    single = [each.key for some in supported for each in some.single]
    return [each.finding for each in in_order(placed)], single


def test_findings_by_parts_are_those_of_all_at_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one order, of many sorts; what holds rests on as many reports."""
    at_once = found(path)
    monkeypatch.setattr(found_in_log, "SHORT", 0)

    assert found(path) == at_once
    assert {each.code for each in at_once[0]} >= {
        *("undated", "unordered", "near-name", "outlived", "stale", "single-sourced"),
    }


def test_what_was_appended_later_does_not_count(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though the index has it already."""
    monkeypatch.setattr(found_in_log, "SHORT", 0)
    with SqliteLog(path, write=True) as log:
        head = log.head()
        before = found(path, head)
        log.append(drafts(said("new", "2024-01-01", "set", CHAIR, "Dee", after=["ada"])))

    assert found(path, head) == before
    assert found(path) != before


@pytest.mark.parametrize("short", [0, 2_000])
def test_an_entry_that_no_append_has_written_is_refused_by_its_position(
    path: Path, monkeypatch: pytest.MonkeyPatch, short: int
) -> None:
    """Also one on which no key, no date and no act depends."""
    monkeypatch.setattr(found_in_log, "SHORT", short)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("DROP TRIGGER entries_keep")
        file.execute("UPDATE entries SET recorded = 'zzz' WHERE id = 'told'")
        file.execute(SCHEMA["entries_keep"])

    with pytest.raises(UnreadableEntry, match="entry 12: 'zzz': not an instant"):
        found(path)


@pytest.mark.parametrize("short", [0, 2_000])
def test_what_was_judged_is_let_go_without_the_collector(
    path: Path, monkeypatch: pytest.MonkeyPatch, short: int
) -> None:
    """A command runs without it, and may judge very many chronologies one after the other."""
    monkeypatch.setattr(found_in_log, "SHORT", short)
    found(path)  # what is made once, as modules are
    gc.collect()
    gc.disable()
    try:
        found(path)
        left = gc.collect()
    finally:
        gc.enable()

    assert left == 0
