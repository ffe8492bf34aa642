"""Many processes on one log: nothing is lost, doubled, half-written, or seen out of order."""

import fcntl
import multiprocessing
import sqlite3
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest

from chrono.events.drafts import Draft
from chrono.log import connection
from chrono.log.appending import write_lock
from chrono.log.contract import HeadMoved
from chrono.log.creation import create_log
from chrono.log.sqlite import SqliteLog
from tests.building import declaration, drafts, event
from tests.contract.stores import Store
from tests.profiles import rounds
from tests.stories.command import CHRONO, done

pytestmark = pytest.mark.no_cover  # the work is done by other processes

CHILDREN = multiprocessing.get_context("fork")
WRITERS, READERS = 8, 2
TURN = 0.015
BATCHES = rounds(quick=8, ci=40, night=200)
SINGLES = rounds(quick=60, ci=100, night=400)
SECONDS = rounds(quick=300, ci=600, night=1800)

Results = Queue
"""What writers tell: the ids of each batch, and where it stands."""


def batch(writer: int, number: int) -> list[Draft]:
    """Make a batch of two events that name each other, so that half of it is refused."""
    one, two = f"w{writer}-{number}-a", f"w{writer}-{number}-b"
    return drafts(event(one, "2024-01-01", before=[two]), event(two, "2024-01-02"))


def ids_of(writer: int, numbers: range) -> list[str]:
    """List the ids of a writer's batches."""
    return [f"w{writer}-{number}-{part}" for number in numbers for part in "ab"]


def write(store: Store, writer: int, results: Results) -> None:
    """Append batches, each at whatever head there is."""
    log = store.open()
    for number in range(BATCHES):
        made = batch(writer, number)
        results.put((tuple(draft.id for draft in made), log.append(made).positions))
    store.close(log)


def write_at_the_head(store: Store, writer: int, results: Results) -> None:
    """Append batches, each at the head that was looked at, looking again when it moved."""
    log = store.open()
    for number in range(BATCHES):
        made = batch(writer, number)
        while True:
            try:
                done = log.append(made, expected_head=log.head().hash)
            except HeadMoved:
                continue
            break
        results.put((tuple(draft.id for draft in made), done.positions))
    store.close(log)


def read(store: Store, done: Event, seen: int) -> None:
    """Tail the log as a follower does, by position; fail at a gap, or at a past that changed."""
    followed: list[str] = []
    log = store.read()
    while True:
        last = done.is_set()
        entries = log.entries()
        hashes = [entry.hash for entry in entries]
        assert [entry.position for entry in entries] == list(range(1, len(entries) + 1))
        assert hashes[: len(followed)] == followed
        assert len(entries) % 2 == 1, "half a batch"
        assert len(log.entries("test")) >= len(entries)
        followed = hashes
        if last:
            break
        time.sleep(0.005)  # writers are to have the processor, too
    assert len(followed) == seen
    store.close(log)


@pytest.mark.parametrize("writing", [write, write_at_the_head])
def test_many_writers_and_readers_share_a_log(
    store: Store, writing: Callable[[Store, int, Results], None], figures: list[str]
) -> None:
    """Every acknowledged batch is there once, whole, in its place; no reader sees a gap."""
    done, expected = CHILDREN.Event(), 1 + WRITERS * BATCHES * 2
    results: Results = CHILDREN.Queue()
    writers = [
        CHILDREN.Process(target=writing, args=(store, n, results), daemon=True)
        for n in range(WRITERS)
    ]
    readers = [
        CHILDREN.Process(target=read, args=(store, done, expected), daemon=True)
        for _ in range(READERS)
    ]
    for child in (*readers, *writers):
        child.start()
    acknowledged = [results.get(timeout=SECONDS) for _ in range(WRITERS * BATCHES)]
    for child in writers:
        child.join(SECONDS)
    done.set()
    for child in readers:
        child.join(SECONDS)

    assert [child.exitcode for child in (*writers, *readers)] == [0] * (WRITERS + READERS)
    log = store.read()
    entries = log.entries()
    assert log.first_break() is None
    store.close(log)
    assert [entry.position for entry in entries] == list(range(1, expected + 1))
    for ids, (first, second) in acknowledged:
        assert second == first + 1
        assert (entries[first - 1].id, entries[second - 1].id) == ids
    for writer in range(WRITERS):
        own = [entry.id for entry in entries if entry.id.startswith(f"w{writer}-")]
        assert own == ids_of(writer, range(BATCHES))
    figures.append(
        f"{writing.__name__}: {WRITERS} writers and {READERS} readers, {len(acknowledged)} batches"
    )


def write_singles(store: Store, writer: int, ready: Barrier, results: Results) -> None:
    """Append events one by one, as fast as it goes; tell how many others went first each time."""
    log = store.open()
    made = [drafts(event(f"w{writer}-{number}", "2024-01-01")) for number in range(SINGLES)]
    ready.wait()
    heads = [(log.head().entries, log.append(one).positions[0]) for one in made]
    results.put([position - before - 1 for before, position in heads])
    store.close(log)


def test_nobody_waits_while_all_others_write(
    store: Store, figures: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many who append without a pause each gets its turn: nobody is overtaken all the time.

    Counted in appends of others, not in seconds: those are for scripts/bench. A turn is one append.
    """
    monkeypatch.setattr("chrono.log.appending.write_lock._TURN", 0)
    results, ready = CHILDREN.Queue(), CHILDREN.Barrier(WRITERS)
    writers = [
        CHILDREN.Process(target=write_singles, args=(store, n, ready, results), daemon=True)
        for n in range(WRITERS)
    ]
    for child in writers:
        child.start()
    overtaken = sorted(number for _ in writers for number in results.get(timeout=SECONDS))
    for child in writers:
        child.join(SECONDS)
    figures.append(
        f"{len(overtaken)} appends of {WRITERS} writers: overtaken by {overtaken[-1]} at the most, "
        f"by {statistics.median(overtaken):g} in the median"
    )

    assert overtaken[-1] <= len(overtaken) // 3


@pytest.fixture
def taken(tmp_path: Path) -> Iterator[tuple[SqliteLog, Callable[[], None]]]:
    """Give a log whose next writer is somebody else, and what makes that one go."""
    path = tmp_path / "desk.db"
    create_log(path, drafts(declaration()))
    with SqliteLog(path, write=True) as log:
        log.head()
        with Path(f"{path}-wal").open("rb") as place:
            fcntl.flock(place, fcntl.LOCK_EX)
            yield log, lambda: fcntl.flock(place, fcntl.LOCK_UN)


def test_a_writer_waits_for_the_one_that_is_to_write_next(
    taken: tuple[SqliteLog, Callable[[], None]],
) -> None:
    """Though nobody has the write lock: so whoever has had its turn overtakes nobody."""
    log, go = taken
    gone = threading.Event()

    def leave() -> None:
        gone.set()
        go()

    threading.Timer(0.05, leave).start()
    log.append(drafts(event("a", "2024")))

    assert gone.is_set()


def test_a_writer_in_its_turn_goes_on_without_a_wait(
    taken: tuple[SqliteLog, Callable[[], None]],
) -> None:
    """Until it is over; then it waits as everybody does."""
    log, go = taken
    with mock.patch.object(connection, "PATIENCE", 0.01):
        log.append(drafts(event("a", "2024")))
    with mock.patch.object(write_lock, "_wait_for") as waits:
        with mock.patch.object(write_lock, "_TURN", 60):
            log.append(drafts(event("b", "2024")))
        waits.assert_not_called()
        with mock.patch.object(write_lock, "_TURN", 0):
            log.append(drafts(event("c", "2024")))
        waits.assert_called_once()
        go()
        with mock.patch.object(write_lock, "_TURN", 0):
            log.append(drafts(event("d", "2024")))
        waits.assert_called_once()


def test_one_that_was_stopped_while_it_was_next_keeps_nobody_out_for_good(
    taken: tuple[SqliteLog, Callable[[], None]],
) -> None:
    """After all patience the others write without that place, which nobody keeps then."""
    log, go = taken
    with mock.patch.object(connection, "PATIENCE", 0.01):
        assert log.append(drafts(event("a", "2024"))).positions == (2,)
    go()
    with mock.patch.object(write_lock, "_TURN", 0):
        assert log.append(drafts(event("b", "2024"))).positions == (3,)


def test_whoever_is_next_lets_another_finish_its_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that has written since the last look is left alone, for a turn at most."""
    path, now, writes = tmp_path / "desk.db", 100.0, 0
    create_log(path, drafts(declaration()))

    def write() -> None:
        nonlocal writes
        writes += 1
        other.execute("INSERT INTO derived_filed_names VALUES (1, ?, ?)", ("", str(writes)))

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds
        if on_and_on:
            write()

    clock = SimpleNamespace(monotonic=lambda: now, sleep=sleep)
    monkeypatch.setattr(write_lock, "time", clock)
    monkeypatch.setattr(write_lock, "_TURN", TURN)
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        SqliteLog(path, write=True) as log,
    ):
        log.append(drafts(event("a", "2024")))
        for on_and_on in (False, True):
            write()
            now = start = now + 10
            log.append(drafts(event(f"b-{on_and_on}", "2024")))

            assert now - start > 0
            assert (now - start >= TURN) == on_and_on
            assert now - start < 2 * TURN


def test_who_writes_alone_never_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long ago its last append was."""
    path, now = tmp_path / "desk.db", 100.0
    create_log(path, drafts(declaration()))
    monkeypatch.setattr(write_lock, "time", SimpleNamespace(monotonic=lambda: now))
    with SqliteLog(path, write=True) as log:
        for number in range(3):
            now += 10
            log.append(drafts(event(f"a{number}", "2024")))


def test_recorded_never_stands_still_however_many_write(store: Store) -> None:
    """Between transactions of several processes it strictly increases."""
    results: Results = CHILDREN.Queue()
    writers = [
        CHILDREN.Process(target=write, args=(store, n, results), daemon=True) for n in range(2)
    ]
    for child in writers:
        child.start()
    for _ in range(2 * BATCHES):
        results.get(timeout=SECONDS)
    for child in writers:
        child.join(SECONDS)

    log = store.read()
    moments = [entry.recorded for entry in log.entries()][1::2]
    store.close(log)
    assert len(moments) == 2 * BATCHES
    assert moments == sorted(set(moments))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a chronology as text, of two hundred events."""
    folder = tmp_path / "affair"
    folder.mkdir()
    (folder / "chronology.yaml").write_text("title: Affair\nzone: UTC\n")
    (folder / "sources.yaml").write_text(
        "paper: {publisher: Paper, title: All, basis: reported, published: 2024-12-31,"
        " url: 'https://example.org/'}\n"
    )
    (folder / "2024.yaml").write_text(
        "".join(
            f"- {{id: e{n}, kind: development, occurred: 2024-01-01, headline: Number {n},"
            " sources: [paper]}\n"
            for n in range(200)
        )
    )
    return folder


def importing(folder: Path, path: Path) -> subprocess.Popen[str]:
    """Start to import a folder."""
    return subprocess.Popen(
        [CHRONO, "import", folder, "-f", path],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_several_imports_of_one_folder_at_once_equal_one(tmp_path: Path, folder: Path) -> None:
    """Whoever comes second finds everything there already, and succeeds.

    What one may say is that others still have the file open.
    """
    alone, shared = tmp_path / "alone.db", tmp_path / "shared.db"
    create_log(alone)
    create_log(shared)
    done(tmp_path, "import", folder, "-f", alone)
    children = [importing(folder, shared) for _ in range(3)]
    said = [child.communicate(timeout=SECONDS)[1] for child in children]
    assert [child.returncode for child in children] == [0] * 3
    assert all(not each or each.startswith("note: some of the log stands in") for each in said)

    with SqliteLog(alone) as one, SqliteLog(shared) as other:
        assert other.first_break() is None
        assert [(entry.position, entry.body) for entry in other.entries()] == [
            (entry.position, entry.body) for entry in one.entries()
        ]
        assert len(one.entries()) == 201
