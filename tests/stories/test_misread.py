"""What was given and what was meant: words in the place of others, and all faults at once."""

import json
from pathlib import Path

import pytest

from tests.stories.command import complaints, done, run
from tests.stories.prepared_logs import newsroom

PAPER = ("--publisher", "Paper", "--published", "2023-12-01", "--basis", "reported")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Make a folder with a small log."""
    newsroom(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            ("log", "office"),
            ("'office' is no key, which has a slash; ask for all that start with office with: "
             "chrono log 'office/*'"),
        ),
        (
            ("state", "boards", "2023"),
            ("'boards' is no key, which has a slash; ask for all that start with board with: "
             "chrono state 'board/*' 2023"),
        ),
        (
            ("state", "boards"),
            ("'boards' is no key, which has a slash; ask for all that start with board with: "
             "chrono state 'board/*'"),
        ),
        (
            ("why", "altman-ceo"),
            ("'altman-ceo' is an event that speaks of office/openai/ceo, and neither a key nor a "
             "moment; see it with: chrono show altman-ceo"),
        ),
        (
            ("show", "office/openai/ceo"),
            ("'office/openai/ceo' is a key, not an event; see what is said of it with: "
             "chrono why office/openai/ceo"),
        ),
        (
            ("timeline", "soonish"),
            "'soonish' is neither a moment, as 2023-11-17, nor a key, as board/openai",
        ),
        (("state", "e99"), "e99: no event at position 99; the last is e5"),
        (
            ("add", "x", "--at", "2024", "--end", "office/a/ceo=Ada", *PAPER, "--yes"),
            ("--end 'office/a/ceo=Ada': an end has no value; write --end office/a/ceo, or, for "
             "what holds there from now on, --set 'office/a/ceo=Ada'"),
        ),
        (
            ("add", "x", "--at", "2024", "--add", "office/openai/ceo=Ada", *PAPER, "--yes"),
            ("office/openai/ceo holds a single value, as altman-ceo says; set that value, "
             "or end it"),
        ),
    ],
)  # fmt: skip
def test_a_word_in_the_wrong_place_is_told_with_what_was_meant(
    desk: Path, typed: tuple[str, ...], said: str
) -> None:
    """One sentence, exit 2."""
    found = run(desk, *typed)

    assert (found.returncode, complaints(found)) == (2, [said])


def test_what_is_not_public_yet_is_not_hinted_at(desk: Path) -> None:
    """No hindsight, not even in a hint."""
    found = run(desk, "state", "altman-ceo", "--known", "2018-01-01")

    assert "is an event" not in complaints(found)[0]


def test_all_faults_of_an_event_come_at_once_beside_a_taken_id(desk: Path) -> None:
    """Its id, its key and its link, by flags and from a file, also where it stands there twice."""
    flags = ("--id", "altman-ceo", "--add", "office/openai/ceo=Ada", *PAPER, "--yes")
    by_flags = complaints(run(desk, "add", "x", "--at", "2024", *flags))
    source = {"publisher": "Paper", "published": "2023-12-01", "basis": "reported"}
    good = {"id": "one", "kind": "development", "occurred": "2024", "headline": "x",
            "sources": [source]}  # fmt: skip
    lines = (good, {**good, "occurred": "soon", "headline": ""})
    (desk / "twice.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    twice = complaints(run(desk, "import", "twice.jsonl"))

    told = ["--id", "office/openai/ceo holds a single value, as altman-ceo says; set that value"]
    assert [one[: len(part)] for one, part in zip(by_flags, told, strict=True)] == told
    assert [one.split(": ")[1] for one in twice] == ["headline", "occurred", "id"]


def test_a_new_log_says_how_to_make_it_the_default(tmp_path: Path) -> None:
    """A line for the shell, which runs as printed."""
    said = done(tmp_path, "init", "my desk.db", "--name", "desk").splitlines()

    assert said[1] == "use it without -f: export CHRONO_FILE='my desk.db'"


A_SET = "a set of members, as board-of-six says"
TO_ASK = "to ask for a state, add columns key and value"
HEADINGS = "occurred,headline,publisher,published,basis"
ROW = "2020,A fire,Daily,2020,filed"
FLOOD = "2021,A flood,Daily,2021,filed"


def test_an_import_that_claims_nothing_says_so(tmp_path: Path) -> None:
    """And what would make a claim; one that claims something says nothing."""
    done(tmp_path, "init", "chrono.db")
    (tmp_path / "plain.csv").write_text(f"{HEADINGS}\n{ROW}\n", "utf-8")
    (tmp_path / "claims.csv").write_text(f"{HEADINGS},key,value\n{FLOOD},mill/state,wet\n", "utf-8")
    plain, claims = run(tmp_path, "import", "plain.csv"), run(tmp_path, "import", "claims.csv")

    assert (plain.returncode, plain.stderr, claims.returncode) == (0, b"", 0)
    assert plain.stdout.decode().splitlines()[1:] == [
        f"  1 event, none claims a key; {TO_ASK}; see them with: chrono timeline"
    ]
    assert len(claims.stdout.splitlines()) == 1


def test_what_a_key_holds_is_told_in_a_sentence(desk: Path) -> None:
    """Also of a set, by whom, and what to write instead."""
    one = {"id": "one", "kind": "development", "occurred": "2024", "headline": "x",
           "sources": [{"publisher": "Paper", "published": "2024", "basis": "reported"}],
           "data": {"claims": [{"announce": "board/openai", "value": "Ada"}]}}  # fmt: skip
    (desk / "one.jsonl").write_text(json.dumps(one), "utf-8")

    assert complaints(run(desk, "import", "one.jsonl")) == [
        f"one.jsonl:1: data: board/openai holds {A_SET}; announce a list of members"
    ]
