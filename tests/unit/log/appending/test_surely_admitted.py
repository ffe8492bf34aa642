"""A plain draft has its event made already: the log takes it as if it had read the entry."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.events.drafts import Draft
from chrono.events.entries import Declaration, Development, Entry, read
from chrono.faults import Refused
from chrono.log.contract import Appended, Clock
from chrono.log.creation import create_log
from chrono.log.index_statements import INDEX
from chrono.log.memory import MemoryLog
from chrono.log.sqlite import SqliteLog
from chrono.values.canonical import canonical
from chrono.values.clocks import Instant
from tests.building import NOW, declaration, drafts, event, source
from tests.strategies import examples, logs

Row = dict[str, Any]
CHAIR = {"set": "club/chair", "value": "Ada"}
MEMBER = {"add": "club/board", "value": "Ada"}
SKIPPED = "2024-03-31T02:30"
"""A time that the clocks of Berlin passed over."""


def clock() -> Clock:
    """Tick once an append, from one moment on."""
    ticks = iter(range(10**6))
    return lambda: Instant(NOW + next(ticks) * 1_000_000)


def unread(plain: Sequence[Draft]) -> list[Draft]:
    """Make the same drafts, of which nobody has made the events."""
    return [attrs.evolve(draft) for draft in plain]


def outcome(log: MemoryLog | SqliteLog, batch: Sequence[Draft]) -> tuple[Any, ...]:
    """Append, and return the entries and what they are read as, or the faults."""
    try:
        done: Appended = log.append(batch)
    except Refused as refused:
        return refused.faults
    return tuple((entry, seen(entry)) for entry in done.new)


def seen(entry: Entry) -> Any:
    """Return all fields of a record."""
    record = entry.record
    return type(record), attrs.asdict(record)


@examples(60)
@given(logs(size=(1, 5), contests=True, cycles=True), st.sampled_from(["UTC", "Europe/Berlin"]))
def test_drafts_with_and_without_their_events_are_taken_alike(rows: list[Row], zone: str) -> None:
    """With the same entries, records and faults, at once and one by one."""
    batch = drafts(*rows)

    for batches in ([batch], [[draft] for draft in batch]):
        one, other = MemoryLog(clock=clock()), MemoryLog(clock=clock())
        for log in (one, other):
            log.append(drafts(declaration(zone)))
        assert [outcome(one, each) for each in batches] == [
            outcome(other, unread(each)) for each in batches
        ]


@pytest.mark.parametrize(
    "rows",
    [
        [event("a", SKIPPED)],
        [event("a", "2024", sources=[source(SKIPPED)])],
        [event("a", "[2023-01..2024]")],
        [event("a", "2024", CHAIR), event("b", "2024", {**CHAIR, "value": ["Ada"]})],
        [event("a", "2024", MEMBER), event("b", "2024", {**MEMBER, "value": "Bob"})],
        [event("a", "2024", {"set": "club/hall", "value": "x"})],
        [event("a", "2024", after=["b"]), event("b", "2023")],
        [event("a", "2024"), event("a", "2024"), event("a", "2025")],
    ],
)
def test_faults_are_those_that_reading_finds(rows: list[Row]) -> None:
    """Dates that do not exist at home, another sort of value, keys that nobody declared."""
    keys = {"club/chair": {"title": "Chair"}, "club/board": {"title": "Board", "holds": "set"}}
    for declared in (declaration("Europe/Berlin"), declaration("Europe/Berlin", keys=keys)):
        one, other = MemoryLog(clock=clock()), MemoryLog(clock=clock())
        for log in (one, other):
            log.append(drafts(declared))
        assert outcome(one, drafts(*rows)) == outcome(other, unread(drafts(*rows)))


@examples(30)
@given(logs(size=(1, 5), acts=False))
def test_the_event_of_a_draft_is_that_which_its_entry_is_read_as(rows: list[Row]) -> None:
    """And the body is the canonical JSON of its content."""
    log = MemoryLog()
    for draft in drafts(declaration(), *rows):
        outcome(log, [draft])
        assert draft.whole in ("", canonical(draft.content()))
    for entry in log.entries():
        assert seen(entry) == (type(entry.record), attrs.asdict(read(entry)))
        assert isinstance(entry.record, Declaration | Development)


def test_every_field_of_an_event_is_there() -> None:
    """Also those that few events have."""
    fields = {"note": "one", "after": ["a"], "before": ["c"], "contests": ["a"]}
    cited = [source("2024-01-02", title="x"), source(None)]
    rows = event("a", "2023"), event("c", "2025"), event("b", "2024~", CHAIR, MEMBER)
    log = MemoryLog()
    log.append(drafts(declaration(), *rows[:2], {**rows[2], **fields, "sources": cited}))

    entry = log.entries()[-1]

    assert seen(entry) == (Development, attrs.asdict(read(entry)))


@examples(15)
@given(logs(size=(1, 6)))
def test_the_index_has_the_same_rows(rows: list[Row]) -> None:
    """Whether it was made of events that were at hand, or of entries that were read."""
    with TemporaryDirectory() as folder:
        tables = []
        for name, as_given in (("one.db", drafts), ("other.db", lambda *r: unread(drafts(*r)))):
            create_log(Path(folder, name))
            with closing(SqliteLog(Path(folder, name), write=True, clock=clock())) as log:
                for row in (declaration(), *rows):
                    outcome(log, as_given(row))
                tables.append(
                    {
                        table: log._opened.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608, SLF001
                        for table in INDEX
                    }
                )
        assert tables[0] == tables[1]


def test_a_draft_that_is_made_of_another_forgets_its_event() -> None:
    """Its body may be another one."""
    (draft,) = drafts(event("a", "2024", CHAIR))
    assert draft.outline is not None
    assert draft.whole

    made = attrs.evolve(draft, id="b", body={**draft.body, "id": "b"})

    assert made.outline is None
    assert made.whole == ""
