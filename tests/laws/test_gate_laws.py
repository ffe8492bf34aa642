"""Law 20, one gate: what one way in takes, every way in takes; what one refuses, all refuse."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from chrono.api.reading import Reader
from chrono.api.writing import Writing
from chrono.events.entries import Entry
from chrono.events.exported import exported
from chrono.events.history import History
from chrono.exports.csv_table import COLUMNS
from chrono.exports.csv_table import table as comma_table
from chrono.exports.yaml_text import yaml_text
from chrono.faults import Refused
from chrono.ingest.folder import Written, read
from chrono.ingest.gate import admitted
from chrono.ingest.imports import planned
from chrono.ingest.items import Item
from chrono.ingest.merge import merge
from chrono.ingest.restore import read_export
from chrono.ingest.spreadsheet.rows import table
from chrono.ingest.table_import import TableImport
from chrono.kinds.catalogue import KINDS
from chrono.log.chain import sealed
from chrono.log.memory import MemoryLog
from chrono.queries.state import slot_body
from chrono.state.rule import World
from chrono.state.slots import slots
from chrono.state.visibility import View
from chrono.values.canonical import canonical
from chrono.values.clocks import END, Instant
from tests.building import NOW, declaration, drafts, source
from tests.strategies import CLAIMS, DATES, examples

Row = dict[str, Any]
STAMP = "2026-12-01T00:00:00.000000Z"

SPOILT: tuple[Callable[[Row], Row], ...] = (
    *([lambda row: row] * 8),
    lambda row: {**row, "headline": "a\x1b[31mb"},
    lambda row: {**row, "headline": "a\nb"},
    lambda row: {**row, "headline": 7},
    lambda row: {**row, "note": "one\ntwo"},
    lambda row: {**row, "note": "a\x08b"},
    lambda row: {**row, "occurred": "soon"},
    lambda row: {**row, "occurred": "[2023-01..2024]"},
    lambda row: {**row, "id": "a b"},
    lambda row: {**row, "colour": "red"},
    lambda row: {**row, "sources": []},
    lambda row: {**row, "sources": [source(basis="certain")]},
    lambda row: {**row, "sources": [source(url="javascript:x")]},
    lambda row: {**row, "sources": [source(publisher="a\x9bb")]},
    lambda row: {**row, "data": {"claims": [{"set": "A B/x", "value": 1}]}},
    lambda row: {**row, "data": {"claims": [{"zzz": "a/b", "value": 1}]}},
    lambda row: {**row, "data": {"claims": [{"set": "a/b", "value": {"x": "\x07"}}]}},
    lambda row: {**row, "after": ["nobody"]},
    lambda row: {**row, "after": [row["id"]]},
)
"""What may be wrong with an event; often nothing is."""


def row_of(number: int, occurred: str, claims: list[Row], after: int) -> Row:
    """Write an event, which may say that it came after an earlier one.

    Its date never says the contrary: where it came from such a link was no cycle, so that a merge
    takes it, void (rule 3), and no other way in does.
    """
    links = {"after": [f"n{after}"]} if after < number else {}
    occurred = "[2024-01-01..2024-01-04]" if links else occurred
    return {
        "id": f"n{number}",
        "kind": "development",
        "occurred": occurred,
        "headline": f"n{number}",
        "data": {"claims": claims} if claims else {},
        "sources": [source("2099")],
        **links,
    }


def stored(log: MemoryLog, row: Row) -> Entry:
    """Seal what somebody else's log would hold, with the claims that the row lists."""
    claims = [
        {"op": op, "key": key, **({"value": one["value"]} if "value" in one else {})}
        for one in row["data"].get("claims", ())
        for op, key in one.items()
        if op != "value"
    ]
    derived = {"version": 1, **({"claims": claims} if claims else {})}
    given = {name: value for name, value in row.items() if value not in ({}, [])}
    body = canonical({"chronology": "test", **given, "derived": derived})
    return sealed(log.head(), "test", row["id"], STAMP, body, by='{"who":"eve"}')


def by_python(log: MemoryLog, row: Row) -> None:
    """Append it as a Python program does."""
    Writing(log, Reader(log, "test"), KINDS).append([row], None, None)


def by_line(log: MemoryLog, row: Row) -> None:
    """Import it as a line of JSONL."""
    log.append(planned(Written((Item(row, "f.jsonl", 1),), (), None), log, KINDS).drafts)


def by_merge(log: MemoryLog, row: Row) -> None:
    """Merge a log that holds it."""
    entries = (*log.entries()[:1], stored(log, row))
    admitted(entries, "other.db", KINDS)
    merged = merge(log.entries(), entries, "other.db")
    if merged.faults:
        raise Refused(merged.faults)
    log.append(merged.drafts)


def by_restore(log: MemoryLog, row: Row) -> None:
    """Restore an export that ends in it; the log is made again from nothing."""
    lines = [exported(entry) for entry in (*log.entries(), stored(log, row))]
    export = read_export([Item(line, "f.jsonl", n) for n, line in enumerate(lines, 1)], KINDS)
    if export.faults:
        raise Refused(export.faults)
    MemoryLog().append([attrs.evolve(draft, hash="") for draft in export.drafts])
    log.append(drafts(row))


def is_text(value: object) -> bool:
    """Return whether every scalar is text, so that YAML and cells say just that."""
    if isinstance(value, dict):
        return all(map(is_text, value.values()))
    return all(map(is_text, value)) if isinstance(value, list) else isinstance(value, str)


def by_yaml(log: MemoryLog, row: Row) -> None:
    """Import it as a file of text; what is no text is for JSONL."""
    if not is_text(row):
        by_line(log, row)
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "2024.yaml"
        path.write_text(yaml_text([row]), "utf-8")
        log.append(planned(read(path), log, KINDS).drafts)


def by_table(log: MemoryLog, row: Row) -> None:
    """Import it as a row of a table, whose cell of data is JSON; other cells are text."""
    named = {"id": "Id", "headline": "Event", "note": "Note"}
    cells = {named.get(name, name): value for name, value in row.items() if name != "sources"}
    if not is_text({**cells, "data": ""}):
        by_line(log, row)
        return
    cells |= {"data": canonical(row["data"]), "after": " ".join(row.get("after", ()))}
    cells |= {name: value for each in row["sources"] for name, value in each.items()}
    columns = dict.fromkeys((*COLUMNS, *cells))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "events.csv"
        path.write_text(
            comma_table(columns, [[str(cells.get(name, "")) for name in columns]]), "utf-8"
        )
        asked = TableImport(path=path, table=table(path), register=KINDS)
        log.append(asked.plan(log).drafts)


DOORS = (by_python, by_line, by_yaml, by_table, by_merge, by_restore)


class OneGate(RuleBasedStateMachine):
    """Hand the same event over by every way in, each into a log of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.number = 0
        self.logs = {door: MemoryLog(clock=lambda: Instant(NOW)) for door in DOORS}
        for log in self.logs.values():
            log.append(drafts(declaration()))

    @rule(
        occurred=st.sampled_from(DATES),
        claims=st.lists(st.sampled_from(CLAIMS), max_size=2),
        after=st.integers(0, 12),
        spoil=st.sampled_from(SPOILT),
    )
    def hand_over(
        self, occurred: str, claims: list[Row], after: int, spoil: Callable[[Row], Row]
    ) -> None:
        """Each door decides alike; what was taken is read, with one state."""
        row = spoil(row_of(self.number, occurred, claims, after))
        self.number += 1
        taken = {}
        for door, log in self.logs.items():
            head = log.head()
            try:
                door(log, row)
            except Refused:
                taken[door.__name__] = False
                assert log.head() == head
            else:
                taken[door.__name__] = True
        assert len(set(taken.values())) == 1, (row, taken)
        if all(taken.values()):
            self.expect_one_state()

    def expect_one_state(self) -> None:
        """Read each log, which must say the same."""
        states = set()
        for log in self.logs.values():
            world = World(View(History.of("test", log.entries())), END)
            states.add(canonical([slot_body(slot) for slot in slots(world)]))
        assert len(states) == 1


TestOneGate = OneGate.TestCase
TestOneGate.settings = settings(
    examples(40), stateful_step_count=12, suppress_health_check=[HealthCheck.too_slow]
)
