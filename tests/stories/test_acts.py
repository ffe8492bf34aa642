"""Acts by the real command: cite, correct and retract, each upon what stands."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.stories.command import complaints, contents, done, run
from tests.stories.prepared_logs import BUNDLED, after_the_days, analyst, newsroom
from tests.stories.terminal import terminal

CAUSE = "cause/windsurf-collapse"
INDIA_TODAY = (
    "--publisher", "India Today", "--title", "Windsurf in five points", "--published",
    "2025-07-15", "--basis", "reported",
)  # fmt: skip


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Make a folder with a log of the whole bundled chronology."""
    analyst(tmp_path)
    return tmp_path


def refused(folder: Path, *arguments: str) -> str:
    """Run a command that must be refused and write nothing; return its one complaint."""
    before = contents(folder / "chrono.db")
    found = run(folder, *arguments, "--yes")
    assert found.returncode == 2
    assert contents(folder / "chrono.db") == before
    (complaint,) = complaints(found)
    return complaint


def state(folder: Path, key: str, when: str) -> dict[str, Any]:
    """Ask for one key, as JSON."""
    (found,) = json.loads(done(folder, "state", when, key, "--json"))["state"]
    return dict(found)


def test_a_citation_adds_a_source_and_no_value(case: Path) -> None:
    """The origins of a version change in why; what it says does not."""
    before = state(case, CAUSE, "2025-10-28")
    done(case, "cite", "windsurf-cause-exclusivity", *INDIA_TODAY, "--yes")
    told = done(case, "why", CAUSE, "2025-10-28")

    after = state(case, CAUSE, "2025-10-28")
    assert "windsurf-cause-exclusivity  (OpenAI, India Today)" in told
    assert [one["value"] for one in after["alternatives"]] == [
        one["value"] for one in before["alternatives"]
    ]


def test_a_citation_can_give_a_better_basis(case: Path) -> None:
    """What was only reported is announced, once an announcement is cited."""
    before = state(case, "deal/windsurf", "2025-06-01")["basis"]
    told = done(
        case, "cite", "windsurf-agreed", "--publisher", "Windsurf", "--published", "2025-07-14",
        "--basis", "announced", "--yes",
    )  # fmt: skip

    assert before == "reported"
    assert "= deal/windsurf  letter of intent (other evidence)" in told
    assert state(case, "deal/windsurf", "2025-06-01")["basis"] == "announced"


def test_a_corrected_entry_names_what_stands_in_its_place(case: Path) -> None:
    """Its first version is what was written; which entry counts now is said above it, in a line."""
    now = "  now e352 windsurf-was-letter-of-intent: about May 2025, OpenAI and Windsurf sign"
    corrected, stands, instead = (
        "windsurf-agreed",
        "windsurf-lapsed",
        "windsurf-was-letter-of-intent",
    )
    assert done(case, "show", corrected).splitlines()[1].startswith(now)
    for uncorrected in (stands, instead):
        assert "  now " not in done(case, "show", uncorrected)

    done(case, "correct", corrected, "--headline", "They\u202e sign", "--reason", "r", "--yes")
    for replaced in (corrected, instead):
        first, second, *_ = done(case, "show", replaced).splitlines()
        assert first.endswith("  corrected")
        assert second.startswith("  now e598 ")
        assert second.endswith(": about May 2025, They\\u202e sign")
    before = done(case, "show", corrected, "--recorded", "e351")
    assert "  now " not in before


def test_a_citation_needs_a_source(case: Path) -> None:
    """It is nothing else."""
    assert refused(case, "cite", "windsurf-lapsed").startswith(
        "cite windsurf-lapsed: which source? add --source URL"
    )


def test_a_typed_event_is_corrected_by_its_fields(case: Path) -> None:
    """What -d names changes; the other fields, the date and the sources stay."""
    done(
        case, "correct", "windsurf-cause-microsoft", "-d",
        "cause=tension with Microsoft over Windsurf's technology", "--reason",
        "closer to the text", "--yes",
    )  # fmt: skip

    slot = state(case, CAUSE, "2025-10-28")
    (ours,) = [s for s in slot["alternatives"] if s["because"] == ["windsurf-cause-microsoft"]]
    assert ours["value"] == "tension with Microsoft over Windsurf's technology"
    assert ours["since"]["edtf"] == "2025-07-11"
    assert ours["basis"] == "reported"


def test_a_generic_event_is_corrected_by_its_claims(case: Path) -> None:
    """--set takes the place of the claims there were."""
    done(
        case, "correct", "not-yet-employees", "--set", "deal/microsoft-hire=talks", "--reason",
        "still in the process of joining", "--yes",
    )  # fmt: skip

    assert state(case, "deal/microsoft-hire", "2023-11-20")["value"] == {"stage": "talks"}


def test_claims_are_no_correction_of_a_typed_event(case: Path) -> None:
    """The complaint names the flag for fields."""
    complaint = refused(
        case, "correct", "windsurf-cause-microsoft", "--set", f"{CAUSE}=x", "--reason", "x"
    )

    assert "-d FIELD=VALUE" in complaint


def test_a_link_is_taken_back(case: Path) -> None:
    """Two causes that may be true together need not deny each other."""
    told = done(
        case, "correct", "windsurf-cause-microsoft", "--unlink", "windsurf-cause-exclusivity",
        "--reason", "both may be true", "--yes",
    )  # fmt: skip

    assert (
        "nothing says whether windsurf-cause-microsoft or windsurf-cause-exclusivity came later"
    ) in told
    assert "which came later" in done(case, "why", CAUSE, "2025-10-28")


def test_a_link_that_is_not_there_cannot_be_taken_back(case: Path) -> None:
    """The complaint names it."""
    complaint = refused(
        case, "correct", "windsurf-cause-microsoft", "--unlink", "altman-removed", "--reason", "x"
    )

    assert complaint == "--unlink altman-removed: there is no link to it"


def test_a_correction_that_is_retracted_brings_the_first_version_back(case: Path) -> None:
    """Both stay in the log."""
    before = state(case, "deal/windsurf", "2025-06-01")
    told = done(
        case, "retract", "windsurf-was-letter-of-intent", "--reason", "to see what it was", "--yes"
    )

    after = state(case, "deal/windsurf", "2025-06-01")
    assert before["value"] == {"stage": "letter of intent"}
    assert after["value"] == {"stage": "agreed"}
    assert "letter of intent → agreed" in told


def test_a_retraction_that_is_retracted_brings_the_event_back(tmp_path: Path) -> None:
    """Whatever was withdrawn can be restored, and withdrawn again."""
    after_the_days(tmp_path)
    before = state(tmp_path, "board/openai", "2023-11-18")["standing"]
    done(tmp_path, "retract", "not-resigned", "--reason", "to try it", "--id", "again", "--yes")
    believed = state(tmp_path, "board/openai", "2023-11-18")["standing"]
    done(tmp_path, "retract", "again", "--reason", "tried", "--yes")

    assert (before, believed) == ("holds", "ended")
    assert state(tmp_path, "board/openai", "2023-11-18")["standing"] == "holds"


@pytest.mark.parametrize("verb", ["retract", "correct"])
def test_what_is_withdrawn_cannot_be_acted_upon(tmp_path: Path, verb: str) -> None:
    """The act that withdrew it is named, and what to do about it."""
    after_the_days(tmp_path)
    more = ("--at", "2023-11-19") if verb == "correct" else ()
    complaint = refused(tmp_path, verb, "board-resigns", "--reason", "once more", *more)

    assert "board-resigns does not stand: not-resigned withdrew it" in complaint
    assert "retract not-resigned first" in complaint


def test_a_citation_of_what_is_withdrawn_is_refused(tmp_path: Path) -> None:
    """A source for what nobody believes any more supports nothing."""
    after_the_days(tmp_path)
    complaint = refused(tmp_path, "cite", "board-resigns", "--source-of", "altman-removed")

    assert "not-resigned withdrew it" in complaint


@pytest.mark.parametrize("verb", ["retract", "correct", "cite"])
def test_an_unknown_id_is_refused_with_the_one_that_was_meant(case: Path, verb: str) -> None:
    """A slip never lands on another event."""
    more = ("--source-of", "e2") if verb == "cite" else ("--reason", "x")

    assert refused(case, verb, "windsurf-lapse", *more) == (
        "no event 'windsurf-lapse'; did you mean windsurf-lapsed?"
    )


def test_a_position_past_the_end_is_refused_with_the_last(case: Path) -> None:
    """There is nothing to guess at."""
    assert refused(case, "correct", "e9999", "--at", "2025-07-01", "--reason", "x") == (
        f"no event 'e9999'; the last is e{BUNDLED}"
    )


def test_a_correction_that_changes_nothing_is_refused(case: Path) -> None:
    """An act says something new."""
    complaint = refused(
        case, "correct", "windsurf-lapsed", "--at", "2025-07-11", "--reason", "the same"
    )

    assert "windsurf-lapsed" in complaint


def test_an_act_is_asked_about_as_an_event_is(tmp_path: Path) -> None:
    """The preview, the question, and no for an answer."""
    newsroom(tmp_path)
    before = contents(tmp_path / "chrono.db")
    with terminal(tmp_path, "retract", "board-of-six", "--reason", "a trial") as person:
        preview = person.expect("Append to chrono.db? [y/N/e=edit]:")
        person.answer("", "n")
        code = person.finish()

    assert "retracts board-of-six: a trial" in preview
    assert "Adam D'Angelo" in preview
    assert code == 1
    assert contents(tmp_path / "chrono.db") == before


def test_a_sourced_retraction_counts_from_its_publication(case: Path) -> None:
    """News is known when it is told; before, the old answer stands."""
    done(
        case, "retract", "windsurf-cause-microsoft", "--reason", "The paper withdrew the article",
        "--publisher", "India Today", "--published", "2025-08-01", "--basis", "announced", "--yes",
    )  # fmt: skip
    before, after = (
        json.loads(done(case, "state", "2025-07-31", CAUSE, "--known", known, "--json"))["state"][0]
        for known in ("2025-07-31", "2025-08-01")
    )

    assert before["standing"] == "disputed"
    assert after["standing"] == "holds"
