"""Every command that an answer or a message suggests runs as printed, and mends what it is for."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from chrono.cli.render.findings import MENDED
from tests.stories.command import done, run

SUGGESTED: Final = re.compile(r"(?::|^) (chrono [a-z]+.*)$", re.MULTILINE)
"""A command stands at the end of a line, after a colon."""

KNOWN_TO_NOBODY: Final = {
    "URL": "https://example.org/news", "NAME": "Gazette", "BASIS": "reported",
    "DATE": "2024-06-01", "HEADLINE": "What became of it", "WHY": "a slip",
}  # fmt: skip
"""What stands in capitals, and what somebody might write there."""


def told(given: str, occurred: str, published: str | None, **more: Any) -> dict[str, Any]:
    """Tell an event, by a paper."""
    source = {"publisher": "Paper", "basis": "reported", "url": "https://example.org/paper"}
    dated = {"published": published} if published else {}
    about = {"id": given, "kind": "development", "occurred": occurred, "headline": given}
    claims = more.pop("claims", [])
    return {**about, "sources": [{**source, **dated}], "data": {"claims": claims}, **more}


def sets(key: str, value: Any) -> list[dict[str, Any]]:
    """Make a claim that sets a value."""
    return [{"set": key, "value": value}]


DOUBTFUL: Final = (
    told("undated", "2024-01-01", None, claims=sets("club/seat", "Ann")),
    told("slip", "2202-05-01", "2022-05-02"),
    told("fine", "2024-01-01T12:00", "2024-01-02", claims=sets("club/clock", "noon")),
    told("one", "2024-01-01", "2024-01-02", claims=sets("club/chair", "Ann")),
    told("e2", "2024-01-01", "2024-01-02", claims=sets("club/chair", "Bob")),
    told("plan", "2024-01-01", "2024-01-02", claims=[{"announce": "club/room", "value": "Café"}]),
    told("due", "2024-01-01", "2024-01-02", kind="deadline.set",
         data={"deadline": "fee", "due": "2025-01-31"}),
    told("talks", "2024-01-01", "2024-01-02", kind="deal.reached",
         data={"deal": "mill", "stage": "talks"}),
    told("sum", "2024-01-01", "2024-01-02", kind="deal.priced",
         data={"deal": "barn", "amount": 5, "currency": "EUR"}),
    told("dead", "2024-01-01", "2024-01-02", kind="deal.reached",
         data={"deal": "barn", "stage": "lapsed"}),
    told("term", "2024-01-01/2024-12-31", "2024-01-02", claims=sets("club/guest", "Eve")),
    told("anew", "2024-03-01", "2024-03-02", claims=sets("club/guest", "Eve")),
    told("said", "2024-01-01", "2024-01-02", claims=sets("club/size", 30)),
    told("denied", "2024-01-03", "2024-01-04", claims=sets("club/size", 25), contests=["said"]),
    told("repeated", "2024-01-05", "2024-01-06", claims=sets("club/size", 30)),
    told("late", "2024-02-20", "2024-03-01", claims=sets("club/prize", "cup")),
    told("early", "2024-02", "2024-03-01", claims=sets("club/prize", "medal"), after=["late"]),
    {"id": "narrow", "kind": "citation", "cites": "early",
     "sources": [{"publisher": "Diary", "basis": "filed", "published": "2024-02-03"}]},
    told("open", "2024-03-01", "2024-03-02", claims=sets("club/door", "open")),
    told("opened", "2024-03-01", "2024-03-02", claims=sets("club/door", "open")),
    told("heard", "2024-03-03", None, claims=sets("club/door", "shut"), sources=[
        {"publisher": "Blog", "basis": "rumoured", "published": "2024-03-04"}]),
    told("digit", "2024-03-05", "2202-03-06"),
    told("lure", "2024-03-07", None, sources=[
        {"publisher": "Paper", "basis": "reported", "published": "2024-03-08",
         "url": "https://ex\u0430mple.org/"}]),
)  # fmt: skip
"""A log with one of each doubt; e2 is an id that looks like a position."""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Make a folder with a log, under a name with a space, in which everything is doubtful."""
    done(tmp_path, "init", "my desk.db", "--name", "club")
    lines = "\n".join(json.dumps(event) for event in DOUBTFUL)
    (tmp_path / "events.jsonl").write_text(lines, "utf-8")
    found = run(tmp_path, "import", "events.jsonl", "-f", "my desk.db")
    assert found.returncode == 0, found.stderr
    (tmp_path / "torn.db").write_bytes((tmp_path / "my desk.db").read_bytes()[:8192])
    (tmp_path / "plain.jsonl").write_text(json.dumps(told("x", "2024", "2024")), "utf-8")
    return tmp_path


LOG: Final = ("-f", "my desk.db")
ASKED: Final = (
    ("check", *LOG),
    ("why", "club/chair", *LOG),
    ("why", "club/prize", *LOG),
    ("disputes", *LOG),
    ("state", "clubs", *LOG),
    ("log", "club", *LOG),
    ("why", "one", *LOG),
    ("why", "e2", *LOG),
    ("show", "club/chair", *LOG),
    ("import", "plain.jsonl", *LOG, "--chronology", "club"),
    ("import", "plain.jsonl", "-f", "none.db"),
    ("retract", "one", "--reason", "x", "--yes"),
    ("add", "Again", "--at", "2024-01-01", "--set", "club/chair=Ann", *LOG, "--dry-run",
     "--publisher", "Gazette", "--basis", "reported", "--published", "2024-01-02"),
    ("add", *LOG),
    ("why", "club/chair", "club/room", *LOG),
    ("state", "-f", "torn.db"),
    ("import", "torn.db", *LOG),
    ("state", "2024-01-01", "office/openai/ceo"),
)  # fmt: skip
"""What is asked or done, each with something to suggest."""


def suggested(folder: Path) -> Iterator[str]:
    """Yield the commands that are suggested, each once."""
    seen = set()
    for asked in ASKED:
        found = run(folder, *asked)
        for command in SUGGESTED.findall((found.stdout + found.stderr).decode()):
            if command not in seen:
                seen.add(command)
                yield command


def test_every_suggested_command_runs_as_printed(desk: Path) -> None:
    """Nothing is misuse: capitals are filled in, and what would write only says what it would."""
    commands = list(suggested(desk))
    verbs = {command.split()[1] for command in commands}

    assert {"add", "check", "cite", "correct", "init", "show", "state", "timeline", "why"} <= verbs
    for command in commands:
        words = [KNOWN_TO_NOBODY.get(word, word) for word in shlex.split(command)[1:]]
        assert not [word for word in words if re.fullmatch("[A-Z]{3,}", word)], command
        dry = ["--dry-run", "--new-key"] if words[0] in ("add", "correct") else []
        dry = ["--dry-run"] if words[0] in ("cite", "retract") else dry
        found = run(desk, *words, *dry)
        assert found.returncode in (0, 1, 3), (command, found.stderr)


NOT_BY_A_COMMAND = {
    *("two-versions", "recorded-ahead", "passed-over", "against-log"),  # no command makes these
    *("not-admitted", "unknown-kind", "old-text"),  # nor these: what is stored stays as it is
    "near-name",  # an alias is declared in a text
}


def test_check_suggests_what_mends_each_of_its_findings(desk: Path) -> None:
    """One command for each sort; once it has run, that finding is gone or another's turn comes."""
    found = json.loads(run(desk, "check", *LOG, "--json").stdout)["findings"]
    sorts = {finding["code"] for finding in found}
    text = run(desk, "check", *LOG).stdout.decode()

    assert sorts == set(MENDED) - NOT_BY_A_COMMAND
    assert text.count("mend with: chrono ") == len(sorts)


def test_the_order_that_check_suggests_settles_the_overlap(desk: Path) -> None:
    """What it prints is what helps."""
    text = run(desk, "check", *LOG).stdout.decode()
    (command,) = re.findall(r"mend with: (chrono correct id:e2 --after .*)", text)
    done(desk, *shlex.split(command)[1:], "--yes")

    assert b"disputed" not in run(desk, "state", "club/chair", *LOG).stdout


def test_of_the_bundled_chronology_nothing_is_suggested_that_writes(tmp_path: Path) -> None:
    """Nobody can write to it."""
    assert b"mend with" not in run(tmp_path, "check").stdout


def test_the_same_is_found_in_a_log_as_in_its_text(desk: Path) -> None:
    """A folder and the log made of it."""
    folder = desk / "text"
    folder.mkdir()
    (folder / "chronology.yaml").write_text("title: Mill\nzone: UTC\n", "utf-8")
    (folder / "sources.yaml").write_text(
        "paper: {publisher: Paper, basis: reported, published: 2022-05-02}\n", "utf-8"
    )
    (folder / "2022.yaml").write_text(
        "- id: slip\n  kind: development\n  occurred: 2202-05-01\n  headline: slip\n"
        "  data: {claims: [{set: club/x, value: a}]}\n  sources: [paper]\n", "utf-8",
    )  # fmt: skip
    of_text = json.loads(run(desk, "check", "text", "--json").stdout)["findings"]
    done(desk, "init", "mill.db", "--from", "text")
    of_log = json.loads(run(desk, "check", "-f", "mill.db", "--json").stdout)["findings"]

    alike = [(finding["code"], finding["message"]) for finding in of_text]
    assert alike == [(finding["code"], finding["message"]) for finding in of_log]
    assert {code for code, _ in alike} == {"early-source", "far-ahead", "single-sourced"}
