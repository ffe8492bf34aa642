"""Law 10: what is live or possible is exactly what holds in some possible world."""

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chrono.events.order import Order
from chrono.state.rule import World
from chrono.state.visibility import View
from chrono.testing.drawn_claims import together
from chrono.values.clocks import Instant
from tests.oracle.possible_worlds import (
    UNSET,
    Told,
    Value,
    has_happened,
    outcomes,
    readings,
    void_links,
)
from tests.strategies import (
    DAY,
    DAYS,
    FIRST_DAY,
    LINKS,
    LIVE_CLAIMS,
    ROLE,
    STEP,
    TEAM,
    Row,
    Rows,
    examples,
    history_of_rows,
    items,
    rows_by_hand,
    slots_of,
)

WHOLE_DAYS = tuple((2 * day, 2 * day + 1, text) for day, text in enumerate(DAYS))
LASTING = (
    *((0, 1, "2024-01-01/2024-01-02", (2, 3)), (0, 1, "2024-01-01/2024-01-03", (4, 5))),
    *((2, 3, "2024-01-02/2024-01-03", (4, 5)), (2, 3, "2024-01-02/2024-01-02", (2, 3))),
    *((0, 5, "2024-01/2024-01-03", (4, 5)), (2, 3, "2024-01-02/2024-01", (0, 9))),
)
"""What is over by its own end: first and last slot of its start, the date, those of its end."""
SPANS = (
    *WHOLE_DAYS,
    *(
        (first, last, f"[{DAYS[first // 2]}..{DAYS[last // 2]}]")
        for first, _, _ in WHOLE_DAYS
        for _, last, _ in WHOLE_DAYS
        if last - first > 1
    ),
    (1, 3, "[2024-01-01T12:00..2024-01-02]"),
    (2, 4, "[2024-01-02..2024-01-03T11:59]"),
    (-1, 3, "[..2024-01-02]"),
    (-1, 5, "../2024-01-03"),
    (4, 9, "[2024-01-03..]"),
    (0, 9, "2024-01"),
    *LASTING,
    *LASTING,
)
"""First and last slot of a date, and the date."""

PUBLISHED = (None, None, 0, 1, 2, 3)
"""On which day an event was reported; None is long after."""

Case = tuple[tuple[Told, ...], Rows]

ASKED = st.integers(0, 9)


def cases(*, contests: bool, most: int = 5) -> st.SearchStrategy[Case]:
    """Draw events for the oracle, and the same events as rows for the engine."""
    parts = (SPANS, 1, 1), (PUBLISHED, 1, 1), (LIVE_CLAIMS, 1, 2), (LINKS, 0, 2)
    drawn = items(1, most, *parts)
    return drawn.map(lambda events: _case(events, contests=contests))


def _case(drawn: Sequence[list[Any]], *, contests: bool) -> Case:
    events, written = [], []
    for number, (((first, last, text, *over),), (published,), claims, links) in enumerate(drawn):
        ends = {
            field: tuple(
                sorted(
                    {
                        other % len(drawn)
                        for said, other in links
                        if said == field and other % len(drawn) != number
                    }
                )
            )
            for field in ("after", "before", *(("contests",) if contests else ()))
        }
        reported = 2 * published + 1 if published is not None else 9
        capped = min(last, reported) if first <= reported else last
        events.append(Told(first, capped, over[0] if over else None, **ends))
        source = {"publisher": "P", "basis": "reported"}
        source["published"] = DAYS[published] if published is not None else "2099"
        row = {"id": f"e{number}", "kind": "development", "occurred": text, "sources": [source]}
        row |= {field: [f"e{other}" for other in others] for field, others in ends.items()}
        written.append({**row, "data": {"claims": together(claims)}})
    return tuple(events), rows_by_hand(written)


def claims_of(rows: Rows, key: str) -> list[Row | None]:
    """List what each event says of a key."""
    events = [row["derived"]["claims"] for row in rows if row["kind"] != "chronology"]
    return [next((c for c in claims if c["key"] == key), None) for claims in events]


def on_key(rows: Rows, key: str) -> Callable[[int], tuple[Value, ...]]:
    """Say what each event says of a key with one value."""
    said = claims_of(rows, key)

    def says(event: int) -> tuple[Value, ...]:
        claim = said[event]
        return () if claim is None else (claim.get("value"), None)

    return says


def on_member(rows: Rows, member: str) -> Callable[[int], tuple[Value, ...]]:
    """Say what each event says of a member of the set: whether it is in."""
    said = claims_of(rows, TEAM)

    def says(event: int) -> tuple[Value, ...]:
        match said[event]:
            case {"op": "set", "value": members}:
                return (member in members, False)
            case {"op": "end"}:
                return (False,)
            case {"op": "add" | "drop" as op, "value": named} if named == member:
                return (op == "add", False)
        return ()

    return says


def instant(at: int) -> int:
    """Answer the instant at which a slot begins."""
    return FIRST_DAY + at * DAY // 2


def values(slot: Row | None) -> set[Value]:
    """List the values that hold or may hold, by the engine's answer for a key with one value."""
    if slot is None:
        return {UNSET}
    held: set[Value] = {one["value"] for one in slot["alternatives"]}
    if not held:
        held = {slot["value"] if slot["because"] else UNSET}
    return held | {one["value"] for one in slot["possible"]}


def answers(slot: Row | None, member: str) -> set[Value]:
    """List whether a member may be in or out, by the engine's answer for the set."""
    if slot is None or slot["value"] is None:
        return {False}
    if any(one["member"] == member for one in (*slot["alternatives"], *slot["possible"])):
        return {True, False}
    return {member in slot["value"]}


def as_out(found: frozenset[Value]) -> set[Value]:
    """Take a member of whom nothing is said as out."""
    return {False if value == UNSET else value for value in found}


@examples(800)
@given(cases(contests=False), ASKED)
def test_a_key_may_hold_what_it_holds_in_some_world(case: Case, at: int) -> None:
    """Without contests, an end included; its standing is that of the one value, or a doubt."""
    events, rows = case
    slots = slots_of(rows, instant(at))
    for key in (ROLE, STEP):
        found = outcomes(events, at, on_key(rows, key))
        (one, *more) = found
        standing = slots[key]["standing"] if key in slots else None
        agreed = {None: "ended", UNSET: None}.get(one, "holds")
        assert values(slots.get(key)) == found
        assert standing in ("disputed", "possible") if more else standing == agreed


@examples(800)
@given(cases(contests=False), ASKED)
def test_a_member_may_be_in_or_out_as_it_is_in_some_world(case: Case, at: int) -> None:
    """Without contests; the set is in doubt exactly if some member is in here and out there."""
    events, rows = case
    slot = slots_of(rows, instant(at)).get(TEAM)
    found = {one: as_out(outcomes(events, at, on_member(rows, one))) for one in ("A", "B")}
    assert {member: answers(slot, member) for member in found} == found
    if slot is not None and slot["value"] is None:
        slot = None  # only an end was heard, which fits a key with one value too
    in_doubt = slot is not None and slot["standing"] in ("disputed", "possible")
    assert in_doubt == any(len(sides) > 1 for sides in found.values())
    if slot is not None and not in_doubt:
        assert (slot["standing"] == "holds") == ({True} in found.values())


@examples(800)
@given(cases(contests=True), ASKED)
def test_no_reading_of_a_dispute_is_missed(case: Case, at: int) -> None:
    """With contests, what holds in a world of some consistent reading is live or possible."""
    events, rows = case
    slots = slots_of(rows, instant(at))
    for key in (ROLE, STEP):
        assert values(slots.get(key)) >= readings(events, at, on_key(rows, key))
    for member in ("A", "B"):
        found = as_out(readings(events, at, on_member(rows, member)))
        assert answers(slots.get(TEAM), member) >= found


def ordered(rows: Rows) -> Order:
    """Order the events of rows as the engine does."""
    return View(history_of_rows(rows)).order


@examples(250)
@given(cases(contests=False))
def test_one_event_is_surely_later_exactly_if_it_is_in_every_world(case: Case) -> None:
    """What the order calls surely later comes later in all worlds, and nothing else does."""
    events, rows = case
    order = ordered(rows)
    for one in range(len(events)):
        for other in range(len(events)):
            last = outcomes(events, 10, lambda e, a=one, b=other: (e,) if e in (a, b) else ())
            assert order.surely_later(one, other) == (last == {one} and one != other)


@examples(250)
@given(cases(contests=False), ASKED)
def test_an_event_has_surely_happened_exactly_if_it_has_in_every_world(case: Case, at: int) -> None:
    """Certain is what has happened in all worlds, possible what has in one."""
    events, rows = case
    world = World(View(history_of_rows(rows)), Instant(instant(at)))
    for event in range(len(events)):
        found = outcomes(events, at, lambda e, a=event: ("done",) if e == a else ())
        assert world.certain(event) == has_happened(events, at, event)
        assert world.possible(event) == ("done" in found)


@examples(250)
@given(cases(contests=False))
def test_links_on_cycles_are_void_and_no_others(case: Case) -> None:
    """A link is void exactly if dates and links also lead from its later end to its earlier."""
    events, rows = case
    assert set(ordered(rows).void) == void_links(events)


def test_the_oracle_puts_unordered_events_in_either_order() -> None:
    """Two events of one day leave either value; a link between them leaves the later."""
    loose = (Told(0, 1), Told(0, 1))
    linked = (Told(0, 1), Told(0, 1, after=(0,)))

    def says(event: int) -> tuple[Value, ...]:
        return ("AB"[event],)

    assert outcomes(loose, 2, says) == {"A", "B"}
    assert outcomes(linked, 2, says) == {"B"}


def test_the_oracle_leaves_open_whether_a_vague_event_has_happened() -> None:
    """In the middle of a span there is a world with its event and one without."""
    assert outcomes((Told(0, 3),), 2, lambda _: ("A",)) == {"A", UNSET}


def test_the_oracle_believes_no_two_that_contest_each_other() -> None:
    """A value told twice is doubted or believed as a whole, against the one that contests it."""
    events = (Told(0, 1), Told(2, 3), Told(4, 5, contests=(0, 1)))
    assert readings(events, 6, lambda event: ("AAB"[event],)) == {"A", "B"}
