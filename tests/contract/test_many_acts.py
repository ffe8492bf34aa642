"""Many acts, on one event or on a row of them: twice as many take about twice the steps."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from chrono.log.appending import write_lock
from chrono.log.creation import create_log
from chrono.log.sqlite import SqliteLog
from tests.building import declaration, drafts, event
from tests.contract.test_log import citation, correction, retraction
from tests.counted import steps

Written = dict[str, Any]


def claim(number: int) -> Written:
    """Claim another value than any before."""
    return {"set": "club/chair", "value": f"v{number}"}


def citations(count: int) -> Iterator[Written]:
    """Cite one source after the other."""
    for number in range(count):
        yield citation(f"s{number}", "a", f"Paper {number}")


def corrections(count: int) -> Iterator[Written]:
    """Correct what was corrected."""
    for number in range(count):
        yield correction(f"c{number}", "a", f"{1900 + number}", data={"claims": [claim(number)]})


def retractions(count: int) -> Iterator[Written]:
    """Correct, retract that, and retract and restore the event, again and again."""
    for number, one in enumerate(corrections(count // 4)):
        yield one
        yield retraction(f"r{number}", one["id"])
        yield retraction(f"s{number}", "a")
        yield retraction(f"t{number}", f"s{number}")


def in_a_row(count: int) -> Iterator[Written]:
    """Retract the retraction before."""
    for number in range(count):
        yield retraction(f"r{number}", f"r{number - 1}" if number else "a")


def linked(count: int) -> Iterator[Written]:
    """Follow the event before by a link, and then cite each."""
    last = "a"
    for number in range(count // 2):
        yield event(f"e{number}", "2024", claim(number), after=[last])
        last = f"e{number}"
    for number in range(count // 2):
        yield citation(f"s{number}", f"e{number}", f"Paper {number}")


@pytest.mark.parametrize("acts", [citations, corrections, retractions, in_a_row, linked])
def test_twice_as_many_acts_take_about_twice_the_steps(
    acts: Callable[[int], Iterator[Written]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To append them together, to make their index anew, and to check the log."""
    monkeypatch.setattr(write_lock, "_TURN", 600)  # another turn takes steps, too

    def work(count: int) -> list[int]:
        path = tmp_path / f"{count}.db"
        create_log(path)
        new = drafts(declaration(), event("a", "2024", claim(0)), *acts(count))
        with SqliteLog(path, write=True) as log:
            return [
                steps(lambda: log.append(new)),
                steps(log.rebuild_index),
                steps(log.first_break),
            ]

    for fewer, more in zip(work(80), work(160), strict=True):
        assert 0 < more < 2.1 * fewer
