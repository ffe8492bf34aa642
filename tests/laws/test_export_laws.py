"""Law 17: what is exported comes back through an import as what stood, or as all that was written.

CSV has the developments as they stand, and the folder has every entry.
"""

import csv
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.codec.upcasts import up_to_date
from chrono.events.entries import Entry
from chrono.events.history import History
from chrono.exports.csv_table import comma_separated
from chrono.exports.yaml_text import yaml_text
from chrono.ingest import restricted_yaml
from chrono.ingest.spreadsheet.rows import table
from chrono.ingest.table_import import TableImport
from chrono.kinds.catalogue import KINDS
from chrono.log.bundled import bundled, names
from chrono.log.memory import MemoryLog
from chrono.queries.state import slot_body, state
from chrono.queries.timeline import timeline
from chrono.state.as_of import AsOf
from chrono.state.moments import Moment, moment
from chrono.values.clocks import Instant
from tests.building import NOW, event, history_of, log_of
from tests.strategies import NOON, Rows, examples, logs, taken
from tests.unit.exports.test_folder import STRANGE, through_folder, told

DAYS = ("2016-06-30", "2022-05-01", "2023-11-18", "2023-11-30", "2024-12-31", "2025-07-15", "2026")


def through_csv(entries: Sequence[Entry], folder: Path) -> MemoryLog:
    """Export a log as CSV, and import that into a log that has its declaration alone."""
    history = History.of(entries[0].chronology, entries)
    told = timeline(up_to_date(history, KINDS), AsOf(at=Moment("now", Instant(NOW))))
    path = folder / "events.csv"
    path.write_text(comma_separated(told), "utf-8")
    log = MemoryLog(entries[:1], clock=lambda: Instant(NOW))
    source = TableImport(path=path, table=table(path), register=KINDS)
    log.append(source.plan(log).drafts)
    assert source.faults == {}
    return log


def slots_at(entries: Sequence[Entry], at: str | int) -> list[Any]:
    """Ask a log for the whole state."""
    history = History.of(entries[0].chronology, entries)
    when = moment(at, history, NOW) if isinstance(at, str) else Moment("at", Instant(at))
    return [slot_body(slot) for slot in state(history, AsOf(at=when)).slots]


@pytest.mark.parametrize("name", names())
def test_a_bundled_chronology_comes_back_from_csv_as_it_stands(name: str, tmp_path: Path) -> None:
    """The same state on each day; and to the log itself the table brings nothing."""
    entries = bundled(name).entries()
    again = through_csv(entries, tmp_path).entries()

    for day in DAYS:
        assert slots_at(again, day) == slots_at(entries, day)
    own = MemoryLog(entries)
    path = tmp_path / "events.csv"
    planned = TableImport(path=path, table=table(path), register=KINDS).plan(own)
    assert own.append(planned.drafts).new == ()


@examples(30)
@given(logs(size=(1, 6)))
def test_a_log_comes_back_from_a_folder_with_its_acts(written: Rows) -> None:
    """Whatever was corrected, withdrawn, restored or cited."""
    log = taken(written)
    with TemporaryDirectory() as folder:
        assert told(through_folder(log.entries(), Path(folder))) == told(log)


@examples(30)
@given(logs(size=(1, 6)))
def test_events_come_back_from_csv_as_they_stand(written: Rows) -> None:
    """Whatever was corrected, withdrawn or cited: the state is the same at every moment."""
    entries = taken(written).entries()
    with TemporaryDirectory() as folder:
        again = through_csv(entries, Path(folder)).entries()
    for at in NOON:
        assert slots_at(again, at) == slots_at(entries, at)


def test_cells_come_back_as_they_were_whatever_is_in_them(tmp_path: Path) -> None:
    """Nothing is split, shared between sources, folded, padded or read in another way."""
    entries = log_of(*STRANGE).entries()
    again = through_csv(entries, tmp_path).entries()

    assert sorted(entry.body for entry in again) == sorted(entry.body for entry in entries)
    with (tmp_path / "events.csv").open(newline="", encoding="utf-8") as file:
        listed = list(csv.DictReader(file))
    assert [row["Id"] for row in listed].count("sources") == 4
    assert "'=1+1" in [row["Event"] for row in listed]


HARD = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1)


@examples(50)
@given(HARD.filter(str.strip), st.lists(HARD, max_size=3))
def test_any_text_is_read_again_from_yaml_as_it_was(text: str, listed: list[str]) -> None:
    """In a note, in a list and in a map, long or short, whatever YAML would make of it."""
    value = [{"note": text * 9, "data": {text: [text, *listed]}, "of": listed}, text]

    assert restricted_yaml.read(yaml_text(value), "file").value == value


def test_a_withdrawn_row_brings_no_event_back(tmp_path: Path) -> None:
    """What was exported with --withdrawn is told apart by its standing."""
    back = {"id": "back", "kind": "retraction", "retracts": "one", "reason": "a parody"}
    history = history_of(event("one", "2024"), event("two", "2024", after=["one"]), back)
    told = timeline(history, AsOf(at=Moment("now", Instant(NOW))), withdrawn=True)
    path = tmp_path / "events.csv"
    path.write_text(comma_separated(told), "utf-8")
    read = table(path)

    assert [item.written["id"] for item in read.items] == ["two"]
    assert "after" not in read.items[0].written
    assert any("was withdrawn, so it is left out" in note for note in read.notes)
