"""Running the real command on a log of its own, and looking at what it said and left."""

import functools
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tests.stories.bad_events import BASE, lines

CHRONO = Path(sys.executable).with_name("chrono")
ENV = {
    name: value
    for name, value in os.environ.items()
    if name not in ("CHRONO_FILE", "NO_COLOR", "COLUMNS")
}

RAW = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""What must never reach a terminal: control characters, and those that hide or reorder text."""


def run(
    folder: Path,
    *arguments: str | bytes | Path,
    env: dict[str, str] | None = None,
    program: Sequence[str | Path] = (CHRONO,),
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a folder; what it says is bytes."""
    return subprocess.run(
        [*program, *arguments],
        cwd=folder,
        env=ENV if env is None else env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )


def done(folder: Path, *arguments: str | Path) -> str:
    """Run the command, which must succeed and not complain, and return what it says."""
    found = run(folder, *arguments)
    assert (found.returncode, found.stderr) == (0, b"")
    return found.stdout.decode()


def complaints(found: subprocess.CompletedProcess[bytes]) -> list[str]:
    """Return what a command complained of, each on one line that a terminal can show."""
    said = found.stderr.decode()
    assert not RAW.search(said), said
    listed = said.splitlines()
    assert all(line.startswith("error: ") for line in listed), said
    return [line.removeprefix("error: ") for line in listed]


def contents(path: Path) -> str:
    """Dump a log: its schema and every entry, hashes and all."""
    with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as opened:
        return "\n".join(opened.iterdump())


@functools.cache
def base() -> bytes:
    """Make the log that the table of bad input is held against, once."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        done(folder, "init", "chrono.db", "--name", "affair")
        (folder / "base.jsonl").write_bytes(lines(*BASE))
        done(folder, "import", "base.jsonl")
        return (folder / "chrono.db").read_bytes()


def desk(folder: Path) -> Path:
    """Put a copy of that log into a folder."""
    path = folder / "chrono.db"
    path.write_bytes(base())
    return path
