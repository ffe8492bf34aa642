"""Hints at a terminal: the flags and commands that the command line adds to an error.

The core knows no flag: its errors say what is wrong. This table says, by the class of the error,
what helps at a terminal. It is imported only when something is wrong.
"""

import shlex
from collections.abc import Callable, Mapping
from typing import Any, Final

from chrono.codec.upcasts import NewerKind
from chrono.errors import ChronoError
from chrono.events.history import NotDeclared
from chrono.faults import Fault
from chrono.ingest.log_import import BrokenOther
from chrono.log.bundled import NotBundled
from chrono.log.chronologies import EmptyLog, SeveralChronologies
from chrono.log.contract import HeadMoved
from chrono.log.errors import DamagedLog, NewerLog, NoLog, NotALog, WrongIndex
from chrono.state.moments import NoMoment

FLAGS: Final[Mapping[str, str]] = {
    "also": "--also",
    "by": "--by",
    "chronology": "-c",
    "known": "--known",
    "recorded": "--recorded",
    "since": "--since",
    "until": "--until",
    "without": "--without",
    "publisher": "--publisher",
    "host": "--host",
    "port": "--port",
}
"""The flag of each parameter; a parameter that is typed without a flag has none."""

_UPGRADE: Final = "do so with: pip install -U chrono-engine"

HINTS: Final[Mapping[type[ChronoError], Callable[[Any], str]]] = {
    SeveralChronologies: lambda error: f"pick one with -c {error.known[0]}",
    EmptyLog: lambda _: "import something first",
    NoLog: lambda error: f"make it with: {shlex.join(['chrono', 'init', str(error.path)])}",
    NotALog: lambda _: "name a file made with chrono init",
    NewerLog: lambda _: _UPGRADE,
    NewerKind: lambda _: _UPGRADE,
    DamagedLog: lambda error: (
        f"see where it is damaged with: {shlex.join(['chrono', 'check', '-f', str(error.path)])}"
    ),
    WrongIndex: lambda error: (
        f"do so with: {shlex.join(['chrono', 'rebuild', '-f', str(error.path)])}"
    ),
    BrokenOther: lambda error: (
        f"see more with: {shlex.join(['chrono', 'check', '-f', str(error.path)])}"
    ),
    NotBundled: lambda error: "" if error.known else "build it with pip install",
    NotDeclared: lambda _: "import its folder, or make it with chrono init",
    NoMoment: lambda error: (
        f"for what the log said then, use --recorded {error.recorded}" if error.recorded else ""
    ),
    HeadMoved: lambda _: "look again",
}
"""What helps, by the class of the error; empty for nothing."""

FAULT_HINTS: Final[Mapping[str, str]] = {
    "undeclared": "make it with chrono init, or import the folder that declares it",
    "unexplained": "or, for all that changed, with --reason",
    "changed row": "say why with --reason",
    "newer kind": _UPGRADE,
    "taken id": "export it with: chrono export jsonl -f {remedy}",
    "another affair": "take it in with --also {remedy}, or keep it in a log of its own",
    "another chronology": "pick that one with -c",
    "column map": "say --map {remedy}",
    "edited row": "say --edits for a correction of it, with --reason, or --new for another event",
}
"""What helps, by the code of a fault, with the fault's own remedy in it."""


def in_flags(error: ChronoError | Fault) -> str:
    """Return the text of an error or fault, with the wrong flag before it and what helps after it.

    Without a flag and a hint it is the text alone.
    """
    if isinstance(error, Fault):
        hint, flag = FAULT_HINTS.get(error.code, "").format(remedy=error.remedy), ""
    else:
        hint = HINTS[type(error)](error) if type(error) in HINTS else ""
        flag = FLAGS.get(error.parameter, "")
    text = f"{flag} {error}".strip()
    return f"{text}; {hint}" if hint else text
