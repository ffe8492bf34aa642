"""Law 4: an answer at a past `recorded` never changes, whatever is appended later."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.api.reading import Reader
from chrono.codec.codec import Codec
from chrono.events.history import History
from chrono.kinds.catalogue import KINDS
from chrono.log.memory import MemoryLog
from chrono.queries.disputes import disputes
from chrono.queries.key_history.periods import periods
from chrono.queries.log_rows import log_rows
from chrono.queries.state import slot_body, state
from chrono.queries.why import why
from chrono.state.rule import World
from chrono.state.slots import slots
from chrono.state.visibility import View
from chrono.values.clocks import Instant
from tests.stories.command import run
from tests.strategies import (
    KEYS,
    NOON,
    Row,
    Rows,
    examples,
    history_of_rows,
    logs,
    moments,
    rows_of,
)

KNOWN = st.one_of(st.none(), moments())


def all_answers(history: History, at: int, known: int | None) -> list[Any]:
    """Ask everything that there is to ask of the view of a history."""
    view = View(history, None if known is None else Instant(known))
    world = World(view, Instant(at))
    return [
        [slot_body(slot) for slot in slots(world)],
        [row.body() for row in log_rows(view)],
        [period.body() for period in periods(view)],
    ]


@examples(100)
@given(logs(size=(2, 8)), st.integers(1, 9), moments(), KNOWN)
def test_the_beginning_of_a_log_answers_as_when_it_was_all(
    written: Rows, upto: int, at: int, known: int | None
) -> None:
    """State, timeline and periods of a longer log, up to a position, are those of the shorter."""
    rows = rows_of(written)
    then = history_of_rows(row for row in rows if row["position"] <= upto)
    now = history_of_rows(rows)
    all_answers(now, at, known)  # what was asked of the whole leaves nothing behind
    assert all_answers(now.upto(upto), at, known) == all_answers(then, at, known)


def appending(written: Rows) -> Iterator[MemoryLog]:
    """Append what was written, one by one, handing over the log each time."""
    codec, log = Codec("test", KINDS), MemoryLog()
    for row in rows_of(written):  # what a log took, in the words of an import
        body = {name: value for name, value in row.items() if name not in ("position", "recorded")}
        draft, _ = codec.draft(body, "test")
        assert draft is not None
        log.append([draft])
        yield log


def asked(log: MemoryLog, when: str, recorded: str | None) -> list[Any]:
    """Ask through the very reading of ``--recorded``, as the verbs do."""
    found = Reader(log, "test").query(when, through={"recorded": recorded})
    history, asof = found.history, found.asof
    return [
        found.head,
        [slot_body(slot) for slot in state(history, asof).slots],
        [why(history, asof, key).body() for key in KEYS],
        [one.body() for one in disputes(history, asof).disputes],
    ]


@examples(30)
@given(logs(size=(2, 7)), st.sampled_from(NOON[2:]).map(lambda at: at // 86_400_000_000))
def test_what_recorded_asks_for_is_what_was_answered_then(written: Rows, day: int) -> None:
    """By position and by moment of recording, after each later append, head and all."""
    when = f"2024-01-{1 + day - 19723:02}"
    given_then: list[tuple[str, list[Any]]] = []
    for log in appending(written):
        last = log.entries()[-1]
        now = asked(log, when, None)
        given_then += [(f"e{last.position}", now), (last.recorded, now)]
        for recorded, answer in given_then:
            assert asked(log, when, recorded) == answer


def development(given: str, value: str, **more: Any) -> Row:
    """Tell of an office in a line of JSONL."""
    source = {"publisher": "Paper", "published": "2024-06-01", "basis": "reported"}
    claims = [{"set": "office/firm/ceo", "value": value}]
    event = {"kind": "development", "occurred": "2024-01-05", "headline": given}
    return {"id": given, **event, "data": {"claims": claims}, "sources": [source], **more}


CITED = {"publisher": "Herald", "published": "2024-01-02", "basis": "filed"}
LATER: Sequence[Row] = (
    development("rival", "Bob", contests=["one"]),
    {"id": "cited", "kind": "citation", "cites": "one", "sources": [CITED]},
    {"id": "back", "kind": "retraction", "retracts": "one", "reason": "a parody"},
    {"id": "again", "kind": "retraction", "retracts": "back", "reason": "none after all"},
    {
        "id": "better",
        "kind": "correction",
        "corrects": "one",
        "reason": "another name",
        "event": {name: value for name, value in development("one", "Cyd").items() if name != "id"},
    },
    {
        "id": "chronology~2",
        "kind": "chronology",
        "data": {"title": "Another title", "zone": "UTC", "aliases": {"Ada": "Ada King"}},
    },
)
QUESTIONS = (
    ("state", "2024-02-01", "--json"),
    ("state", "2024-02-01", "--known", "2024-03-01", "--json"),
    ("log", "--json"),
    ("show", "one", "--json"),
    ("why", "office/firm/ceo", "2024-02-01", "--json"),
    ("disputes", "2024-02-01", "--json"),
    ("export", "csv"),
    ("export", "jsonl"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a log with one event."""
    assert run(tmp_path, "init", "chrono.db", "--name", "affair").returncode == 0
    append(tmp_path, development("one", "Ada"))
    return tmp_path


def append(folder: Path, one: Row) -> None:
    """Append an event or act by the real command."""
    (folder / "more.jsonl").write_text(json.dumps(one), encoding="utf-8")
    found = run(folder, "import", "more.jsonl")
    assert found.returncode == 0, found.stderr


def answer(folder: Path, question: Sequence[str]) -> tuple[int, bytes]:
    """Ask the real command what the log said when it had two entries."""
    found = run(folder, *question, "--recorded", "e2")
    return found.returncode, found.stdout


def test_every_verb_gives_an_old_answer_again_byte_for_byte(folder: Path) -> None:
    """After a rival, a citation, a retraction and its undoing, a correction, a declaration."""
    before = [answer(folder, question) for question in QUESTIONS]
    for one in LATER:
        append(folder, one)

    assert [answer(folder, question) for question in QUESTIONS] == before
