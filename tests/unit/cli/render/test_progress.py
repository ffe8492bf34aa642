"""Progress: the seconds that have passed, and how much is done where that is known."""

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from chrono.cli.render import progress
from chrono.cli.render.progress import Steps, working


class Terminal(io.StringIO):
    """A terminal that keeps what it is shown."""

    def isatty(self) -> bool:
        """Say that somebody looks at it."""
        return True

    def fileno(self) -> int:
        """Give a number under which nothing is written."""
        return 1


@contextmanager
def shown_on() -> Iterator[Terminal]:
    """Show progress at once, on a screen of our own."""
    shown = Terminal()
    with (
        mock.patch("sys.stderr", shown),
        mock.patch.object(progress, "_PATIENCE", 0.001),
        mock.patch("os.write"),
    ):
        yield shown


def shows(screen: Terminal, text: str) -> bool:
    """Wait until a text is shown; False after many seconds."""
    return any(text in screen.getvalue() or time.sleep(0.001) for _ in range(10_000))


def test_the_share_that_is_done_is_shown() -> None:
    """Each item that is taken is a step; what is gone through again counts again."""
    with shown_on() as screen, working("rebuild"):
        steps = Steps(8)
        items = steps.of("ab")
        assert shows(screen, "rebuild … 0% · 0 s")
        assert [*items, *items] == ["a", "b", "a", "b"]
        assert shows(screen, "rebuild … 50% · 0 s")


def test_what_has_no_steps_shows_its_seconds_alone() -> None:
    """As where nothing says how many there are, or there are none."""
    with shown_on() as screen, working("import"):
        assert shows(screen, "import … 0 s")
    with shown_on() as screen, working("rebuild"):
        Steps(0)
        assert shows(screen, "rebuild … 0 s")


def test_steps_are_counted_without_a_terminal() -> None:
    """Nothing is shown then."""
    steps = Steps(2)
    assert [*steps.of("ab")] == ["a", "b"]
    assert steps.share == "100% · "
