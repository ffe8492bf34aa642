"""The live page in a browser: its reader is told that the log has grown, and nothing else changes.

These tests need Chromium and are skipped without it; CHROMIUM may name the program.
"""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from chrono.web.server import address
from tests.unit.web.asking import ADA, BO, log_at, serving, site_of


@contextmanager
def served(log: Path, between: Callable[[], object] = lambda: None) -> Iterator[str]:
    """Serve a log within this process; `between` is called before a head is first asked for."""
    site, waiting = site_of(log), [between]

    async def app(scope: Any, receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        if scope.get("path") == "/head.json" and waiting:
            waiting.pop()()
        await site.app(scope, receive, send)

    with serving(app) as at:
        yield address(at)


def chair(page: Page) -> list[str]:
    """Return who has the chair, as the page says."""
    return page.locator("tr[data-key='club/chair'] strong:visible").all_inner_texts()


def test_the_reader_is_told_that_the_log_has_grown(browser: Browser, tmp_path: Path) -> None:
    """With a button that asks anew; until then the page says what it said."""
    log = log_at(tmp_path / "chrono.db", ADA)
    page, complaints = browser.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text))
    told = page.get_by_text("The log has grown: it has 3 entries now.")

    with served(log, lambda: log_at(log, BO)) as where:
        page.goto(where)
        told.wait_for()
        assert chair(page) == ["Ada"]
        with page.expect_event("load"):
            page.get_by_role("button", name="Show what is new").click()
        page.wait_for_load_state("networkidle")  # by then it has asked for the head
        assert (chair(page), told.count()) == (["Bo"], 0)

    assert complaints == []
    page.close()


def test_the_reader_is_told_that_the_server_fails(browser: Browser, tmp_path: Path) -> None:
    """That it has ended, or cannot read the log; there is nothing new to show."""
    page = browser.new_page()
    with served(log_at(tmp_path / "chrono.db", ADA)) as where:
        for fail, words in (
            (lambda route: route.abort(), "chrono serve has ended."),
            (lambda route: route.fulfill(status=500), "The log cannot be read just now."),
        ):
            page.route("**/head.json*", fail)
            page.goto(where)
            page.get_by_text(words).wait_for()
            assert (chair(page), page.get_by_text("Show what is new").count()) == (["Ada"], 0)
    page.close()
