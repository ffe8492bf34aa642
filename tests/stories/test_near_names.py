"""A name that is near one in use: asked about at a terminal, else said."""

import json
from pathlib import Path

import pytest

from tests.stories.command import desk, done, run
from tests.stories.terminal import terminal

ADD = ("add", "She sits", "--id", "sits", "--at", "2024-05-02", "--add", "board/firm=ada lovelace",
       "--source", "The gazette", "--published", "2024-05-03", "--basis", "filed")  # fmt: skip
ASKED = (
    "The Gazette is in use; is that meant by The gazette? [Y/n]:",
    "Ada Lovelace is in use; is that meant by ada lovelace? [Y/n]:",
)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Make a folder with a log in which both names are in use."""
    desk(tmp_path)
    words = ("--set", "office/firm/ceo=Ada Lovelace", "--source", "The Gazette", "--at", "2024")
    done(tmp_path, "add", "She leads", *words, "--published", "2024", "--basis", "filed", "--yes")
    return tmp_path


def names(folder: Path) -> tuple[str, str]:
    """Return the publisher and the member of the event."""
    told = json.loads(done(folder, "show", "sits", "--json"))
    return told["sources"][0]["publisher"], told["data"]["claims"][0]["value"]


def test_at_a_terminal_the_one_in_use_is_meant_unless_somebody_says_no(log: Path) -> None:
    """Enter takes it, in the preview already; a no leaves what was typed."""
    with terminal(log, *ADD) as person:
        person.answer(ASKED[0], "")
        person.answer(ASKED[1], "n")
        preview = person.expect("Append to chrono.db? [y/N]:")
        person.answer("", "y")
        assert person.finish() == 0

    assert "The Gazette · 3 May 2024" in preview
    assert names(log) == ("The Gazette", "ada lovelace")


def test_with_yes_it_goes_in_as_it_is_typed_and_that_is_said(log: Path) -> None:
    """On stderr, for each name; nothing is asked."""
    found = run(log, *ADD, "--yes")

    assert found.returncode == 0
    assert found.stderr.decode().splitlines() == [
        "note: 'The gazette' is near 'The Gazette', which is in use; it stays as it is typed",
        "note: 'ada lovelace' is near 'Ada Lovelace', which is in use; it stays as it is typed",
    ]
    assert names(log) == ("The gazette", "ada lovelace")
