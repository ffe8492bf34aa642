"""What is found in a log file part by part is what is found in all of it at once."""

import gc
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from chrono.api import found_in_log, parts
from chrono.api.found_in_log import Judging
from chrono.events.stored_body import UnreadableEntry
from chrono.ingest.merge import merge
from chrono.kinds.catalogue import KINDS
from chrono.log.creation import create_log
from chrono.log.head import Head
from chrono.log.sqlite import SqliteLog
from chrono.log.statements import SCHEMA
from chrono.queries.findings.check import in_order
from chrono.queries.findings.finding import Finding
from chrono.queries.findings.independence import Independence
from tests.building import NOW, declaration, drafts, event, log_of, source

CHAIR, BOARD, DEAL = "club/chair", "board/club", "deal/firm"


def said(given: str, day: str, op: str, key: str, value: Any, **more: Any) -> dict[str, Any]:
    """Write an event with one claim."""
    return event(given, day, {op: key, "value": value}, headline=f"{given} is told", **more)


def void(key: str, early: str, late: str) -> tuple[dict[str, Any], ...]:
    """Write two events whose link is void once the first is reported to have come before."""
    return (
        said(early, "[2002-06-01..2003-09-30]", "set", key, "Front"),
        said(late, "2003", "set", key, "Back", before=[early]),
        {"kind": "citation", "id": f"of-{early}", "cites": early, "sources": [source("2002-12")]},
    )


def corrected(target: str, given: str, value: str) -> dict[str, Any]:
    """Correct what an event says of the yard."""
    anew = said("x", "2003", "set", "club/yard", value)
    del anew["id"], anew["sources"]
    act = {"kind": "correction", "id": given, "corrects": target, "reason": "a slip"}
    return {**act, "event": anew}


LATE = void("club/yard", "early", "late")
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
    said("year", "2019", "set", "club/room", "Attic", sources=[source("2098")]),
    said("summer", "2019-06", "set", "club/room", "Cellar"),
    said("day", "2019-01-02", "set", "club/room", "Attic"),
    *void("club/path", "east", "west"),
    *LATE,
    {"kind": "correction", "id": "right", "corrects": "far", "reason": "a slip"}
    | {"event": {name: value for name, value in FAR.items() if name != "id"}},
    {"kind": "retraction", "id": "gone", "retracts": "in", "reason": "a slip"},
    event("told", "2024-03-01"),
)
"""Events of which many sorts of findings tell."""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a log file; of whatever is read at once four are many, and of claims two."""
    monkeypatch.setattr(parts, "_FEW", 4)
    monkeypatch.setattr(parts, "_MANY", 2)
    create_log(tmp_path / "desk.db", drafts(declaration(), *WRITTEN))
    return tmp_path / "desk.db"


@pytest.fixture
def by_parts(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Judge by parts from now on, never all at once."""

    def begin() -> None:
        monkeypatch.setattr(found_in_log, "SHORT", 0)
        monkeypatch.delattr(found_in_log, "Whole")

    return begin


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


def tamper(path: Path, change: str) -> None:
    """Change entries as no append does."""
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("DROP TRIGGER entries_keep")
        file.execute(change)
        file.execute(SCHEMA["entries_keep"])


def test_findings_by_parts_are_those_of_all_at_once(
    path: Path, by_parts: Callable[[], None]
) -> None:
    """In one order, of many sorts; what holds rests on as many reports."""
    at_once = found(path)
    by_parts()

    assert found(path) == at_once
    assert {each.code for each in at_once[0]} >= {
        *(
            "undated",
            "unordered",
            "near-name",
            "outlived",
            "stale",
            "single-sourced",
            "void-link",
            "late-source",
        ),
    }


def test_a_day_is_compared_with_the_year_that_it_is_in(
    path: Path, by_parts: Callable[[], None]
) -> None:
    """Though another event was over before the year was: they come by when they begin."""
    by_parts()

    assert [each.event for each in found(path)[0] if each.code == "repeat"] == ["again", "day"]


def test_a_source_that_one_event_alone_cites_before_its_date_is_named(path: Path) -> None:
    """As that of every other event, which is of another year."""
    late = [each for each in found(path)[0] if each.code == "late-source"]

    assert [each.event for each in late if "2098" in each.message] == ["year"]


def test_two_versions_that_stand_are_found_by_parts(
    path: Path, by_parts: Callable[[], None]
) -> None:
    """A merge leaves them, here of the last event among several with acts."""
    theirs = log_of(*LATE, corrected("late", "theirs", "Side")).entries()
    with SqliteLog(path, write=True) as log:
        log.append(drafts(corrected("late", "ours", "Roof")))
        log.append(merge(log.entries(), theirs, "theirs.db").drafts)
    by_parts()

    assert [each.event for each in found(path)[0] if each.code == "two-versions"] == ["late"]


def test_what_was_appended_later_does_not_count(path: Path, by_parts: Callable[[], None]) -> None:
    """Though the index has it already; nor does what was declared later."""
    by_parts()
    with SqliteLog(path, write=True) as log:
        head = log.head()
        before = found(path, head)
        log.append(drafts({**declaration(parties=["Ada Millar"]), "id": "anew"}))
        log.append(drafts(said("new", "2024-01-01", "set", CHAIR, "Dee", after=["ada"])))

    assert found(path, head) == before
    assert found(path) != before


@pytest.mark.parametrize("short", [0, 2_000])
def test_an_entry_that_no_append_has_written_is_refused_by_its_position(
    path: Path, monkeypatch: pytest.MonkeyPatch, short: int
) -> None:
    """Also one on which no key, no date and no act depends."""
    monkeypatch.setattr(found_in_log, "SHORT", short)
    tamper(path, "UPDATE entries SET recorded = 'zzz' WHERE id = 'told'")

    with pytest.raises(UnreadableEntry, match=f"entry {1 + len(WRITTEN)}: 'zzz': not an instant"):
        found(path)


@pytest.mark.parametrize("short", [0, 2_000])
def test_an_entry_that_no_append_would_admit_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch, short: int
) -> None:
    """Whatever else is found of it, for a log may come from elsewhere."""
    monkeypatch.setattr(found_in_log, "SHORT", short)
    tamper(
        path, "UPDATE entries SET body = json_insert(body, '$.odd', 1) WHERE id IN ('told', 'gone')"
    )

    named = [each.event for each in found(path)[0] if each.code == "not-admitted"]
    assert named == ["gone", "told"]


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
