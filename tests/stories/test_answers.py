"""The answers that the bundled chronology must give, by the real command in an empty folder."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from chrono import Standing
from tests.stories.command import run_text as run


def slot(folder: Path, *arguments: str) -> dict[str, Any]:
    """Ask for one slot as JSON."""
    answer = json.loads(run(folder, "state", "--json", *arguments).stdout)
    (found,) = answer["state"]
    return dict(found)


def values(candidates: list[dict[str, Any]]) -> list[Any]:
    """List the values of candidates."""
    return [one["value"] for one in candidates]


@pytest.mark.parametrize(
    ("day", "person", "capacity"),
    [
        ("2023-11-16", "Sam Altman", "permanent"),
        ("2023-11-17", "Mira Murati", "interim"),
        ("2023-11-18", "Mira Murati", "interim"),
        ("2023-11-19", "Emmett Shear", "interim"),
        ("2023-11-22", "Emmett Shear", "interim"),
        ("2023-11-29", "Sam Altman", "permanent"),
    ],
)
def test_the_chief_executive_is_named_for_each_day_of_november_2023(
    tmp_path: Path, day: str, person: str, capacity: str
) -> None:
    """Each turn of the ouster shows at the end of its day."""
    found = slot(tmp_path, day, "office/openai/ceo")

    assert (found["standing"], found["value"]) == (
        "holds",
        {"person": person, "capacity": capacity},
    )


def test_the_agreed_return_is_pending_until_it_takes_effect(tmp_path: Path) -> None:
    """On 22 November Altman's return is agreed, and does not fill the office."""
    before = slot(tmp_path, "2023-11-22", "office/openai/ceo")
    after = slot(tmp_path, "2023-11-29", "office/openai/ceo")

    assert values(before["pending"]) == [{"person": "Sam Altman", "capacity": "permanent"}]
    assert after["pending"] == []


def test_four_directors_are_left_after_the_removal(tmp_path: Path) -> None:
    """Without Altman and Brockman the board has four members."""
    found = slot(tmp_path, "2023-11-18", "board/openai")

    assert found["value"] == ["Adam D'Angelo", "Helen Toner", "Ilya Sutskever", "Tasha McCauley"]


def test_the_new_board_is_pending_on_22_november(tmp_path: Path) -> None:
    """The announced list stays on the pending side until the board is seated."""
    found = slot(tmp_path, "2023-11-22", "board/openai")

    assert [sorted(one) for one in values(found["pending"])] == [
        ["Adam D'Angelo", "Bret Taylor", "Larry Summers"]
    ]
    assert len(found["value"]) == 4


def test_three_disputes_are_open_in_june_2025(tmp_path: Path) -> None:
    """The Windsurf IP, the stake and the AGI clause are at issue on 17 June 2025."""
    answer = json.loads(run(tmp_path, "state", "2025-06-17", "dispute/*", "--json").stdout)

    stages = {one["key"]: one["value"]["stage"] for one in answer["state"]}
    assert stages["dispute/agi-clause"] == "open"
    assert stages["dispute/pbc-stake"] == "open"
    assert stages["dispute/windsurf-ip"] == "open"


def test_three_totals_of_the_commitment_are_disputed_in_april_2025(tmp_path: Path) -> None:
    """No total wins by being newer: 11, 13 and 13.75 billion stand side by side."""
    found = slot(tmp_path, "2025-04-30", "capital/microsoft/committed")

    assert found["standing"] == "disputed"
    assert sorted(value["amount"] for value in values(found["alternatives"])) == [
        11_000_000_000,
        13_000_000_000,
        13_750_000_000,
    ]


def test_the_text_of_a_dispute_says_who_says_so(tmp_path: Path) -> None:
    """Each version of a disputed total is shown with its publishers."""
    text = run(tmp_path, "state", "2025-04-30", "capital/microsoft/committed").stdout

    assert "$13.75 billion" in text
    assert "Wall Street Journal" in text
    assert "New York Times" in text


def test_why_shows_the_chain_behind_a_disputed_total(tmp_path: Path) -> None:
    """The chain runs from the first billion to the disputed totals."""
    chain = json.loads(
        run(tmp_path, "why", "capital/microsoft/committed", "2025-04-30", "--json").stdout
    )["chain"]

    standings = [(step["value"]["amount"] / 10**9, step["standing"]) for step in chain]
    assert standings == [
        (1, "superseded"),
        (3, "superseded"),
        (13, "disputed"),
        (13.75, "disputed"),
        (11, "disputed"),
    ]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2025-01-20", "exclusive to Azure"),
        ("2025-01-21", "right of first refusal for Microsoft"),
        ("2025-10-28", "not exclusive; no right of first refusal"),
    ],
)
def test_the_compute_term_has_three_versions(tmp_path: Path, day: str, words: str) -> None:
    """Exclusivity gives way to a first refusal, and that to neither."""
    found = slot(tmp_path, day, "term/compute")

    assert found["standing"] == "holds"
    assert words in found["value"]["says"]


@pytest.mark.parametrize(
    ("day", "words"), [("2025-10-27", "board"), ("2025-10-28", "independent expert panel")]
)
def test_who_decides_on_agi_changes_with_the_agreement(
    tmp_path: Path, day: str, words: str
) -> None:
    """OpenAI's board decides until an expert panel must verify."""
    found = slot(tmp_path, day, "term/agi-decider")

    assert found["standing"] == "holds"
    assert words in found["value"]["says"]


def test_who_decides_on_agi_is_disputed_after_the_amendment(tmp_path: Path) -> None:
    """The press reads the clause as ended, the companies are silent on the panel."""
    found = slot(tmp_path, "2026-05-01", "term/agi-decider")

    assert found["standing"] == "disputed"
    assert None in values(found["alternatives"])


def test_the_round_of_2021_is_possible_in_the_middle_of_that_year(tmp_path: Path) -> None:
    """Only the year is known, so in June both totals may hold."""
    found = slot(tmp_path, "2021-06-30", "capital/microsoft/committed")

    assert found["standing"] == "possible"
    assert found["value"]["amount"] == 1_000_000_000
    assert [value["amount"] for value in values(found["possible"])] == [3_000_000_000]


def test_the_round_of_2021_surely_holds_at_the_end_of_that_year(tmp_path: Path) -> None:
    """By the end of the year it has surely happened."""
    found = slot(tmp_path, "2021-12-31", "capital/microsoft/committed")

    assert (found["standing"], found["value"]["amount"]) == ("holds", 3_000_000_000)


def test_the_round_of_2021_was_not_known_in_2021(tmp_path: Path) -> None:
    """It became public in 2023, so the first billion is all that was known."""
    found = slot(tmp_path, "2021-12-31", "capital/microsoft/committed", "--known", "2021-12-31")

    assert (found["standing"], found["value"]["amount"]) == ("holds", 1_000_000_000)


def test_the_announced_hire_shows_as_known_on_the_day_after(tmp_path: Path) -> None:
    """On 20 November 2023 the hire is announced, and its closing pending."""
    found = slot(tmp_path, "2023-11-20", "deal/microsoft-hire", "--known", "2023-11-20")

    assert found["value"] == {"stage": "announced"}
    assert values(found["pending"]) == [{"stage": "closed"}]


def test_the_hire_has_lapsed_in_december(tmp_path: Path) -> None:
    """One event set it to lapsed and cleared what was pending."""
    found = slot(tmp_path, "2023-12-10", "deal/microsoft-hire")

    assert (found["standing"], found["value"], found["pending"]) == (
        "holds",
        {"stage": "lapsed"},
        [],
    )


def test_the_blogs_claim_of_the_hire_is_withdrawn_and_still_told(tmp_path: Path) -> None:
    """A claim that the record refutes is no state, but part of the chain, with the reason."""
    chain = json.loads(run(tmp_path, "why", "deal/microsoft-hire", "2023-12-10", "--json").stdout)[
        "chain"
    ]

    (blog,) = [step for step in chain if step["standing"] == "withdrawn"]
    assert blog["sources"][0]["publisher"] == "Future Insight"
    assert blog["reason"]


def test_every_answer_prints_the_moment_it_used(tmp_path: Path) -> None:
    """A day is meant to its end, in the home zone, and the answer says so."""
    text = run(tmp_path, "state", "2023-11-19", "office/openai/ceo").stdout

    assert "the end of Sun 19 Nov 2023 (America/Los_Angeles; 2023-11-20T07:59:59Z)" in text


def test_the_bundled_chronology_has_no_findings(tmp_path: Path) -> None:
    """What travels with chrono is whole, and nothing in it is left doubtful."""
    assert run(tmp_path, "check").returncode == 0


def standings(answer: Any) -> set[str]:
    """List what the fields of that name say, wherever they are; no answer tells a fate."""
    if isinstance(answer, list):
        return {word for one in answer for word in standings(one)}
    if not isinstance(answer, dict):
        return set()
    assert "fate" not in answer
    own = {answer["standing"]} if isinstance(answer.get("standing"), str) else set()
    return own | standings(list(answer.values()))


def test_every_answer_says_how_things_stand_in_the_same_words(tmp_path: Path) -> None:
    """Of values, claims and events, from any verb."""
    asked = (
        ["state", "2023-11-19"],
        ["log"],
        ["log", "office/*", "term/*", "deal/*"],
        ["why", "office/openai/ceo", "2023-11-22"],
        ["why", "term/agi"],
        ["diff", "2023-11-16..2026-05-01"],
        ["disputes"],
    )
    found = {
        word
        for question in asked
        for word in standings(json.loads(run(tmp_path, *question, "--json").stdout))
    }

    assert found >= {"holds", "ended", "possible", "disputed", "pending", "superseded", "stands"}
    assert found <= set(Standing)


def test_text_says_of_nothing_that_it_holds(tmp_path: Path) -> None:
    """A value that holds stands for itself, in every view of a key."""
    for question in (
        ["state", "2023-11-19", "office/*", "deal/*"],
        ["log", "office/openai/ceo"],
        ["why", "office/openai/ceo", "2023-11-22"],
        ["diff", "2023-11-16..2023-11-22", "office/*"],
    ):
        told = run(tmp_path, *question).stdout

        assert "Altman" in told or "Nadella" in told
        assert not re.search(r"\b(holds|settled|vacant|possibly)\b", told)
