"""Law 16: caches are invisible: warm or cold, in whatever order one asks, one answer."""

from functools import partial
from typing import Any

from hypothesis import event, given
from hypothesis import strategies as st

from chrono.codec.codec import Codec
from chrono.errors import ChronoError
from chrono.events.drafts import Draft
from chrono.kinds.catalogue import KINDS
from chrono.log.contract import Log
from chrono.log.memory import MemoryLog
from chrono.projections.event import Event
from chrono.projections.fold import Projection, fold, happened
from chrono.projections.replay import Replay
from chrono.queries.key_history.periods import periods
from chrono.queries.log_rows import log_rows
from chrono.queries.rebuild import rebuild
from chrono.queries.state import slot_body, state
from chrono.queries.states import states
from chrono.state.as_of import AsOf
from chrono.state.moments import Moment
from chrono.state.rule import World
from chrono.state.slots import slot_of, slots
from chrono.state.visibility import View
from chrono.values import clocks, dates, sources
from chrono.values.clocks import Instant
from chrono.values.dates import Date
from tests.building import NOW, declaration
from tests.strategies import (
    DATES,
    KEYS,
    NOON,
    ON_ONE_KEY,
    Rows,
    examples,
    history_of_rows,
    logs,
    moments,
    rows_of,
)

LOGS = st.one_of(logs(size=(2, 7)), logs(size=(2, 7), claims=ON_ONE_KEY))
KNOWN = st.one_of(st.none(), moments())
CACHES = (dates._parsed, dates._bounds, sources._stored, clocks._parsed_stamp)  # noqa: SLF001
ZONES = ("UTC", "America/Los_Angeles", "Asia/Kathmandu", "Pacific/Apia")


def cold() -> None:
    """Forget what was computed before."""
    for cache in CACHES:
        cache.cache_clear()


def keys_of(world: World) -> list[Any]:
    """Ask for each key by itself."""
    found = [slot_of(world, key) for key in KEYS]
    return [None if slot is None else slot_body(slot) for slot in found]


ASKING = {
    "state": lambda world: [slot_body(slot) for slot in slots(world)],
    "keys": keys_of,
    "log": lambda world: [row.body() for row in log_rows(world.view)],
    "periods": lambda world: [period.body() for period in periods(world.view)],
    "order": lambda world: [
        [*world.order.after.nodes(world.order.after.of(place))]
        for place in range(len(world.events))
    ],
    "claims": lambda world: list(world.claims),
}
ASKED = st.lists(
    st.tuples(st.sampled_from(sorted(ASKING)), moments(), KNOWN), min_size=2, max_size=12
)


@examples(100)
@given(LOGS, ASKED)
def test_what_was_asked_before_changes_no_answer(written: Rows, asked: list[Any]) -> None:
    """Of one history, its views and its worlds, kept, as of ones made anew with nothing cached."""
    rows = rows_of(written)
    history = history_of_rows(rows)
    views: dict[int | None, View] = {}
    worlds: dict[tuple[int, int | None], World] = {}
    for what, at, known in asked:
        instant = None if known is None else Instant(known)
        view = views.setdefault(known, View(history, instant))
        world = worlds.setdefault((at, known), World(view, Instant(at)))
        warm = ASKING[what](world)
        cold()
        fresh = World(View(history_of_rows(rows), instant), Instant(at))
        assert warm == ASKING[what](fresh)


@examples(40)
@given(LOGS, st.permutations(NOON), KNOWN)
def test_states_at_many_moments_are_those_at_each(
    written: Rows, asked: list[int], known: int | None
) -> None:
    """In the order in which they were asked for, of all keys or of some."""
    history = history_of_rows(rows_of(written))
    then = Moment("then", Instant(known)) if known is not None else None
    each = [AsOf(at=Moment(f"at {at}", Instant(at)), known=then) for at in asked]
    moment_of_none = AsOf(at=Moment("none", Instant(0)), known=then)
    for keys in ((), KEYS[:1]):
        found = states(history, moment_of_none, [asof.at for asof in each], keys)
        alone = [state(history, asof, keys) for asof in each]
        assert [one.body(1, "") for one in found] == [one.body(1, "") for one in alone]
        assert [one.world.claims for one in found] == [one.world.claims for one in alone]


def told(now: tuple[str, ...], event: Event) -> tuple[str, ...]:
    """List the events."""
    return (*now, event.id)


def in_place(now: list[str], event: Event) -> list[str]:
    """List them in one list, that of the state before."""
    now.append(event.id)
    return now


def by_object(now: tuple[Any, ...], event: Event) -> tuple[Any, ...]:
    """List them, with an object to which no copy is equal."""
    return (*now, event.id, NOTHING) if NOTHING in now or not now else ("another",)


NOTHING = object()
FOLDS = (
    Projection[Any]("told", (), told),
    Projection[Any]("in place", [], in_place),
    Projection[Any]("by object", (), by_object),
)


@examples(60)
@given(LOGS, st.lists(st.tuples(st.sampled_from(FOLDS), moments()), max_size=12), KNOWN)
def test_a_fold_that_is_carried_on_is_one_from_the_first_event(
    written: Rows, asked: list[tuple[Projection[Any], int]], known: int | None
) -> None:
    """Whatever was asked before, of a state that is changed in place and one that none copies."""
    history = history_of_rows(rows_of(written))
    view = View(history, None if known is None else Instant(known))
    replay = Replay(view, near=1)
    found = [replay.state(own, Instant(at)) for own, at in asked]
    assert found == [fold(own, happened(World(view, Instant(at)))) for own, at in asked]


@examples(100)
@given(st.lists(st.tuples(st.sampled_from(DATES), st.sampled_from(ZONES)), max_size=12))
def test_a_date_has_the_bounds_that_it_has_when_read_first(asked: list[tuple[str, str]]) -> None:
    """Whatever dates were read before it, in whatever zones."""
    cold()
    for text, name in asked:
        zone = clocks.zone(name)
        first = dates._bounds.__wrapped__(dates._read(text), zone)  # noqa: SLF001
        assert Date.parse(text).bounds(zone) == first


@examples(100)
@given(st.lists(st.sampled_from((*DATES, "2023-02-30", "20240101", "2024-13", "")), max_size=10))
def test_a_bad_date_is_refused_alike_each_time(asked: list[str]) -> None:
    """A refusal is not remembered as a date, nor with the words of another."""
    cold()
    assert [read(text) for text in asked] == [read(text) for text in asked]
    for text in asked:
        warm = read(text)
        cold()
        assert warm == read(text)


def read(text: str) -> str:
    """Read a date, or say why it is none."""
    try:
        return repr(Date.parse(text))
    except ChronoError as error:
        return str(error)


def outcome(log: Log, batch: list[Draft]) -> Any:
    """Append, and say what came of it."""
    try:
        return log.append(batch)
    except ChronoError as error:
        return str(error)


@examples(100)
@given(LOGS, st.lists(st.integers(1, 3), min_size=8, max_size=8))
def test_what_a_log_remembers_between_appends_changes_none(written: Rows, sizes: list[int]) -> None:
    """A log that stays open takes, refuses and says what one does that is read anew each time."""
    codec = Codec("test", KINDS)
    kept = MemoryLog(clock=lambda: NOW)
    waiting = [codec.draft(one, "test")[0] for one in (declaration(), *written)]
    for size in sizes:
        batch, waiting = [one for one in waiting[:size] if one], waiting[size:]
        forgetful = MemoryLog(kept.entries(), clock=lambda: NOW)
        found = outcome(forgetful, batch)
        event(f"refused: {isinstance(found, str)}")
        assert outcome(kept, batch) == found
        assert kept.entries() == forgetful.entries()


@examples(60)
@given(LOGS)
def test_claims_computed_anew_are_those_that_are_stored(written: Rows) -> None:
    """What the append worked out and kept is what the kinds say again: nothing is stale."""
    ticks = iter(range(10**6))
    log = MemoryLog(clock=lambda: Instant(NOW + next(ticks)))
    for one in (declaration(), *written):
        draft, _ = Codec("test", KINDS).draft(one, "test")
        assert draft is not None
        outcome(log, [draft])
    found = rebuild("test", log.entries(), KINDS, partial(log.named, "test"))
    assert (found.stale, found.keys) == ((), ())
