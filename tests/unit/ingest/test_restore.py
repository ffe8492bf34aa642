"""JSONL and back: a log made again from its export is the same log."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.codec.codec import Codec
from chrono.events.by import By
from chrono.exports.jsonl import jsonl
from chrono.faults import Refused
from chrono.ingest import jsonl as reader
from chrono.ingest.beginning import begun
from chrono.ingest.folder import Written
from chrono.ingest.imports import planned
from chrono.ingest.restore import Export, is_export, read_export
from chrono.kinds.catalogue import KINDS
from chrono.log.appending.batch import LARGEST_ENTRY
from chrono.log.chain import first_break
from chrono.log.creation import create_log
from chrono.log.memory import MemoryLog
from chrono.log.sqlite import SqliteLog
from chrono.values.clocks import Instant
from tests.building import NOW, declaration, drafts, event, log_of
from tests.strategies import Rows, examples, logs

LINES = "".join(
    jsonl(log_of(event("one", "2024"), event("two", "2025")).entries(), whole=True)
).splitlines()


def log_in_batches(written: Iterable[dict[str, Any]], sizes: Sequence[int]) -> MemoryLog:
    """Append what was written in transactions of some sizes, leaving out what is refused."""
    ticks = iter(range(10**6))
    log = MemoryLog(clock=lambda: Instant(NOW + next(ticks) // 3 * 1_000_000))
    waiting = [declaration(), *written]
    for size in (*sizes, *[1] * len(waiting)):
        batch, waiting = waiting[:size], waiting[size:]
        drafts = [Codec("test", KINDS).draft(one, "test")[0] for one in batch]
        try:
            log.append([draft for draft in drafts if draft is not None])
        except Refused:
            continue
    return log


def read_back(text: str, folder: Path) -> Export:
    """Read an export from a file."""
    path = folder / "export.jsonl"
    path.write_text(text, encoding="utf-8")
    items, faults = reader.read(path)
    assert not faults
    return read_export(items, KINDS)


def reasons(lines: Sequence[str], folder: Path) -> list[str]:
    """List what is wrong with lines of an export."""
    return [str(fault) for fault in read_back("\n".join(lines), folder).faults]


@given(logs(), st.lists(st.integers(1, 3), max_size=4))
@examples(40)
def test_a_log_made_again_from_its_export_has_the_same_head_and_export(
    written: Rows, sizes: Sequence[int]
) -> None:
    """Entries, acts, transactions and moments of recording are what they were."""
    log = log_in_batches(written, sizes)
    text = "".join(jsonl(log.entries(), whole=True))
    with TemporaryDirectory() as folder:
        found = read_back(text, Path(folder))
        assert not found.faults
        done = create_log(Path(folder, "new.db"), found.drafts, found.recorded)
        with SqliteLog(Path(folder, "new.db")) as again:
            entries = again.entries()

    assert done.head == log.head()
    assert list(done.positions) == list(range(1, done.head.entries + 1))
    assert entries == log.entries()
    assert first_break(entries) is None
    assert "".join(jsonl(entries, whole=True)) == text


@given(logs())
@examples(40)
def test_an_export_taken_into_its_own_log_appends_nothing(written: Rows) -> None:
    """Whatever stands in it, acts and declaration included, is there already."""
    log = log_in_batches(written, ())
    with TemporaryDirectory() as folder:
        path = Path(folder, "export.jsonl")
        path.write_text("".join(jsonl(log.entries(), whole=True)), encoding="utf-8")
        items, faults = reader.read(path)
        plan = planned(Written(tuple(items), tuple(faults)), log, KINDS)

    assert log.append(plan.drafts).new == ()


def test_aliases_declared_later_do_not_change_what_was_written(tmp_path: Path) -> None:
    """A name that was resolved once is not resolved again."""
    aliases = {"Times": "NYT", "NYT": "New York Times"}
    log = log_of({**declaration(aliases=aliases), "id": "chronology~2"})
    one = event(
        "one", "2024", sources=[{"publisher": "Times", "basis": "filed", "published": "2024"}]
    )
    draft, _ = Codec("test", KINDS, aliases).draft(one, "test")
    assert draft is not None
    log.append([draft])
    found = read_back("".join(jsonl(log.entries(), whole=True)), tmp_path)

    assert create_log(tmp_path / "new.db", found.drafts, found.recorded).head == log.head()


def test_the_longest_entry_that_a_log_takes_comes_back(tmp_path: Path) -> None:
    """Its line, which says also when it was recorded, is not too long for the reader."""
    (short,) = drafts(event("one", "2024", note="-"))
    note = "n" * (LARGEST_ENTRY - len(short.stored().encode()) + 1)
    log = log_of(event("one", "2024", note=note))
    found = read_back("".join(jsonl(log.entries(), whole=True)), tmp_path)

    assert len(log.entries()[1].body.encode()) == LARGEST_ENTRY
    assert create_log(tmp_path / "new.db", found.drafts, found.recorded).head == log.head()


def test_the_export_of_a_prefix_makes_the_log_as_it_was(tmp_path: Path) -> None:
    """Its head is that of the log at that position."""
    log = log_of(event("one", "2024"), event("two", "2025"))
    found = read_back("".join(jsonl(log.entries()[:2], whole=True)), tmp_path)

    assert create_log(tmp_path / "new.db", found.drafts, found.recorded).head == log.head(2)


def test_a_line_is_the_whole_entry_with_its_envelope() -> None:
    """What it claims, when and by whom it was recorded, and its hash."""
    line = json.loads(LINES[1])

    assert line["derived"]["version"] == 1
    assert line["recorded"].startswith("2026-")
    assert line["by"]["who"]
    assert len(line["hash"]) == 64


def test_lines_without_a_moment_of_recording_are_no_export(tmp_path: Path) -> None:
    """They are events to append now."""
    path = tmp_path / "events.jsonl"
    path.write_text(json.dumps(event("one", "2024")), encoding="utf-8")

    assert not is_export(reader.read(path)[0])


def spoil(**fields: Any) -> Callable[[str], str]:
    """Prepare to change fields of a line; None takes one away."""
    return lambda line: json.dumps(
        {n: v for n, v in {**json.loads(line), **fields}.items() if v is not None}
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (spoil(recorded=None), "export.jsonl:2: recorded: missing"),
        (spoil(recorded="yesterday"), "export.jsonl:2: recorded: 'yesterday': not an instant"),
        (spoil(recorded=7), "export.jsonl:2: recorded: text, as 2026"),
        (spoil(recorded="2020-01-01T00:00:00Z"), "export.jsonl:2: recorded: 2020-01-01T00:00:00Z"),
        (spoil(occurred="soon"), "export.jsonl:2: occurred: 'soon'"),
        (spoil(chronology=None), "export.jsonl:2: chronology: ''"),
    ],
)
def test_what_is_wrong_with_an_export_is_told_with_its_line(
    change: Callable[[str], str], reason: str, tmp_path: Path
) -> None:
    """File, line, field and reason, as for every text."""
    (found,) = reasons([LINES[0], change(LINES[1]), LINES[2]], tmp_path)

    assert found.startswith(reason)


def test_all_faults_of_an_export_are_told_at_once_in_the_order_of_its_lines(tmp_path: Path) -> None:
    """Moments and fields alike."""
    lines = [LINES[0], spoil(occurred="soon")(LINES[1]), spoil(recorded=7)(LINES[2])]

    assert [found.split(": ")[0] for found in reasons(lines, tmp_path)] == [
        "export.jsonl:2",
        "export.jsonl:3",
    ]


def test_a_refused_export_leaves_no_file(tmp_path: Path) -> None:
    """Whatever an earlier group wrote is gone with the temporary file."""
    found = read_back("\n".join([LINES[0], LINES[1], spoil(after=["none"])(LINES[2])]), tmp_path)

    with pytest.raises(Refused):
        create_log(tmp_path / "new.db", found.drafts, found.recorded)

    assert [path.name for path in tmp_path.iterdir()] == ["export.jsonl"]


def test_a_log_is_begun_from_another_log_as_from_its_export(tmp_path: Path) -> None:
    """The same entries at the same moments by the same people, and so the same head."""
    there, here = tmp_path / "there.db", tmp_path / "here.db"
    create_log(there, drafts(declaration(), event("one", "2024")), by=By(who="Ann"))
    with SqliteLog(there, write=True) as log:
        log.append(drafts(event("two", "2025")), by=By(who="Bo"))
        entries, head = log.entries(), log.head()
    begin, recorded = begun(there, KINDS)

    assert create_log(here, begin, recorded).head == head
    with SqliteLog(here) as log:
        assert log.entries() == entries
