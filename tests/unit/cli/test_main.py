"""What the command imports before it calls a verb: little, so that it starts fast."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from chrono.cli.main import VERBS
from chrono.log.creation import create_log
from chrono.log.sqlite import SqliteLog
from tests.building import declaration, drafts, event

OURS = {
    "chrono", "chrono.cli", "chrono.cli.__main__", "chrono.cli.exit_codes", "chrono.cli.main",
    "chrono.cli.render", "chrono.cli.render.layout", "chrono.leaving",
}  # fmt: skip
AT_TAB = {
    "chrono.cli.input", "chrono.cli.input.shells", "chrono.cli.render.progress",
    "chrono.cli.render.terminal", "chrono.values", "chrono.values.hidden_characters",
}  # fmt: skip
DEAR = {
    "attr", "cattrs", "importlib.metadata", "json", "pathlib", "sqlite3", "yaml", "zoneinfo",
}  # fmt: skip

# A Tab gives up after a while, which a machine with much to do may take.
IMPORTED = """
import atexit, gc, sys
before = set(sys.modules)
atexit.register(lambda: sys.stderr.write(" ".join(set(sys.modules) - before)))
atexit.register(lambda: sys.stderr.write("frozen " if gc.get_freeze_count() else ""))
from chrono import leaving
from chrono.cli.__main__ import main
leaving.leave_after = lambda _: None
main()
"""

LONG = """
import weakref
import chrono.cli.main
from chrono.cli.__main__ import main

class Round:
    def __init__(self):
        self.itself = self

def command():
    first = weakref.ref(Round())
    for _ in range(250_000):
        Round()
    print(first())

chrono.cli.main.main = command
main()
"""


def imported(*arguments: str, **variables: str) -> set[str]:
    """Return the modules that the command imports in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, *arguments],
        env=os.environ | variables, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout
    return set(done.stderr.split())


def ours(modules: set[str]) -> set[str]:
    """Return the modules of this project among others."""
    return {name for name in modules if name.partition(".")[0] == "chrono"}


def test_a_long_command_lets_go_of_what_holds_itself() -> None:
    """So that it takes no more memory the longer it runs, as a library may make such objects."""
    done = subprocess.run(
        [sys.executable, "-c", LONG], capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout == "None\n"


@pytest.mark.parametrize("arguments", [(), ("-h",), ("--version",)], ids=" ".join)
def test_without_a_verb_the_command_imports_click_and_its_own_first_screen(
    arguments: tuple[str, ...],
) -> None:
    """No verb, no value, no log; and nothing dear besides click."""
    modules = imported(*arguments)

    assert ours(modules) == OURS
    assert "click" in modules
    assert not DEAR & modules


def test_a_verb_is_completed_without_being_imported() -> None:
    """A Tab after the first letters of a verb needs their list alone."""
    modules = imported(_CHRONO_COMPLETE="zsh_complete", COMP_WORDS="chrono st", COMP_CWORD="1")

    assert ours(modules) == OURS | AT_TAB
    assert not DEAR & modules


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [
        (("-h",), {}),
        ((), {"_CHRONO_COMPLETE": "zsh_complete", "COMP_WORDS": "chrono st", "COMP_CWORD": "1"}),
    ],
)
def test_at_its_end_the_command_looks_for_no_garbage(
    arguments: tuple[str, ...], variables: dict[str, str]
) -> None:
    """A process as short as this would pay more for that than for all it has done."""
    assert "frozen" in imported(*arguments, **variables)


@pytest.mark.parametrize("verb", VERBS["Ask"])
def test_the_help_of_a_verb_that_asks_brings_nothing_dear(verb: str) -> None:
    """Its flags are declared apart from what it does."""
    modules = imported(verb, "-h")

    assert not DEAR & modules
    assert not {name for name in modules if name.startswith("chrono.cli.answers")}


@pytest.mark.parametrize("verb", VERBS["Write"])
def test_the_help_of_a_verb_that_writes_brings_none_of_its_work(verb: str) -> None:
    """Those that take the name of a file have it read as a path, and that is all."""
    modules = imported(verb, "-h")

    assert DEAR & modules <= {"pathlib"}
    assert not {
        name for name in modules if name.startswith(("chrono.cli.answers", "chrono.ingest"))
    }


@pytest.mark.parametrize("words", ["chrono state club/", "chrono show a"])
def test_a_key_or_an_id_is_completed_without_reading_an_entry(words: str, tmp_path: Path) -> None:
    """A Tab asks the lists of the log; entries cannot be decoded without attrs."""
    log = tmp_path / "chrono.db"
    create_log(log)
    claim = {"set": "club/chair", "value": "Ada"}
    with SqliteLog(log, write=True) as opened:
        opened.append(drafts(declaration(), event("a", "2024", claim)))
    line = {"_CHRONO_COMPLETE": "zsh_complete", "COMP_WORDS": words, "COMP_CWORD": "2"}

    assert DEAR & imported(**line, CHRONO_FILE=str(log)) == {"sqlite3"}


def test_a_state_brings_nothing_dear_that_it_does_not_need() -> None:
    """Reading a log takes sqlite3, JSON, attrs and time zones, and no more that is dear."""
    code = "import sys, chrono.cli.answers.state; print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert DEAR & set(done.stdout.split()) == {"attr", "json", "sqlite3", "zoneinfo"}
