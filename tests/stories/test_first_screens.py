"""The screens that decide whether people stay: the first ones, and those after a slip."""

import json
import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.stories.command import CHRONO, DEFAULT_NOTED, ENV, complaints, done, run
from tests.stories.prepared_logs import BUNDLED, analyst, newsroom
from tests.stories.terminal import in_terminal, terminal

PAGER = "tee paged.txt"
"""A pager that shows what it is given, and keeps it."""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Make a folder with a log of the whole bundled chronology."""
    analyst(tmp_path)
    return tmp_path


def test_the_bare_command_shows_what_to_type_and_every_verb(tmp_path: Path) -> None:
    """Commands first, then the verbs by purpose, on one screen."""
    screen = done(tmp_path)

    assert len(screen.splitlines()) <= 24
    assert screen.index("chrono state 2023-11-19") < screen.index("\nAsk ")
    for verb in ("state", "why", "diff", "disputes", "add", "cite", "correct", "retract", "import"):
        assert f"  {verb}" in screen


def test_what_the_first_screen_shows_can_be_typed(tmp_path: Path) -> None:
    """Each command on it answers, in an empty folder."""
    commands = [
        line.strip().split("   ")[0].split("  ")[0]
        for line in done(tmp_path).splitlines()
        if line.startswith("chrono ") and "VERB" not in line
    ]

    assert len(commands) == 4
    for command in commands:
        assert run(tmp_path, *command.split()[1:]).returncode == 0, command


def test_a_mistyped_verb_is_refused_with_the_one_that_was_meant(tmp_path: Path) -> None:
    """One line, exit 2."""
    found = run(tmp_path, "stat")

    assert found.returncode == 2
    assert complaints(found) == ["no verb 'stat'; did you mean state?"]


def test_before_the_first_event_nothing_held(tmp_path: Path) -> None:
    """The answer is no, with the moment that was used."""
    newsroom(tmp_path)
    found = run(tmp_path, "state", "1999-12-31", "office/*", "--known", "2019-01-01")

    assert (found.returncode, found.stdout) == (1, b"")
    assert b"desk: nothing at the end of Fri 31 Dec 1999 (America/Los_Angeles;" in found.stderr


def test_a_whole_year_means_its_end(case: Path) -> None:
    """The moment that a year stands for is told; before the affair there was nothing."""
    found = run(case, "state", "1999", "--json")
    answer = json.loads(found.stdout)

    assert (found.returncode, answer["state"]) == (1, [])
    assert answer["at_instant"] == "2000-01-01T08:00:00Z"


def test_a_day_to_come_answers_from_what_is_recorded(case: Path) -> None:
    """No forecast: the state is that of the last event, at the moment asked."""
    found = run(case, "state", "2031-01-01", "office/openai/*", "--json")
    answer = json.loads(found.stdout)
    today = json.loads(done(case, "state", "2026-11-01", "office/openai/*", "--json"))

    assert answer["at"] == "2031-01-01"
    assert answer["state"] == today["state"]
    assert b"no forecast" in found.stderr


def test_today_is_not_to_come(case: Path) -> None:
    """The day that has begun is answered to its end, and nothing is said of forecasts."""
    assert b"no forecast" not in run(case, "state", "today", "office/openai/*").stderr


def test_why_of_a_key_that_nothing_sets_exits_1_with_a_hint(case: Path) -> None:
    """Nothing on stdout, and what may have been meant on stderr."""
    found = run(case, "why", "office/openai/cfo")

    assert (found.returncode, found.stdout) == (1, b"")
    assert b"office/openai/cfo: nothing is said of it by then; did you mean" in found.stderr


def test_an_entry_that_was_changed_is_found_by_check_with_exit_3(case: Path) -> None:
    """Somebody edited the file by other means; the first bad position is named."""
    with closing(sqlite3.connect(case / "chrono.db")) as opened, opened:
        triggers = opened.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            opened.execute(f"DROP TRIGGER {name}")
        opened.execute(
            "UPDATE entries SET body = replace(body, 'OpenAI', 'OpenIA') WHERE position = 9"
        )
    found = run(case, "check")

    assert found.returncode == 3
    assert found.stdout.startswith(b"broken at entry 9: its body does not match its digest")


def test_a_damaged_file_is_refused_by_every_reader_with_exit_3(case: Path) -> None:
    """The message says what to do next."""
    os.truncate(case / "chrono.db", 8192)
    found = run(case, "state")

    assert found.returncode == 3
    assert "chrono check" in complaints(found)[0]


def test_a_long_answer_goes_through_the_pager_of_a_terminal(case: Path) -> None:
    """What does not fit on the screen is paged, whole."""
    code, shown = in_terminal(case, "log", PAGER=PAGER, size=(24, 200))

    paged = (case / "paged.txt").read_text("utf-8")
    assert code == 0
    assert len(paged.strip().splitlines()) == BUNDLED
    assert "altman-removed" in shown


@pytest.mark.parametrize(
    "arguments", [("log", "--no-pager"), ("state", "2023-11-18", "office/openai/*")]
)
def test_without_need_or_wish_there_is_no_pager(case: Path, arguments: tuple[str, ...]) -> None:
    """A short answer is printed at once, and so is a long one with --no-pager."""
    code, shown = in_terminal(case, *arguments, PAGER=PAGER, size=(24, 200))

    assert code == 0
    assert "office/openai" in shown or "altman-removed" in shown
    assert not (case / "paged.txt").exists()


def test_a_pipe_has_no_pager(case: Path) -> None:
    """What a program reads never waits for a key."""
    found = run(case, "log", env={**ENV, "PAGER": PAGER})

    assert found.returncode == 0
    assert not (case / "paged.txt").exists()


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """Make a folder with a log, and a file that has nothing to read until somebody writes it."""
    newsroom(tmp_path)
    os.mkfifo(tmp_path / "slow.jsonl")
    return tmp_path


def bring(folder: Path) -> None:
    """Write the file that a command waits for."""
    source = {"publisher": "OpenAI", "published": "2023-11-17", "basis": "announced"}
    event = {
        "id": "altman-removed", "kind": "office.vacated", "occurred": "2023-11-17",
        "headline": "Altman leaves", "data": {"office": "openai/ceo", "person": "Sam Altman"},
        "sources": [source],
    }  # fmt: skip
    (folder / "slow.jsonl").write_text(json.dumps(event), "utf-8")


def test_work_of_more_than_a_second_shows_its_progress_in_a_terminal(slow: Path) -> None:
    """The seconds are counted, and cleared before the preview and the question."""
    with terminal(slow, "add", "--from-file", "slow.jsonl") as person:
        person.expect("add … 1 s")
        bring(slow)
        person.answer("[y/N/e=edit]:", "y")
        assert person.finish() == 0
        raw = person.seen.getvalue()

    assert raw.partition("Preview, nothing written yet")[0].endswith(" s\r\x1b[K")


def test_an_import_shows_its_progress_too(slow: Path) -> None:
    """Every verb does."""
    with terminal(slow, "import", "slow.jsonl") as person:
        person.expect("import … 1 s")
        bring(slow)
        assert person.finish() == 0


def test_an_interrupt_clears_the_progress(slow: Path) -> None:
    """What is said of it stands on a line of its own."""
    with terminal(slow, "import", "slow.jsonl") as person:
        person.interrupt("import … 1 s")
        assert person.finish() == 130

    assert person.seen.getvalue().endswith(
        "\r\x1b[K\r\nerror: interrupted; nothing was left half-written\r\n"
    )


def test_progress_never_goes_into_a_pipe(slow: Path) -> None:
    """The same work, read by a program, prints its answer and nothing else."""
    with subprocess.Popen(
        [CHRONO, "add", "--from-file", "slow.jsonl", "--yes"], cwd=slow, env=ENV,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(2.5)
        bring(slow)
        answer, complained = process.communicate()

    assert process.returncode == 0
    assert b"Appended e6 altman-removed" in answer
    assert complained == DEFAULT_NOTED
    assert b"\x1b" not in answer


def test_what_is_quick_shows_no_progress(case: Path) -> None:
    """Nobody has to see a clock flash by."""
    _, shown = in_terminal(case, "state", "2023-11-18", "office/openai/ceo")

    assert "…" not in shown


def test_a_terminal_has_colour_unless_it_is_refused(case: Path) -> None:
    """NO_COLOR and --color never take it away; the word stays."""
    ask = ("state", "2025-04-30", "capital/microsoft/committed")
    with terminal(case, *ask) as person:
        person.finish()
        coloured = person.seen.getvalue()
    with terminal(case, *ask, NO_COLOR="1") as person:
        person.finish()
        plain = person.seen.getvalue()

    assert "\x1b[31mdisputed\x1b[0m" in coloured
    assert "\x1b[3" not in plain
    assert "disputed" in plain


def test_colour_can_be_wanted_in_a_pipe(case: Path) -> None:
    """--color always, as for less -R; by default there is none."""
    ask = ("state", "2025-04-30", "capital/microsoft/committed")

    assert "\x1b[31mdisputed" in done(case, *ask, "--color", "always")
    assert "\x1b[" not in done(case, *ask)


def test_the_command_is_the_installed_one() -> None:
    """The stories run what a person would."""
    assert CHRONO.exists()
