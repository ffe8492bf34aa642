"""Whole commands, as multiples of ``python -c pass`` in the same rounds; and their memory."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.figures import Figure, medians
from benchmarks.made_events import DAY, KEY, many_chronologies, one_chronology

CHRONO = Path(sys.executable).with_name("chrono")

_PYTHON = "python -c pass"
_TIMES = "as a multiple of `python -c pass`"
_ADD = (
    "add", "One more", "--at", "2024-06-01", "--set", f"{KEY}=x", "--publisher", "Paper",
    "--published", "2024-06-02", "--basis", "reported", "--yes",
)  # fmt: skip

_WATCHED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def at_start(folder: Path, rounds: int) -> Iterator[Figure]:
    """Yield what the first screens, a Tab, and a state of the bundled chronology cost."""
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    command(folder, "init", "chrono.db", "--from", "openai-microsoft")()
    verb = {"_CHRONO_COMPLETE": "zsh_complete", "COMP_WORDS": "chrono st", "COMP_CWORD": "1"}
    key = {**verb, "COMP_WORDS": "chrono state office/", "COMP_CWORD": "2"}
    calls = {
        "chrono --version": command(folder, "--version"),
        "chrono -h": command(folder, "-h"),
        "Tab after the start of a verb": command(folder, **verb),
        "Tab after the start of a key": command(folder, **key),
        "chrono state DATE, on a log with the bundled chronology": command(
            folder, "state", "2023-11-19"
        ),
        "chrono state DATE, without a log": command(elsewhere, "state", "2023-11-19"),
        "import click": _call(folder, [sys.executable, "-c", "import click"]),
    }
    yield from _multiples(f"Start, {_TIMES}", "median", rounds, calls)


def by_size(folder: Path, made: Path, sizes: list[int], rounds: int) -> Iterator[Figure]:
    """Yield what questions and an append cost by the size of the log; logs are kept in `made`."""
    for size in sizes:
        one = one_chronology(made, size, max(size // 100, 10))
        flat = one_chronology(made, size, 300)
        many = many_chronologies(made, size)
        written = folder / f"written-{size}.db"
        shutil.copyfile(one, written)
        calls = {
            "state KEY": command(folder, "state", KEY, "-f", one),
            "state KEY --known in the past": command(
                folder, "state", KEY, "--known", DAY, "-f", one
            ),
            "why KEY": command(folder, "why", KEY, "-f", one),
            "log KEY": command(folder, "log", KEY, "-f", one),
            "state DATE, of 300 keys": command(folder, "state", DAY, "-f", flat),
            "state, one of many chronologies": command(
                folder, "state", "-c", "small-0", "-f", many
            ),
            "add --yes": command(folder, *_ADD, "-f", written),
        }
        yield from _multiples(f"By size of the log, {_TIMES}", _events(size), rounds, calls)


def memory(folder: Path, made: Path, sizes: list[int]) -> Iterator[Figure]:
    """Yield the most memory that an import, an export and a check take, in MB."""
    for size in sizes:
        log = one_chronology(made, size, max(size // 100, 10))
        jsonl, new = folder / f"{size}.jsonl", folder / f"new-{size}.db"
        for verb, words in (
            ("export", ("export", "jsonl", "-o", jsonl, "-f", log)),
            ("import", ("init", new, "--from", jsonl)),
            ("check", ("check", "-f", log)),
            ("state KEY", ("state", KEY, "-f", log)),
        ):
            yield Figure("Memory, in MB", verb, _events(size), _most(folder, *words))


def command(folder: Path, *words: str | Path, **variables: str) -> Callable[[], object]:
    """Return a call that runs chrono in a folder, and throws away what it prints."""
    return _call(folder, [CHRONO, *words], **variables)


def _call(folder: Path, words: list[str | Path], **variables: str) -> Callable[[], object]:
    """Return a call that runs a program; its failure is an error, but for a Tab, which gives up."""
    check = "_CHRONO_COMPLETE" not in variables
    return lambda: subprocess.run(
        words, cwd=folder, env=_surroundings() | variables, check=check,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _surroundings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("CHRONO_")}


def _multiples(
    section: str, at: str, rounds: int, calls: dict[str, Callable[[], object]]
) -> Iterator[Figure]:
    start = _call(Path.cwd(), [sys.executable, "-c", "pass"])
    found = medians(rounds, {_PYTHON: start, **calls})
    for name in calls:
        yield Figure(section, name, at, found[name] / found[_PYTHON])


def _most(folder: Path, *words: str | Path) -> float:
    """Run chrono, and return the most memory that it had, in MB.

    A process starts with the memory of the one that made it, so a small one is put between.
    """
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED, CHRONO, *words],
        cwd=folder, env=_surroundings(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return int(done.stdout) / (2**20 if sys.platform == "darwin" else 1024)


def _events(size: int) -> str:
    return f"{size:,} events"
