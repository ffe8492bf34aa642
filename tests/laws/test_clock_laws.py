"""Laws 5 and 6: what was not public, and what has not begun, has no bearing."""

from hypothesis import assume, given

from tests.oracle.naive_state import Visible, World, bounds
from tests.strategies import NOON, Row, Rows, examples, logs, moments, rows_of, slots_of, without


def seen(rows: Rows, at: int) -> World:
    """See rows as the rules say by their letter."""
    return World(Visible(rows, None, lambda _: True).events(), at)


def is_late(source: Row, known: int) -> bool:
    """Say whether a source has a date of publication that was still to come."""
    return "published" in source and bounds(source["published"])[1] > known


def all_late(rows: Rows, row: Row, known: int) -> bool:
    """Say whether everything that could make an entry public was still to come."""
    cited = [s for act in rows if act.get("cites") == row["id"] for s in act["sources"]]
    sources = [*row.get("sources", ()), *cited]
    return bool(sources) and all(is_late(source, known) for source in sources)


def stripped(row: Row, known: int) -> Row:
    """Leave out sources that were still to come, where a dated one was public."""
    sources = row.get("sources", ())
    early = [source for source in sources if not is_late(source, known)]
    return {**row, "sources": early} if any("published" in one for one in early) else row


@examples(200)
@given(logs(size=(1, 7)), moments(), moments())
def test_entries_that_were_not_public_can_be_deleted(written: Rows, at: int, known: int) -> None:
    """An answer as known at a moment is the same without every entry published later."""
    rows = rows_of(written)
    late = [row["id"] for row in rows if all_late(rows, row, known)]
    assume(late)
    assert slots_of(without(rows, late), at, known) == slots_of(rows, at, known)


@examples(150)
@given(logs(size=(1, 7)), moments())
def test_sources_that_were_not_public_can_be_deleted(written: Rows, at: int) -> None:
    """An answer as known at any moment is the same without every source published later."""
    rows = rows_of(written)
    for known in NOON:
        left = [stripped(row, known) for row in rows]
        assert left == rows or slots_of(left, at, known) == slots_of(rows, at, known)


@examples(200)
@given(logs(size=(1, 7)), moments())
def test_an_event_after_the_moment_never_matters(written: Rows, at: int) -> None:
    """What surely happens later, by its dates or links, can be deleted; void links stay void.

    Only whether a key holds a set is decided by what is visible, whatever the moment (rule 6).
    """
    rows = rows_of(written)
    world = seen(rows, at)
    begun = {event["id"] for event in world.events if world.happened(event)}
    later = {event["id"] for event in world.events} - begun
    assume(later)
    left = without(rows, later)
    assume(seen(left, at).void == world.void)
    before, after = slots_of(left, at), slots_of(rows, at)
    for key in {*before, *after}:
        if holds_set(left, key) == holds_set(rows, key):
            assert before.get(key) == after.get(key)


def holds_set(rows: Rows, key: str) -> bool:
    """Say whether some visible claim speaks of members of a key."""
    claims = [claim for event in seen(rows, 0).events for claim in event["claims"]]
    return any(
        claim["op"] in ("add", "drop") or isinstance(claim.get("value"), list)
        for claim in claims
        if claim["key"] == key
    )


@examples(150)
@given(logs())
def test_nothing_holds_before_everything(written: Rows) -> None:
    """Before every event of the log no key has a slot."""
    rows = rows_of(written)
    first = min((event["earliest"] for event in seen(rows, 0).events), default=0)
    assert slots_of(rows, first) == {}
