"""Files that are written whole or not at all."""

import errno
import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from chrono.whole_file import folder_within, write_whole, write_whole_folder


def names(folder: Path) -> list[str]:
    """List what is in a folder."""
    return [path.name for path in folder.iterdir()]


def mode(path: Path) -> int:
    """Return the permissions of a file."""
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    """Not those of a temporary one; and nothing is beside it."""
    usual = os.umask(0o027)
    try:
        write_whole(tmp_path / "a.csv", [b"new"])
    finally:
        os.umask(usual)

    assert (tmp_path / "a.csv").read_bytes() == b"new"
    assert mode(tmp_path / "a.csv") == 0o640
    assert names(tmp_path) == ["a.csv"]


def test_a_file_is_replaced_where_it_is_and_keeps_its_permissions(tmp_path: Path) -> None:
    """Also through a link, which stays one."""
    (tmp_path / "there").mkdir()
    file, link = tmp_path / "there" / "a.csv", tmp_path / "link.csv"
    file.write_bytes(b"old")
    file.chmod(0o604)
    link.symlink_to(file)
    write_whole(link, [b"new"])

    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert mode(file) == 0o604
    assert names(tmp_path / "there") == ["a.csv"]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    """What was in its place still is."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path / "folder", [b"new"])

    assert names(tmp_path) == ["folder"]


INTERRUPTED = """
    import os, signal
    from pathlib import Path
    from chrono import leaving
    from chrono.whole_file import write_whole

    leaving.answer_signals()
    os.fsync = lambda _: os.kill(os.getpid(), signal.SIGTERM)
    write_whole(Path("a.csv"), [b"new"])
"""


def test_a_signal_in_the_middle_leaves_what_was_there(tmp_path: Path) -> None:
    """The file as it was, and nothing beside it."""
    (tmp_path / "a.csv").write_bytes(b"old")
    script = textwrap.dedent(INTERRUPTED)
    done = subprocess.run([sys.executable, "-c", script], check=False, cwd=tmp_path)

    assert done.returncode == 143
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert names(tmp_path) == ["a.csv"]


def test_a_folder_for_the_unfinished_goes_with_all_that_is_in_it(tmp_path: Path) -> None:
    """Whatever is raised meanwhile."""
    with pytest.raises(KeyboardInterrupt), folder_within(tmp_path) as folder:  # noqa: PT012
        (folder / "new").write_bytes(b"half")
        raise KeyboardInterrupt

    assert names(tmp_path) == []


# What killed processes left


def left(folder: Path, name: str = "") -> Path:
    """Leave what a killed process leaves, here or elsewhere; its lock went with it."""
    with folder_within(folder) as made:
        copy = folder / (name or f"{made.name[:-2]}00")
    copy.mkdir(mode=0o700)
    for inside in ("lock", "new", "new-wal"):
        (copy / inside).touch()
    return copy


def clear(folder: Path) -> None:
    """Make a file in a folder, as the next command there does."""
    write_whole(folder / "a.csv", [b""])


def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path: Path) -> None:
    """With all that was in it, and also where it had only just begun."""
    left(tmp_path)
    left(tmp_path, f"{left(tmp_path).name[:-2]}01").joinpath("lock").unlink()
    clear(tmp_path)

    assert names(tmp_path) == ["a.csv"]


def test_what_a_living_process_uses_stays(tmp_path: Path) -> None:
    """However many clear; and what is cleared away before it was locked is made again."""
    with folder_within(tmp_path) as one, folder_within(tmp_path) as two:
        (one / "new").write_bytes(b"half")
        clear(tmp_path)
        assert (one / "new").read_bytes() == b"half"
        assert two.is_dir()

    assert names(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("when", ["before the lock is there", "before it is locked"])
def test_a_folder_that_was_cleared_before_it_was_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """Somebody else may come between any two steps."""
    plain, first = os.open, iter([True])

    def slowly(path: Any, *how: int, **where: Any) -> int:
        comes = Path(path).name == "lock" and next(first, False)
        if comes and when == "before the lock is there":
            clear(tmp_path)
        opened = plain(path, *how, **where)
        if comes:
            clear(tmp_path)
        return opened

    monkeypatch.setattr("chrono.whole_file.os.open", slowly)
    with folder_within(tmp_path) as folder:
        assert names(folder) == ["lock"]
        clear(tmp_path)
        assert names(folder) == ["lock"]


def test_what_is_not_ours_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other names, other files in it, links, files, other owners; and what other computers made."""
    ours = left(tmp_path).name
    (tmp_path / ours / "diary").touch()
    left(tmp_path, ".chrono-backup")
    left(tmp_path, ".chrono-00000000-0123456789abcdef")
    (tmp_path / f"{ours[:-1]}1").symlink_to(left(tmp_path, "mine"))
    (tmp_path / f"{ours[:-1]}2").touch()
    before = set(names(tmp_path))
    clear(tmp_path)
    assert set(names(tmp_path)) == before | {"a.csv"}

    foreign = left(tmp_path, f"{ours[:-1]}3")
    with monkeypatch.context() as patched:
        patched.setattr("chrono.whole_file.os.geteuid", lambda: 12345)
        clear(tmp_path)
    assert foreign.is_dir()


def test_what_another_computer_left_is_removed_after_a_day(tmp_path: Path) -> None:
    """Its locks may not be seen here."""
    elsewhere = left(tmp_path, ".chrono-00000000-0123456789abcdef")
    yesterday = elsewhere.stat().st_mtime - 25 * 3600
    os.utime(elsewhere, (yesterday, yesterday))
    clear(tmp_path)

    assert names(tmp_path) == ["a.csv"]


def test_where_nothing_can_be_locked_all_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is written all the same."""

    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("chrono.whole_file.fcntl.flock", unsupported)
    there = left(tmp_path)
    clear(tmp_path)

    assert set(names(tmp_path)) == {there.name, "a.csv"}


def test_a_folder_that_fails_its_check_is_not_there_and_the_old_one_stays(tmp_path: Path) -> None:
    """And nothing else is left; the check sees it under its own name."""
    seen: list[tuple[str, list[str]]] = []

    def refuse(folder: Path) -> None:
        seen.append((folder.name, names(folder)))
        if len(seen) > 1:
            raise ValueError

    write_whole_folder(tmp_path / "new" / "a", {"x": b"1"}, refuse)
    with pytest.raises(ValueError, match=r"^$"):
        write_whole_folder(tmp_path / "new" / "a", {"y": b"2"}, refuse)

    assert seen == [("a", ["x"]), ("a", ["y"])]
    assert (names(tmp_path / "new"), names(tmp_path / "new" / "a")) == (["a"], ["x"])


def test_a_folder_is_replaced_with_all_that_is_in_it(tmp_path: Path) -> None:
    """Nothing of the old one is among the new."""
    for name in "x", "y":
        write_whole_folder(tmp_path / "a", {name: b"1"}, lambda _: None)

    assert (names(tmp_path), names(tmp_path / "a")) == (["a"], ["y"])


def test_an_old_folder_is_back_where_the_new_one_cannot_be_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the disk fails between the two steps."""
    write_whole_folder(tmp_path / "a", {"x": b"1"}, lambda _: None)
    moved = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path.parent.name == "new":
            raise OSError(errno.EIO, "broken")
        return moved(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OSError, match="broken"):
        write_whole_folder(tmp_path / "a", {"y": b"2"}, lambda _: None)

    assert (names(tmp_path), names(tmp_path / "a")) == (["a"], ["x"])
