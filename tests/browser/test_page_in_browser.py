"""The page in a browser: it picks what the engine answers, and nothing of it is refused or fails.

These tests need Chromium and are skipped without it; CHROMIUM may name the program.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from chrono.events.history import History
from chrono.exports.html.wording import Wording
from tests.building import state_at
from tests.page_reader import Attributes, Shown, bundled_page, expected

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="NO BROWSER: the page is tried in none")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[History, Path]:
    """Make the page of a bundled chronology."""
    history, text = bundled_page()
    file = tmp_path_factory.mktemp("page") / "page.html"
    file.write_text(text, encoding="utf-8")
    return history, file


def opened(file: Path, asked: str, *flags: str) -> tuple[str, str]:
    """Open the page at an address, and return what it became and what the browser logged."""
    profile = f"--user-data-dir={file.parent / 'profile'}"
    logging = ("--enable-logging=stderr", "--v=0", "--virtual-time-budget=2000", "--dump-dom")
    command = [str(CHROMIUM), *FLAGS, profile, *logging, *flags, f"{file.as_uri()}#{asked}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout, "\n".join(re.findall(r".*CONSOLE.*", done.stderr))


def shown(given: Attributes) -> bool:
    """Say whether a browser shows an element."""
    return "hidden" not in given


@pytest.mark.parametrize(
    ("day", "known"),
    [("2022-10-27", "2022-07-12"), ("2024-01", None), ("e9", None)],
)
def test_the_browser_shows_the_state(
    made: tuple[History, Path], day: str, known: str | None
) -> None:
    """At a day, a month and an event, as known ever and on a day: as chrono state; no complaint."""
    history, file = made
    asked = f"at={day}" + (f"&known={known}" if known else "")

    became, logged = opened(file, asked)

    state = state_at(history, day, known=known)
    assert Shown(became, shown).values == expected(state, Wording(history))
    assert logged == ""


def test_the_address_chooses_the_key(made: tuple[History, Path]) -> None:
    """Of all panels that of the key in the address is the chosen one."""
    _, file = made

    became, _ = opened(file, "at=2022-10-27&key=office/twitter/ceo")

    assert re.findall(r'<section id="why/([^"]*)" class="why chosen"', became) == [
        "office/twitter/ceo"
    ]


def test_without_a_script_the_newest_state_is_there(made: tuple[History, Path]) -> None:
    """The file itself shows what holds at the end of the record."""
    history, file = made
    text = file.read_text(encoding="utf-8")
    newest = re.search(r"newest source, of ([^.]*)\.", text)

    state = state_at(history, newest[1] if newest else "")

    assert Shown(text, shown).values == expected(state, Wording(history))
