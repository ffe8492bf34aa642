"""A journalist keeps a log of OpenAI from 17 to 22 November 2023, and asks it what held."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.stories.command import complaints, contents, done, run
from tests.stories.prepared_logs import (
    CHAIR,
    MICROSOFT,
    PACIFIC,
    PARODY,
    REMOVED,
    RESIGNS,
    SHEAR,
    STAYS,
    WITHDRAWN,
    after_the_days,
    newsroom,
)

CEO = "office/openai/ceo"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Make a folder with what stood before the seventeenth."""
    newsroom(tmp_path)
    return tmp_path


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """Make a folder with everything that was appended by the twenty-second."""
    after_the_days(tmp_path)
    return tmp_path


def refused(folder: Path, *arguments: str) -> str:
    """Run a command that must be refused and write nothing; return its one complaint."""
    before = contents(folder / "chrono.db")
    found = run(folder, *arguments)
    assert found.returncode == 2
    assert contents(folder / "chrono.db") == before
    (complaint,) = complaints(found)
    return complaint


def slot(folder: Path, key: str, when: str, *more: str) -> dict[str, Any]:
    """Ask for one key, as JSON."""
    (found,) = json.loads(done(folder, "state", when, key, "--json", *more))["state"]
    return dict(found)


def test_a_date_with_two_readings_is_refused_with_both(desk: Path) -> None:
    """7/11/2023 can be read in two ways, so it is not read at all."""
    wrong = tuple("7/11/2023" if "T12:00" in word else word for word in REMOVED)

    assert refused(desk, *wrong) == (
        "--at '7/11/2023': say 2023-11-07 (day first) or 2023-07-11 (month first)"
    )


def test_a_mistyped_key_is_refused_with_the_one_that_was_meant(desk: Path) -> None:
    """A slip would open a second office; a key that is new has to be called new."""
    wrong = tuple(word.replace(CEO, "office/openai/coe") for word in REMOVED)

    assert refused(desk, *wrong, "--yes") == (
        "no key 'office/openai/coe'; did you mean office/openai/ceo? a new key needs --new-key"
    )


def test_an_event_without_a_source_is_refused(desk: Path) -> None:
    """The complaint names both ways of giving one."""
    complaint = refused(desk, *REMOVED[: REMOVED.index("--source")], "--yes")

    assert "--source URL" in complaint
    assert "--source-of EVENT" in complaint


def test_values_are_typed_as_they_are_shown(desk: Path) -> None:
    """Words take the shape of what stood at the key: a person, and in what capacity."""
    done(desk, *REMOVED, "--yes")

    held = slot(desk, CEO, "2023-11-17")
    assert held["value"] == {"person": "Mira Murati", "capacity": "interim"}
    assert held["since"]["edtf"] == "2023-11-17T12:00-08:00~"
    assert "Mira Murati (interim)" in done(desk, "state", "2023-11-17", CEO)


def test_a_second_event_takes_the_sources_of_the_first(desk: Path) -> None:
    """The same announcement need not be typed again."""
    done(desk, *REMOVED, "--yes")
    done(desk, *CHAIR, "--yes")

    first, second = (
        json.loads(done(desk, "show", given, "--json"))
        for given in ("altman-removed", "brockman-not-chair")
    )
    assert second["sources"] == first["sources"]


def test_two_events_of_one_day_are_a_dispute_until_their_order_is_said(desk: Path) -> None:
    """He stays, he resigns: the dates alone cannot tell which came last."""
    done(desk, *REMOVED, "--yes")
    done(desk, *STAYS, "--yes")
    without = run(desk, *RESIGNS, "--dry-run").stdout.decode()
    ordered = done(desk, *RESIGNS, "--after", "brockman-to-stay", "--yes")

    assert "! office/openai/president  Greg Brockman → disputed: Greg Brockman | ended" in without
    assert (
        "nothing says whether brockman-resigns or brockman-to-stay came later; --after "
        "brockman-to-stay, --before brockman-to-stay or --contests brockman-to-stay would"
    ) in without
    assert "disputed" not in ordered
    assert "overlap" not in ordered
    assert slot(desk, "office/openai/president", "2023-11-17")["standing"] == "ended"


def test_a_report_is_not_withdrawn_without_a_reason(desk: Path) -> None:
    """The reason is shown in its place, so there has to be one."""
    done(desk, *PARODY, "--yes")

    for reason in ((), ("--reason", " ")):
        assert refused(desk, "retract", "board-resigns", *reason, "--yes") == (
            "--reason is missing: it is shown wherever board-resigns is or was; add --reason WHY"
        )


def test_a_withdrawn_report_leaves_the_state_as_it_was(desk: Path) -> None:
    """A parody account ended the board; after the retraction it sits as before."""
    before = slot(desk, "board/openai", "2023-11-18")
    done(desk, *PARODY, "--yes")
    believed = slot(desk, "board/openai", "2023-11-18")
    preview = done(desk, *WITHDRAWN, "--yes")

    assert believed["standing"] == "ended"
    assert re.search(r"\+ board/openai +ended\n +→ 6: Adam D'Angelo, Greg Brockman", preview)
    assert slot(desk, "board/openai", "2023-11-18") == before


def test_a_withdrawn_report_stays_in_the_log_with_its_reason(later: Path) -> None:
    """Nothing is deleted; the entry says what became of it, in every form of the log."""
    shown = json.loads(done(later, "show", "board-resigns", "--json"))
    plain, short = (
        next(line for line in done(later, "log", *form).splitlines() if "board-resigns" in line)
        for form in ((), ("--oneline",))
    )

    assert (shown["standing"], [act["id"] for act in shown["acts"]]) == (
        "withdrawn", ["not-resigned"],
    )  # fmt: skip
    assert "withdrawn" in plain
    assert "withdrawn" in short
    assert "retracts board-resigns: Parody account; our error" in done(later, "log")


def test_between_two_days_is_stored_as_one_moment_in_them(desk: Path) -> None:
    """What a person types is written as EDTF."""
    done(desk, *SHEAR, "--yes")

    shown = json.loads(done(desk, "show", "shear-interim", "--json"))
    assert shown["occurred"] == "[2023-11-19..2023-11-20]"


def test_a_vague_date_gives_a_possible_value_and_what_holds_otherwise(later: Path) -> None:
    """On the nineteenth Shear may have been named already, or Murati is still in office."""
    lines = done(later, "state", "2023-11-19", CEO).splitlines()

    assert any("possible: Emmett Shear (interim)" in line for line in lines)
    assert any("else: Mira Murati (interim)" in line for line in lines)
    assert slot(later, CEO, "2023-11-19")["standing"] == "possible"
    assert slot(later, CEO, "2023-11-20")["standing"] == "holds"


def test_what_is_announced_stays_pending_while_another_holds(later: Path) -> None:
    """An agreement in principle fills no office."""
    held = slot(later, CEO, "2023-11-22")

    assert held["standing"] == "holds"
    assert held["value"]["person"] == "Emmett Shear"
    assert [one["value"]["person"] for one in held["pending"]] == ["Sam Altman"]


def test_an_announced_board_leaves_the_directors_in_office(later: Path) -> None:
    """Four sit until the three take their seats."""
    held = slot(later, "board/openai", "2023-11-22")

    assert held["value"] == ["Adam D'Angelo", "Helen Toner", "Ilya Sutskever", "Tasha McCauley"]
    assert [one["value"] for one in held["pending"]] == [
        ["Bret Taylor", "Larry Summers", "Adam D'Angelo"]
    ]


def test_a_date_is_corrected_with_a_reason(desk: Path) -> None:
    """Before midnight in San Francisco it was the nineteenth still."""
    done(desk, *MICROSOFT, "--yes")
    key, moment = "office/microsoft-research-team/ceo", "2023-11-19T23:55-08:00"
    before = run(desk, "state", moment, key)
    done(desk, *PACIFIC, "--yes")

    assert before.returncode == 1
    assert slot(desk, key, moment)["standing"] == "pending"
    assert json.loads(done(desk, "show", "altman-to-microsoft", "--json"))["standing"] == (
        "corrected"
    )


def test_a_correction_without_a_reason_is_refused(desk: Path) -> None:
    """Readers of the log are told why it was rewritten."""
    done(desk, *MICROSOFT, "--yes")

    complaint = refused(desk, *PACIFIC[: PACIFIC.index("--reason")], "--yes")
    assert complaint.startswith("--reason is missing")


def test_why_shows_the_chain_with_what_is_pending(later: Path) -> None:
    """Altman, Murati, Shear, and Altman announced: each with its standing and its source."""
    told = done(later, "why", CEO, "2023-11-22")

    claims = re.findall(r"^  (\w.* (?:set|announce) .*)", told, re.MULTILINE)
    assert claims == [
        "about Mar 2019  set Sam Altman  superseded by altman-removed",
        "17 Nov 2023, about 12:00  set Mira Murati (interim)  superseded by shear-interim",
        "19 or 20 Nov 2023  set Emmett Shear (interim)",
        "21 Nov 2023, about 22:00  announce Sam Altman  pending",
    ]
    assert "pending: Sam Altman" in told
    assert "open: whether what altman-to-return announced was done, or lapsed" in told
    assert "Axios · 20 Nov 2023 · announced · https://www.axios.com/" in told


def test_the_difference_of_six_days_names_the_causes(later: Path) -> None:
    """Each key that changed says by which events."""
    told = json.loads(done(later, "diff", "2023-11-16..2023-11-22", "--json"))

    causes = {change["key"]: change["causes"] for change in told["changes"]}
    assert causes["office/openai/chair"] == ["brockman-not-chair"]
    assert causes["office/openai/president"] == ["brockman-to-stay", "brockman-resigns"]
    assert causes[CEO] == ["altman-removed", "shear-interim", "altman-to-return"]
    assert "board-resigns" not in json.dumps(told)


def test_known_at_an_hour_of_the_day_forgets_what_was_not_public_yet(later: Path) -> None:
    """At one in the afternoon no dated source had told; by the end of the day one had."""
    known = "2023-11-17T13:00-08:00"

    assert slot(later, CEO, "2023-11-17", "--known", known)["value"]["person"] == "Sam Altman"
    by_night = slot(later, CEO, "2023-11-17", "--known", "2023-11-17")
    assert by_night["value"]["person"] == "Mira Murati"


def test_the_log_of_some_days_lists_what_happened_in_them(later: Path) -> None:
    """What stood before is left out, and acts stand beside what they are about."""
    ids = [
        line.split()[-1]
        for line in done(later, "log", "--since", "2023-11-17", "--oneline").splitlines()
    ]

    assert ids == [
        "altman-removed", "brockman-not-chair", "brockman-to-stay", "brockman-resigns",
        "board-resigns", "not-resigned", "shear-interim", "altman-to-microsoft",
        "altman-to-microsoft-correction", "altman-to-return",
    ]  # fmt: skip


def test_after_the_days_the_log_is_whole(later: Path) -> None:
    """Every append is hashed upon the one before."""
    assert done(later, "check").startswith("whole: 15 entries, head ")
