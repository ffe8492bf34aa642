"""Law 16, of findings: those that are made part by part are those of the whole history."""

from collections.abc import Sequence
from typing import Any
from unittest import mock

import hypothesis
from hypothesis import given
from hypothesis import strategies as st

from chrono.api import found_in_log, parts
from chrono.api.found_in_log import Judging
from chrono.events.entries import Entry
from chrono.kinds.catalogue import KINDS
from chrono.log import sorted_rows
from chrono.log.chain import sealed
from chrono.log.head import FIRST, Head
from chrono.log.memory import MemoryLog
from chrono.queries.findings.check import in_order
from chrono.queries.findings.finding import Finding
from chrono.queries.findings.independence import Independence
from chrono.values.canonical import canonical
from chrono.values.clocks import Instant, stamp
from tests.building import NOW, event
from tests.laws.test_index_laws import Indexed, file_of, years
from tests.strategies import CLAIMS, Rows, examples, logs, rows_by_hand, taken

STAGES = [
    event(f"s{number}", day, {"set": key, "value": value})
    for number, (day, key, value) in enumerate(
        (
            ("2020", "deal/a", {"stage": "agreed"}),
            ("2021", "deal/a", {"stage": "lapsed"}),
            ("2020", "deal/a/sum", 9),
            ("2021", "deal/a/sum", "Albert Smith"),
            ("2020", "deal/b", {"stage": "agreed"}),
            ("2025-12", "deal/b/sum", "Albert Smyth"),
            ("2020", "deal/c", {"stage": "agreed"}),
            ("2020", "term/c", {"until": "2021"}),
        )
    )
]
LOGS = st.tuples(
    st.lists(st.sampled_from(CLAIMS), min_size=2, max_size=8),
    logs(size=(2, 9)),
    st.permutations(STAGES),
    st.booleans(),
)


def found(entries: Sequence[Entry], log: MemoryLog, short: int) -> tuple[list[Finding], Any]:
    """Judge a chronology, part by part unless it has no more entries than `short`."""
    supported = list[Independence]()
    judging = Judging(log=log, head=log.head(), kinds=KINDS, now=NOW, at="2026-06")
    at = judging.moment("test").instant
    with mock.patch.object(found_in_log, "SHORT", short):
        placed = [*judging.found("test", len(entries), at, supported.append)]
    single = [each for some in supported for each in some.single]
    count = sum(each.values for each in supported)
    return [each.finding for each in in_order(placed)], (count, single)


def by_parts_as_at_once(entries: Sequence[Entry], few: int = 2) -> list[Finding]:
    """Judge a chronology in both ways, which must find the same, in one order; return it.

    Args:
        entries: The chronology.
        few: The developments that are read at once where each stands by itself.
    """
    with (
        file_of([entries]) as opened,
        mock.patch.object(parts, "_FEW", few),
        mock.patch.object(parts, "_MANY", 2),
        mock.patch.object(sorted_rows, "_MOST", 3),
    ):
        apart = found(entries, Indexed(entries, opened), 0)
    at_once = found(entries, MemoryLog(entries), 10**6)
    assert apart == at_once
    return apart[0]


@examples(100)
@given(LOGS, st.sampled_from(["UTC", "Pacific/Kiritimati", "America/Los_Angeles"]))
def test_findings_by_parts_are_those_of_the_whole_history(
    written: tuple[Any, Rows, Rows, bool], zone: str
) -> None:
    """In the same order, of every sort, however few events a part has."""
    plain, log, stages, far = written
    entries = taken([*(years(plain, log) if far else log), *stages], zone).entries()
    for code in {each.code for each in by_parts_as_at_once(entries)}:
        hypothesis.event(code)


@examples(60)
@given(logs(size=(2, 7), acts=False, cycles=True), st.sampled_from([2, 500]))
def test_void_links_by_parts_are_those_of_the_whole_history(written: Rows, few: int) -> None:
    """Also where a log was made by hand, with links on cycles and to what comes later."""
    codes = {each.code for each in by_parts_as_at_once(by_hand(rows_by_hand(written)), few)}
    hypothesis.event(f"void: {'void-link' in codes}")


def by_hand(rows: Rows) -> list[Entry]:
    """Chain rows that no append has checked."""
    entries: list[Entry] = []
    for row in rows:
        body = {name: row[name] for name in row.keys() - {"position", "recorded"}}
        head = Head(len(entries), entries[-1].hash if entries else FIRST)
        text = canonical({"chronology": "test", **body})
        entries.append(sealed(head, "test", row["id"], stamp(Instant(row["recorded"])), text))
    return entries
