"""Logs made by hand, whose chain is right and whose bodies are arbitrary: told, never a traceback.

What cannot be read is exit 3 with the position of the entry, by every verb that reads it. What can
be read answers as ever, with escapes shown as such.
"""

import re
from itertools import cycle, islice
from pathlib import Path

import attrs
import pytest

from tests.crafted import ADA, BAD_BY, DECLARATION, READABLE, craft, crafted, honest, row
from tests.stories.command import ENV, RAW, run

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
    """Whatever is odd in it; what a verb cannot make out after all has its position."""
    for log in logs:
        if log.what in READABLE - BAD_BY:
            code, said = looked_at(log, *verb)
            assert code < 3 or (verb[0] != "state" and "entry " in said), (log.what, said)


@pytest.mark.parametrize("verb", [("show", "e2"), ("export", "jsonl")], ids=" ".join)
def test_by_whom_is_exit_3_where_it_cannot_be_read(
    logs: list[Crafted], verb: tuple[str, ...]
) -> None:
    """By what says it; a state does not."""
    for log in logs:
        if log.what in BAD_BY:
            code, said = looked_at(log, *verb)
            assert (code, "entry 2: by: " in said) == (3, True), (log.what, said)
            assert looked_at(log, "state")[0] == 0


def test_an_unreadable_log_is_exit_3_with_the_position(logs: list[Crafted]) -> None:
    """By every verb that reads: each log is tried with some, and each verb on some logs."""
    verbs = cycle((*READING[1:], *WRITING))
    for log in logs:
        if log.what not in READABLE:
            for verb in (READING[0], ("rebuild",), *islice(verbs, 2)):
                code, said = looked_at(log, *verb, *log.which)
                assert (code, f"entry {log.position}" in said) == (3, True), (log.what, verb, said)


def test_an_honest_chronology_beside_an_unreadable_one_answers(tmp_path: Path) -> None:
    """By its name, and it can be written to; the other is exit 3."""
    declared, ada = honest()[DECLARATION], honest()[ADA]
    poisoned = [{**each, "chronology": "club"} for each in (declared, {**ada, "sources": 7})]
    craft(tmp_path / "chrono.db", map(row, (declared, ada, *poisoned)))

    for verb in (*READING, *WRITING):
        if verb != ("check",):
            found = run(tmp_path, *verb, "-c", "affair")
            assert found.returncode in (0, 1), (verb, found.stderr)
    found = run(tmp_path, "state", "-c", "club")
    assert found.returncode == 3
    assert found.stderr.startswith(b"error: chrono.db: entry 4: sources: 7 is not a list")


def test_completion_offers_nothing_raw_and_says_nothing(logs: list[Crafted]) -> None:
    """Whatever the log, a shell that completes gets plain words or none."""
    words = {"COMP_WORDS": "chrono\nstate\nclub/", "COMP_CWORD": "2"}
    for log in logs[::3]:
        found = run(log.folder, env={**ENV, "_CHRONO_COMPLETE": "bash_complete", **words})
        assert (found.returncode, found.stderr) == (0, b""), log.what
        assert not RAW.search(found.stdout.decode()), log.what
