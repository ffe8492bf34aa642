"""What holds for all tests: they try as much as their profile asks for, and may tell figures."""

import signal
from collections.abc import Iterator

import pytest

from tests import profiles

profiles.load()

# A job in the background may have been told to ignore interrupts, and so would what it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Give the lines to which a test adds what it counted; they stand at the end of the run."""
    lines: list[str] = []
    yield lines
    # Properties go with the report of a test, also from another process to the one that tells them.
    request.node.user_properties += [("figure", line) for line in lines]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what the tests have counted."""
    lines = [
        line
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", None) == "teardown"
        for name, line in report.user_properties
        if name == "figure"
    ]
    if lines:
        terminalreporter.section(f"figures, profile {profiles.PROFILE}")
        for line in lines:
            terminalreporter.write_line(line)
