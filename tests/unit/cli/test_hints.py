"""What to type instead stands in one list, and the core names no flag and no command."""

import ast
import re
from pathlib import Path

import pytest

from chrono.cli.hints import FAULT_HINTS, FLAGS, HINTS, in_flags
from chrono.cli.main import VERBS
from chrono.cli.main import chrono as command
from chrono.codec.upcasts import NewerKind
from chrono.errors import ChronoError
from chrono.faults import Fault
from chrono.log.chronologies import EmptyLog, NoChronology, SeveralChronologies
from chrono.log.errors import DamagedLog, NoLog
from chrono.state.moments import NoMoment

CHRONO = Path(__file__).parents[3] / "chrono"
CORE = (
    *("values", "events", "codec", "kinds", "log", "state", "projections", "queries", "exports"),
    "ingest",
)
VERB = "|".join(verb for verbs in VERBS.values() for verb in verbs if verb != "log")
TYPED = re.compile(rf"--[a-z]\w+|(?<!\S)-[a-z](?= )|\bchrono (?:{VERB})\b|\bpip\b")
"""What is typed at a terminal: flags, verbs, pip."""


def messages(path: Path) -> list[str]:
    """List the texts of a module that are no docstrings."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    docs = {
        id(node.body[0].value)
        for node in nodes
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    alone = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in nodes
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docs | alone
    ]


@pytest.mark.no_cover  # it reads our code, and runs none
def test_no_message_of_the_core_names_a_flag_or_a_command() -> None:
    """It states facts; the dates of cells, which have a reader of their own still, excepted."""
    guilty = [
        f"{path.relative_to(CHRONO)}: {found[0]}"
        for room in CORE
        for path in sorted((CHRONO / room).rglob("*.py"))
        if path.name != "cell_dates.py"
        for text in messages(path)
        for found in TYPED.finditer(text)
    ]

    assert guilty == []


def test_every_flag_that_a_hint_names_is_one() -> None:
    """Nobody is sent to a flag that no verb has."""
    verbs = [command.get_command(None, verb) for verb in command.list_commands(None)]  # type: ignore[arg-type]
    flags = {option for verb in verbs if verb for one in verb.params for option in one.opts}

    assert set(FLAGS.values()) <= flags


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (NoChronology("nope", ["desk"]), "-c 'nope': no such chronology here; there is desk"),
        (SeveralChronologies(["b", "a"]), "the log holds a, b; pick one with -c a"),
        (EmptyLog(), "the log is empty; import something first"),
        (NoLog("a.db"), "a.db: no such log; make it with: chrono init a.db"),
        (
            DamagedLog("a.db", "malformed"),
            (
                "a.db: damaged (malformed); restore it from a copy whose head you know; "
                "see where it is damaged with: chrono check -f a.db"
            ),
        ),
        (
            NoMoment("e5: x is withdrawn", recorded="e5"),
            "e5: x is withdrawn; for what the log said then, use --recorded e5",
        ),
        (NoMoment("'2023/2024' is an interval"), "'2023/2024' is an interval"),
        (
            NewerKind("ship.sailed", 3, 2),
            (
                "ship.sailed is of version 3 here, and this chrono knows it up to version 2; "
                "upgrade chrono-engine; do so with: pip install -U chrono-engine"
            ),
        ),
        (
            Fault("f:1", "chronology", "no chronology 'x' is declared", code="undeclared"),
            (
                "f:1: chronology: no chronology 'x' is declared; make it with chrono init, or "
                "import the folder that declares it"
            ),
        ),
        (Fault("f:1", "id", "missing"), "f:1: id: missing"),
    ],
)
def test_what_helps_stands_after_the_fact(error: ChronoError | Fault, text: str) -> None:
    """And the flag that is wrong before it."""
    assert in_flags(error) == text


def test_every_hint_is_for_an_error_of_ours() -> None:
    """A list that a person can read through."""
    assert all(issubclass(cls, ChronoError) for cls in HINTS)
    assert all(FAULT_HINTS.values())
