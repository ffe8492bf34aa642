"""Whole commands, as multiples of ``python -c pass`` in the same rounds; and their memory."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.figures import Figure, medians
from benchmarks.made_events import DAY, KEY, SMALL, many_chronologies, one_chronology

CHRONO = Path(sys.executable).with_name("chrono")

CHAIR = "office/openai/ceo"
"""A key of the bundled chronology that is asked."""

_PYTHON = ("python -c pass", "")
TIMES = "as a multiple of `python -c pass`"
BY_SIZE = f"By size of the log, {TIMES}"
ADD = (
    "add", "One more", "--at", "2024-06-01", "--set", f"{KEY}=x", "--publisher", "Paper",
    "--published", "2024-06-02", "--basis", "reported", "--yes",
)  # fmt: skip

_SCAN = """
import hashlib, json, sqlite3, sys
def digest(text): return hashlib.sha256(text.encode()).hexdigest()
last = ""
for row in sqlite3.connect(sys.argv[1]).execute(
    "SELECT position, recorded, body, digest, hash, by FROM entries ORDER BY position"
):
    digest(row[2])
    last = digest(json.dumps([last, *row[:2], row[3], row[5]]))
"""
"""Reads what a check of integrity reads, and hashes as much."""

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
        "the same, of one KEY": command(folder, "state", "2023-11-19", CHAIR),
        "chrono why KEY": command(folder, "why", CHAIR),
        "chrono log KEY": command(folder, "log", CHAIR),
        "chrono state DATE, without a log": command(elsewhere, "state", "2023-11-19"),
        "import click": _call(folder, [sys.executable, "-c", "import click"]),
    }
    named = {(name, "multiple"): call for name, call in calls.items()}
    yield from multiples(f"Start, {TIMES}", rounds, named)


def by_size(folder: Path, made: Path, sizes: list[int], rounds: int) -> Iterator[Figure]:
    """Yield what questions and an append cost by the size of the log; logs are kept in `made`.

    All sizes are measured in the same rounds.
    """
    calls = {
        (name, events_in(size)): call
        for size in sizes
        for name, call in _questions(folder, made, size).items()
    }
    yield from multiples(BY_SIZE, rounds, calls)


def _questions(folder: Path, made: Path, size: int) -> dict[str, Callable[[], object]]:
    """Return commands on logs of a size; what is written goes to a copy."""
    one, flat = one_chronology(made, size, max(size // 100, 10)), one_chronology(made, size, 300)
    written = folder / f"written-{size}.db"
    shutil.copyfile(one, written)
    week = ("--since", DAY, "--until", "2015-07-06")
    words = {
        "state KEY": ("state", KEY, "-f", one),
        "state KEY --known in the past": ("state", KEY, "--known", DAY, "-f", one),
        "why KEY": ("why", KEY, "-f", one),
        "log KEY": ("log", KEY, "-f", one),
        "state DATE, of 300 keys": ("state", DAY, "-f", flat),
        "state DATE --known then": ("state", DAY, "--known", DAY, "-f", flat),
        "diff of a week": ("diff", f"{DAY}..2015-07-06", "-f", flat),
        "timeline of a week": ("timeline", *week, "-f", flat),
        "log of the last ten": ("log", "-n", "10", "-f", flat),
        "disputes DATE": ("disputes", DAY, "-f", flat),
        "add --yes": (*ADD, "-f", written),
    }
    return {name: command(folder, *each) for name, each in words.items()}


def checking(made: Path, sizes: list[int], rounds: int) -> Iterator[Figure]:
    """Yield the rate of a check as a share of that of a plain scan of the same columns."""
    section = "Checks: rate, a scan with two SHA-256 a row is 1"
    for size in sizes:
        log = one_chronology(made, size, max(size // 100, 10))
        scan = _call(made, [sys.executable, "-c", _SCAN, log])
        calls = {
            "check --integrity": command(made, "check", "--integrity", "-f", log),
            "check": command(made, "check", "-f", log),
        }
        found = medians(rounds, {"": scan, **calls})
        for what in calls:
            yield Figure(section, what, events_in(size), found[""] / found[what])


def memory(folder: Path, made: Path, sizes: list[int], *, many: bool) -> Iterator[Figure]:
    """Yield the most memory that what reads a whole log takes, and a question, in MB.

    Args:
        folder: Where what is written is put, until the next log is asked.
        made: Where the logs are kept.
        sizes: How many events they have.
        many: Whether they are logs of many chronologies, or of one.
    """
    section = f"Memory, in MB, of {'many chronologies' if many else 'one chronology'}"
    for size in sizes:
        log = _log(made, size, many=many)
        jsonl, new = folder / "exported.jsonl", folder / "new.db"
        for verb, words in (
            ("export", ("export", "jsonl", "-o", jsonl, "-f", log)),
            ("import", ("init", new, "--from", jsonl)),
            ("check --integrity", ("check", "--integrity", "-f", new)),
            ("check", ("check", "-f", new)),
            ("rebuild", ("rebuild", "-f", new)),
            ("state KEY", ("state", KEY, *(("-c", SMALL) if many else ()), "-f", new)),
        ):
            yield Figure(section, verb, events_in(size), _most(folder, *words))
        for file in (jsonl, *folder.glob("new.db*")):
            file.unlink()


def _log(made: Path, size: int, *, many: bool) -> Path:
    if many:
        return many_chronologies(made, size)
    return one_chronology(made, size, max(size // 100, 10))


def command(folder: Path, *words: str | Path, **variables: str) -> Callable[[], object]:
    """Return a call that runs chrono in a folder, and throws away what it prints."""
    return _call(folder, [CHRONO, *words], **variables)


def _call(folder: Path, words: list[str | Path], **variables: str) -> Callable[[], object]:
    """Return a call that runs a program; to fail is an error, but not to say no, or on a Tab."""
    most = 1 if "_CHRONO_COMPLETE" not in variables else 255

    def run() -> None:
        done = subprocess.run(
            words, cwd=folder, env=_surroundings() | variables, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        if done.returncode > most:
            raise SystemExit(f"{' '.join(map(str, words))}: {done.stderr}")

    return run


def _surroundings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("CHRONO_")}


def multiples(
    section: str, rounds: int, calls: dict[tuple[str, str], Callable[[], object]]
) -> Iterator[Figure]:
    """Yield what calls cost, each named by what it is and for which log; in multiples of Python."""
    python = _call(Path.cwd(), [sys.executable, "-c", "pass"])
    found = medians(rounds, {_PYTHON: python, **calls})
    for what, at in calls:
        yield Figure(section, what, at, found[what, at] / found[_PYTHON])


def _most(folder: Path, *words: str | Path) -> float:
    """Run chrono, and return the most memory that it had, in MB.

    A process starts with the memory of the one that made it, so a small one is put between.
    """
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED, CHRONO, *words],
        cwd=folder, env=_surroundings(), stdin=subprocess.DEVNULL, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    return int(done.stdout) / (2**20 if sys.platform == "darwin" else 1024)


def events_in(size: int) -> str:
    """Return the name of a column: that of a log of so many events."""
    return f"{size:,} events"
