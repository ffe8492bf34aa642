"""Law 3, killed: whatever was acknowledged is there, whole, however a writer ended.

SIGKILL ends a process, not the computer: what it had written is in the system's memory all the
same, so these tests cannot see whether commits are synced. That they are is a setting, tested in
test_sqlite_file.
"""

import multiprocessing
import random
import signal
import sqlite3
import statistics
import time
from contextlib import closing
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

import attrs
import pytest

from chrono.codec.codec import Codec
from chrono.events.drafts import Draft
from chrono.kinds.catalogue import KINDS
from chrono.log import sqlite
from chrono.log.connection import connect
from tests.building import declaration, drafts, event
from tests.contract.stores import SHARED, Store
from tests.contract.write_ahead import half_written
from tests.profiles import rounds

pytestmark = pytest.mark.no_cover  # the work is done by other processes

CHILDREN = multiprocessing.get_context("fork")
KILLS = rounds(quick=40, ci=500, night=2000)
REPLACED = rounds(quick=10, ci=60, night=300)
SECONDS = 60
LONG = "x" * 6_000


CODEC = Codec("test", KINDS)
"""Made once, so that children spend their time in appending."""


def batch(writer: int, number: int) -> list[Draft]:
    """Make a batch of three events; every third batch is long, so that writing it takes a while."""
    note = {"note": LONG} if number % 3 == 2 else {}
    made = (CODEC.draft(event(one, "2024-01-01", **note), "x") for one in ids_of(writer, number))
    return [draft for draft, _ in made if draft]


def ids_of(writer: int, number: int) -> list[str]:
    """List the ids of a batch."""
    return [f"w{writer}-{number}-{part}" for part in "abc"]


def spilling(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open a file so that even a small batch is written in parts before it is committed."""
    opened = connect(path, write=write)
    opened.execute("PRAGMA cache_size = 1")
    opened.execute("PRAGMA cache_spill = 1")
    return opened


def append_for_ever(store: Store, writer: int, first: int, acknowledged: Connection) -> None:
    """Append batch after batch; tell of each as soon as it was acknowledged, and when."""
    sqlite.connect = spilling
    log = store.open()
    for number in count(first):
        log.append(batch(writer, number))
        acknowledged.send((number, time.monotonic()))


@attrs.define
class Pace:
    """How long things take here: what random moments are spread over, in seconds."""

    opening: float = 0.02
    appends: list[float] = attrs.field(factory=lambda: [0.002])

    @property
    def append(self) -> float:
        """Answer the usual time from one acknowledgement to the next."""
        return statistics.mean(self.appends[-50:])


class Child:
    """A process that appends for ever, and what it has acknowledged."""

    def __init__(self, store: Store, writer: int, first: int, pace: Pace) -> None:
        self.last = first - 1
        self._pace = pace
        self._hear, tell = CHILDREN.Pipe(duplex=False)
        self._process = CHILDREN.Process(
            target=append_for_ever, args=(store, writer, first, tell), daemon=True
        )
        self._heard = self._started = time.monotonic()
        self._process.start()
        tell.close()

    def hear(self) -> bool:
        """Wait for the next acknowledgement; False when there will be none."""
        try:
            self.last, moment = self._hear.recv()
        except EOFError:
            return False
        if self._heard == self._started:
            self._pace.opening = moment - self._started
        else:
            self._pace.appends.append(moment - self._heard)
        self._heard = moment
        return True

    def kill(self) -> int:
        """Kill it where it is, and answer the number of the batch acknowledged last."""
        self._process.kill()
        self._process.join(SECONDS)
        assert self._process.exitcode == -signal.SIGKILL
        with self._hear:
            while self.hear():
                pass
        return self.last


def killed(store: Store, first: int, chance: random.Random, pace: Pace) -> int:
    """Let a child append from some batch on, kill it at random, and answer the last batch told.

    One in four dies while it opens the log or soon after, the others at a moment spread over the
    time that an append takes, after a few acknowledgements.
    """
    child = Child(store, 0, first, pace)
    heard = chance.randrange(4)
    for _ in range(heard):
        assert child.hear()
    until = 1.5 * pace.append if heard else 1.1 * pace.opening
    time.sleep(chance.uniform(0, until))
    return child.kill()


def test_whatever_was_acknowledged_survives_a_kill(store: Store, figures: list[str]) -> None:
    """After each kill every acknowledged batch is there, none in part, and the chain holds."""
    chance, pace = random.Random(18), Pace()  # noqa: S311
    batches = acknowledged = torn = unheard = 0
    for _ in range(KILLS):
        last = killed(store, batches, chance, pace)
        acknowledged += last + 1 - batches
        torn += half_written(store)
        log = store.read()
        assert log.first_break() is None
        found = [entry.id for entry in log.entries()][1:]
        store.close(log)
        # The one batch that was under way may have been written and not acknowledged.
        assert len(found) in (3 * (last + 1), 3 * (last + 2))
        unheard += len(found) > 3 * (last + 1)
        batches = len(found) // 3
        assert found == [given for number in range(batches) for given in ids_of(0, number)]

    figures.append(
        f"{KILLS} kills of a writer: {acknowledged} batches acknowledged, none lost; {torn} kills "
        f"left half a batch in the write-ahead log, {unheard} a batch written and not acknowledged"
    )
    assert acknowledged >= KILLS
    log = store.open()
    assert log.append(batch(1, 0)).positions[0] == 3 * batches + 2
    store.close(log)


def test_a_killed_writer_stops_nobody(store: Store, figures: list[str]) -> None:
    """While one writer after the other is killed, two more go on, and the log stays whole."""
    chance, pace = random.Random(3), Pace()  # noqa: S311
    others = [Child(store, writer, 0, Pace()) for writer in (1, 2)]
    reported = {0: 0}
    for _ in range(REPLACED):
        first = reported[0]
        child = Child(store, 0, first, pace)
        assert child.hear()
        time.sleep(chance.uniform(0, 1.5) * pace.append)
        assert all(other.hear() for other in others)
        reported[0] = child.kill() + 1
        log = store.read()
        written = [entry.id for entry in log.entries() if entry.id.startswith("w0-")]
        store.close(log)
        assert len(written) in (3 * reported[0], 3 * reported[0] + 3)
        reported[0] = len(written) // 3
    reported |= {number: other.kill() + 1 for number, other in enumerate(others, 1)}
    figures.append(
        f"{REPLACED} kills amid two others, who had {reported[1] + reported[2]} batches told"
    )

    log = store.read()
    assert log.first_break() is None
    entries = log.entries()
    store.close(log)
    assert [entry.position for entry in entries] == list(range(1, len(entries) + 1))
    for writer, batches in reported.items():
        own = [entry.id for entry in entries if entry.id.startswith(f"w{writer}-")]
        assert len(own) in (3 * batches, 3 * batches + 3)
        assert own == [given for number in range(len(own) // 3) for given in ids_of(writer, number)]
    for one, two, three in zip(entries[1::3], entries[2::3], entries[3::3], strict=True):
        assert one.id[:-1] == two.id[:-1] == three.id[:-1]


def test_the_file_is_whole_for_sqlite_itself_after_kills(tmp_path: Path) -> None:
    """Its own check of the file, over indexes and pages, finds nothing to complain of."""
    store, chance, pace, batches = SHARED["sqlite"](tmp_path), random.Random(5), Pace(), 0  # noqa: S311
    log = store.open()
    log.append(drafts(declaration()))
    store.close(log)
    path = tmp_path / "test.db"
    for _ in range(KILLS // 10):
        killed(store, batches, chance, pace)
        with closing(sqlite3.connect(path)) as opened:
            assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            batches = opened.execute("SELECT COUNT(*) / 3 FROM entries").fetchone()[0]

    assert batches
