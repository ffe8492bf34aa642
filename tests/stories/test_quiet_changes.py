"""A rumour over an announcement: add asks, import and check say it, and nobody is kept from it."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from tests.stories.command import contents, done, run
from tests.stories.terminal import terminal

KEY: Final = "office/acme/ceo"
RUMOUR: Final = (
    *("add", "Bo is said to lead", "--at", "2024-01-26", "--set", f"{KEY}=Bo (interim)"),
    *("--publisher", "Blog", "--basis", "rumoured", "--published", "2024-01-26"),
)
NOTE: Final = (
    f"replaces {KEY}: bo-is-said-to-lead would hold instead of ada-leads (rumoured against "
    "announced); --after ada-leads says that it changed, --contests ada-leads that they disagree"
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Make a log in which somebody is announced."""
    done(tmp_path, "init", "chrono.db", "--name", "acme")
    done(
        tmp_path, "add", "Ada leads", "--at", "2024-01-25", "--set", f"{KEY}=Ada (interim)",
        "--publisher", "Acme", "--basis", "announced", "--published", "2024-01-25", "--yes",
    )  # fmt: skip
    return tmp_path


def tried(desk: Path, *arguments: str) -> str:
    """Preview an append, and return what is shown."""
    found = run(desk, *arguments, "--dry-run")
    assert found.returncode == 0, found.stderr
    return found.stdout.decode()


def standing(desk: Path) -> str:
    """Ask how the office stands at the end of the 26th."""
    answer = json.loads(done(desk, "state", "2024-01-26", KEY, "--json"))
    (slot,) = answer["state"]
    return str(slot["standing"])


def quiet(desk: Path) -> list[dict[str, Any]]:
    """Check the log, and return the quiet changes that it names."""
    found = json.loads(run(desk, "check", "--json").stdout)["findings"]
    return [finding for finding in found if finding["code"] == "quiet-change"]


@pytest.mark.parametrize(
    ("answer", "link", "holds"),
    [("change", "after: ada-leads", "holds"), ("disagree", "contests: ada-leads", "disputed")],
)
def test_add_asks_which_it_is_and_says_so_in_the_event(
    desk: Path, answer: str, link: str, holds: str
) -> None:
    """The answer becomes a link or a contest, the preview shows it, and check asks no more."""
    with terminal(desk, *RUMOUR) as person:
        person.expect(NOTE)
        person.answer("disagree with ada-leads", answer)
        person.expect(link)
        person.answer("Append to", "y")
        assert person.finish() == 0

    assert standing(desk) == holds
    assert quiet(desk) == []


def test_an_empty_answer_writes_nothing(desk: Path) -> None:
    """Who does not know which it is appends nothing by pressing Enter."""
    before = contents(desk / "chrono.db")
    with terminal(desk, *RUMOUR) as person:
        person.answer("disagree with ada-leads", "")
        assert person.finish() == 1
        assert person.shown.rstrip().endswith("nothing was written")

    assert contents(desk / "chrono.db") == before


def test_with_yes_it_goes_through_and_is_said(desk: Path) -> None:
    """A program is not kept from it; the output and check name it, and --contests settles it."""
    dry = tried(desk, *RUMOUR, "--contests", "ada-leads")
    assert NOTE in done(desk, *RUMOUR, "--yes")

    assert "replaces" not in dry
    assert standing(desk) == "holds"
    assert [(each["event"], each["others"]) for each in quiet(desk)] == [
        ("bo-is-said-to-lead", ["ada-leads"])
    ]


def test_whoever_adds_what_a_rumour_replaces_is_asked_too(desk: Path) -> None:
    """The later claim is there already, so the new one says that it came before."""
    done(desk, *RUMOUR, "--yes")
    better = (
        *("add", "Cy leads", "--at", "2024-01-25T20:00", "--after", "ada-leads"),
        *("--set", f"{KEY}=Cy (interim)", "--source-of", "ada-leads"),
    )
    said = tried(desk, *better)

    assert "--before bo-is-said-to-lead says that it changed" in said


def test_an_act_says_with_which_command(desk: Path) -> None:
    """What a retraction uncovers is said, with a correction that would settle it."""
    done(desk, *RUMOUR, "--after", "ada-leads", "--yes")
    done(desk, "correct", "bo-is-said-to-lead", "--at", "2024-01-27", "--reason", "x", "--yes")
    done(
        desk, "add", "Di leads", "--at", "2024-01-28", "--set", f"{KEY}=Di (interim)",
        "--publisher", "Blog", "--basis", "rumoured", "--published", "2024-01-28", "--yes",
    )  # fmt: skip
    said = tried(desk, "retract", "bo-is-said-to-lead", "--reason", "a hoax")

    assert "replaces office/acme/ceo: di-leads would hold instead of ada-leads" in said
    assert "say that it changed with: chrono correct di-leads --after ada-leads" in said
