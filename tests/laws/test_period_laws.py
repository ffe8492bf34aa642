"""Periods say of every instant what the state at that instant says."""

from collections.abc import Sequence
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from chrono.queries.key_history.period import Period
from chrono.queries.key_history.periods import periods
from chrono.queries.state import slot_body
from chrono.state.rule import World
from chrono.state.slots import slots
from chrono.state.visibility import View
from chrono.values.canonical import canonical
from chrono.values.clocks import BEGINNING, END, Bounds, Instant
from tests.strategies import (
    CLAIMS,
    ON_ONE_KEY,
    TEAM,
    Row,
    Rows,
    examples,
    history_of_rows,
    logs,
    moments,
    rows_of,
)

ON_THE_SET = tuple(claim for claim in CLAIMS if TEAM in claim.values())
LOGS = st.one_of(
    logs(size=(3, 7), claims=ON_ONE_KEY), logs(size=(3, 7), claims=ON_THE_SET), logs(size=(2, 8))
)
KNOWN = st.one_of(st.none(), st.none(), moments())
Said = tuple[str, str, str]
"""A key, how something stands there, and the JSON of what does."""


def view_of(written: Rows, known: int | None = None) -> View:
    """See a log, as far as it was public."""
    return View(history_of_rows(rows_of(written)), None if known is None else Instant(known))


def of_state(view: View, at: int) -> set[Said]:
    """List what the state at a moment shows, by key and standing; of a set its members only."""
    found: set[Said] = set()
    for slot in slots(World(view, Instant(at))):
        body = slot_body(slot)
        of_key = _of_set(body) if is_set(view, slot.key) else _single(body)
        of_key |= {("pending", canonical(one["value"])) for one in body["pending"]}
        found |= {(slot.key, how, value) for how, value in of_key}
    return found


def is_set(view: View, key: str) -> bool:
    """Say whether some claim on a key speaks of members."""
    claims = [claim for _, claim in view.claims[key]]
    return any(one.op in ("add", "drop") or isinstance(one.value, list) for one in claims)


def _single(body: Row) -> set[tuple[str, str]]:
    found = {("disputed", canonical(one["value"])) for one in body["alternatives"]}
    found |= {("possible", canonical(one["value"])) for one in body["possible"]}
    return found | ({(body["standing"], canonical(body["value"]))} if body["because"] else set())


def _of_set(body: Row) -> set[tuple[str, str]]:
    members = [one for one in (*body["alternatives"], *body["possible"]) if "member" in one]
    found = {("possible", canonical(one["member"])) for one in members}
    doubted = {name for _, name in found}
    found |= {("holds", canonical(one)) for one in body["value"] or ()
              if canonical(one) not in doubted}  # fmt: skip
    disputed = {canonical(one["member"]) for one in members if one in body["alternatives"]}
    return {(("disputed" if who in disputed else how), who) for how, who in found}


def of_periods(found: Sequence[Period], at: int) -> set[Said]:
    """List what the rows say of an instant, by key and standing."""
    return {(row.key, how, canonical(row.value)) for row in found if (how := _at(row, at))}


def _at(row: Period, at: int) -> str:
    """Say how a row stands at an instant: as it says inside, possible at its ends, or not."""
    end = row.end.bounds if row.end else Bounds(END, END)
    if row.start.bounds.earliest <= at < end.before:
        return row.standing if row.start.bounds.before <= at < end.earliest else "possible"
    return ""


def ends_of(view: View) -> set[Instant]:
    """List where something begins or is over: the bounds of each event, and of its own end."""
    order, over = view.order, [event.own_end for event in view.events if event.own_end]
    dates = [*map(order.bounds, range(len(view.events))), *over]
    return {end for date in dates for end in (date.earliest, date.before)}


def instants(view: View) -> list[int]:
    """Choose the first instant of each stretch between two dates that count, and its middle."""
    cuts = sorted({BEGINNING, *ends_of(view), END})
    return [at for one, other in pairwise(cuts) for at in (one, (one + other) // 2)]


@examples(150)
@given(LOGS, KNOWN)
def test_rows_say_of_each_instant_what_its_state_says(written: Rows, known: int | None) -> None:
    """A value stands in the state at an instant exactly if a row says so, and in the same way."""
    view = view_of(written, known)
    found = periods(view)
    for at in instants(view):
        told = {one for one in of_periods(found, at) if not _surpassed(one, of_periods(found, at))}
        assert told == of_state(view, at + 1)


def _surpassed(one: Said, others: set[Said]) -> bool:
    """Say whether a value that a row shows as possible holds by another one anyhow."""
    key, how, value = one
    sure = {(key, sure, value) for sure in ("holds", "ended", "disputed")}
    return how == "possible" and bool(sure & others)


@examples(150)
@given(LOGS, KNOWN)
def test_what_the_state_calls_certain_has_a_certain_row(written: Rows, known: int | None) -> None:
    """At the very moment between two dates too, as at the end of a day, rows say what holds."""
    view = view_of(written, known)
    found = [row for row in periods(view) if row.standing not in ("possible", "pending")]
    for moment in ends_of(view) - {END}:
        for said in of_state(view, moment):
            rows = [r for r in found if (r.key, r.standing, canonical(r.value)) == said]
            ends = [(r.start.bounds.before, r.end.bounds.earliest if r.end else END) for r in rows]
            assert said[1] in ("possible", "pending") or any(s <= moment <= e for s, e in ends)


@examples(150)
@given(LOGS, KNOWN)
def test_a_certain_row_holds_at_the_moment_at_which_it_is_certain(
    written: Rows, known: int | None
) -> None:
    """Once the start of a row is over, the state shows its value in the same way."""
    view = view_of(written, known)
    for row in periods(view):
        if row.standing != "possible":
            said = (row.key, row.standing, canonical(row.value))
            start = row.start.bounds.before
            assert said in of_state(view, start) | of_state(view, start + 1)


@examples(100)
@given(LOGS, KNOWN)
def test_rows_are_in_order_and_each_has_its_reasons(written: Rows, known: int | None) -> None:
    """A row starts before it ends, rests on something, and its ends are events on its key."""
    view = view_of(written, known)
    found = periods(view)
    assert [row.key for row in found] == sorted(row.key for row in found)
    for row in found:
        on_key = {view.events[place].id for place, _ in view.claims[row.key]}
        start, end = row.start, row.end
        assert row.because
        assert {start.event, *([end.event] if end else []), *row.because} <= on_key
        assert start.bounds.earliest <= start.bounds.before
        if end is not None and row.standing != "possible":
            assert start.bounds.before <= end.bounds.earliest <= end.bounds.before
    for one, following in pairwise(found):
        if one.key == following.key:
            assert one.start.bounds.earliest <= following.start.bounds.earliest


@examples(100)
@given(LOGS)
def test_a_value_has_one_row_at_a_time(written: Rows) -> None:
    """The certain parts of the rows of one value, announced or not, do not overlap."""
    for one, other in combinations(periods(view_of(written)), 2):
        alike = (one.key, canonical(one.value), one.standing == "pending") == (
            (other.key, canonical(other.value), other.standing == "pending")
        )
        if alike and "possible" not in (one.standing, other.standing):
            later, earlier = max(one, other, key=_begun), min(one, other, key=_begun)
            assert earlier.end is not None
            assert earlier.end.bounds.earliest <= later.start.bounds.before


def _begun(row: Period) -> int:
    return row.start.bounds.before


@examples(100)
@given(LOGS)
def test_the_ends_of_a_row_are_dates_of_the_events_that_are_named(written: Rows) -> None:
    """An end is named after an event that began or was over just then, if there is any."""
    view = view_of(written)
    order = view.order
    dates = {
        (visible.id, at)
        for place, visible in enumerate(view.events)
        for date in (order.bounds(place), visible.own_end)
        if date is not None
        for at in (date.earliest, date.before)
    }
    for row in periods(view):
        for end in filter(None, (row.start, row.end)):
            assert {(end.event, end.bounds.earliest), (end.event, end.bounds.before)} & dates
