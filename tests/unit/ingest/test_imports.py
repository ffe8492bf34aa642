"""Importing: planned on a log as it is, appended whole, and planned again where it moved."""

import json
from pathlib import Path
from typing import Any

import attrs
import pytest

from chrono.events.drafts import Draft
from chrono.faults import Refused
from chrono.ingest.beginning import begun
from chrono.ingest.imports import TextImport, imported
from chrono.ingest.log_import import BrokenOther, LogImport, is_database
from chrono.ingest.plan import Plan
from chrono.kinds.catalogue import KINDS
from chrono.log.chronologies import EmptyLog, NoChronology
from chrono.log.contract import HeadMoved, Log
from chrono.log.creation import create_log
from chrono.log.sqlite import SqliteLog
from tests.building import declaration, drafts, event
from tests.contract.test_tampering import behind


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Make a log of one event."""
    path = tmp_path / "desk.db"
    create_log(path, drafts(declaration(), event("zero", "2024")))
    return path


def text(folder: Path, *events: dict[str, Any], name: str = "news.jsonl") -> Path:
    """Write events as a file."""
    path = folder / name
    path.write_text("\n".join(map(json.dumps, events)), encoding="utf-8")
    return path


def ids(path: Path) -> list[str]:
    """List the ids of the entries of a log."""
    with SqliteLog(path) as log:
        return [entry.id for entry in log.entries()]


@attrs.frozen
class Overtaken:
    """A source during whose planning somebody else appends, a number of times."""

    path: Path
    times: list[int]
    planned: list[Draft]

    def plan(self, log: Log) -> Plan:
        """Plan, while another writer is quicker."""
        del log
        if self.times:
            with SqliteLog(self.path, write=True) as other:
                other.append(drafts(event(f"other-{self.times.pop()}", "2024")))
        return Plan(tuple(self.planned), (), ())


def test_a_text_is_planned_and_appended(tmp_path: Path, target: Path) -> None:
    """Or would be, in a dry run, which writes nothing."""
    source = TextImport(path=text(tmp_path, event("one", "2024")), register=KINDS)
    would = imported(source, str(target), dry_run=True).done
    before = ids(target)
    done = imported(source, str(target), dry_run=False).done

    assert [entry.id for entry in would.new] == [entry.id for entry in done.new] == ["one"]
    assert (before, ids(target)) == (["chronology", "zero"], ["chronology", "zero", "one"])


@pytest.mark.parametrize("times", [1, 4])
def test_an_import_is_planned_again_where_somebody_was_quicker(target: Path, times: int) -> None:
    """Up to five times."""
    imported(Overtaken(target, list(range(times)), drafts(event("one", "2024"))), str(target),
             dry_run=False)  # fmt: skip

    assert ids(target)[-1] == "one"


def test_an_import_gives_up_where_somebody_is_always_quicker(target: Path) -> None:
    """After five times, with nothing written."""
    with pytest.raises(HeadMoved):
        imported(Overtaken(target, list(range(9)), drafts(event("one", "2024"))), str(target),
                 dry_run=False)  # fmt: skip

    assert "one" not in ids(target)


def test_faults_of_a_text_and_those_of_the_log_are_told_at_once(
    tmp_path: Path, target: Path
) -> None:
    """A headline that is missing, and a link that leads nowhere."""
    bad = {**event("one", "2024", after=["nothing"]), "headline": ""}
    with pytest.raises(Refused) as refused:
        imported(TextImport(path=text(tmp_path, bad), register=KINDS), str(target), dry_run=False)

    assert {fault.field for fault in refused.value.faults} == {"headline", "after[0]"}


def test_events_that_name_no_chronology_need_one(tmp_path: Path, target: Path) -> None:
    """One of this name, or the only one there is; where each names its own, none is asked for."""
    path = text(tmp_path, event("one", "2024"))
    create_log(tmp_path / "empty.db")
    with pytest.raises(NoChronology):
        imported(TextImport(path=path, register=KINDS, chronology="none"), str(target),
                 dry_run=True)  # fmt: skip
    with pytest.raises(EmptyLog):
        imported(TextImport(path=path, register=KINDS), str(tmp_path / "empty.db"), dry_run=True)
    named = [{**declaration(), "chronology": "own"}, {**event("a", "2024"), "chronology": "own"}]
    own = TextImport(path=text(tmp_path, *named, name="own.jsonl"), register=KINDS)

    assert len(imported(own, str(tmp_path / "empty.db"), dry_run=True).done.new) == 2


def test_a_log_begins_with_an_export_as_it_was_recorded(tmp_path: Path) -> None:
    """Lines that say when they were recorded keep that; other text is recorded as it comes."""
    named = [{**declaration(), "chronology": "own"}, {**event("a", "2024"), "chronology": "own"}]
    stamps = [f"2024-05-0{n}T00:00:00.000000Z" for n in (1, 2)]
    export = [{**one, "recorded": at} for one, at in zip(named, stamps, strict=True)]

    assert [len(part) for part in begun(text(tmp_path, *named), KINDS)] == [2, 0]
    assert [len(part) for part in begun(text(tmp_path, *export), KINDS)] == [2, 2]
    export[1]["headline"] = ""
    with pytest.raises(Refused):
        begun(text(tmp_path, *export), KINDS)


def test_another_log_is_merged(tmp_path: Path, target: Path) -> None:
    """What it has more, once; of the chronology that was named, or of all."""
    other = tmp_path / "other.db"
    create_log(other, drafts(declaration(), event("zero", "2024"), event("more", "2024")))

    done = imported(LogImport(other, "test", KINDS), str(target), dry_run=False).done
    again = imported(LogImport(other, None, KINDS), str(target), dry_run=False).done

    assert [entry.id for entry in done.new] == ["more"]
    assert again.new == ()
    with pytest.raises(NoChronology):
        LogImport(other, "none", KINDS)


def test_a_log_that_is_not_as_appended_is_not_merged(tmp_path: Path, target: Path) -> None:
    """With the entry that is another; and two that contradict each other are refused, too."""
    other = tmp_path / "other.db"
    create_log(other, drafts(declaration(), event("zero", "2025")))
    with pytest.raises(Refused):
        imported(LogImport(other, None, KINDS), str(target), dry_run=False)
    with behind(other) as opened:
        opened.execute("UPDATE entries SET body = body || ' ' WHERE position = 2")
    with pytest.raises(BrokenOther, match="broken at entry 2"):
        LogImport(other, None, KINDS)


def test_a_database_is_told_by_its_first_bytes(tmp_path: Path, target: Path) -> None:
    """Of a folder, or what is not there, nothing is read."""
    said = [is_database(path) for path in (target, text(tmp_path), tmp_path, tmp_path / "none")]

    assert said == [True, False, False, False]
