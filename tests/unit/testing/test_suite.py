"""laws_of: a pure projection passes; a broken one fails by the right law, with a short story."""

import subprocess
import sys
import unittest
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings

from chrono import Projection
from chrono.testing import laws_of
from chrono.testing.laws import LAWS, Law
from chrono.testing.running import Run, run
from chrono.testing.suite import LawBroken, NothingTried, drawn_for
from tests import profiles
from tests.unit.testing import broken

BY_NAME = {law.name.removeprefix("test_"): law for law in LAWS}

RETRACTION = "a_retraction_leaves_no_trace"
CORRECTION = "correcting_is_retracting_and_telling_anew"
HINDSIGHT = "no_hindsight"
FUTURE = "nothing_after_the_moment_matters"
POSSIBLE = "only_what_surely_happened_counts"
RECORDING = "the_order_of_recording_does_not_matter"
REPLAY = "any_prefix_then_the_rest_is_the_whole"
TWICE = "the_same_events_give_the_same_state"
UNCHANGED = "what_it_is_given_stays_as_it_was"


def under(**changed: Any) -> Iterator[None]:
    """Let Hypothesis try otherwise for one test."""
    before = settings.get_current_profile_name()
    settings.register_profile("otherwise", settings(**changed))
    settings.load_profile("otherwise")
    yield
    settings.load_profile(before)


@pytest.fixture
def fewer() -> Iterator[None]:
    """Try fewer logs, where many laws are tried on one projection."""
    yield from under(max_examples=settings().max_examples // 3)


@pytest.fixture
def unshrunk() -> Iterator[None]:
    """Be content with the first case that breaks a law; it comes soon, so more may be tried.

    It is not kept, since Hypothesis would take it for a short one the next time.
    """
    phases = [Phase.explicit, Phase.generate]
    yield from under(phases=phases, database=None, max_examples=settings().max_examples * 5)


def tried(law: str, projection: Projection[Any], **told: Any) -> Run:
    """Try a law on a projection."""
    return run(BY_NAME[law], projection, drawn_for(projection, **told))


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
@pytest.mark.usefixtures("fewer")
def test_a_pure_projection_keeps_every_law(law: Law) -> None:
    """Each law is tried on logs on which it says something, and that move the state."""
    done = run(law, broken.seats, drawn_for(broken.seats))

    assert done.story == ""
    assert done.moved
    assert done.reached >= min(30, done.tried / 6)


@pytest.mark.parametrize("projection", [broken.headlines, broken.holders], ids=lambda p: p.name)
@pytest.mark.usefixtures("fewer")
def test_texts_and_data_may_be_looked_at(projection: Projection[Any]) -> None:
    """A projection of headlines, or of the data of one kind, keeps the laws, and is moved."""
    for law in (RETRACTION, CORRECTION, RECORDING):
        done = tried(law, projection)
        assert (done.story, done.moved) == ("", True)


BROKEN = pytest.mark.parametrize(
    ("projection", "law", "hint"),
    [
        (broken.shortcut, RETRACTION, "Does it keep anything outside `now`?"),
        (broken.shortcut, FUTURE, "Does it keep anything outside `now`?"),
        (broken.through_another, RETRACTION, "Does it keep anything outside `now`?"),
        (broken.in_place, UNCHANGED, "in_place changes what it is given."),
        (broken.appends, REPLAY, "appends changes what it is given."),
        (broken.spoils_events, UNCHANGED, "spoils_events changes what it is given."),
        (broken.positions, RECORDING, "looks at event.position"),
        (broken.by_recorded, RECORDING, "looks at event.position"),
        (broken.timed, TWICE, "timed gave two answers for the same events."),
        (broken.numbered, TWICE, "numbered gave two answers for the same events."),
        (broken.ids_ever, RETRACTION, "Does it keep anything outside `now`?"),
        (broken.perhaps, POSSIBLE, "Does it keep anything outside `now`?"),
        (broken.perhaps, HINDSIGHT, "Does it keep anything outside `now`?"),
        (broken.versions, CORRECTION, "looks at event.version"),
    ],
    ids=lambda one: getattr(one, "name", None),
)
SHORTENED = (broken.shortcut, broken.by_recorded, broken.versions)
"""Whose stories are made short under quick too: one of each hint that says what was looked at."""


@BROKEN
@pytest.mark.usefixtures("unshrunk")
def test_a_broken_projection_fails_by_the_right_law(
    projection: Projection[Any], law: str, hint: str
) -> None:
    """The story names the law, shows what was expected and got, and a hint."""
    lines = tried(law, projection).story.splitlines()

    assert lines[0] == f"Law: {BY_NAME[law].words}"
    assert hint in lines[-1]
    assert any(line.startswith("  expected  ") for line in lines)
    assert any(line.startswith("  got       ") for line in lines)


@BROKEN
def test_the_story_of_a_broken_projection_is_short(
    projection: Projection[Any], law: str, hint: str
) -> None:
    """It shows few events, and says the same as the long one."""
    if profiles.PROFILE == "quick" and projection not in SHORTENED:
        pytest.skip("made short under ci and night")
    lines = tried(law, projection).story.splitlines()

    assert lines[0] == f"Law: {BY_NAME[law].words}"
    assert hint in lines[-1]
    assert 1 <= sum(line.startswith("    e") for line in lines) <= 4


@pytest.mark.parametrize(
    ("projection", "laws"),
    [
        (broken.positions, {RECORDING}),
        (broken.versions, {CORRECTION}),
    ],
    ids=lambda one: getattr(one, "name", None),
)
@pytest.mark.usefixtures("fewer")
def test_one_defect_breaks_no_other_law(projection: Projection[Any], laws: set[str]) -> None:
    """What has nothing to do with a defect is kept, so that the story leads to it."""
    if profiles.PROFILE == "quick" and projection is not broken.positions:
        pytest.skip("tried under ci and night")
    others = [name for name in BY_NAME if name not in laws]

    assert [name for name in others if tried(name, projection).story] == []


def test_the_story_of_a_global_set_is_the_shortest() -> None:
    """One event, its retraction, and another so that the function is asked at all."""
    story = tried(RETRACTION, broken.shortcut).story

    lines = story.splitlines()
    assert lines[0] == (
        "Law: the state with an event and its retraction equals the state without either."
    )
    told = sorted(line.split("  ", 4)[-1].strip() for line in lines[1:4])
    assert told == ["board/openai + 'A'", told[1], "step/y = 'A'"]
    assert told[1] in ("retracts e1", "retracts e2")
    assert lines[4:] == [
        "  expected  Seats(held=frozenset())",
        "  got       Seats(held=frozenset({'A'}))",
        "Hint: shortcut gave two answers for the same events. Does it keep anything outside `now`?",
    ]


@pytest.mark.usefixtures("unshrunk")
def test_the_laws_leave_the_function_as_it_was() -> None:
    """Whatever the copies remember, the projection itself remembers nothing of it."""
    broken.HELD.clear()
    tried(RETRACTION, broken.shortcut)

    assert set() == broken.HELD


def test_a_memory_out_of_reach_is_told_all_the_same() -> None:
    """What cannot begin anew is found once and not again; the story says that it is not short."""
    drawn = drawn_for(broken.elsewhere)  # this asks the function, to see which keys it looks at
    broken.Lasting.asked = False
    story = run(BY_NAME[TWICE], broken.elsewhere, drawn).story

    assert "expected" in story
    assert story.endswith("could not be made fewer.)")


def test_a_function_that_raises_is_a_story_too() -> None:
    """It names the error, its line, and how to say which values there are."""
    story = tried(TWICE, broken.strict).story

    assert "a projection has an answer for every log that chrono takes." in story
    assert "TypeError" in story
    assert "broken.py:" in story
    assert "laws_of(strict, kinds=[...])" in story


@pytest.mark.usefixtures("fewer")
def test_what_is_claimed_can_be_told() -> None:
    """With the claims or the kinds that there are, a function that expects them keeps the laws."""
    person = {"person": "Ada", "capacity": "interim"}
    claim = {"set": "office/openai/ceo", "value": person}

    assert tried(RETRACTION, broken.strict, claims=[claim]).story == ""
    assert tried(RETRACTION, broken.strict, claims=[claim]).moved
    assert tried(TWICE, broken.strict, kinds=["office.filled"]).story == ""


@pytest.mark.usefixtures("fewer")
def test_keys_are_drawn_as_told() -> None:
    """With keys, only these are claimed."""
    assert tried(TWICE, broken.seats, keys=["board/openai"]).moved
    assert not tried(TWICE, broken.seats, keys={"board/x": "set"}).moved


@pytest.mark.usefixtures("unshrunk")
def test_the_class_runs_under_unittest_too() -> None:
    """Every law is a test, named as a sentence; a broken one fails with the story alone."""
    cls = laws_of(broken.shortcut)
    names = unittest.defaultTestLoader.getTestCaseNames(cls)

    assert sorted(names) == sorted(law.name for law in LAWS)
    result = unittest.TestResult()
    cls(f"test_{RETRACTION}").run(result)
    assert len(result.failures) == 1
    assert "Law: the state with an event and its retraction" in result.failures[0][1]


def test_laws_that_were_not_tried_fail() -> None:
    """A projection that no log moves does not pass: the message says what to tell."""
    cls = laws_of(broken.deaf)

    with pytest.raises(AssertionError, match=r"none of .* logs brought deaf away") as raised:
        getattr(cls(f"test_{TWICE}"), f"test_{TWICE}")()
    assert "laws_of(deaf, keys=" in str(raised.value)
    assert issubclass(NothingTried, AssertionError)
    assert issubclass(LawBroken, AssertionError)


def test_pytest_shows_the_story_and_no_code_of_ours(tmp_path: Path) -> None:
    """What a user sees is her law, her events, and the two states."""
    (tmp_path / "test_it.py").write_text(
        "from chrono.testing import laws_of\n"
        "from tests.unit.testing.broken import versions\n"
        "TestIt = laws_of(versions)\n",
        encoding="utf-8",
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-k", CORRECTION, "-p", "no:cacheprovider",
         "--hypothesis-seed=0", "--rootdir", str(tmp_path), str(tmp_path / "test_it.py")],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert f"Law: {BY_NAME[CORRECTION].words}" in done.stdout
    assert "1 failed" in done.stdout
    assert "running.py" not in done.stdout
    assert "Falsifying example" not in done.stdout
    story = done.stdout.partition("Law:")[2].partition("\n=")[0]  # up to pytest's own sections
    assert len(story.splitlines()) <= 8
