"""Files that are written whole or not at all."""

import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from chrono.whole_file import folder_within, write_whole


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
        write_whole(tmp_path / "a.csv", b"new")
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
    write_whole(link, b"new")

    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert mode(file) == 0o604
    assert names(tmp_path / "there") == ["a.csv"]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    """What was in its place still is."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path / "folder", b"new")

    assert names(tmp_path) == ["folder"]


INTERRUPTED = """
    import os, signal
    from pathlib import Path
    from chrono import leaving
    from chrono.whole_file import write_whole

    leaving.answer_signals()
    os.fsync = lambda _: os.kill(os.getpid(), signal.SIGTERM)
    write_whole(Path("a.csv"), b"new")
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
