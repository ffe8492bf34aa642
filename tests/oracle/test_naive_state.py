"""The rules of the state, evaluated by their letter and slowly, as an oracle for the engine."""

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from chrono.state.visibility import wanted_sources
from tests.building import event, source
from tests.oracle.naive_state import BEST_FIRST, naive_state
from tests.strategies import (
    DAYS,
    NOON,
    ON_ONE_KEY,
    PUBLISHERS,
    ROLE,
    TEAM,
    Row,
    Rows,
    drawn_events,
    examples,
    logs,
    moments,
    rows_by_hand,
    rows_of,
    slots_of,
)

BASIS = st.sampled_from((None, None, *BEST_FIRST[:3]))
WITHOUT = st.sampled_from(((), (), *((one,) for one in (*PUBLISHERS, "Agency"))))
LOGS = st.one_of(logs(size=(3, 7), claims=ON_ONE_KEY), logs(size=(1, 7)))
KNOWN = st.one_of(st.none(), moments())


HEATED = st.lists(
    st.tuples(
        st.sampled_from((*DAYS, *DAYS, "[2024-01-02..2024-01-03]")),
        st.sampled_from("ABC"),
        st.lists(st.sampled_from(("", "contests", "contests", "after")), min_size=5, max_size=5),
    ),
    min_size=3,
    max_size=5,
)
"""Values of one key, each with its date, and what it says of those before it."""

OWN_FIGURE = [
    (DAYS[0], "A", ["", "", "", "", ""]),
    (DAYS[0], "B", ["", "", "", "", ""]),
    (DAYS[2], "C", ["after", "contests", "", "", ""]),
]
"""The last replaces a figure of its own, which its rival is not surely later than."""


def in_order(slots: dict[str, Row]) -> dict[str, Row]:
    """Put what a slot lists without order in one."""
    return {
        key: {
            **slot,
            **{
                name: sorted(slot[name], key=repr)
                for name in ("alternatives", "possible", "pending")
            },
        }
        for key, slot in slots.items()
    }


def agree(
    rows: Rows, at: int, known: int | None = None, basis: Any = None, without: Any = ()
) -> None:
    """Compare the engine with the rules."""
    worst = BEST_FIRST.index(basis or "rumoured")

    def left(source: Row) -> bool:
        names = {source["publisher"], source.get("origin")}
        return BEST_FIRST.index(source["basis"]) <= worst and not names & set(without)

    found = slots_of(rows, at, known, wanted_sources(basis, without))
    assert in_order(found) == in_order(naive_state(rows, at, known, left))


@examples(250)
@given(LOGS, moments())
def test_the_state_is_what_the_rules_say_by_their_letter(written: Rows, at: int) -> None:
    """On any log, acts and contests included, the engine's slots are those of the rules."""
    agree(rows_of(written), at)


def test_whether_a_key_holds_a_set_is_decided_by_what_is_visible_whatever_the_moment() -> None:
    """Members who come in only later make it a set before, too: nobody in, and no end alone."""
    later = event("later", DAYS[3], {"add": TEAM, "value": "A"})
    for rows in ([later], [event("over", DAYS[0], {"end": TEAM}), later]):
        for at in NOON:
            agree(rows_of(rows), at)


@examples(250)
@given(LOGS, moments(), moments())
def test_what_was_known_then_is_what_the_rules_say(written: Rows, at: int, known: int) -> None:
    """On any log the slots as known at a moment are those of the rules."""
    agree(rows_of(written), at, known)


@examples(250)
@given(LOGS, moments(), KNOWN, BASIS, WITHOUT)
def test_fewer_sources_give_what_the_rules_say(
    written: Rows, at: int, known: int | None, basis: Any, without: Any
) -> None:
    """With a basis asked for and publishers left out the slots are those of the rules."""
    agree(rows_of(written), at, known, basis, without)


@examples(150)
@given(LOGS, moments(), KNOWN, st.integers(1, 8))
def test_what_the_log_said_then_is_what_the_rules_say(
    written: Rows, at: int, known: int | None, recorded: int
) -> None:
    """The log up to any position gives the slots of the rules over that part of it."""
    agree([row for row in rows_of(written) if row["position"] <= recorded], at, known)


@examples(375)
@given(HEATED, moments())
@example(drawn=OWN_FIGURE, at=NOON[-1])
def test_a_heated_dispute_counts_as_the_rules_say(drawn: list[Any], at: int) -> None:
    """Where nearly everybody contests everybody the slots are those of the rules."""
    written = [
        event(f"e{number}", occurred, {"set": ROLE, "value": value},
              **{said: [f"e{other}" for other in range(number) if of_others[other] == said]
                 for said in ("contests", "after")})
        for number, (occurred, value, of_others) in enumerate(drawn)
    ]  # fmt: skip
    agree(rows_of(written), at)


def test_nobody_is_preferred_where_one_version_is_later_than_another() -> None:
    """However much better the sources of one are: it may have changed."""
    filed = event("filed", DAYS[0], {"set": ROLE, "value": "A"}, sources=[source(basis="filed")])
    later = event("later", DAYS[1], {"set": ROLE, "value": "B"}, contests=["filed"],
                  sources=[source(basis="rumoured")])  # fmt: skip
    agree(rows_of([filed, later]), NOON[-1])


def test_three_versions_that_deny_each_other_all_stand() -> None:
    """The latest ends neither of the others, though one of them is later than the other."""
    agree(
        rows_of(
            event(f"e{n}", DAYS[n], {"set": ROLE, "value": "ABC"[n]}, contests=["e0", "e1"][:n])
            for n in range(3)
        ),
        NOON[-1],
    )


@examples(250)
@given(logs(size=(2, 6), acts=False, cycles=True), moments(), KNOWN)
def test_links_on_cycles_count_as_the_rules_say(written: Rows, at: int, known: int | None) -> None:
    """With links that contradict each other or the dates the slots are those of the rules."""
    agree(rows_by_hand(written), at, known)


@examples(250)
@given(logs(size=(2, 6)), st.data(), moments(), KNOWN)
def test_two_corrections_of_one_version_count_as_the_rules_say(
    written: Rows, data: st.DataObject, at: int, known: int | None
) -> None:
    """After a merge, when two corrections replace one version, the slots are those of the rules."""
    rows = merged(rows_of(written), data)
    agree(rows, at, known)


def merged(rows: Rows, data: st.DataObject) -> Rows:
    """Add a rival correction of some version that stands or stood."""
    tellers = [row for row in rows if row["kind"] in ("development", "correction")]
    replaced = data.draw(st.sampled_from(tellers or [None]))
    if replaced is None:
        return rows
    event = data.draw(drawn_events())
    rivals = []
    for number in range(2):
        claims = event["data"]["claims"] if number else []
        by_hand = rows_by_hand([{**event, "id": "x", "data": {"claims": claims}}])[1]
        rival = {
            "id": f"m{number}",
            "kind": "correction",
            "corrects": replaced.get("corrects", replaced["id"]),
            "reason": "elsewhere",
            "event": {**event, "data": {"claims": claims}},
            "derived": {**by_hand["derived"], "replaces": replaced["id"]},
            "recorded": rows[-1]["recorded"] + 1 + number,
            "position": rows[-1]["position"] + 1 + number,
        }
        rivals.append(rival)
    return [*rows, *rivals]
