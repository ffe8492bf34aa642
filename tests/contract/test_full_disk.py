"""No room: an append for which the disk has none is refused, whichever byte did not fit."""

import json
import os
import resource
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from chrono.log.creation import create_log
from chrono.log.errors import UnwritableLog
from chrono.log.sqlite import SqliteLog
from tests.building import declaration, drafts, event
from tests.profiles import rounds
from tests.stories.bad_events import lines
from tests.stories.command import complaints, done, run

ROOT = Path(__file__).parents[2]
PLACES = rounds(quick=24, ci=150, night=600)
BATCH = drafts(*(event(f"n{number}", "2024", note="x" * 3000) for number in range(12)))
A_SOURCE = ("--publisher", "Minutes", "--basis", "filed", "--published", "2024")


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the file of a log with a declaration and an event, once."""
    path = tmp_path_factory.mktemp("made") / "desk.db"
    create_log(path, drafts(declaration(), event("first", "2024")))
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """Give a copy of that file, closed."""
    return Path(shutil.copy(made, tmp_path))


def needed(path: Path, copy: Path) -> int:
    """Say how large the write-ahead log grows by the batch, tried on a copy."""
    shutil.copy(path, copy)
    with SqliteLog(copy, write=True) as log:
        log.append(BATCH)
        return Path(f"{copy}-wal").stat().st_size


def test_wherever_the_disk_ends_a_batch_is_there_whole_or_refused(
    path: Path, tmp_path: Path
) -> None:
    """Every byte short of the whole batch: refused, nothing there, and with room it fits."""
    whole = needed(path, tmp_path / "copy.db")
    sizes = [whole * place // PLACES for place in range(PLACES)] + [whole - 1, whole]
    for size in sizes:
        copy = tmp_path / f"{size}.db"
        shutil.copy(path, copy)
        with SqliteLog(copy, write=True) as log:
            before = log.entries()
            with no_file_larger_than(size):
                try:
                    log.append(BATCH)
                except UnwritableLog as error:
                    said = str(error)
                    assert said.startswith(f"{copy}: cannot be written (")
                    assert said.endswith("; nothing was written")
                    assert size < whole
                    assert log.entries() == before
                else:
                    assert size == whole
            assert log.first_break() is None
            assert log.append(BATCH).positions == tuple(range(3, 15))
        with SqliteLog(copy) as log:
            assert log.head().entries == 14
            assert log.first_break() is None


def test_wherever_the_disk_ends_a_new_log_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    """Also where there is room for all that is written ahead of the file, and not for the file."""
    begun = [*drafts(declaration()), *BATCH]
    create_log(tmp_path / "whole.db", begun)
    whole = (tmp_path / "whole.db").stat().st_size
    (tmp_path / "whole.db").unlink()
    for size in (*(whole * place // PLACES for place in range(PLACES)), whole - 1):
        with (
            no_file_larger_than(size),
            pytest.raises(UnwritableLog, match="nothing was written"),
        ):
            create_log(tmp_path / "new.db", begun)
        assert list(tmp_path.iterdir()) == []


# Every verb that writes, at a size that it cannot do with

VERBS = {
    "init": ("init", "new.db", "--name", "affair"),
    "import": ("import", "many.jsonl"),
    "add": ("add", "Ada", "--at", "2024", *A_SOURCE, "--note", "x" * 9000, "--yes"),
    "correct": ("correct", "first", "--headline", "x" * 290, "--reason", "x" * 9000, "--yes"),
    "retract": ("retract", "first", "--reason", "x" * 9000, "--yes"),
    "backup": ("backup", "copy.db"),
    "export": ("export", "jsonl", "-o", "out.jsonl"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_that_has_no_room_says_so_and_leaves_nothing(path: Path, verb: str) -> None:
    """In one line, exit 2, whichever byte does not fit; and with room it does what it was told."""
    folder = path.parent
    path.rename(folder / "chrono.db")
    (folder / "many.jsonl").write_bytes(lines(*(event(f"n{n}", "2024") for n in range(90))))
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    for size in (0, 500, 5_000, 10_000, 20_000, 30_000):
        with no_file_larger_than(size if verb != "export" else size // 100):
            found = run(folder, *VERBS[verb])
        (told,) = complaints(found)

        assert found.returncode == 2
        assert "cannot be written (" in told
        assert told.endswith("; nothing was written")
        done(folder, "check", "--integrity")
        assert {each.name: each.read_bytes() for each in folder.iterdir()} == before
    assert run(folder, *VERBS[verb]).returncode == 0


def test_a_log_on_a_full_disk_is_read(path: Path) -> None:
    """There is no room for the index of a write-ahead log, and nothing in one."""
    with no_file_larger_than(0):
        said = done(path.parent, "check", "--integrity", "-f", path)

    assert said.startswith("whole: 2 entries")


def test_what_the_file_has_no_room_to_take_in_is_told(path: Path) -> None:
    """It was written, exit 0, and stands in the write-ahead log, as a note says."""
    with SqliteLog(path, write=True) as log:
        log.append(BATCH)
    with no_file_larger_than(path.stat().st_size):
        found = run(path.parent, *VERBS["add"], "-f", path)
    again = run(path.parent, *VERBS["add"], "-f", path)

    assert found.returncode == 0
    assert b"note: some of the log stands in desk.db-wal still" in found.stderr
    assert b"stands in" not in again.stderr
    assert {each.name for each in path.parent.iterdir()} == {"desk.db"}


# A disk of its own, in a name space of its own: it is gone with the process

ON_A_DISK = """
    import json, os, subprocess, sys
    from pathlib import Path
    from chrono.log.creation import create_log
    from chrono.log.errors import LogError
    from chrono.log.sqlite import SqliteLog
    from tests.building import declaration, drafts, event

    disk, places = Path(sys.argv[1]), int(sys.argv[2])
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", disk], check=True)
    long = [drafts(*(event(f"n{b}-{n}", "2024", note="x" * 3000) for n in range(12)))
            for b in range(places)]
    path, filler = disk / "desk.db", disk / "filler"
    create_log(path, drafts(declaration()))
    told, refused = {"declaration"}, []

    def free():
        found = os.statvfs(disk)
        return found.f_bavail * found.f_frsize

    def told_now(log):
        return sorted(told - {"declaration"}) == sorted(e.id for e in log.entries()[1:])

    wrong = []
    with SqliteLog(path, write=True) as log:
        log.append(drafts(event("a", "2024")))
        told.add("a")
        for place, batch in enumerate(long):
            if free() < 200_000:
                disk_size = sum(one.stat().st_blocks * 512 for one in disk.iterdir()) + 1_000_000
                size = f"remount,size={disk_size}"
                subprocess.run(["mount", "-o", size, disk], check=True)
            leave = 120_000 * place // places // 4096 * 4096
            filler.write_bytes(b"x" * max(0, free() - leave))
            try:
                log.append(batch)
            except LogError as error:
                refused.append(str(error))
                if not told_now(log) or log.first_break():
                    wrong.append(place)
                filler.unlink()
                log.append(batch)
            else:
                filler.unlink()
            told.update(draft.id for draft in batch)
            if not told_now(log):
                wrong.append(place)
    with SqliteLog(path) as log:
        print(json.dumps({"refused": refused, "wrong": wrong, "at the end": told_now(log),
                          "broken": bool(log.first_break())}))
"""

MOUNTS = shutil.which("unshare") and not subprocess.run(
    ["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"],  # noqa: S607
    capture_output=True, check=False,
).returncode  # fmt: skip


@pytest.mark.skipif(not MOUNTS, reason="only who may mount can fill a disk")
def test_a_disk_that_fills_up_refuses_and_takes_again_when_there_is_room(
    tmp_path: Path, figures: list[str]
) -> None:
    """A real disk, full at ever other places of an append; with room each batch goes in."""
    script = textwrap.dedent(ON_A_DISK)
    done = subprocess.run(
        ["unshare", "-m", sys.executable, "-c", script, tmp_path, str(PLACES)],  # noqa: S607
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    figures.append(f"{PLACES} appends to a disk about to be full: {len(found['refused'])} refused")

    assert len(found["refused"]) >= PLACES // 3
    assert all(said.endswith("; nothing was written") for said in found["refused"])
    assert all("cannot be written (" in said for said in found["refused"])
    assert (found["wrong"], found["at the end"], found["broken"]) == ([], True, False)
