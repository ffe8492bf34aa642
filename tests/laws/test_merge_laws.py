"""Law 7 on two desks: logs kept apart give one state when merged, whichever is merged first."""

from collections.abc import Iterable, Sequence
from typing import Any

import attrs
from hypothesis import assume, event, given
from hypothesis import strategies as st

from chrono.codec.codec import Codec
from chrono.errors import ChronoError
from chrono.ingest.merge import Merge, merge
from chrono.kinds.catalogue import KINDS
from chrono.log.chain import first_break
from chrono.log.contract import Appended
from chrono.log.memory import MemoryLog
from chrono.projections.event import Event
from chrono.projections.fold import sequence
from chrono.state.visibility import View
from chrono.values.clocks import Instant, parse_stamp
from tests.building import NOW, declaration
from tests.laws.test_arrival_order import dated
from tests.oracle.naive_state import naive_state
from tests.oracle.test_naive_state import in_order
from tests.strategies import (
    NOON,
    ON_ONE_KEY,
    Row,
    Rows,
    examples,
    history_of_rows,
    logs,
    slots,
    states_of,
)

BASE, OURS, THEIRS, BOTH = "base", "ours", "theirs", "both"
LOGS = st.one_of(logs(size=(3, 8)), logs(size=(3, 8), claims=ON_ONE_KEY))
CROWDED = logs(size=(4, 8), claims=ON_ONE_KEY).map(lambda written: upon_one(written))  # noqa: PLW0108  it stands below
"""Corrections of one development, and what is done about them."""

APART = st.lists(st.sampled_from((OURS, THEIRS)), min_size=8, max_size=8)
ANYWHERE = st.lists(st.sampled_from((OURS, THEIRS, BOTH)), min_size=8, max_size=8)
COMMON = st.integers(1, 3)
KNOWN = st.sampled_from((None, *NOON))

_CODEC = Codec("test", KINDS)


def upon_one(written: Rows) -> Rows:
    """Let every later development correct the first instead."""
    unlinked: Row = {"after": [], "before": [], "contests": []}
    found = written[:1]
    for row in written[1:]:
        if row["kind"] != "development":
            found.append(row)
            continue
        told = {name: value for name, value in row.items() if name != "id"} | unlinked
        act = {"id": row["id"], "kind": "correction", "corrects": "e1", "reason": "better"}
        found.append({**act, "event": told})
    return found


def kept(written: Iterable[Row], start: int = NOW) -> MemoryLog:
    """Keep a log of what was written, each entry by itself, leaving out what the log refuses."""
    ticks = iter(range(10**6))
    log = MemoryLog(clock=lambda: Instant(start + next(ticks) * 1_000_000))
    for one in (declaration(), *written):
        draft, faults = _CODEC.draft(one, "test")
        assert draft is not None, faults
        try:
            log.append([draft])
        except ChronoError:
            continue
    return log


def desks(written: Rows, common: int, who: Sequence[str]) -> tuple[MemoryLog, MemoryLog]:
    """Keep two logs that begin alike and then go on apart."""
    written = [dated(row) for row in written]
    places = [BASE] * common + list(who)
    pairs = list(zip(written, places, strict=False))
    ours = [row for row, place in pairs if place != THEIRS]
    theirs = [row for row, place in pairs if place != OURS]
    return kept(ours), kept(theirs, NOW + 500_000)


def copy(log: MemoryLog) -> MemoryLog:
    """Go on with a log somewhere else, later."""
    return MemoryLog(log.entries(), clock=lambda: Instant(NOW + 10**12))


def merged(ours: MemoryLog, theirs: MemoryLog) -> tuple[MemoryLog, Merge, Appended | None]:
    """Merge one log into a copy of another; nothing is appended where ids are in conflict."""
    log = copy(ours)
    plan = merge(log.entries(), theirs.entries(), "theirs.db")
    return log, plan, None if plan.faults else log.append(plan.drafts)


def rows(log: MemoryLog) -> Rows:
    """Read a log as plain rows."""
    return [
        {**entry.content, "position": entry.position, "recorded": parse_stamp(entry.recorded)}
        for entry in log.entries()
    ]


def states(log: MemoryLog, known: int | None) -> list[dict[str, Any]]:
    """Answer at every moment of the calendar."""
    return states_of(rows(log), NOON, known)


def on_one_day(written: Rows) -> Rows:
    """Let all that corrections tell happen on one day."""
    return [
        {**row, "event": {**row["event"], "occurred": "2024-01-01"}} if "event" in row else row
        for row in written
    ]


def folded(log: MemoryLog) -> list[Event]:
    """List what a projection is given, but for what it may not look at."""
    given = sequence(View(history_of_rows(rows(log))))
    return [attrs.evolve(told, position=0, version="") for told in given]


def numbered(written: Rows, common: int, who: Sequence[str]) -> Rows:
    """Give acts the ids that chrono makes, each desk counting by itself."""
    names: dict[str, dict[str, str]] = {OURS: {}, THEIRS: {}}
    found: Rows = []
    for row, place in zip(written, [BOTH] * common + list(who), strict=False):
        sides = [names[side] for side in (OURS, THEIRS) if place in (side, BOTH)]
        found.append(renamed(row, sides))
    return found


def renamed(row: Row, desks: Sequence[dict[str, str]]) -> Row:
    """Give an act the next id of its series on the desks that write it; keep what it names."""
    field = next((name for name in ("retracts", "corrects", "cites") if name in row), None)
    if field is None:
        return row
    target = desks[0].get(row[field], row[field])
    act = "~" if field == "corrects" else f"-{row['kind']}-"
    taken = {one for names in desks for one in names.values()}
    numbers = (f"{target.replace('~', '.')}{act}{number}" for number in range(2, 20))
    given = next(one for one in numbers if one not in taken)
    for names in desks:
        names[row["id"]] = given
    return {**row, "id": given, field: target}


@examples(250)
@given(st.one_of(LOGS, CROWDED), COMMON, APART, KNOWN)
def test_two_desks_give_one_state_whichever_is_merged_first(
    written: Rows, common: int, who: Sequence[str], known: int | None
) -> None:
    """Ours into theirs and theirs into ours answer alike, as the rules do on both together."""
    ours, theirs = desks(written, common, who)
    one, plan, done = merged(ours, theirs)
    other, _, back = merged(theirs, ours)
    assert done is not None, plan.faults
    assert back is not None

    answered = states(one, known)
    assert answered == states(other, known)
    here = {row["id"] for row in rows(ours)}
    union = [*rows(ours), *(row for row in rows(theirs) if row["id"] not in here)]
    for at, found in zip(NOON, answered, strict=True):
        assert in_order(found) == in_order(naive_state(union, at, known))


@examples(200)
@given(CROWDED, COMMON, ANYWHERE, KNOWN)
def test_ids_that_both_desks_made_are_told_apart_alike(
    written: Rows, common: int, who: Sequence[str], known: int | None
) -> None:
    """With numbered acts on both desks the state is one still, or both merges are refused."""
    ours, theirs = desks(numbered(written, common, who), common, who)
    one, plan, done = merged(ours, theirs)
    other, _, back = merged(theirs, ours)

    assert (done is None) == (back is None), plan.faults
    event(f"refused: {done is None}, renamed: {bool(plan.renamed)}")
    assume(done is not None)
    assert states(one, known) == states(other, known)


@examples(150)
@given(CROWDED, COMMON, st.one_of(APART, ANYWHERE))
def test_projections_are_given_one_order_whichever_log_is_merged_first(
    written: Rows, common: int, who: Sequence[str]
) -> None:
    """Rival versions of one date too, whose ids differ, as positions do; so do states, in full."""
    ours, theirs = desks(numbered(on_one_day(written), common, who), common, who)
    one, _, done = merged(ours, theirs)
    other, _, _ = merged(theirs, ours)
    assume(done is not None)

    assert folded(one) == folded(other)
    assert slots(rows(one), NOON[-1]) == slots(rows(other), NOON[-1])


@examples(150)
@given(st.one_of(LOGS, CROWDED), COMMON, ANYWHERE)
def test_merging_again_appends_nothing(written: Rows, common: int, who: Sequence[str]) -> None:
    """Not the same log, not the one it was merged into, and not either into itself."""
    ours, theirs = desks(numbered(written, common, who), common, who)
    one, _, done = merged(ours, theirs)
    other, _, _ = merged(theirs, ours)
    assume(done is not None)

    for target, source in ((one, theirs), (one, ours), (one, one), (one, other), (other, one)):
        plan = merge(target.entries(), source.entries(), "again.db")
        assert (plan.faults, plan.drafts) == ((), ())


@examples(100)
@given(LOGS, COMMON, APART)
def test_a_merge_leaves_what_was_there_and_takes_claims_as_they_were(
    written: Rows, common: int, who: Sequence[str]
) -> None:
    """The old log is a prefix of the new one, which is whole; claims are those of the other log."""
    ours, theirs = desks(written, common, who)
    log, _, done = merged(ours, theirs)
    assert done is not None

    assert log.entries()[: ours.head().entries] == ours.entries()
    assert first_break(log.entries()) is None
    there = {entry.id: entry.content.get("derived", {}) for entry in theirs.entries()}
    for entry in done.new:
        derived = entry.content["derived"]
        assert derived.pop("merged") is True
        assert derived == there[entry.id]
