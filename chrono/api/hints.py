"""Hints for Python programs: what the API adds to an error, as a note, beside its facts.

A note (`BaseException.add_note`) stands below the message in a traceback; the command line, which
has flags to name instead, adds its own (`chrono.cli.hints`).
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Final

from chrono.errors import ChronoError
from chrono.log.chronologies import SeveralChronologies
from chrono.log.contract import HeadMoved
from chrono.log.errors import NoLog, NotALog
from chrono.state.moments import NoMoment

HINTS: Final[Mapping[type[ChronoError], Callable[[Any], str]]] = {
    SeveralChronologies: lambda error: f"name one: Chronology.open(path, {error.known[0]!r})",
    NoLog: lambda error: f"in a terminal, chrono init {error.path} makes one",
    NotALog: lambda _: "in a terminal, chrono init makes a log",
    NoMoment: lambda error: (
        f"for what the log said then, pass recorded={error.recorded!r}" if error.recorded else ""
    ),
    HeadMoved: lambda _: "read the head again, and append on that",
}
"""What helps, by the class of the error; empty for nothing."""


class in_python(AbstractContextManager[None]):  # noqa: N801  as a function of contextlib
    """Adds notes to a ChronoError that the block raises: the wrong argument, and what helps."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, ChronoError):
            if error.parameter:
                error.add_note(f"argument: {error.parameter}")
            hint = HINTS[type(error)](error) if type(error) in HINTS else ""
            if hint:
                error.add_note(hint)
