"""Sources as they are typed: each begins with --source, and none is lost."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.stories.command import complaints, contents, desk, done, run

ADD = (
    "add",
    "Bob speaks",
    "--id",
    "bob-speaks",
    "--at",
    "2024-05-02",
    "--set",
    "office/firm/ceo=Bob",
)
ONE = ("--source", "https://a.example/1", "--publisher", "A", "--published", "2024-05-03",
       "--basis", "reported")  # fmt: skip
OTHER = ("--source", "The Gazette", "--published", "2024-05-04", "--basis", "announced",
         "--title", "He says so", "--pin", "p. 3")  # fmt: skip
FIRST = {"url": "https://a.example/1", "publisher": "A", "published": "2024-05-03",
         "basis": "reported"}  # fmt: skip
SECOND = {"publisher": "The Gazette", "published": "2024-05-04", "basis": "announced",
          "title": "He says so", "pinpoint": "p. 3"}  # fmt: skip


def sources(folder: Path, given: str) -> list[dict[str, Any]]:
    """List the sources of an entry as they are stored."""
    return list(json.loads(done(folder, "show", given, "--json"))["sources"])


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Make a folder with a log."""
    desk(tmp_path)
    return tmp_path


def test_every_source_that_is_typed_is_kept_with_its_own_fields(log: Path) -> None:
    """Of an event and of each act; a name begins a source as an address does."""
    done(log, *ADD, *ONE, *OTHER, "--yes")
    later = tuple(word.replace("2024", "2025") for word in (*ONE, *OTHER))
    done(log, "cite", "bob-speaks", "--id", "bob-cited", *later, "--yes")
    done(
        log, "correct", "bob-speaks", "--id", "bob-corrected", "--at", "2024-05-01", "--reason",
        "so", *later, "--yes",
    )  # fmt: skip
    done(log, "retract", "bob-speaks", "--id", "bob-retracted", "--reason", "so", *later, "--yes")

    assert sources(log, "bob-speaks") == [FIRST, SECOND]
    for act in ("bob-cited", "bob-corrected", "bob-retracted"):
        assert [one["published"] for one in sources(log, act)] == ["2025-05-03", "2025-05-04"]


@pytest.mark.parametrize("words", [ONE, (*ONE[2:], *ONE[:2]), (*ONE[2:4], *ONE[:2], *ONE[4:])])
def test_a_flag_before_the_first_source_belongs_to_it(log: Path, words: tuple[str, ...]) -> None:
    """In whatever order one source is typed, and with another after it."""
    done(log, *ADD, *words, *OTHER, "--yes")

    assert sources(log, "bob-speaks") == [FIRST, SECOND]


def test_the_sources_of_another_event_come_after_those_that_are_typed(log: Path) -> None:
    """So that the first source that is typed is the first in what is said of it."""
    done(log, *ADD, *ONE, "--yes")
    other = tuple(word.replace("bob-speaks", "bob-repeats") for word in ADD)
    done(log, *other, "--source-of", "bob-speaks", *OTHER, "--yes")

    assert sources(log, "bob-repeats") == [SECOND, FIRST]


def test_a_suggested_citation_has_every_source(log: Path) -> None:
    """What repeats another event is cited with all that was typed, by the command as printed."""
    done(log, *ADD, "--source", "Wire", "--published", "2024-06", "--basis", "reported", "--yes")
    other = tuple(word.replace("bob-speaks", "bob-repeats") for word in ADD)
    told = run(log, *other, *OTHER, *ONE, "--dry-run").stdout.decode()
    (suggested,) = re.findall(r"is a citation: chrono (cite bob-speaks .*)$", told, re.MULTILINE)
    done(log, *shlex.split(suggested), "--id", "bob-cited", "--yes")

    assert sources(log, "bob-cited") == [SECOND, FIRST]


WRONG = {
    (*ONE, "--publisher", "B"): (
        "--publisher of source 1: 'A' and 'B'; give one, or begin another source with "
    ),
    (*ONE, "--source", "Gazette", "--publisher", "B"): "--publisher of source 2: 'Gazette' and 'B'",
    (*ONE[2:], "--publisher", "B"): "--publisher: 'A' and 'B'; give one",
    (*ONE, *OTHER, "--published", "2024"): "--published of source 2: '2024-05-04' and '2024'",
    (*ONE, *OTHER[:2], "--published", "10/11/2023"): "--published of source 2 '10/11/2023': say ",
    (*ONE, *OTHER[:4], "--basis", "anounced"): (
        "--basis of source 2: 'anounced' is not allowed; did you mean announced?"
    ),
    (*ONE, "--source", "b.example/page", *OTHER[2:]): "--source of source 2: 'b.example/page': ",
    (*ONE, *OTHER[:4]): "--basis of source 2: missing",
    (*ONE, "--source", "Gazette", "--basis", "filed"): "source 2: has neither url nor published",
    (*ONE[:6], *OTHER): "--basis of source 1: missing",
    ONE[:6]: "--basis: missing",
    (
        *ONE,
        "--source-of",
        "nobody",
        *OTHER[:2],
        "--basis",
        "filed",
    ): "--source-of: no event 'nobody'",
}


def test_what_is_wrong_with_a_source_says_which_of_several(log: Path) -> None:
    """And nothing is written."""
    before = contents(log / "chrono.db")
    for words, complaint in WRONG.items():
        found = run(log, *ADD, *words, "--yes")

        assert found.returncode == 2, words
        assert complaints(found)[0].startswith(complaint)
    assert contents(log / "chrono.db") == before


TWICE = {
    (*ADD, *ONE, "--at", "2025"): "--at '2024-05-02' and '2025': give one",
    (*ADD, *ONE, "--note", "x", "--note", "x"): "--note 'x' and 'x': give one",
    (*ADD, *ONE, "--source-of", "a", "--source-of", "b"): "--source-of 'a' and 'b': give one",
    ("correct", "one", "--reason", "a", "--reason", "b"): "--reason 'a' and 'b': give one",
    ("state", "--known", "2023", "--known=2024"): "--known '2023' and '2024': give one",
    ("state", "-f", "chrono.db", "--file", "x.db"): "--file 'chrono.db' and 'x.db': give one",
    ("log", "--jsonl", "--csv"): "--jsonl and --csv: give one of them",
}


def test_any_other_flag_that_is_given_twice_is_refused_with_both_values(log: Path) -> None:
    """The first is never dropped without a word; what takes several values takes them."""
    for words, complaint in TWICE.items():
        found = run(log, *words)

        assert found.returncode == 2, words
        assert complaints(found)[0].startswith(complaint)
    assert run(log, "log", "--json", "--json").returncode == 0
    done(log, *ADD, *ONE, *OTHER, "--yes")
    assert run(log, "state", "--without", "A", "--without", "The Gazette").returncode == 0
