"""Chromium, and the pages that it opens: each once for all tests."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from chrono.events.history import History
from chrono.exports.html.page import page as page_of
from chrono.log.head import Head
from tests.building import event, history_of, source
from tests.page_reader import bundled_page

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
FLAGS = ("--no-sandbox", "--disable-dev-shm-usage")
"""As root there is no sandbox; and containers have little shared memory."""

GO = """(address) => {
  history.replaceState(null, "", `#${address}`);
  dispatchEvent(new Event("hashchange"));
}"""
"""Follows a link within the page, also one to where it is."""


@attrs.frozen
class Opened:
    """A page that is open.

    Attributes:
        history: What it tells.
        page: The page, as a reader has it.
        asked: The addresses that were asked for since it was opened, its own included.
        complaints: What the browser refused or could not do.
    """

    history: History
    page: Page
    asked: list[str]
    complaints: list[str]

    def go(self, address: str) -> None:
        """Follow a link to a moment or a key, as at=e9 or why/office/club/chair."""
        self.page.evaluate(f"({GO})({address!r})")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start Chromium; without it tests are skipped, and say so."""
    if not CHROMIUM:
        pytest.skip("NO BROWSER: the page is tried in none; install chromium, or set CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


def opened(browser: Browser, file: Path, history: History, text: str) -> Opened:
    """Open a page from a file."""
    file.write_text(text, encoding="utf-8")
    page = browser.new_page()
    made = Opened(history, page, [], [])
    page.on("request", lambda request: made.asked.append(request.url))
    page.on("pageerror", lambda error: made.complaints.append(str(error)))
    page.on("console", lambda message: made.complaints.append(message.text))
    page.on("dialog", lambda dialog: made.complaints.append(dialog.message))
    page.goto(file.as_uri())
    return made


@pytest.fixture(scope="package")
def bundled(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Open the page of a bundled chronology."""
    return opened(browser, tmp_path_factory.mktemp("page") / "bundled.html", *bundled_page())


@pytest.fixture(scope="package")
def club(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Open the page of a club that has everything that the page shows."""
    history = history_of(*everything())
    text = page_of(history, Head(9, "5c11"))
    return opened(browser, tmp_path_factory.mktemp("page") / "club.html", history, text)


def everything() -> Iterator[dict[str, object]]:
    """Tell of a club: what holds, is disputed, possible, pending, a set, corrected, withdrawn."""
    paper = [source("2024-03-02", title="A new chair", url="https://example.org/chair")]
    minutes = [source("2024-06", basis="filed", publisher="Minutes", url="https://example.org/m")]
    chair = "office/club/chair"
    yield event("ada", "2024-01-01", {"set": chair, "value": "Ada"}, sources=minutes)
    yield event("bo", "2024-03-01", {"set": chair, "value": "Bo"}, sources=paper, note="Told late.")
    yield event("cy", "2024-03-01", {"set": chair, "value": "Cy"}, contests=["bo"], sources=minutes)
    yield event("move", "2024-04-01", {"announce": "club/seat", "value": "Leeds"}, sources=paper)
    yield event("in", "2024-02-01", {"add": "club/members", "value": "Dee"}, sources=minutes)
    yield event("left", "2024-05/2024-07", {"end": "club/members"}, sources=minutes)
    fee = {"claims": [{"set": "club/fee", "value": 3}]}
    yield event("wrong", "2024-02-02", *fee["claims"], sources=paper)
    yield {
        "id": "right",
        "kind": "correction",
        "corrects": "wrong",
        "reason": "Misread.",
        "event": {"kind": "development", "occurred": "2024-02-03", "headline": "fee", "data": fee},
    }
    yield event("parody", "2024-02-04", {"set": "club/fee", "value": 4}, sources=paper)
    yield {"id": "gone", "kind": "retraction", "retracts": "parody", "reason": "A parody."}
