"""Law 14: a difference makes the second state out of the first, and names what made it."""

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chrono.events.entries import Act, Correction, Development
from chrono.events.history import History
from chrono.queries.diff import SlotChange, applied, diff
from chrono.queries.preview import preview
from chrono.queries.state import slot_body
from chrono.state.moments import Moment
from chrono.state.rule import World
from chrono.state.slots import slots
from chrono.state.visibility import View
from chrono.values.clocks import END, Instant
from tests.strategies import (
    DAY,
    FIRST_DAY,
    NOON,
    ON_ONE_KEY,
    Row,
    Rows,
    examples,
    history_of_rows,
    logs,
    moments,
    rows_of,
)

LOGS = st.one_of(logs(size=(3, 7), claims=ON_ONE_KEY), logs(size=(1, 7)))
KNOWN = st.one_of(st.none(), moments())
PLACES = st.integers(1, 8)
NOW = Moment("now", Instant(FIRST_DAY + 30 * DAY))
Side = tuple[int, int | None, int]


def world_of(rows: Rows, side: Side) -> World:
    """Read the state at a moment, as known at another, of a log up to a position."""
    at, known, upto = side
    history = history_of_rows(rows).upto(upto)
    return World(View(history, None if known is None else Instant(known)), Instant(at))


def state_of(world: World) -> list[Row]:
    """Write a state as JSON."""
    return [slot_body(slot) for slot in slots(world)]


def compared(rows: Rows, one: Side, other: Side) -> None:
    """Check that the difference of two states leads from the first to the second."""
    before, after = world_of(rows, one), world_of(rows, other)
    changes = diff(before, after)
    assert [slot_body(slot) for slot in applied(slots(before), changes)] == state_of(after)
    for change in changes:
        assert change.body()["before"] != change.body()["after"]


@examples(100)
@given(LOGS, moments(), moments(), KNOWN)
def test_a_difference_in_time_makes_the_second_state(
    written: Rows, one: int, other: int, known: int | None
) -> None:
    """From the state at one moment, the difference leads to the state at another, exactly."""
    compared(rows_of(written), (one, known, 99), (other, known, 99))


@examples(100)
@given(LOGS, moments(), KNOWN)
def test_a_difference_in_what_was_public_makes_the_second_state(
    written: Rows, at: int, one: int | None
) -> None:
    """From the state as known at one moment, the difference leads to that known at any other."""
    rows = rows_of(written)
    for other in (None, *NOON):
        compared(rows, (at, one, 99), (at, other, 99))


@examples(100)
@given(LOGS, moments(), KNOWN, PLACES, PLACES)
def test_a_difference_in_the_log_makes_the_second_state(
    written: Rows, at: int, known: int | None, one: int, other: int
) -> None:
    """From the state of one beginning of the log, the difference leads to that of another."""
    compared(rows_of(written), (at, known, one), (at, known, other))


@examples(100)
@given(LOGS, moments(), KNOWN)
def test_a_state_does_not_differ_from_itself(written: Rows, at: int, known: int | None) -> None:
    """The difference of a state and the same one, read anew, is empty."""
    rows = rows_of(written)
    assert diff(world_of(rows, (at, known, 99)), world_of(rows, (at, known, 99))) == ()


def root_of(history: History, name: str) -> str:
    """Name the development that an entry is about in the end."""
    record = history.by_id[name]
    return root_of(history, record.target) if isinstance(record, Act) else name


def speaks(history: History, root: str, key: str) -> bool:
    """Say whether some version of a development speaks of a key, or is linked."""
    versions = (
        record.event
        for record in history.records
        if isinstance(record, Development | Correction) and root_of(history, record.id) == root
    )
    return any(
        event.after or event.before or any(claim.key == key for claim in event.claims)
        for event in versions
    )


def explained(rows: Rows, one: Side, other: Side) -> None:
    """Check that each change has causes of its own, in the order of the log."""
    before, after = world_of(rows, one), world_of(rows, other)
    everything = history_of_rows(rows)
    there = [record.id for record in everything.records if record.position <= max(one[2], other[2])]
    for change in diff(before, after):
        places = [there.index(cause) for cause in change.causes]
        roots = {root_of(everything, cause) for cause in change.causes}
        assert places
        assert places == sorted(set(places))
        assert all(speaks(everything, root, change.key) for root in roots)


@examples(150)
@given(LOGS, st.tuples(moments(), KNOWN, PLACES), st.tuples(moments(), KNOWN, PLACES))
def test_every_change_has_a_cause_that_touches_its_key(
    written: Rows, one: Side, other: Side
) -> None:
    """On all clocks at once, causes stand in the log, and speak of the key or are linked."""
    explained(rows_of(written), one, other)


@examples(150)
@given(LOGS, moments(), KNOWN, PLACES, PLACES)
def test_what_an_append_changes_is_caused_by_what_was_appended(
    written: Rows, at: int, known: int | None, one: int, more: int
) -> None:
    """Of two beginnings of a log, each change names an entry that only the longer one has."""
    rows = rows_of(written)
    before, after = world_of(rows, (at, known, one)), world_of(rows, (at, known, one + more))
    new = {row["id"] for row in rows if one < row["position"] <= one + more}
    assert all(new & set(change.causes) for change in diff(before, after))


def bodies(changes: tuple[SlotChange, ...]) -> list[dict[str, Any]]:
    """Write changes as JSON."""
    return [change.body() for change in changes]


def appended(check: Callable[[History, History], None], written: Rows, further: Rows) -> None:
    """Append a log and then a further part of it, and hand over what stood before and after."""
    rows = rows_of([*written, *further])
    first = {row["id"] for row in written}
    history = history_of_rows(rows)
    last = max((row["position"] for row in rows if row["id"] in first), default=1)
    check(history.upto(last), history)


@examples(100)
@given(logs(size=(2, 8)), st.integers(0, 6))
def test_a_preview_says_what_the_append_then_does(written: Rows, part: int) -> None:
    """Applied to the state before, each difference of a preview gives the state after it."""

    def check(before: History, after: History) -> None:
        for one in preview(before, after, NOW).diffs:
            at = one.after.at.instant
            made = applied(slots(World(View(before), at)), one.changes)
            assert [slot_body(slot) for slot in made] == state_of(World(View(after), at))

    appended(check, written[:part], written[part:])


@examples(100)
@given(logs(size=(2, 8)), st.integers(0, 6))
def test_a_preview_shows_the_dates_of_all_that_it_touches(written: Rows, part: int) -> None:
    """Each date of what is new or acted upon, and now, with what changes there."""

    def check(before: History, after: History) -> None:
        shown = preview(before, after, NOW).diffs
        new = {r.id for r in after.records} - {r.id for r in before.records}
        touched = {root_of(after, name) for name in new}
        events = [*View(before).events, *View(after).events]
        dates = {one.bounds.before for one in events if one.id in touched} - {END}
        assert [one.after.at.instant for one in shown] == sorted({*dates, NOW.instant})
        for one in shown:
            at = one.after.at.instant
            real = diff(World(View(before), at), World(View(after), at))
            assert bodies(real) == bodies(one.changes)

    appended(check, written[:part], written[part:])


@examples(100)
@given(logs(size=(2, 8)), st.integers(0, 6))
def test_a_preview_names_each_key_that_becomes_disputed(written: Rows, part: int) -> None:
    """A key disputed after the append, and not before, is named with events on all its sides."""

    def check(before: History, after: History) -> None:
        named = dict(preview(before, after, NOW).disputes)
        old = {slot.key: slot.standing for slot in slots(World(View(before), NOW.instant))}
        for slot in slots(World(View(after), NOW.instant)):
            if slot.standing == "disputed" and old.get(slot.key) != "disputed":
                assert len(set(named[slot.key])) > 1

    appended(check, written[:part], written[part:])
