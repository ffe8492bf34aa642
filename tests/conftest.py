"""What holds for all tests: how much they try, what measures coverage, and figures to be told."""

import functools
import gc
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import profiles

profiles.load()

# A job in the background may have been told to ignore interrupts, and so would what it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Thousands of tests lie in memory, among which garbage is looked for: less often than by default.
gc.set_threshold(20_000)


TESTS = Path(__file__).parent
UNMEASURED = (
    *("browser", "docs", "facts", "fuzz", "laws", "oracle", "unit/testing"),
    *(
        f"stories/test_{name}.py"
        for name in (
            *("analyst", "answers", "crafted_logs", "gate", "help_examples", "import"),
            *("completion", "interrupts", "step_by_step", "surroundings", "timeline"),
            *("acts", "bad_input", "decodings", "hostile_files"),
        )
    ),
)
"""Tests by which no coverage is measured: folders, and tests of large logs, of real processes, or
of what others run as well."""


@functools.cache
def _unmeasured(path: Path) -> bool:
    return any(path.is_relative_to(TESTS / folder) for folder in UNMEASURED)


def pytest_configure(config: pytest.Config) -> None:
    """Stop what pytest-cov measures beside the tests, where workers of xdist run them.

    That is the process that hands them out, and in a worker a second measurement, which goes on
    wherever the first one pauses, so that without this nothing is ever unmeasured.
    """
    measuring = getattr(config.pluginmanager.get_plugin("_cov"), "cov_controller", None)
    spread = hasattr(config, "workerinput") or config.getoption("dist", "no") != "no"
    if measuring is not None and spread:
        measuring.cov.stop()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure coverage by examples alone: it slows the engine down two to three times.

    What properties, laws and oracles prove is guarded by mutants and seeded mistakes.
    """
    for item in items:
        if _unmeasured(item.path) or item.get_closest_marker("hypothesis"):
            item.add_marker("no_cover")


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
