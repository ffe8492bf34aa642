"""The verb diff: two states side by side, on each of the three clocks."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.stories.command import complaints, done, run
from tests.stories.prepared_logs import after_the_days, analyst

CEO = "office/openai/ceo"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Make a folder with a log of the whole bundled chronology."""
    analyst(tmp_path)
    return tmp_path


def marks(answer: str) -> dict[str, str]:
    """Return the mark before each key."""
    rows = [line.split() for line in answer.splitlines() if line.startswith("  ")]
    return {row[1]: row[0] for row in rows if row[0] in ("+", "-", "~", "!", "=")}


def test_each_change_says_what_sort_it_is(case: Path) -> None:
    """From the end of Windsurf's sale to the new agreement: begun, ended, changed, decided."""
    found = marks(done(case, "diff", "2025-07-11..2025-10-28"))

    assert found["term/azure-commitment"] == "+"
    assert found["position/agi-clause/microsoft"] == "-"
    assert found["dispute/agi-clause"] == "~"
    assert found["stake/microsoft"] == "~"
    assert found["compute/openai"] == "="


def test_a_key_that_becomes_disputed_has_a_mark_of_its_own(case: Path) -> None:
    """Another sum is told, and neither is withdrawn."""
    found = marks(done(case, "diff", "2024-10-17..2024-10-18", "capital/*"))

    assert found["capital/microsoft/committed"] == "!"


def test_what_a_sum_became_is_said_in_words(case: Path) -> None:
    """Both sides of the change, and the event that caused it, on the lines of the key."""
    answer = done(case, "diff", "2025-10-27..2025-10-28", "stake/microsoft")

    assert "→ about 27% (computed: as converted and diluted)" in answer
    assert answer.rstrip().endswith("microsoft-stake-27")


def test_who_came_and_went_is_said_of_a_board(case: Path) -> None:
    """A set is compared by its members."""
    answer = done(case, "diff", "2023-11-16..2023-11-17", "board/openai")

    assert "6 → 4: Greg Brockman, Sam Altman out" in answer


def test_the_moments_of_both_sides_are_printed(case: Path) -> None:
    """A copied answer stays citable."""
    first, second = done(case, "diff", "2023-11-16..2023-11-17", CEO).splitlines()[:2]

    assert "the end of Thu 16 Nov 2023 (America/Los_Angeles; 2023-11-17T07:59:59Z)" in first
    assert "→ at the end of Fri 17 Nov 2023" in second


def test_what_was_learnt_later_is_a_difference_in_what_was_known(case: Path) -> None:
    """The financial test of AGI was agreed in 2023, and public in the last week of 2024."""
    answer = json.loads(done(case, "diff", "2024-12-01", "--known", "2024-12-01..2024-12-31",
                           "--json"))  # fmt: skip

    assert [change["key"] for change in answer["changes"]] == ["term/agi-profit-test"]
    assert answer["changes"][0]["before"] is None
    assert answer["changes"][0]["causes"] == ["agi-profit-test"]
    assert (answer["before"]["known"], answer["after"]["known"]) == ("2024-12-01", "2024-12-31")


def test_what_the_log_changed_its_mind_about_names_the_act(tmp_path: Path) -> None:
    """Before and after a retraction, the same day looks different."""
    after_the_days(tmp_path)
    answer = json.loads(done(tmp_path, "diff", "2023-11-18", "--recorded", "e10..e11", "--json"))

    (change,) = answer["changes"]
    assert change["key"] == "board/openai"
    assert change["before"]["standing"] == "ended"
    assert change["causes"] == ["board-resigns", "not-resigned"]


def test_a_range_with_an_open_end_runs_to_now(case: Path) -> None:
    """A.. is everything since."""
    answer = done(case, "diff", "2023-11-16..", "office/openai/chair")

    assert "Greg Brockman → Bret Taylor" in answer


def test_nothing_differs_is_said_on_stderr_with_exit_0(case: Path) -> None:
    """A diff with itself is empty."""
    found = run(case, "diff", "2025-10-28..2025-10-28")

    assert (found.returncode, found.stdout, found.stderr) == (0, b"", b"note: nothing differs\n")


@pytest.mark.parametrize(("when", "code"), [("16..2023-11-17", 1), ("13..2023-11-14", 0)])
def test_an_exit_code_is_given_to_scripts_that_ask(case: Path, when: str, code: int) -> None:
    """As of diff and git diff: 1 for differences, 0 for none."""
    assert run(case, "diff", f"2023-11-{when}", CEO, "--exit-code").returncode == code


def test_without_the_flag_differences_are_no_failure(case: Path) -> None:
    """An answer is an answer."""
    assert run(case, "diff", "2023-11-16..2023-11-17", CEO).returncode == 0


def test_rows_are_the_same_in_jsonl_and_csv(case: Path) -> None:
    """One row a key, for programs and for spreadsheets."""
    ask = ("diff", "2025-10-27..2025-10-28", "term/*")
    lines = [json.loads(line) for line in done(case, *ask, "--jsonl").splitlines()]
    rows = list(csv.DictReader(io.StringIO(done(case, *ask, "--csv"))))

    assert len(lines) > 5
    assert [row["key"] for row in rows] == [line["key"] for line in lines]
    assert [row["causes"].split() for row in rows] == [line["causes"] for line in lines]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("2023-11-16",), "diff compares two moments, as: chrono diff 2023-11-16.."),
        (("..2023-11-16",), "..2023-11-16 has no start; write A..B"),
        (("2023-11-16..2023-11-17", "--known", "2023..2024"), "diff takes one range A..B"),
        (("6/11/2023..7/11/2023",), "say 2023-11-06 (day first)"),
    ],
)
def test_a_range_that_is_none_is_refused(
    case: Path, words: tuple[str, ...], complaint: str
) -> None:
    """The complaint shows one that is."""
    found = run(case, "diff", *words)

    assert found.returncode == 2
    assert complaint in complaints(found)[0]
