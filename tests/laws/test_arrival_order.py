"""Law 7: a state depends on the set of events, not on the order in which they were recorded."""

from hypothesis import given
from hypothesis import strategies as st

from chrono.values.clocks import END
from tests.building import event
from tests.strategies import (
    KEYS,
    Row,
    Rows,
    examples,
    logs,
    moments,
    rows_by_hand,
    rows_of,
    slots,
    slots_of,
    targets,
)

KNOWN = st.one_of(st.none(), moments())


def dated(row: Row) -> Row:
    """Give every source a date; one without counts from `recorded`, which a new order changes."""
    if not row.get("sources"):
        return row
    return {**row, "sources": [{"published": "2024-01-02", **one} for one in row["sources"]]}


def shuffled(rows: Rows, ranks: list[int]) -> Rows:
    """Record entries in another order that keeps targets and link ends before what names them."""
    waiting = {row["id"]: row for row in rows}
    recorded: Rows = []
    while waiting:
        ready = [row for row in waiting.values() if not names(row) & waiting.keys()]
        following = min(ready, key=lambda row: ranks[row["position"] % len(ranks)])
        del waiting[following["id"]]
        clock = rows[len(recorded)]
        recorded.append({**following, "position": clock["position"], "recorded": clock["recorded"]})
    return recorded


def names(row: Row) -> set[str]:
    """List what must stand before an entry."""
    told = row.get("event", row)
    links = {name for field in ("after", "before", "contests") for name in told.get(field, ())}
    declared = set() if row["kind"] == "chronology" else {"chronology"}
    return targets(row) | links | declared


@examples(300)
@given(logs(size=(2, 7)), moments(), KNOWN, st.permutations(range(8)))
def test_the_order_of_recording_makes_no_difference(
    written: Rows, at: int, known: int | None, ranks: list[int]
) -> None:
    """Entries recorded in any order that keeps targets first give the same state."""
    rows = rows_of(dated(row) for row in written)
    assert slots(shuffled(rows, ranks), at, known) == slots(rows, at, known)


def test_events_of_one_date_are_named_in_one_order() -> None:
    """Two that say the same from the same day, and two that deny each other."""
    same = [event(name, "2024", {"set": "a/same", "value": "A"}) for name in ("one", "other")]
    denied = [
        event(name, "2024", {"set": "a/denied", "value": name}) for name in ("these", "those")
    ]
    one, another = (slots_of(rows_by_hand(drawn), END - 1) for drawn in _both_orders(same, denied))

    assert one == another


def _both_orders(*pairs: Rows) -> tuple[Rows, Rows]:
    straight = [row for pair in pairs for row in pair]
    return straight, straight[::-1]


@examples(150)
@given(logs(size=(2, 6), acts=False, cycles=True), moments(), st.randoms(use_true_random=False))
def test_the_order_of_recording_voids_the_same_links(
    written: Rows, at: int, chance: object
) -> None:
    """With links on cycles too, developments recorded in any order give the same state."""
    mixed = list(written)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert slots_of(rows_by_hand(mixed), at) == slots_of(rows_by_hand(written), at)


@examples(150)
@given(logs(size=(2, 7)), moments(), KNOWN, st.sampled_from(KEYS))
def test_a_key_depends_on_no_claim_on_another(
    written: Rows, at: int, known: int | None, key: str
) -> None:
    """Given the dates and links of all events, a shard by key has the slot of the whole."""
    rows = rows_of(written)
    shard = [with_claims_on(row, key) for row in rows]
    assert slots_of(shard, at, known).get(key) == slots_of(rows, at, known).get(key)


def with_claims_on(row: Row, key: str) -> Row:
    """Leave out what an entry claims of other keys."""
    derived = row.get("derived", {})
    kept = [claim for claim in derived.get("claims", ()) if claim["key"] == key]
    return {**row, "derived": {**derived, "claims": kept}}
