"""What holds for all tests: they try as much as their profile asks for, and may tell figures."""

import signal

import pytest

from tests import profiles

profiles.load()

# A job in the background may have been told to ignore interrupts, and so would what it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)

FIGURES = pytest.StashKey[list[str]]()


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> list[str]:
    """Give the lines to which a test adds what it counted; they stand at the end of the run."""
    return request.config.stash.setdefault(FIGURES, [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what the tests have counted."""
    lines = terminalreporter.config.stash.get(FIGURES, [])
    if lines:
        terminalreporter.section(f"figures, profile {profiles.PROFILE}")
        for line in lines:
            terminalreporter.write_line(line)
