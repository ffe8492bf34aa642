"""A person at a terminal: the real command in a real pseudo-terminal, question by question."""

import io
import re
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import attrs
import pexpect

from tests.stories.command import CHRONO, ENV

_WAIT: Final = 20
"""Seconds after which a question that does not come is a failure."""

_STYLE: Final = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


@attrs.frozen(eq=False)
class Terminal:
    """A command that runs in a pseudo-terminal.

    Attributes:
        child: The process.
        seen: Everything that it showed so far, as it came.
    """

    child: Any
    seen: io.StringIO

    def expect(self, words: str) -> str:
        """Wait until these words are shown; return what was shown before them."""
        self.child.expect_exact(words)
        return str(self.child.before)

    def answer(self, question: str, words: str) -> None:
        """Wait for a question and answer it."""
        self.expect(question)
        self.child.sendline(words)

    def press(self, keys: str) -> None:
        """Press keys, without Enter."""
        self.child.send(keys)

    def interrupt(self, question: str) -> None:
        """Wait for a question and press Ctrl-C."""
        self.expect(question)
        self.child.sendintr()

    def finish(self) -> int:
        """Wait for the end, and return the exit code."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        code: int = self.child.exitstatus
        return code

    @property
    def settings(self) -> list[Any]:
        """Return how the terminal is set: what is echoed, whether lines are edited, and so on."""
        return termios.tcgetattr(self.child.child_fd)

    @property
    def shown(self) -> str:
        """Return what was shown, without colours and with plain ends of lines."""
        return _STYLE.sub("", self.seen.getvalue()).replace("\r\n", "\n")


@contextmanager
def terminal(
    folder: Path, *arguments: str, program: str = str(CHRONO), size: tuple[int, int] = (60, 220),
    **env: str,
) -> Iterator[Terminal]:  # fmt: skip
    """Start the command in a folder, in a terminal of a fixed size, and end it after the test.

    What it keeps of the person is kept in ``state`` in that folder.
    """
    surroundings = {
        **ENV, "TERM": "xterm", "PAGER": "cat", "XDG_STATE_HOME": str(folder / "state"), **env
    }  # fmt: skip
    child = pexpect.spawn(
        program, list(arguments), cwd=str(folder), env=surroundings, encoding="utf-8",
        dimensions=size, timeout=_WAIT,
    )  # fmt: skip
    child.delaybeforesend = None
    child.ptyproc.delayafterclose = 0
    seen = io.StringIO()
    child.logfile_read = seen
    try:
        yield Terminal(child, seen)
    finally:
        child.close(force=True)


def in_terminal(folder: Path, *arguments: str, **more: Any) -> tuple[int, str]:
    """Run a command that asks nothing in a terminal; return its exit code and what it showed."""
    with terminal(folder, *arguments, **more) as started:
        return started.finish(), started.shown


def raw_in_terminal(folder: Path, *arguments: str, **more: Any) -> str:
    """Run a command as `in_terminal` does; return what it showed as it came, colours and all."""
    with terminal(folder, *arguments, **more) as started:
        started.finish()
        return started.seen.getvalue()
