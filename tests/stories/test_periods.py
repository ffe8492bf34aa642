"""The verb log with keys: the periods for which each held a value."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.stories.command import complaints, done, run
from tests.stories.prepared_logs import analyst

CEO = "office/openai/ceo"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Make a folder with a log of the whole bundled chronology."""
    analyst(tmp_path)
    return tmp_path


def periods(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    """Ask for periods, as JSON."""
    return list(json.loads(done(folder, "log", *arguments, "--json")))


def test_the_history_of_an_office_is_one_line_a_period(case: Path) -> None:
    """Altman, Murati, Shear, Altman: from when to when, and what holds still."""
    told = done(case, "log", CEO).splitlines()

    rows = [" ".join(line.split()) for line in told[1:] if ": " not in line]
    assert told[0] == CEO
    noon, night = "17 Nov 2023, about 12:00", "19 Nov 2023, about 21:00"
    assert rows == [
        f"about Mar 2019 → {noon} Sam Altman announced altman-ceo",
        f"{noon} → {night} Mira Murati (interim) announced murati-interim",
        f"{night} → 29 Nov 2023 Emmett Shear (interim) announced shear-interim",
        "since 29 Nov 2023 Sam Altman announced altman-reinstated",
    ]


def test_what_was_announced_is_a_period_of_its_own(case: Path) -> None:
    """Eight days lie between the agreement in principle and the reinstatement."""
    (pending,) = [one for one in periods(case, CEO) if one["standing"] == "pending"]

    assert pending["value"]["person"] == "Sam Altman"
    assert pending["from"]["edtf"] == "2023-11-21T22:00-08:00~"
    assert pending["to"]["edtf"] == "2023-11-29"


def test_a_possible_end_is_called_one(case: Path) -> None:
    """Within the minute of the removal the office may have been empty; no word may be missing."""
    (possible,) = [line for line in done(case, "log", CEO).splitlines() if "possible" in line]

    assert "possible: ended" in possible


def test_a_board_has_the_periods_of_each_member(case: Path) -> None:
    """Who sat on it, from when to when."""
    held = {
        one["value"]: (one["from"]["edtf"], one["to"] and one["to"]["edtf"])
        for one in periods(case, "board/openai")
        if one["standing"] == "holds" and one["value"] != "Sam Altman"
    }

    assert held["Helen Toner"] == ("2021", "2023-11-29")
    assert held["Adam D'Angelo"] == ("2018-04", "2025-10-28")
    assert held["Greg Brockman"] == ("2017", "2023-11-17")


def test_who_left_and_came_back_has_two_periods(case: Path) -> None:
    """Altman sat until the removal, and from March 2024."""
    spans = [
        (one["from"]["edtf"], one["to"] and one["to"]["edtf"])
        for one in periods(case, "board/openai")
        if one["value"] == "Sam Altman"
    ]

    assert spans == [("2015-12-11", "2023-11-17T12:00-08:00~"), ("2024-03-08", "2025-10-28")]


def test_a_dispute_shows_every_side_of_it(case: Path) -> None:
    """While the sums contradict each other, each has its own line."""
    sides = [
        one["because"]
        for one in periods(case, "capital/microsoft/committed")
        if one["standing"] == "disputed"
    ]

    assert sides == [["committed-2023"], ["committed-wsj-2024"], ["committed-digest-2025"]]


def test_each_form_has_the_same_periods(case: Path) -> None:
    """Text, JSON, JSON Lines and CSV are one answer."""
    whole = periods(case, CEO, "board/openai")
    lines = done(case, "log", CEO, "board/openai", "--jsonl").splitlines()
    rows = list(csv.DictReader(io.StringIO(done(case, "log", CEO, "board/openai", "--csv"))))
    text = [line for line in done(case, "log", CEO, "board/openai").splitlines() if line[:1] == " "]

    assert [json.loads(line) for line in lines] == whole
    assert [(row["key"], row["standing"], row["because"].split()) for row in rows] == [
        (one["key"], one["standing"], one["because"]) for one in whole
    ]
    assert len(text) == len(whole)


def test_since_and_until_keep_the_periods_that_touch_them(case: Path) -> None:
    """The days of November: whoever held the office at any time in them."""
    found = periods(case, CEO, "--since", "2023-11-18", "--until", "2023-11-18")

    assert [one["because"] for one in found] == [["murati-interim"]]


def test_a_period_ends_where_the_next_one_begins(case: Path) -> None:
    """No undisputed value of one key overlaps another."""
    held = [one for one in periods(case, CEO) if one["standing"] == "holds"]

    ends = [one["to"]["edtf"] for one in held[:-1]]
    assert ends == [one["from"]["edtf"] for one in held[1:]]


def test_the_last_ones_can_be_asked_for(case: Path) -> None:
    """As of any log: -n 1."""
    (last,) = periods(case, CEO, "-n", "1")

    assert last["because"] == ["altman-reinstated"]


def test_known_and_basis_change_the_periods(case: Path) -> None:
    """On 20 November nobody knew of a return; and no report makes an announcement."""
    known = periods(case, CEO, "--known", "2023-11-20")
    announced = periods(case, "capital/microsoft/committed", "--basis", "announced")

    assert known[-1]["because"] == ["shear-interim"]
    assert known[-1]["to"] is None
    assert [one["because"][0] for one in announced] == ["committed-2019", "committed-10q-2025"]


def test_with_words_to_look_for_it_lists_entries_again(case: Path) -> None:
    """--grep, --publisher and --oneline speak of entries, not of values."""
    told = done(case, "log", "board/*", "--grep", "Summers").splitlines()

    assert told
    assert all(line.startswith("e") for line in told)


def test_a_key_of_which_nothing_is_said_exits_1(case: Path) -> None:
    """With what may have been meant."""
    found = run(case, "log", "office/openai/coe")

    assert (found.returncode, found.stdout) == (1, b"")
    assert b"did you mean office/openai/ceo?" in found.stderr


def test_a_moment_among_the_keys_is_refused(case: Path) -> None:
    """Periods are of all time; the flags that narrow them are named."""
    found = run(case, "log", CEO, "2023-11-18")

    assert found.returncode == 2
    assert "--since, --until, --known or --recorded" in complaints(found)[0]
