"""A log that is made by a process that is killed is there whole or not at all, and nothing stays.

What such a process leaves in the folder goes with the next log, copy or export that is made there.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from chrono.log.backup import back_up
from chrono.log.creation import create_log
from chrono.log.sqlite import SqliteLog
from tests.building import declaration, drafts, event
from tests.profiles import rounds

CHILDREN = multiprocessing.get_context("fork")
PLACES = rounds(quick=17, ci=150, night=600)
BATCH = drafts(declaration(), event("a", "2024"))


def killed_at(step: int, act: Callable[[], object]) -> int:
    """Act in a process that is killed at so many steps of Python; return how many it had left."""
    left = CHILDREN.Value("i", step)

    def count(_: FrameType, __: str, ___: Any) -> Any:
        left.value -= 1
        if left.value == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return count

    def run() -> None:
        sys.settrace(count)
        act()
        sys.settrace(None)

    child = CHILDREN.Process(target=run)
    child.start()
    child.join(60)
    assert child.exitcode == (0 if left.value > 0 else -signal.SIGKILL)
    return int(left.value)


def test_a_killed_init_or_backup_leaves_nothing_for_ever(
    tmp_path: Path, figures: list[str]
) -> None:
    """At every sort of moment: the log is there whole or not at all, and the next clears up."""
    create_log(tmp_path / "desk.db", BATCH)
    alone = {"desk.db"}
    for act in (
        lambda: create_log(tmp_path / "new.db", BATCH),
        lambda: back_up(tmp_path / "desk.db", tmp_path / "new.db"),
    ):
        steps = 10**6 - killed_at(10**6, act)
        (tmp_path / "new.db").unlink()
        there = behind = 0
        for place in range(PLACES):
            killed_at(1 + steps * place // PLACES, act)
            behind += any(each.name.startswith(".") for each in tmp_path.iterdir())
            if (tmp_path / "new.db").exists():
                there += 1
                with SqliteLog(tmp_path / "new.db") as log:
                    assert (log.head().entries, log.first_break()) == (2, None)
                (tmp_path / "new.db").unlink()
            create_log(tmp_path / "next.db")
            (tmp_path / "next.db").unlink()
            with SqliteLog(
                tmp_path / "desk.db"
            ) as log:  # and the next who reads, what a reader left
                assert log.head().entries == 2

            assert {each.name for each in tmp_path.iterdir()} == alone
        figures.append(f"{PLACES} kills: {behind} left a folder, {there} a whole log")
        assert behind
