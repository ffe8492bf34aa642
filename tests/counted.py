"""Steps: how much work something takes, counted and not timed."""

import cProfile
from collections.abc import Callable
from types import CodeType


def steps(action: Callable[[], object]) -> int:
    """Return how many functions, of Python and of C, are called meanwhile.

    Since Python 3.12 a profile sees all threads: what brings a worker of pytest its tests is left
    out.
    """
    profile = cProfile.Profile()
    profile.runcall(action)
    found = profile.getstats()
    of_worker = [entry for entry in found if _is_of_worker(entry.code)]
    by_worker = sum(
        call.callcount for entry in of_worker for call in entry.calls or () if _is_of_c(call.code)
    )
    ours = sum(entry.callcount for entry in found if not _is_of_worker(entry.code))
    return ours - by_worker


def _is_of_worker(code: CodeType | str) -> bool:
    return not isinstance(code, str) and "execnet" in code.co_filename


def _is_of_c(code: CodeType | str) -> bool:
    return isinstance(code, str)
