"""Files on file systems of the network, by a table of mounts, and the note about them."""

from pathlib import Path

import pytest

from chrono.log import mounts
from tests.stories.command import done, run_text

TABLE = r"""21 1 8:1 / / rw - ext4 /dev/sda1 rw
22 21 0:40 / /desk rw,relatime shared:7 - nfs4 server:/desk rw
23 22 8:2 / /desk/local rw - xfs /dev/sdb rw
24 21 0:41 / /our\040desk rw - fuse.sshfs me@server:/ rw
25 21 0:42 / /twice rw - cifs //server/x rw
26 21 0:43 / /twice rw - tmpfs none rw
27 21 0:44 / /windows rw - 9p C: rw
nonsense
"""


def test_the_innermost_mount_that_holds_a_file_decides() -> None:
    """The last one where there are two; names with spaces are decoded."""
    told = {
        "/log.db": None,
        "/desk/log.db": "nfs4",
        "/desk/local/log.db": None,
        "/desktop/log.db": None,
        "/our desk/a/log.db": "fuse.sshfs",
        "/twice/log.db": None,
        "/windows/log.db": "9p",
    }
    assert {path: mounts.network(path, TABLE) for path in told} == told
    assert mounts.network("/desk/log.db", "") is None


def test_a_log_on_a_network_is_told_once_when_it_is_written_or_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On stderr, with exit 0; where it is only asked, on a local disk or without a table, not."""
    table = tmp_path / "mounts"
    table.write_text(f"22 1 0:40 / {tmp_path} rw - nfs4 server:/desk rw\n", "utf-8")
    add = ("add", "Ada", "--at", "2024", "--publisher", "P", "--basis", "filed", "--published",
           "2024", "--yes")  # fmt: skip
    monkeypatch.setattr(mounts, "TABLE", str(table))
    for words in (("init", "chrono.db"), add, ("check", "--integrity")):
        found = run_text(tmp_path, *words)
        assert found.returncode == 0
        assert found.stderr.count("is on a network file system (nfs4)") == 1
    assert run_text(tmp_path, "log").stderr == ""

    monkeypatch.setattr(mounts, "TABLE", str(tmp_path / "none"))
    assert done(tmp_path, "check", "--integrity")
