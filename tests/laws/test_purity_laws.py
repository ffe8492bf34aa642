"""Law 15: an answer depends on the log and the question, on no clock, place, language or hash."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from chrono.api import reading
from chrono.codec.codec import Codec
from chrono.kinds.catalogue import KINDS
from chrono.log.contract import Log
from chrono.log.memory import MemoryLog
from chrono.queries.log_rows import log_rows
from chrono.queries.state import slot_body, state
from chrono.queries.why import why
from chrono.values.clocks import Instant
from tests.building import NOW
from tests.laws.test_arrival_order import dated
from tests.strategies import (
    DAYS,
    KEYS,
    NOON,
    ON_ONE_KEY,
    Rows,
    examples,
    logs,
    moments,
    rows_of,
    slots_of,
    states_of,
)

ROOT = Path(__file__).parents[2]
KNOWN = st.one_of(st.none(), moments())
DENSE = st.one_of(logs(size=(3, 7), claims=ON_ONE_KEY), logs(size=(1, 7)))
CLOCKS = st.integers(0, 4 * 10**15).map(Instant)
"""Moments from 1970 to 2096."""


def log_at(rows: Rows, clock: int) -> MemoryLog:
    """Append the entries of a log to another, by another clock."""
    ticks = iter(range(10**6))
    codec, log = Codec("test", KINDS), MemoryLog(clock=lambda: Instant(clock + next(ticks)))
    for row in rows:
        body = {name: value for name, value in row.items() if name not in ("position", "recorded")}
        draft, faults = codec.draft(body, "test")
        assert draft is not None, faults
        log.append([draft])
    return log


def asked(log: Log, when: str, known: str | None, now: Instant) -> list[Any]:
    """Ask as the verbs do, at some time of day."""
    with patch.object(reading, "system_clock", lambda: now):
        found = reading.Reader(log, "test").query(when, through={"known": known})
    history, asof = found.history, found.asof
    return [
        found.head,
        asof.body("UTC"),
        [slot_body(slot) for slot in state(history, asof).slots],
        [row.body() for row in log_rows(asof.view(history))],
        [why(history, asof, key).body() for key in KEYS],
    ]


@examples(60)
@given(logs(size=(1, 7)), st.sampled_from(DAYS), st.sampled_from((None, *DAYS)), CLOCKS, CLOCKS)
def test_the_time_at_which_one_asks_changes_nothing(
    written: Rows, when: str, known: str | None, one: Instant, other: Instant
) -> None:
    """An answer about a date is the same before it, after it, and in another century."""
    log = log_at(rows_of(written), NOW)
    assert asked(log, when, known, one) == asked(log, when, known, other)


@examples(150)
@given(DENSE, KNOWN, CLOCKS)
def test_the_time_at_which_one_appends_changes_no_state(
    written: Rows, known: int | None, clock: Instant
) -> None:
    """Where every source has a date, `recorded` is for the audit alone."""
    rows = rows_of(dated(row) for row in written)
    again = [{**row, "recorded": clock + number} for number, row in enumerate(rows)]
    assert states_of(again, NOON, known) == states_of(rows, NOON, known)


ASKING = """
import json, sys
from tests.strategies import slots_of
for rows, at, known in json.load(sys.stdin):
    print(json.dumps(slots_of(rows, at, known)))
"""
MACHINES = st.fixed_dictionaries(
    {
        "TZ": st.sampled_from(("UTC", "Asia/Kathmandu", "America/Los_Angeles", "Pacific/Apia")),
        "LANG": st.sampled_from(("C", "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8")),
        "PYTHONHASHSEED": st.integers(0, 4_294_967_295).map(str),
    }
)
QUESTIONS = st.tuples(logs(size=(2, 8)).map(rows_of), st.sampled_from(NOON), KNOWN)


@examples(4)
@given(st.lists(QUESTIONS, min_size=15, max_size=25), MACHINES)
def test_no_machine_answers_otherwise(asked: list[Any], machine: dict[str, str]) -> None:
    """Zone, language and hash seed of another process change no slot, nor the order in it."""
    found = subprocess.run(
        [sys.executable, "-c", ASKING],
        input=json.dumps(asked),
        cwd=ROOT,
        env={**os.environ, "LC_ALL": machine["LANG"], "PYTHONPATH": str(ROOT), **machine},
        capture_output=True,
        text=True,
        check=True,
    )
    here = [json.dumps(slots_of(*question)) for question in asked]
    assert found.stdout.splitlines() == here
