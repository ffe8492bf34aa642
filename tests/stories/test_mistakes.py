"""Typical mistakes on a log of one's own: what was given, what was meant, and what runs instead."""

import re
import shlex
from pathlib import Path
from typing import Final

import pytest

from tests.stories.command import complaints, done, run
from tests.stories.test_all_faults import claims, told

NEW = ("--at", "2024", "--publisher", "Paper", "--published", "2024", "--basis", "reported")

MISTAKES: Final[dict[tuple[str, ...], str]] = {
    ("list",): "no verb 'list'; did you mean log?",
    ("delete", "bob"): "no verb 'delete'; did you mean retract?",
    ("edit", "bob"): "no verb 'edit'; did you mean correct?",
    ("search", "deal"): "no verb 'search'; did you mean log --grep?",
    ("help", "state"): "no verb 'help'; did you mean -h?",
    ("query",): "no verb 'query'; did you mean state?",
    ("diff", "2024"): "diff compares two moments, as: chrono diff 2024..",
    ("diff", "2024-01", "2024-03"): "diff compares two moments, as: chrono diff 2024-01..2024-03",
    ("diff", "2024-01", "2024-03", "deal/*"): (
        "diff compares two moments, as: chrono diff 2024-01..2024-03 'deal/*'"
    ),
    ("diff", "2024-01..2024-03", "deals"): (
        "'deals' is no key, which has a slash; ask for all that start with deal with: "
        "chrono diff 2024-01..2024-03 'deal/*'"
    ),
    ("state", "2024-01", "2024-03"): (
        "two moments, '2024-01' and '2024-03'; give one, or compare them with: "
        "chrono diff 2024-01..2024-03"
    ),
    ("state", "deals", "2024"): (
        "'deals' is no key, which has a slash; ask for all that start with deal with: "
        "chrono state 'deal/*' 2024"
    ),
    ("state", "last", "friday"): (
        "'last friday' is one moment; put it in quotes: chrono state 'last friday'"
    ),
    ("state", "2024-01..2024-03"): (
        "'2024-01..2024-03' is two moments; compare them with: chrono diff 2024-01..2024-03"
    ),
    ("timeline", "2024-01..2024-03"): (
        "'2024-01..2024-03' is two moments; for what happened between them: "
        "chrono timeline --since 2024-01 --until 2024-03"
    ),
    ("export", "markdown", "deals"): (
        "'deals' is no key, which has a slash; ask for all that start with deal with: "
        "chrono export markdown 'deal/*'"
    ),
    ("state", "--at", "2024"): "state has no --at; a moment has no flag: chrono state 2024",
    ("log", "--from", "2024"): "log has no --from; did you mean --since?",
    ("add", "X", "--on", "2024"): "add has no --on; did you mean --at?",
    ("state", "--log", "us.db"): "state has no --log; did you mean --file?",
    ("log", "--limit", "3"): "log has no --limit; did you mean -n?",
    ("state", "Office/Mill/CEO"): (
        "'Office/Mill/CEO' is no key; did you mean office/mill/ceo? ask with: "
        "chrono state office/mill/ceo"
    ),
    ("state", "office/mill/ceo=Bob"): (
        "'office/mill/ceo=Bob' is no key; did you mean office/mill/ceo? ask with: "
        "chrono state office/mill/ceo"
    ),
    ("why", "office/mill/ceo", "deal/coal"): (
        "why explains one key, as: chrono why office/mill/ceo"
    ),
    ("why", "2024"): "why explains one key, as: chrono why deal/coal 2024",
    ("log", "2024-01..2024-03"): (
        "'2024-01..2024-03' is two moments; for what happened between them: "
        "chrono log --since 2024-01 --until 2024-03"
    ),
    ("add", "X", *NEW, "--set", "deal/coal"): (
        "--set 'deal/coal': write KEY=VALUE, as --set deal/coal=VALUE"
    ),
    ("add", "X", *NEW, "-d", "due=2024"): (
        "-d 'due=2024': development has no fields; name the kind with --kind, or claim with --set"
    ),
    ("correct", "bob", "--reason", "slip"): (
        "correct bob: what changes? add --at DATE, --headline TEXT, --set KEY=VALUE or the like"
    ),
    ("retract", "bob"): "--reason is missing: it is shown wherever bob is or was; add --reason WHY",
    ("add", "X", *NEW, "--after", "bobb"): "--after: no event 'bobb'; did you mean bob?",
}  # fmt: skip
"""What somebody types, and what is said."""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Make a folder with a small log of one's own."""
    done(tmp_path, "init", "chrono.db", "--name", "mill")
    office = claims(("set", "office/mill/ceo", "Bob"), ("set", "deal/coal", "signed"))
    (tmp_path / "mill.jsonl").write_text(told(id="bob", data=office), "utf-8")
    done(tmp_path, "import", "mill.jsonl")
    return tmp_path


@pytest.mark.parametrize(("typed", "said"), MISTAKES.items())
def test_a_mistake_is_told_with_what_was_meant(
    desk: Path, typed: tuple[str, ...], said: str
) -> None:
    """In one sentence; a command that it suggests runs as printed."""
    found = run(desk, *typed)

    assert (found.returncode, complaints(found)) == (2, [said])
    for command in re.findall(r": chrono (.*)$", said):
        assert run(desk, *shlex.split(command)).returncode in (0, 1)


def test_a_state_before_anything_was_recorded_or_known_says_so(desk: Path) -> None:
    """Else it would seem that nothing held."""
    for flag in ("--recorded", "--known"):
        note = run(desk, "state", "2024-06", flag, "2020").stderr.decode()
        assert note.endswith("; no event was recorded and public by then\n")
    assert "recorded" not in run(desk, "state", "2020").stderr.decode()
