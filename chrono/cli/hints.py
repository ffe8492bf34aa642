"""What to type instead: the flags and commands that the command line adds to the facts of an error.

The core knows no flag. An error says what is wrong; here stands, by its class, what helps a person
at a terminal. It is imported only when something is wrong.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from chrono.api.reading import EmptyLog, SeveralChronologies
from chrono.errors import ChronoError

FLAGS: Final[Mapping[str, str]] = {
    "chronology": "-c",
    "known": "--known",
    "recorded": "--recorded",
    "since": "--since",
    "until": "--until",
}
"""The flag of each parameter; of one that is typed without a flag, none."""

HINTS: Final[Mapping[type[ChronoError], Callable[[Any], str]]] = {
    SeveralChronologies: lambda error: f"pick one with -c {error.known[0]}",
    EmptyLog: lambda _: "import something first",
}
"""What helps, by the class of the error."""


def in_flags(error: ChronoError) -> str:
    """Return the text of an error with the flag that is wrong before it, and what helps after."""
    hint = next((HINTS[cls](error) for cls in type(error).__mro__ if cls in HINTS), "")
    told = f"{FLAGS.get(error.parameter, '')} {error}".strip()
    return f"{told}; {hint}" if hint else told
