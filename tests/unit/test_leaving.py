"""Leaving on a signal: in which order things are undone, and what cannot keep them from it."""

import subprocess
import sys
import textwrap
import weakref

import pytest

from chrono import leaving

BEGUN = """
    import os, signal
    from functools import partial
    from chrono import leaving

    def say(word):
        print(word, flush=True)

    def fail():
        say("fails")
        raise ValueError

    def again(number):
        os.kill(os.getpid(), number)
        say("again")

    leaving.answer_signals()
    with leaving.undone(partial(say, "first")), leaving.undone(partial(say, "second")):
        with leaving.undone(partial(say, "over")):
            pass
        leaving.remember({undo})
        say("now")
        os.kill(os.getpid(), signal.SIGINT)
        say("never")
"""


def left(undo: str) -> list[str]:
    """Interrupt a program that has begun two things and then one that is undone so."""
    script = textwrap.dedent(BEGUN).format(undo=undo)
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)

    assert done.returncode == 130
    assert done.stderr.decode() == f"error: {leaving.INTERRUPTED}\n"
    return done.stdout.decode().split()


def test_what_was_begun_is_undone_last_first() -> None:
    """A block that has ended has undone its own already, once."""
    assert left("partial(say, 'third')") == ["over", "now", "third", "second", "first"]


def test_what_fails_to_be_undone_does_not_keep_the_others() -> None:
    """It is not told either: there is nothing to be done about it."""
    assert left("fail") == ["over", "now", "fails", "second", "first"]


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM"])
def test_a_second_signal_does_not_stop_the_undoing(number: str) -> None:
    """Somebody who presses Ctrl-C twice leaves no more behind."""
    undo = f"partial(again, signal.{number})"

    assert left(undo) == ["over", "now", "again", "second", "first"]


def test_a_program_that_answers_its_own_signals_keeps_nothing() -> None:
    """What it opens and forgets is not kept alive for a way of leaving that it does not take."""

    class Opened:
        def close(self) -> None:
            """Close it."""

    opened = Opened()
    leaving.remember(opened.close)
    gone = weakref.ref(opened)
    del opened

    assert gone() is None
