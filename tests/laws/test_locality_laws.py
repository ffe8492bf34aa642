"""Law 19: the slot of a key depends on few events, which a small part of the log tells."""

from collections.abc import Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tests.building import event
from tests.strategies import (
    DAYS,
    KEYS,
    NOON,
    ROLE,
    STEP,
    Row,
    Rows,
    examples,
    logs,
    moments,
    rows_by_hand,
    rows_of,
    slots_of,
)


def two_pairs(dates: Sequence[str]) -> Rows:
    """Write two pairs of linked events, on keys of their own, each pair with its link."""
    said = [(ROLE, "A", []), (ROLE, "B", ["e0"]), (STEP, "A", ["e3"]), (STEP, "B", [])]
    return rows_by_hand(
        event(f"e{number}", date, {"set": key, "value": value}, after=after)
        for number, (date, (key, value, after)) in enumerate(zip(dates, said, strict=True))
    )


LOGS = st.one_of(
    logs(size=(2, 8)).map(rows_of),
    logs(size=(2, 7), acts=False, cycles=True).map(rows_by_hand),
)


def root_of(row: Row, rows: Rows) -> str:
    """Name the development that an entry is about in the end."""
    by_id = {one["id"]: one for one in rows}
    while target := row.get("retracts") or row.get("corrects") or row.get("cites"):
        row = by_id[target]
    return str(row["id"])


def sub_history(rows: Rows, key: str) -> Rows:
    """Keep the events that claim on a key in any version, their linked groups, and the acts."""
    there = {
        root_of(row, rows)
        for row in rows
        for claim in row.get("derived", {}).get("claims", ())
        if claim["key"] == key
    }
    joined = [
        {root_of(row, rows), name}
        for row in rows
        for field in ("after", "before")
        for name in row.get("event", row).get(field, ())
    ]
    for _ in rows:
        there |= {name for pair in joined if pair & there for name in pair}
    return [row for row in rows if row["kind"] == "chronology" or root_of(row, rows) in there]


@examples(200)
@given(LOGS, moments(), st.one_of(st.none(), moments()))
def test_a_slot_is_that_of_the_sub_history_of_its_key(
    rows: Rows, at: int, known: int | None
) -> None:
    """What else was recorded, links that lead elsewhere included, changes nothing."""
    slots = slots_of(rows, at, known)
    for key in KEYS:
        alone = slots_of(sub_history(rows, key), at, known)
        assert alone.get(key) == slots.get(key)


def test_a_cycle_in_one_group_of_links_voids_none_in_another() -> None:
    """Whatever the days of two linked pairs, each key is as its own pair leaves it."""
    for days in product(DAYS, repeat=4):
        rows = two_pairs(days)
        slots = slots_of(rows, NOON[-1])
        assert slots == {key: slots_of(sub_history(rows, key), NOON[-1])[key] for key in slots}


def test_a_link_that_the_dates_imply_joins_two_groups_all_the_same() -> None:
    """Who left it out would miss that a link is void: another of the group goes against its date.

    By themselves, the first two events on the role are in order.
    """
    first, last = DAYS[0], DAYS[-1]
    rows = rows_by_hand(
        [
            event("late", last),
            event("misdated", first, after=["late"]),
            event("x", DAYS[1], {"set": ROLE, "value": "A"}, after=["misdated"]),
            event("y", DAYS[1], {"set": ROLE, "value": "B"}, after=["x"]),
        ]
    )
    assert slots_of(rows, NOON[-1])[ROLE]["standing"] == "disputed"
    assert slots_of(sub_history(rows, ROLE), NOON[-1])[ROLE]["standing"] == "disputed"

    without = [{**row, "after": []} if row["id"] == "x" else row for row in rows]
    assert slots_of(without, NOON[-1])[ROLE]["value"] == "B"
