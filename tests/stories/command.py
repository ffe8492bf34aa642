"""Running the command on a log of its own, and looking at what it said and left."""

import contextlib
import functools
import io
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from unittest import mock

from chrono import plugins
from chrono.cli import main
from tests.stories.bad_events import BASE, lines

CHRONO = Path(sys.executable).with_name("chrono")
ENV = {
    name: value
    for name, value in os.environ.items()
    if name not in ("CHRONO_FILE", "CHRONO_KINDS", "NO_COLOR", "COLUMNS")
}

RAW = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""What must never reach a terminal: control characters, and those that hide or reorder text."""

DEFAULT_NOTED = b"note: the log is chrono.db in this folder, since no other is named; see -f\n"
"""What every command says on stderr that finds its log by default; `run` leaves it out."""


def run(
    folder: Path, *arguments: str | bytes | Path, env: Mapping[str, str] = ENV
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a folder, within this process; what it says is bytes, as from a real one.

    Where the process itself matters, its streams, its limits or what it imports, see `process`.
    """
    out, err = _stream(), _stream()
    with (
        open(os.devnull) as nothing,  # noqa: PTH123  as the system opens it
        contextlib.chdir(folder),
        _imports_forgotten(folder),
        mock.patch.dict(os.environ, env, clear=True),
        mock.patch.multiple(sys, stdin=nothing, stdout=out, stderr=err),
    ):
        try:
            code = main.run([os.fsdecode(one) for one in arguments])
        except SystemExit as left:
            code = left.code
        said = [stream.buffer.getvalue() for stream in (out, err) if not stream.flush()]
    return _without_note(subprocess.CompletedProcess(arguments, code, *said))


def _without_note(done: subprocess.CompletedProcess[bytes]) -> subprocess.CompletedProcess[bytes]:
    done.stderr = done.stderr.replace(DEFAULT_NOTED, b"", 1)
    return done


@contextlib.contextmanager
def _imports_forgotten(folder: Path) -> Iterator[None]:
    """Forget what a command imported from a folder, as a process does that ends, however it ends.

    A module that stays would be found by its bare name, which leads to what is installed alone.
    """
    before = sys.path
    with mock.patch.object(sys, "path", [*before]):
        try:
            yield
        finally:
            if sys.path != before:
                _forget_imports(folder)


def _forget_imports(folder: Path) -> None:
    plugins._register.cache_clear()  # noqa: SLF001  kinds by the name of their module
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", None) or "").startswith(f"{folder.resolve()}{os.sep}"):
            del sys.modules[name]


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")


def process(
    folder: Path,
    *arguments: str | bytes | Path,
    env: Mapping[str, str] = ENV,
    program: Sequence[str | Path] = (CHRONO,),
    piped: bytes | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run the real command, as `run` does, in a process of its own; what is piped is its stdin."""
    done = subprocess.run(
        [*program, *arguments],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL if piped is None else None,
        input=piped,
        capture_output=True,
        check=False,
        timeout=60,
    )
    return _without_note(done)


def run_text(
    folder: Path, *arguments: str | Path, env: Mapping[str, str] = ENV
) -> subprocess.CompletedProcess[str]:
    """Run the command as `run` does; what it says is text."""
    return _as_text(run(folder, *arguments, env=env))


def process_text(
    folder: Path, *arguments: str | Path, env: Mapping[str, str] = ENV
) -> subprocess.CompletedProcess[str]:
    """Run the command as `process` does; what it says is text."""
    return _as_text(process(folder, *arguments, env=env))


def _as_text(found: subprocess.CompletedProcess[bytes]) -> subprocess.CompletedProcess[str]:
    said = found.stdout.decode(), found.stderr.decode()
    return subprocess.CompletedProcess(found.args, found.returncode, *said)


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
    with contextlib.closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as opened:
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
