"""A write-ahead log that was cut off or damaged from outside: what is left is a prefix, whole.

SQLite takes of it every transaction up to the first whose frames are not all there with the right
checksums, and nothing after that. So the log opens, its chain holds, and what is missing shows only
against a head kept elsewhere: every append prints one, and ``chrono check --head`` asks.
"""

import functools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.events.drafts import Draft
from chrono.log.creation import create_log
from chrono.log.sqlite import SqliteLog
from tests.building import declaration, drafts, event
from tests.contract.write_ahead import FRAME, HEADER, commits, frames
from tests.profiles import examples
from tests.stories.command import run_text

pytestmark = pytest.mark.no_cover  # the same few lines, again and again

BATCHES = 5
LONG = "x" * 9000


@attrs.frozen
class Left:
    """What a writer left that was gone before the file took in its write-ahead log.

    Attributes:
        folder: The file as it stood, with all that is beside it.
        ahead: The bytes of the write-ahead log.
        heads: The head before the first batch, and after each.
        sizes: How many entries the log had at each of these heads.
    """

    folder: Path
    ahead: bytes
    heads: tuple[str, ...]
    sizes: tuple[int, ...]


@functools.cache
def batch(number: int) -> list[Draft]:
    """Make a batch of two events, one of several pages."""
    return drafts(event(f"{number}-a", "2024"), event(f"{number}-b", "2024", note=LONG))


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    """Give a log of a declaration, and of five batches that stand only in its write-ahead log."""
    folder = tmp_path_factory.mktemp("left")
    path = tmp_path_factory.mktemp("alive") / "desk.db"
    create_log(path, drafts(declaration()))
    with SqliteLog(path, write=True) as log:
        heads = [log.head(), *(log.append(batch(number)).head for number in range(BATCHES))]
        for name in ("desk.db", "desk.db-wal", "desk.db-shm"):
            shutil.copy(path.with_name(name), folder / name)
    ahead = (folder / "desk.db-wal").read_bytes()
    hashes, sizes = tuple(one.hash for one in heads), tuple(one.entries for one in heads)
    return Left(folder, ahead, hashes, sizes)


@contextmanager
def changed(left: Left, ahead: bytes, *, index: bool = False) -> Iterator[Path]:
    """Put other bytes in the place of the write-ahead log, beside its old index or without."""
    with TemporaryDirectory() as name:
        path = Path(name) / "desk.db"
        shutil.copy(left.folder / "desk.db", path)
        path.with_name("desk.db-wal").write_bytes(ahead)
        if index:
            shutil.copy(left.folder / "desk.db-shm", path.with_name("desk.db-shm"))
        yield path


def is_left(left: Left, path: Path, batches: int) -> None:
    """Expect these batches, whole, nothing else, and a log that can be used on."""
    with SqliteLog(path) as log:
        ids = [entry.id for entry in log.entries()][1:]
        assert ids == [f"{number}-{part}" for number in range(batches) for part in "ab"]
        assert log.head().entries == left.sizes[batches]
        assert log.head().hash == left.heads[batches]
        broken = log.first_break(left.heads[-1])
    assert (broken is None) == (batches == BATCHES)
    if broken:
        assert broken.position == left.sizes[batches] + 1
        assert "its end is missing" in broken.reason
    with SqliteLog(path, write=True) as log:
        done = log.append([*batch(batches), *batch(BATCHES)])
        assert done.positions[0] == left.sizes[batches] + 1
        assert log.first_break(left.heads[batches]) is None


AROUND = (-1, 0, FRAME, 700)
"""Where the write-ahead log is cut off, from the border of a frame."""


def places(left: Left) -> list[int]:
    """List lengths of every sort: all around the header and each commit, one around each frame."""
    borders = (0, HEADER, *commits(left.ahead))
    found = [border + more for border in borders for more in AROUND]
    found += map(sum, zip(frames(left.ahead), cycle(AROUND), strict=False))
    return sorted({length for length in found if 0 <= length <= len(left.ahead)})


def test_every_batch_ends_with_a_frame_that_commits_it(left: Left) -> None:
    """Five transactions of several frames each stand in the write-ahead log that is cut."""
    assert len(commits(left.ahead)) == BATCHES
    assert len(frames(left.ahead)) >= 3 * BATCHES
    assert commits(left.ahead)[-1] == len(left.ahead)


@pytest.mark.parametrize("index", [False, True], ids=["without index", "with its old index"])
def test_a_log_whose_end_was_cut_off_holds_the_batches_before_the_cut(
    left: Left,
    index: bool,  # noqa: FBT001
) -> None:
    """At every sort of place: exactly the batches whose last byte is there, each whole."""
    for length in places(left):
        batches = sum(end <= length for end in commits(left.ahead))
        with changed(left, left.ahead[:length], index=index) as path:
            is_left(left, path, batches)


def test_a_log_without_its_write_ahead_log_holds_what_was_taken_in(left: Left) -> None:
    """Deleted altogether: the declaration is there, and nothing half."""
    with changed(left, b"") as path:
        path.with_name("desk.db-wal").unlink()
        is_left(left, path, 0)


@examples(60)
@given(data=st.data())
def test_a_damaged_write_ahead_log_holds_the_batches_before_the_damage(
    left: Left, data: st.DataObject
) -> None:
    """Any byte changed, or the rest overwritten with zeros or noise: the same, by checksums."""
    place = data.draw(st.integers(HEADER, len(left.ahead) - 1))
    rest = len(left.ahead) - place
    one = bytes([left.ahead[place] ^ data.draw(st.integers(1, 255))])
    noise = data.draw(st.sampled_from([left.ahead[place + 1 :], bytes(rest), b"\xa5" * rest]))
    damaged = left.ahead[:place] + one + noise
    batches = sum(end <= place for end in commits(left.ahead))

    with changed(left, damaged) as path:
        is_left(left, path, batches)


def test_the_command_finds_what_was_cut_off_by_the_head_that_was_printed(left: Left) -> None:
    """`check` passes what is left, and with a head kept elsewhere exits 3 at what is missing."""
    with changed(left, left.ahead[: commits(left.ahead)[2] + 10]) as path:
        plain, kept = (
            run_text(path.parent, "check", "-f", path, *more)
            for more in ([], ["--head", left.heads[-1]])
        )

    assert (plain.returncode, kept.returncode) == (0, 3)
    assert plain.stdout.startswith(f"whole: {left.sizes[3]} entries, head {left.heads[3]}")
    assert kept.stdout.startswith(f"broken at entry {left.sizes[3] + 1}: ")
    assert "its end is missing" in kept.stdout
