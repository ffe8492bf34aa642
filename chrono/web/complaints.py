"""What a reader is told of an error: a status of HTTP, and a sentence with what would help."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from chrono.api.reading import NoBasis
from chrono.codec.upcasts import NewerKind
from chrono.errors import ChronoError
from chrono.events.stored_body import UnreadableEntry
from chrono.log.chronologies import EmptyLog, NoChronology, SeveralChronologies
from chrono.log.errors import BusyLog, LogError
from chrono.state.moments import NoMoment
from chrono.values.hidden_characters import revealed
from chrono.values.keys import BadKey
from chrono.web.asked import ANSWER, BadParameter, NoAddress

_STATUS: Final[Mapping[type[ChronoError], int]] = {
    NoAddress: 404,
    NoChronology: 404,
    EmptyLog: 404,
    BusyLog: 503,
    BadKey: 400,
    BadParameter: 400,
    NoBasis: 400,
    SeveralChronologies: 400,
}
"""The status of an error, by its class; else 400 for a parameter, and 500 for the log."""

_OF_LOG: Final = (LogError, NewerKind, UnreadableEntry)
"""Errors of the log itself, whichever parameter was being read when it was found."""

_HINTS: Final[Mapping[type[ChronoError], Callable[[Any], str]]] = {
    SeveralChronologies: lambda error: f"pick one with ?chronology={error.known[0]}",
    NoMoment: lambda error: (
        f"for what the log said then, add ?recorded={error.recorded}" if error.recorded else ""
    ),
}
"""What helps, by the class of the error; empty for nothing."""


def complaint(error: ChronoError) -> tuple[int, str]:
    """Return the status of an error, and its text with the wrong parameter and what helps."""
    parameter = "" if isinstance(error, _OF_LOG) else error.parameter
    status = _STATUS.get(type(error), 400 if parameter else 500)
    hint = _HINTS[type(error)](error) if type(error) in _HINTS else ""
    named = f"{parameter}: " if parameter in (*ANSWER, "at") else ""
    return status, revealed(f"{named}{error}{'; ' if hint else ''}{hint}")
