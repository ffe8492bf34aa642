"""Laws 11 to 13: what is more precise is never less sure, no conflict is lost, all has evidence."""

import json
from itertools import combinations_with_replacement

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.oracle.naive_state import BEST_FIRST, NOTHING, Visible, World, bounds, own_end
from tests.strategies import (
    DAYS,
    NOON,
    ON_ONE_KEY,
    ON_ONE_SET,
    TEAM,
    Row,
    Rows,
    candidates,
    examples,
    logs,
    moments,
    rows_by_hand,
    rows_of,
    slots_of,
    targets,
)

ON_A_SET = logs(size=(4, 7), acts=False, claims=ON_ONE_SET, contests=False)
"""Where a wrong reason shows soonest."""

DENSE = st.one_of(logs(size=(2, 7), claims=ON_ONE_KEY), logs(size=(1, 7)))


def seen(rows: Rows, at: int = 0) -> World:
    """See rows as the rules say by their letter."""
    return World(Visible(rows, None, lambda _: True).events(), at)


def all_of(slot: Row | None) -> set[str]:
    """List what holds or may hold; that a member is out goes without saying."""
    return {one for one in candidates(slot)["all"] if not one.endswith(", false]")}


def uncapped(row: Row) -> Row:
    """Let no publication narrow the date of an event."""
    return {**row, "sources": [{**one, "published": "2099"} for one in row["sources"]]}


NARROW = (*DAYS, *(f"{start}/{end}" for start, end in combinations_with_replacement(DAYS, 2)))


def is_within(date: str, wide: str) -> bool:
    """Say whether a date is one that another may mean, and lasts as long as that may."""
    ends = [own_end(each, bounds(each)[0]) for each in (date, wide)]
    pairs = [(bounds(date), bounds(wide))]
    pairs += [((one["earliest"], one["before"]), (other["earliest"], other["before"]))
              for one, other in [ends] if one and other]  # fmt: skip
    return [end is None for end in ends] in ([True] * 2, [False] * 2) and all(
        outer[0] <= inner[0] and inner[1] <= outer[1] for inner, outer in pairs
    )


@examples(300)
@given(logs(acts=False, contests=False, cycles=True), st.integers(0, 5), st.data(), moments())
def test_a_narrower_date_never_adds_a_candidate(
    written: Rows, number: int, data: st.DataObject, at: int
) -> None:
    """Without contests, making a date more precise adds no value, if no link gets void by it."""
    rows = rows_by_hand(uncapped(row) for row in written)
    place = 1 + number % len(written)
    inside = [date for date in NARROW if is_within(date, rows[place]["occurred"])]
    assume(inside)
    narrow = {**rows[place], "occurred": data.draw(st.sampled_from(inside))}
    narrowed = [*rows[:place], narrow, *rows[place + 1 :]]
    assume(seen(narrowed).void == seen(rows).void)
    before, after = slots_of(rows, at), slots_of(narrowed, at)
    for key in {*before, *after}:
        assert all_of(after.get(key)) <= all_of(before.get(key))


@examples(250)
@given(DENSE, moments())
def test_every_undominated_claim_is_among_the_candidates(written: Rows, at: int) -> None:
    """What is claimed and not dominated by what has surely happened holds, or may hold."""
    rows = rows_of(written)
    world = seen(rows, at)
    slots = slots_of(rows, at)
    for event in filter(world.happened, world.events):
        for claim in event["claims"]:
            above = [e for e in world.events if world.certain(e) and world.dominates(e, event)]
            rivals = [e for e in above if speaks(e, claim["key"])]
            if not rivals and claim["op"] in ("set", "end", "add"):
                held = candidates(slots.get(claim["key"]))["all"]
                assert said(claim, event, at) <= held


def speaks(event: Row, key: str) -> bool:
    """Say whether an event says what holds for a key."""
    ops = [claim["op"] for claim in event["claims"] if claim["key"] == key]
    return bool({"set", "end", "add", "drop"} & set(ops))


def said(claim: Row, event: Row, at: int) -> set[str]:
    """List what a claim says at a moment: a value, or the members that are in."""
    over = claim["op"] != "end" and event["own_end"] and event["own_end"]["before"] <= at
    if claim["op"] == "end" or over:
        return set() if claim["key"] == TEAM else {"null"}
    if claim["key"] != TEAM:
        return {json.dumps(claim["value"])}
    members = [claim["value"]] if claim["op"] == "add" else claim["value"]
    return {json.dumps([member, True]) for member in members}


@examples(150)
@given(DENSE, st.integers(0, 7), st.sampled_from(BEST_FIRST), moments())
def test_no_basis_adds_or_loses_a_candidate(
    written: Rows, number: int, basis: str, at: int
) -> None:
    """Whatever the basis of the sources, the same values hold or may hold."""
    rows = rows_of(written)
    place = number % len(rows)
    row = rows[place]
    assume(row.get("sources"))
    told_by = [{**source, "basis": basis} for source in row["sources"]]
    other = [*rows[:place], {**row, "sources": told_by}, *rows[place + 1 :]]
    before, after = slots_of(rows, at), slots_of(other, at)
    assert {key: candidates(slot) for key, slot in before.items()} == {
        key: candidates(slot) for key, slot in after.items()
    }


@examples(150)
@given(DENSE, moments())
def test_the_preferred_value_is_one_of_the_alternatives(written: Rows, at: int) -> None:
    """A preference names a value that a dispute keeps, and never settles it."""
    for slot in slots_of(rows_of(written), at).values():
        if slot["preferred"] is None:
            continue
        assert slot["standing"] == "disputed"
        value = slot["preferred"]["value"]
        if slot["key"] == TEAM:
            both = {one["member"] for one in slot["alternatives"]}
            assert set(slot["value"]) <= set(value) <= {*slot["value"], *both}
        else:
            assert value in [one["value"] for one in slot["alternatives"]]


@examples(150)
@given(logs(size=(1, 7)), moments())
def test_every_answer_names_events_that_have_sources(written: Rows, at: int) -> None:
    """Every value that is sure, disputed, possible or pending names an event with a source."""
    rows = rows_of(written)
    sourced = {event["id"] for event in seen(rows).events if event["sources"]}
    for slot in slots_of(rows, at).values():
        answered = [*slot["alternatives"], *slot["possible"], *slot["pending"]]
        answered += [slot] if slot["standing"] in ("holds", "ended") else []
        assert answered
        for one in answered:
            assert one["because"]
            assert set(one["because"]) <= sourced
            assert one["basis"] in BEST_FIRST


def by_themselves(rows: Rows, named: set[str]) -> Rows:
    """Keep some events, the acts upon them, and the events to which links and contests lead."""
    there = set(named)
    while True:
        tells = [row for row in rows if row["kind"] != "chronology" and there & roots(row)]
        more = {name for row in tells for name in (*roots(row), *ends(row))}
        more |= {name for row in rows if ends(row) & there for name in roots(row)}
        more |= {row["id"] for row in rows if targets(row) & there}
        if more <= there:
            return [row for row in rows if row["kind"] == "chronology" or row["id"] in there]
        there |= more


def roots(row: Row) -> set[str]:
    """Name an entry, and what it is about."""
    return {row["id"]} | targets(row)


def ends(row: Row) -> set[str]:
    """Name the events that an entry links to or contests."""
    told = row.get("event", row)
    return {name for field in ("after", "before", "contests") for name in told.get(field, ())}


@examples(800)
@given(st.one_of(logs(size=(1, 7)), ON_A_SET, ON_A_SET), st.one_of(moments(), st.just(NOON[-1])))
def test_the_named_events_give_the_value_again_by_themselves(written: Rows, at: int) -> None:
    """What an answer names, with the acts on it and its links, suffices for the same value.

    Contests count as links here: what a denied denial spares would else be denied. That nobody is
    in is written as a list only where another event shows that the key has members.
    """
    rows = rows_of(written)
    void = seen(rows).void
    told = [(key, *one) for key, slot in slots_of(rows, at).items() for one in answers(slot)]
    for key, answer, text in told:
        alone = by_themselves(rows, set(answer["because"]))
        assume(is_void_as_before(alone, void))
        again = slots_of(alone, at).get(key)
        if "member" in answer:
            assert answer["holds"] in sides(again, answer["member"])
        else:
            assert text in [
                same for _, same in answers(again or {**NOTHING, "key": key, "standing": ""})
            ]


def sides(slot: Row | None, member: str) -> set[bool]:
    """Say whether a member may be in, and whether it may be out; of whom nobody spoke is out."""
    if slot is None or slot["value"] is None:
        return {False}
    in_doubt = [one["member"] for one in (*slot["alternatives"], *slot["possible"])]
    return {True, False} if member in in_doubt else {member in slot["value"]}


def is_void_as_before(alone: Rows, void: set[tuple[str, str]]) -> bool:
    """Say whether of the void links those among fewer events stay void; no other can become so."""
    if not void:
        return True
    world = seen(alone)
    ids = {event["version"] for event in world.events}
    return world.void == {link for link in void if set(link) <= ids}


def answers(slot: Row) -> list[tuple[Row, str]]:
    """List what a slot answers, each with its text; of a set in doubt the members."""
    whole = ("holds", "ended") if slot["key"] == TEAM else ("holds", "ended", "possible")
    held = [slot] if slot["because"] and slot["standing"] in whole else []
    held += [*slot["alternatives"], *slot["possible"]]
    found = [(one, [one.get("member"), one.get("value") or None]) for one in held]
    found += [(one, ["pending", sorted(one["value"])]) for one in slot["pending"]]
    return [(one, json.dumps(text)) for one, text in found]
