"""Logs made by hand, whose chain is right and whose bodies are arbitrary: told, never a traceback.

What cannot be read is exit 3 with the position of the entry, by every verb that reads it. What can
be read answers as ever, with escapes shown as such.
"""

import re
from itertools import cycle, islice
from pathlib import Path

import attrs
import pytest

from tests.crafted import READABLE, craft, crafted
from tests.stories.command import RAW, run

_MORE = (
    *("--publisher", "Paper", "--basis", "reported", "--published", "2024-09-01"),
    *("--source", "https://example.org/", "--by", "ada", "--dry-run"),
)
_WHY = ("--reason", "as said", "--by", "ada", "--dry-run")
READING = (
    ("state",),
    ("state", "2024-06-01"),
    ("state", "--known", "2024-05", "--json"),
    ("log",),
    ("log", "club/chair"),
    ("timeline",),
    ("show", "e2"),
    ("why", "club/chair"),
    ("diff", "2024-01-01..2025-01-01"),
    ("disputes",),
    ("export", "csv"),
    ("export", "markdown"),
    ("export", "timelinejs"),
    ("check",),
    ("rebuild",),
)
WRITING = (
    ("add", "More", "--at", "2024-07", "--set", "club/chair=Dee", *_MORE),
    ("cite", "ada", *_MORE),
    ("correct", "ada", "--note", "more", *_WHY),
    ("retract", "ada", *_WHY),
)
COPYING = (("export", "jsonl"), ("backup", "copy.db"))
"""What hands on the entries as they are stored, also those that cannot be read."""

FOR_PROGRAMS = (("export", "csv"), ("export", "markdown"), ("export", "jsonl"))
"""What a file or another program gets as it is; in a terminal it is escaped."""


@attrs.frozen
class Crafted:
    """A log made by hand.

    Attributes:
        what: What is wrong.
        folder: Where it is, as chrono.db.
        position: The position of the entry that is wrong.
        which: The flag that names its chronology, where there are several.
    """

    what: str
    folder: Path
    position: int
    which: tuple[str, ...]


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> list[Crafted]:
    """Make all of them."""
    made = []
    for what, (rows, position) in crafted().items():
        folder = tmp_path_factory.mktemp("crafted", numbered=True)
        craft(folder / "chrono.db", rows)
        several = len({each.chronology for each in rows}) > 1
        which = ("-c", rows[position - 1].chronology) if several else ()
        made.append(Crafted(what, folder, position, which))
    return made


def looked_at(log: Crafted, *verb: str) -> tuple[int, str]:
    """Run a verb, which may say only what is ours, and return its exit code and all it said."""
    found = run(log.folder, *verb)
    out, err = found.stdout.decode(), found.stderr.decode()
    assert found.returncode in (0, 1, 2, 3), (log.what, verb, out + err)
    assert verb in FOR_PROGRAMS or not RAW.search(out), (log.what, verb, out)
    assert not RAW.search(err), (log.what, verb, err)
    assert all(re.match("error: |note: |  ", each) for each in err.splitlines()), (log.what, err)
    return found.returncode, out + err


def test_at_least_110_logs_are_tried(logs: list[Crafted]) -> None:
    """Fewer would say little; and each readable one is among them."""
    assert len(logs) >= 110
    assert {log.what for log in logs} >= READABLE


@pytest.mark.parametrize("verb", [*READING, *WRITING, *COPYING], ids=" ".join)
def test_a_readable_log_is_answered_from(logs: list[Crafted], verb: tuple[str, ...]) -> None:
    """Whatever is odd in it, no verb calls an entry unreadable but by whom it was appended."""
    for log in logs:
        if log.what in READABLE:
            code, said = looked_at(log, *verb)
            sealed = verb not in (("check",), *COPYING)
            assert code < 3 or not sealed or "by: " in said, (log.what, said)


def test_an_unreadable_log_is_exit_3_with_the_position(logs: list[Crafted]) -> None:
    """By every verb that reads: each log is tried with some, and each verb on some logs."""
    verbs = cycle((*READING[1:], *WRITING))
    for log in logs:
        if log.what not in READABLE:
            for verb in (READING[0], *islice(verbs, 2)):
                code, said = looked_at(log, *verb, *log.which)
                assert (code, f"entry {log.position}" in said) == (3, True), (log.what, verb, said)
