"""A plugin of pytest that tries the mutants which mutmut has made, one after the other.

mutmut itself collects all tests anew for each mutant, which takes most of its time. Here they are
collected once; each mutant is a fork in which the tests that reach its function run, the quickest
first, until one fails; tests that mutmut has not timed yet run for every mutant. Results are
written where mutmut keeps its own, so that ``mutmut results`` and ``mutmut show`` tell of them.
``MUTANTS`` names those to try, as ``chrono.values.*``; what was killed before is left out.
"""

import json
import os
import resource
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final

import pytest
from _pytest.runner import runtestprotocol
from mutmut.configuration import config
from mutmut.mutation.trampoline import set_mutant_under_test

SURVIVED, KILLED, UNTESTED, TIMED_OUT = 0, 1, 33, 36
"""What mutmut calls them."""

NAMES: Final = {SURVIVED: "survived", KILLED: "killed", UNTESTED: "no tests", TIMED_OUT: "timeout"}
PATIENCE: Final = 10
"""A test may take so many times as long as without a mutant."""

LEAST: Final = 3.0
"""And so many seconds of the processor more."""

MEMORY: Final = 2 << 30
"""What a mutant may ask for, in bytes."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Try every mutant, instead of running the tests."""
    stats = json.loads(Path("mutmut-stats.json").read_text("utf-8"))
    taking, reaching = stats["duration_by_test"], stats["tests_by_mangled_function_name"]
    found: Counter[str] = Counter()
    for meta, name in chosen():
        tests = set(reaching.get(name.rpartition("__mutmut_")[0], ()))
        items = [one for one in session.items if one.nodeid in tests or one.nodeid not in taking]
        items.sort(key=lambda item: taking.get(item.nodeid, 0))
        limits = [LEAST + PATIENCE * taking.get(item.nodeid, 0) for item in items]
        code = tried(name, list(zip(items, limits, strict=True))) if items else UNTESTED
        kept(meta, name, code)
        found[NAMES[code]] += 1
        if code != KILLED:
            print(f"{NAMES[code]}: {name}", file=sys.__stdout__, flush=True)
    print(dict(found), file=sys.__stdout__, flush=True)
    return True


def chosen() -> Iterator[tuple[Path, str]]:
    """List the mutants to try, in the order of the files in pyproject.toml."""
    wanted = os.environ.get("MUTANTS", "*").split()
    for path in config().only_mutate:
        meta = Path(f"{path}.meta")
        for name, code in json.loads(meta.read_text("utf-8"))["exit_code_by_key"].items():
            if code != KILLED and any(fnmatch(name, one) for one in wanted):
                yield meta, name


def tried(name: str, items: Sequence[tuple[pytest.Item, float]]) -> int:
    """Run tests in a fork with a mutant switched on, until one fails or time is up."""
    pid = os.fork()
    if pid == 0:
        code = KILLED
        try:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            set_mutant_under_test(name)
            if not any(failed(item, limit) for item, limit in items):
                code = SURVIVED
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return TIMED_OUT if os.WTERMSIG(status) == signal.SIGPROF else KILLED
    return os.WEXITSTATUS(status)


def failed(item: pytest.Item, limit: float) -> bool:
    """Run one test, and say whether it failed; one that takes too long ends the process."""
    signal.setitimer(signal.ITIMER_PROF, limit)
    reports = runtestprotocol(item, log=False, nextitem=None)
    return any(report.failed for report in reports)


def kept(meta: Path, name: str, code: int) -> None:
    """Write down what came of a mutant."""
    body: dict[str, Any] = json.loads(meta.read_text("utf-8"))
    body["exit_code_by_key"][name] = code
    meta.write_text(json.dumps(body, indent=4), "utf-8")
