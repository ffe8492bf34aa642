"""Laws 1 to 3 and 15: what is appended stays, twice is once, all or nothing, in every log alike."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chrono.codec.codec import Codec
from chrono.errors import ChronoError
from chrono.events.drafts import Draft
from chrono.events.history import History
from chrono.faults import Refused
from chrono.kinds.catalogue import KINDS
from chrono.log.chain import first_break
from chrono.log.contract import Log
from chrono.log.head import FIRST
from chrono.queries.findings.check import findings
from tests.building import declaration, event
from tests.contract.stores import STORES, Sqlite, Store, WoundClock
from tests.strategies import Row, Rows, examples, logs

_CODEC = Codec("test", KINDS)
SIZES = st.lists(st.integers(1, 4), min_size=8, max_size=8)
EVERY_STORE = pytest.mark.parametrize("sort", STORES)


def drafts(written: Sequence[Row]) -> list[Draft]:
    """Read what was written."""
    made = [_CODEC.draft(one, "test")[0] for one in written]
    return [draft for draft in made if draft is not None]


def batches(written: Rows, sizes: Sequence[int]) -> Iterator[list[Draft]]:
    """Part what was written into batches, the declaration first."""
    waiting = drafts([declaration(), *written])
    for size in sizes:
        batch, waiting = waiting[:size], waiting[size:]
        if batch:
            yield batch


@contextmanager
def kept(sort: str) -> Iterator[tuple[Store, Log]]:
    """Keep an empty log of some sort."""
    with TemporaryDirectory() as folder:
        store = STORES[sort](Path(folder))
        log = store.open(WoundClock())
        try:
            yield store, log
        finally:  # an example may be given up, too
            store.close(log)


def tried(log: Log, batch: list[Draft], **more: Any) -> bool:
    """Append, and say whether the log took it."""
    try:
        log.append(batch, **more)
    except ChronoError:
        return False
    return True


def stored(store: Store, log: Log) -> list[tuple[Any, ...]]:
    """Read every column of every entry; from a file past all our code."""
    if isinstance(store, Sqlite):
        with closing(sqlite3.connect(store.path)) as opened:
            return opened.execute("SELECT * FROM entries ORDER BY position").fetchall()
    return [
        (one.position, one.chronology, one.id, one.recorded, one.body, one.digest, one.hash)
        for one in log.entries()
    ]


def checked(log: Log) -> tuple[Any, ...]:
    """Look at all that a log says of itself, as `check` does."""
    entries = log.entries()
    found = findings(History.of("test", entries)) if entries else ()
    return entries, log.head(), log.chronologies(), first_break(entries), found


@EVERY_STORE
@examples(20)
@given(logs(size=(1, 8)), SIZES)
def test_the_old_log_is_the_beginning_of_the_new_one(
    sort: str, written: Rows, sizes: Sequence[int]
) -> None:
    """Law 1: after every append, taken or refused, byte for byte, at positions 1 to n."""
    with kept(sort) as (store, log):
        before: list[tuple[Any, ...]] = []
        for batch in batches(written, sizes):
            taken = tried(log, batch)
            after = stored(store, log)
            assert after[: len(before)] == before
            assert len(after) == len(before) + (len(batch) if taken else 0)
            assert [row[0] for row in after] == list(range(1, len(after) + 1))
            before = after


@EVERY_STORE
@examples(20)
@given(logs(size=(1, 8)), SIZES, st.data())
def test_appending_again_changes_nothing(
    sort: str, written: Rows, sizes: Sequence[int], data: st.DataObject
) -> None:
    """Law 2: any batch that was taken, later, under the head of before everything."""
    with kept(sort) as (_, log):
        taken = [batch for batch in batches(written, sizes) if tried(log, batch)]
        assume(taken)
        before = checked(log)
        batch = data.draw(st.sampled_from(taken))
        done = log.append(batch, expected_head=FIRST)
        assert done.new == ()
        assert [log.entries()[position - 1].id for position in done.positions] == [
            draft.id for draft in batch
        ]
        assert checked(log) == before


@EVERY_STORE
@examples(20)
@given(logs(size=(1, 6)), st.data())
def test_other_content_under_an_id_that_is_there_changes_nothing(
    sort: str, written: Rows, data: st.DataObject
) -> None:
    """Law 2: it is refused, whatever stands beside it, and whatever is there under the id."""
    with kept(sort) as (_, log):
        for one in drafts([declaration(), *written]):
            tried(log, [one])
        before = checked(log)
        taken = data.draw(st.sampled_from([entry.id for entry in log.entries()]))
        other = drafts([event("fresh", "2024"), event(taken, "1999", note="other")])
        with pytest.raises(Refused):
            log.append(data.draw(st.permutations(other)))
        assert checked(log) == before


def bad() -> st.SearchStrategy[Row]:
    """Draw an event or an act that every log refuses."""
    nobody: dict[str, Any] = {"reason": "wrong", "retracts": "nobody"}
    return st.sampled_from(
        [
            event("bad", "2024", after=["nobody"]),
            event("bad", "2024", {"add": "office/x", "value": "A"}, after=["nobody"]),
            {"id": "bad", "kind": "retraction", **nobody},
            {**declaration("Europe/Berlin"), "id": "bad"},
            event("chronology", "2024"),
        ]
    )


@EVERY_STORE
@examples(20)
@given(logs(size=(1, 8)), st.integers(0, 4), bad(), st.integers(0, 8))
def test_a_refused_batch_leaves_no_trace(
    sort: str, written: Rows, first: int, wrong: Row, place: int
) -> None:
    """Law 3: log, head and `check` are as before, and what follows is as if it had never been."""
    with kept(sort) as (_, log), kept("memory") as (_, never):
        known, rest = written[:first], written[first:]
        for one in drafts([declaration(), *known]):
            assert tried(log, [one]) == tried(never, [one])
        before = checked(log)
        place %= len(rest) + 1
        with pytest.raises(Refused):
            log.append(drafts([*rest[:place], wrong, *rest[place:]]))
        assert checked(log) == before
        for one in drafts(rest):
            assert tried(log, [one]) == tried(never, [one])
        assert checked(log) == checked(never)


@examples(20)
@given(logs(size=(1, 8)), SIZES, st.lists(st.integers(-3, 3), min_size=8, max_size=8))
def test_every_log_keeps_the_same(written: Rows, sizes: Sequence[int], wound: list[int]) -> None:
    """Law 15: what is taken, its bytes, heads and old positions, in memory and in a file."""
    found = []
    for sort in STORES:
        with TemporaryDirectory() as folder:
            clock = WoundClock()
            store = STORES[sort](Path(folder))
            log = store.open(clock)
            taken = []
            for batch, seconds in zip(batches(written, sizes), wound, strict=False):
                clock.goes(seconds)
                taken.append(tried(log, batch))
            moments = [entry.recorded for entry in log.entries()]
            heads = [log.head(upto) for upto in range(len(moments) + 2)]
            found.append((taken, moments, heads, checked(log)))
            store.close(log)
    assert all(one == found[0] for one in found)
