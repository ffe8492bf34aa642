"""Laws 8 and 9: retractions undo, corrections are other events instead, citations only add."""

from collections import Counter
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from chrono.events.entries import Development
from chrono.state.visibility import View
from chrono.values.clocks import Bounds, Instant
from tests.oracle.naive_state import Visible, World, bounds
from tests.strategies import (
    Row,
    Rows,
    candidates,
    drawn_events,
    examples,
    history_of_rows,
    logs,
    moments,
    rows_by_hand,
    rows_of,
    slots_of,
    sources,
    without,
)

KNOWN = st.one_of(st.none(), moments())
REASON = {"reason": "wrong"}


def later(rows: Rows, *acts: Row) -> Rows:
    """Record acts after everything else, by hand."""
    last = rows[-1]
    return [
        *rows,
        *(
            {**act, "position": last["position"] + n, "recorded": last["recorded"] + n}
            for n, act in enumerate(acts, 1)
        ),
    ]


def seen(rows: Rows) -> World:
    """See rows as the rules say by their letter."""
    return World(Visible(rows, None, lambda _: True).events(), 0)


def standing(rows: Rows) -> list[str]:
    """List what may be retracted: whatever is not withdrawn, and no version that was replaced."""
    visible = Visible(rows, None, lambda _: True)
    replaced = {row["derived"]["replaces"] for row in rows if row["kind"] == "correction"}
    return [
        row["id"]
        for row in visible.rows.values()
        if not visible.withdrawn(row)
        and not (row["kind"] == "correction" and row["id"] in replaced)
    ]


def is_public(act: Row, known: int | None) -> bool:
    """Say whether an act with dated sources was public; an editing slip always is."""
    dated = [source["published"] for source in act["sources"]]
    return not dated or known is None or any(bounds(one)[1] <= known for one in dated)


DATED = sources().filter(lambda source: "published" in source)
ACT_SOURCES = st.lists(DATED, max_size=1)
TOLD_AGAIN = st.builds(
    lambda event, kept: {name: event[name] for name in event if name != "sources" or not kept},
    drawn_events(),
    st.booleans(),
)
"""What a correction says, by sources of its own or by those of what it replaces."""


@examples(200)
@given(logs(), ACT_SOURCES, moments(), KNOWN)
def test_a_retraction_undoes_its_target_from_its_publication(
    written: Rows, by: Rows, at: int, known: int | None
) -> None:
    """Once known it is as if the target had never been; before, as if the retraction had not."""
    rows = rows_of(written)
    for target in standing(rows):
        act = {"id": "r", "kind": "retraction", "retracts": target, "sources": by, **REASON}
        undone = without(rows, [target]) if is_public(act, known) else rows
        assert slots_of(later(rows, act), at, known) == slots_of(undone, at, known)


@examples(150)
@given(logs(), st.data(), st.tuples(ACT_SOURCES, ACT_SOURCES), moments(), KNOWN)
def test_a_retracted_retraction_restores(
    written: Rows, data: st.DataObject, by: tuple[Rows, Rows], at: int, known: int | None
) -> None:
    """Once a retraction is retracted and that is known, the state is what it was before both."""
    rows = rows_of(written)
    target = data.draw(st.sampled_from(standing(rows) or [None]))
    assume(target is not None)
    first = {"id": "r", "kind": "retraction", "retracts": target, "sources": by[0], **REASON}
    second = {"id": "s", "kind": "retraction", "retracts": "r", "sources": by[1], **REASON}
    expected = rows if is_public(second, known) else later(rows, first)
    assert slots_of(later(rows, first, second), at, known) == slots_of(expected, at, known)


def corrected(rows: Rows, root: str, event: Row, by: Rows, *, given: str = "c") -> Row:
    """Write a correction of the version that stands, by hand."""
    visible = Visible(rows, None, lambda _: True)
    (stands,) = visible.versions(visible.rows[root])
    claims = rows_by_hand([{"id": "x", **event}])[1]["derived"]["claims"]
    derived = {"claims": claims, "replaces": stands["id"]}
    act = {"id": given, "kind": "correction", "corrects": root, "event": event, **REASON}
    return {**act, "sources": by, "derived": derived}


def roots(rows: Rows) -> list[str]:
    """List the developments of which one version stands.

    A retracted retraction may bring a correction back beside another of the same version.
    """
    versions = Counter(event["id"] for event in seen(rows).events)
    return sorted(root for root, count in versions.items() if count == 1)


def instead(rows: Rows, root: str, event: Row, by: Rows) -> Rows:
    """Retract a development and append another under the same links, sources of ours left out."""
    visible = Visible(rows, None, lambda _: True)
    (stands,) = visible.versions(visible.rows[root])
    given = f"{root}.new"
    own = event.get("sources") or visible.support(stands)
    another = {**event, "id": given, "sources": [*own, *by]}
    another = rows_by_hand([another])[1]
    cited = [
        {**act, "cites": given, "id": f"{act['id']}.new"}
        for act in visible.citations(visible.rows[root])
    ]
    act = {"id": "r", "kind": "retraction", "retracts": root, "sources": [], **REASON}
    return [renamed(row, root, given) for row in later(rows, act, another, *cited)]


def renamed(row: Row, old: str, new: str) -> Row:
    """Let the links of an event go to another."""

    def relinked(event: Row) -> Row:
        fields = [field for field in ("after", "before", "contests") if field in event]
        return event | {f: [new if name == old else name for name in event[f]] for f in fields}

    return relinked(row) | ({"event": relinked(row["event"])} if "event" in row else {})


def under_old_name(slots: Any, old: str, new: str) -> Any:
    """Call an event by its old name in an answer."""
    if isinstance(slots, dict):
        return {name: under_old_name(value, old, new) for name, value in slots.items()}
    if isinstance(slots, list):
        return [under_old_name(value, old, new) for value in slots]
    return old if slots == new else slots


@examples(200)
@given(logs(), st.data(), TOLD_AGAIN, ACT_SOURCES, moments())
def test_a_correction_is_a_retraction_and_another_event_under_the_same_links(
    written: Rows, data: st.DataObject, event: Row, by: Rows, at: int
) -> None:
    """Correcting gives the state of retracting and appending, under the links to the old event."""
    rows = rows_of(written)
    root = data.draw(st.sampled_from(roots(rows) or [None]))
    assume(root is not None)
    found = slots_of(later(rows, corrected(rows, str(root), event, by)), at)
    other = slots_of(instead(rows, str(root), event, by), at)
    assert under_old_name(other, str(root), f"{root}.new") == found


@examples(150)
@given(logs(), st.data(), TOLD_AGAIN, DATED, st.tuples(moments(), moments()))
def test_a_correction_with_a_source_counts_from_its_publication(
    written: Rows, data: st.DataObject, event: Row, by: Row, asked: tuple[int, int]
) -> None:
    """Before a sourced correction was published, the state is that without it."""
    rows = rows_of(written)
    root = data.draw(st.sampled_from(roots(rows) or [None]))
    assume(root is not None)
    assume(bounds(by["published"])[1] > asked[1])
    act = corrected(rows, str(root), event, [by])
    assert slots_of(later(rows, act), *asked) == slots_of(rows, *asked)


@examples(150)
@given(logs(contests=False), st.data(), DATED, moments())
def test_a_citation_adds_no_value(written: Rows, data: st.DataObject, by: Row, at: int) -> None:
    """Without contests, what holds or may hold after a citation did so before.

    This supposes that no link is newly void, which takes away what the log knew before.
    """
    rows = rows_of(written)
    root = data.draw(st.sampled_from(roots(rows) or [None]))
    assume(root is not None)
    cited = later(rows, {"id": "c", "kind": "citation", "cites": root, "sources": [by]})
    assume(seen(cited).void == seen(rows).void)
    before, after = slots_of(rows, at), slots_of(cited, at)
    for key in {*before, *after}:
        assert all_of(after.get(key)) <= all_of(before.get(key))


def all_of(slot: Row | None) -> set[str]:
    """List what holds or may hold; that a member is out goes without saying."""
    return {one for one in candidates(slot)["all"] if not one.endswith(", false]")}


@examples(150)
@given(logs(), st.data(), DATED, moments())
def test_a_citation_makes_known_earlier_never_later(
    written: Rows, data: st.DataObject, by: Row, known: int
) -> None:
    """What was public without a citation is so with it, and its target from its publication."""
    rows = rows_of(written)
    root = data.draw(st.sampled_from(roots(rows) or [None]))
    assume(root is not None)
    cited = later(rows, {"id": "c", "kind": "citation", "cites": root, "sources": [by]})
    more = {root} if is_public(cited[-1], known) else set()
    assert public_at(cited, known) == public_at(rows, known) | more


@examples(400)
@given(logs(), st.data(), DATED)
def test_a_citation_only_narrows_a_date(written: Rows, data: st.DataObject, by: Row) -> None:
    """One more source moves no bound but the end, and that to earlier."""
    rows = rows_of(written)
    root = data.draw(st.sampled_from(roots(rows) or [None]))
    assume(root is not None)
    cited = later(rows, {"id": "c", "kind": "citation", "cites": root, "sources": [by]})
    after = events_at(cited, None)
    for name, before in events_at(rows, None).items():
        assert after[name].earliest == before.earliest
        assert after[name].before <= before.before
        assert name == root or after[name] == before


def public_at(rows: Rows, known: int) -> set[str]:
    """List the developments that were public by then, withdrawn or not."""
    view = View(history_of_rows(rows), Instant(known))
    return {record.id for record in view.present if isinstance(record, Development)}


def events_at(rows: Rows, known: int | None) -> dict[str, Bounds]:
    """List the events that are visible at a moment of the known clock, with their bounds."""
    view = View(history_of_rows(rows), None if known is None else Instant(known))
    return {event.id: event.bounds for event in view.events}
