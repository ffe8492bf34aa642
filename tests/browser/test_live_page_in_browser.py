"""The live page in a browser: its reader is told that the log has grown, and nothing else changes.

These tests need Chromium and are skipped without it; CHROMIUM may name the program.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from chrono.web.server import address
from tests.page_reader import Attributes, Shown
from tests.unit.web.asking import ADA, BO, log_at, serving, site_of

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="NO BROWSER: the live page is tried in none")


@contextmanager
def served(log: Path, between: Callable[[], None]) -> Iterator[str]:
    """Serve a log within this process; `between` is called before a head is first asked for."""
    site, waiting = site_of(log), [between]

    async def app(scope: Any, receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        if scope.get("path") == "/head.json" and waiting:
            waiting.pop()()
        await site.app(scope, receive, send)

    with serving(app) as at:
        yield address(at)


def opened(page: str, folder: Path, *flags: str) -> tuple[str, str]:
    """Open a page, and return what it became in some seconds and what the browser logged."""
    profile = f"--user-data-dir={folder / 'profile'}"
    logging = ("--enable-logging=stderr", "--v=0", "--virtual-time-budget=2000", "--dump-dom")
    command = [str(CHROMIUM), *FLAGS, profile, *logging, *flags, page]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout, "\n".join(re.findall(r".*CONSOLE.*", done.stderr))


def shown(given: Attributes) -> bool:
    """Say whether a browser shows an element."""
    return "hidden" not in given


def test_the_reader_is_told_that_the_log_has_grown(tmp_path: Path) -> None:
    """With a button that asks anew; until then the page says what it said."""
    log = log_at(tmp_path / "chrono.db", ADA)

    def grow() -> None:
        log_at(log, BO)

    with served(log, grow) as page:
        became, logged = opened(page, tmp_path)
        again, _ = opened(page, tmp_path)

    for words in ("The log has grown: it has 3 entries now.", "<button>Show what is new</button>"):
        assert [words in became, words in again] == [True, False]
    assert [Shown(each, shown).values["club/chair"] for each in (became, again)] == [
        ["Ada"],
        ["Bo"],
    ]
    assert logged == ""
