"""Profiles reach every test: ``CHRONO_PROFILE=ci scripts/test`` tries more of everything."""

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PROPERTY = """
    from hypothesis import given, strategies as st
    from tests.profiles import examples, rounds

    tried = {"own": 0, "many": 0, "plain": 0}

    @examples(20)
    @given(st.integers())
    def test_own(number):
        tried["own"] += 1

    @examples(240)
    @given(st.integers())
    def test_many(number):
        tried["many"] += 1

    @given(st.integers())
    def test_plain(number):
        tried["plain"] += 1

    def test_all():
        rounds_here = rounds(quick=1, ci=2, night=3)
        raise SystemError(f"{tried['own']} {tried['many']} {tried['plain']} {rounds_here}")
"""


def tried(folder: Path, profile: str) -> str:
    """Run properties under a profile, and return what they tell."""
    path = folder / "test_tried.py"
    path.write_text(textwrap.dedent(PROPERTY), encoding="utf-8")
    settings = ["-c", ROOT / "pyproject.toml", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *settings, path],
        cwd=ROOT,
        env={**os.environ, "CHRONO_PROFILE": profile},
        capture_output=True,
        text=True,
        check=False,
    )
    told = re.search(r"^E +SystemError: (.+)$", done.stdout, re.MULTILINE)
    return told[1] if told else done.stderr + done.stdout


@pytest.mark.parametrize(("profile", "expected"), [("", "20 120 100 1"), ("ci", "100 1200 500 2")])
def test_a_profile_decides_what_tests_try(profile: str, expected: str, tmp_path: Path) -> None:
    """Also where a test says how many are enough, and quick tries half of many."""
    assert tried(tmp_path, profile) == expected


def test_a_profile_that_is_none_is_refused(tmp_path: Path) -> None:
    """A slip in its name does not run the wrong one in silence."""
    assert "CHRONO_PROFILE=nigth: no such profile; quick, ci, night" in tried(tmp_path, "nigth")


def test_no_test_keeps_its_examples_from_the_profile() -> None:
    """`max_examples` stands in tests/profiles.py, where settings are tested, and for pages."""
    pinned = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if "max_examples" in path.read_text(encoding="utf-8") and path.parent.name != "testing"
    ]

    assert pinned == ["tests/docs/pages.py", "tests/docs/test_profiles.py", "tests/profiles.py"]
