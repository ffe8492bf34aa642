"""The preview of an append, and what it asks an editor to settle."""

from typing import Any

import pytest

from chrono.queries.findings.repeats import Repeat
from chrono.queries.overlaps import Overlap
from chrono.queries.preview import Preview, new_keys, preview
from chrono.state.moments import moment
from tests.building import NOW, declaration, event, history_of, source
from tests.strategies import history_of_rows

CEO, STEP = "office/a/ceo", "step/x"
NOTHING: tuple[()] = ()


def previewed(*written: dict[str, Any], new: int = 1) -> Preview:
    """Preview the append of the last of what is written."""
    after = history_of(*written)
    before = after.upto(after.records[-1].position - new)
    return preview(before, after, moment("now", after, NOW))


def told(given: str, occurred: str, value: str | None = None, **more: Any) -> dict[str, Any]:
    """Tell who has the office, or that nobody has; with a headline of its own."""
    claim = {"set": CEO, "value": value} if value else {"end": CEO}
    return event(given, occurred, claim, **more)


FIRST = told("one", "2024-01-01", "A")


def correction(of: str, occurred: str, value: str) -> dict[str, Any]:
    """Correct an event by what it should have told."""
    fresh = {name: one for name, one in told(of, occurred, value).items() if name != "id"}
    return {
        "id": "fix",
        "kind": "correction",
        "corrects": of,
        "reason": "r",
        "event": fresh,
    }


def changes(found: Preview) -> list[list[tuple[str, str | None, str | None]]]:
    """List what each difference says: the keys, and how they stand before and after."""
    return [
        [(c.key, c.before and c.before.standing, c.after and c.after.standing) for c in one.changes]
        for one in found.diffs
    ]


def test_a_change_shows_at_the_date_of_the_event_and_now() -> None:
    """What held only for a time shows at its own date, and that nothing is left of it now."""
    later = told("later", "2024-06-01", "C")
    found = previewed(FIRST, later, told("two", "2024-02-01", "B"))

    assert [one.after.at.text for one in found.diffs] == [
        "2024-02-01",
        found.diffs[-1].after.at.text,
    ]
    assert changes(found) == [[(CEO, "holds", "holds")], []]


def test_a_change_that_holds_still_shows_at_both_dates() -> None:
    """A new value that holds to this day is shown as of its own date, and now."""
    found = previewed(FIRST, told("two", "2024-02-01", "B"))

    assert [one.after.at.text for one in found.diffs][:1] == ["2024-02-01"]
    assert found.diffs[-1].after.at == moment("now", history_of(), NOW)
    assert [change.causes for one in found.diffs for change in one.changes] == [("two",)] * 2


def test_what_is_still_to_come_shows_now_and_then() -> None:
    """A scheduled event changes nothing now; its own date comes after."""
    found = previewed(FIRST, told("two", "2100-01-01", "B"))

    assert changes(found) == [[], [(CEO, "holds", "holds")]]
    assert found.diffs[1].after.at.text == "2100-01-01"


def test_a_date_that_is_corrected_shows_at_both() -> None:
    """What was thought to come and has happened: at the right date, now, and at the old date."""
    found = previewed(event("two", "2100-01-01"), correction("two", "2024-01-01", "A"))

    texts = [one.after.at.text for one in found.diffs]
    assert (texts[0], texts[2], len(texts)) == ("2024-01-01", "2100-01-01", 3)


def test_a_new_dispute_names_the_events_of_all_sides() -> None:
    """Two values of one day, and what they rest on."""
    found = previewed(FIRST, told("again", "2024-02-01", "A"), told("two", "2024-02-01", "B"))

    assert found.disputes == ((CEO, ("one", "again", "two")),)


def test_a_dispute_of_three_names_three() -> None:
    """Every side of a dispute that arises at once is named."""
    found = previewed(
        FIRST, told("two", "2024-02-01", "B"), told("three", "2024-02-01", "C"), new=2
    )

    assert [(key, set(events)) for key, events in found.disputes] == [(CEO, {"two", "three"})]


def test_a_dispute_that_stands_already_is_not_new() -> None:
    """A third side changes a dispute; the key was disputed before."""
    found = previewed(FIRST, told("two", "2024-01-01", "B"), told("three", "2024-01-01", "C"))

    assert found.disputes == NOTHING
    assert changes(found) == [[(CEO, "disputed", "disputed")]] * 2


def test_a_dispute_that_was_decided_since_is_named() -> None:
    """A key disputed at the date of the event, and decided by now, is a dispute all the same."""
    later = told("later", "2024-06-01", "C")
    found = previewed(FIRST, later, told("two", "2024-01-01", "B"))

    assert [(key, set(events)) for key, events in found.disputes] == [(CEO, {"one", "two"})]


def test_an_overlap_names_the_other_event() -> None:
    """What has no order with something told before is named with it."""
    found = previewed(FIRST, told("two", "2024-01-01", "B"))

    assert found.overlaps.pairs == (Overlap(CEO, "one", "two"),)


@pytest.mark.parametrize("link", ["after", "before", "contests"])
def test_an_overlap_disappears_when_the_event_says_how_it_relates(link: str) -> None:
    """After, before, or contests leaves nothing to settle."""
    found = previewed(FIRST, told("two", "2024-01-01", "B", **{link: ["one"]}))

    assert found.overlaps.pairs == NOTHING


def test_an_old_overlap_is_no_business_of_a_new_event() -> None:
    """What two events told long ago have open is not said again."""
    found = previewed(
        FIRST, told("two", "2024-01-01", "B"), event("three", "2024-01-01", {"end": STEP})
    )

    assert found.overlaps.pairs == NOTHING


@pytest.mark.parametrize("day", ["2023-12-28", "2024-01-01", "2024-01-04", "2024-01"])
def test_the_same_claim_within_three_days_may_be_a_repeat(day: str) -> None:
    """A near date and the same claim make a citation likely to be what is meant."""
    found = previewed(FIRST, told("two", day, "A"))

    assert found.repeats == (Repeat("two", "one", f"claims the same of {CEO}"),)


@pytest.mark.parametrize(
    "other",
    [
        told("two", "2023-12-27", "A"),
        told("two", "2024-01-06", "A"),
        told("two", "2024-01-02", "B"),
        told("two", "2024-01-02", "A", after=["one"]),
        told("two", "2023-12-31", "A", before=["one"]),
        told("two", "2024-01-01", "A", contests=["one"]),
        event("two", "2024-01-02", {"announce": CEO, "value": "A"}),
    ],
    ids=["long before", "long after", "another value", "after", "before", "contests", "announced"],
)
def test_far_or_linked_or_other_claims_are_no_repeat(other: dict[str, Any]) -> None:
    """Only what could be the same development told twice is named."""
    assert previewed(FIRST, other).repeats == NOTHING


OUSTED = event("ousted", "2024-01-01", headline="The board of Acme removes its chief, Ann Lee")


@pytest.mark.parametrize(
    ("headline", "alike"),
    [
        ("The board of ACME removes its chief Ann Lee!", True),
        ("Board of Acme removes its chief, Ann Lee", True),
        ("The board of Acme appoints a chief, Bob Roe", False),
        ("Ann Lee speaks", False),
    ],
)
def test_a_nearly_equal_headline_may_be_a_repeat(headline: str, alike: bool) -> None:  # noqa: FBT001
    """Case and signs do not tell two headlines apart; other words do."""
    found = previewed(OUSTED, event("two", "2024-01-02", headline=headline))

    repeat = (Repeat("two", "ousted", "has nearly the same headline"),)
    assert found.repeats == (repeat if alike else NOTHING)


def test_a_far_headline_is_no_repeat() -> None:
    """The same headline a month later is another development."""
    again = {**OUSTED, "id": "two", "occurred": "2024-02-01"}

    assert previewed(OUSTED, again).repeats == NOTHING


def test_a_correction_repeats_nothing() -> None:
    """What is told anew of an event is no second telling of it, nor of its neighbours."""
    found = previewed(FIRST, told("two", "2024-01-05", "A"), correction("two", "2024-01-04", "A"))

    assert found.repeats == NOTHING


ANNOUNCED = event("plan", "2024-01-01", {"announce": CEO, "value": "B"})


@pytest.mark.parametrize("other", [told("two", "2024-02-01", "C"), told("two", "2024-02-01")])
def test_a_pending_value_that_is_left_standing_is_named(other: dict[str, Any]) -> None:
    """An appointment of somebody else, or an end, does not cancel what was announced."""
    assert previewed(ANNOUNCED, other).pending == ((CEO, "B"),)


@pytest.mark.parametrize(
    "other",
    [
        told("two", "2024-02-01", "B"),
        event("two", "2024-02-01", {"set": STEP, "value": "C"}),
        event("two", "2024-02-01", {"lapse": CEO}),
        event("two", "2024-02-01", {"set": CEO, "value": "C"}, {"lapse": CEO}),
    ],
    ids=["done", "another key", "lapsed", "decided and lapsed"],
)
def test_what_is_done_or_lapsed_or_elsewhere_is_not_pending(other: dict[str, Any]) -> None:
    """Only what stays announced on a key that the event decides is named."""
    assert previewed(ANNOUNCED, other).pending == NOTHING


def test_what_the_event_itself_announces_is_not_named() -> None:
    """An event that decides a key and announces its next holder leaves nothing unsettled."""
    both = event("two", "2024-02-01", {"end": CEO}, {"announce": CEO, "value": "D"})

    assert previewed(both).pending == NOTHING
    assert previewed(ANNOUNCED, both).pending == NOTHING


def test_a_pending_value_is_named_once() -> None:
    """Two events that leave the same announcement standing name it once."""
    found = previewed(
        ANNOUNCED, told("two", "2024-02-01", "C"), told("three", "2024-03-01", "D"), new=2
    )

    assert found.pending == ((CEO, "B"),)


def test_a_key_never_used_is_new() -> None:
    """A key that nothing speaks of may be a slip; one in use is none, however it is used."""
    found = previewed(FIRST, told("two", "2024-02-01", "B"), new=1)

    assert found.keys == NOTHING
    assert previewed(FIRST, event("two", "2024-02-01", {"end": STEP})).keys == (STEP,)


def test_no_key_is_new_in_an_empty_chronology() -> None:
    """Where no key was, none can be misspelt."""
    assert previewed(FIRST).keys == NOTHING
    assert new_keys(history_of(), [STEP, CEO]) == NOTHING


def test_declared_keys_are_known_and_so_is_what_a_glob_covers() -> None:
    """A declared key or glob makes keys known before their first use."""
    keys = {"office/*": {"title": "Offices"}, "term/x": {"title": "X"}}
    declared = declaration(keys=keys)
    history = history_of_rows([{**declared, "position": 1, "recorded": NOW}])

    assert new_keys(history, ["term/y", CEO, "term/x", STEP, STEP]) == (STEP, "term/y")


def test_a_correction_shows_what_it_changes_and_nothing_else() -> None:
    """The state changes at both dates, the old and the new, by the event and the act."""
    found = previewed(FIRST, correction("one", "2024-02-01", "A"))

    assert [one.after.at.text for one in found.diffs][:1] == ["2024-01-01"]
    same = [(CEO, "holds", "holds")]
    assert changes(found) == [[(CEO, "holds", None)], same, same]
    assert {change.causes for one in found.diffs for change in one.changes} == {("one", "fix")}
    assert [record.id for record in found.new] == ["fix"]


def test_a_correction_overlaps_and_disputes_like_an_event() -> None:
    """What a correction opens is named by the development that it corrects."""
    found = previewed(FIRST, told("two", "2024-02-01", "B"), correction("two", "2024-01-01", "B"))

    assert found.overlaps.pairs == (Overlap(CEO, "one", "two"),)
    assert [(key, set(events)) for key, events in found.disputes] == [(CEO, {"one", "two"})]


def test_a_retraction_shows_what_is_gone() -> None:
    """At the date of what is withdrawn the value before holds again."""
    act = {"id": "back", "kind": "retraction", "retracts": "two", "reason": "a parody"}
    found = previewed(FIRST, told("two", "2024-02-01", "B"), act)

    (change,) = found.diffs[-1].changes
    assert change.after is not None
    assert (change.after.value, change.causes) == ("A", ("two", "back"))
    assert (found.disputes, found.overlaps.pairs, found.repeats) == (NOTHING, NOTHING, NOTHING)


def test_a_retraction_that_brings_a_dispute_back_names_it() -> None:
    """A dispute that the withdrawn event had ended is open again."""
    act = {"id": "back", "kind": "retraction", "retracts": "three", "reason": "a parody"}
    found = previewed(FIRST, told("two", "2024-01-01", "B"), told("three", "2024-02-01", "C"), act)

    assert [(key, set(events)) for key, events in found.disputes] == [(CEO, {"one", "two"})]


def test_a_citation_of_the_same_basis_changes_nothing() -> None:
    """A source that repeats what stands leaves every slot as it is."""
    act = {"id": "seen", "kind": "citation", "cites": "one", "sources": [source("2098")]}

    assert changes(previewed(FIRST, act)) == [[], []]


def test_a_better_citation_changes_the_evidence_only() -> None:
    """A filed source makes the basis better and the answer no other."""
    act = {"id": "seen", "kind": "citation", "cites": "one", "sources": [source("2099", "filed")]}
    found = [change for one in previewed(FIRST, act).diffs for change in one.changes]

    assert [change.same_answer for change in found] == [True, True]
    assert {change.causes for change in found} == {("one", "seen")}


def test_a_citation_that_dates_an_event_shows_that_it_is_certain() -> None:
    """What was published caps a vague date, so that a possible value surely holds earlier."""
    vague = told("one", "[2024-01-01..2090-01-01]", "A")
    act = {"id": "seen", "kind": "citation", "cites": "one", "sources": [source("2024-02-01")]}

    assert [(CEO, "possible", "holds")] in changes(previewed(vague, act))


def test_a_new_declaration_alone_changes_nothing() -> None:
    """What is declared anew is no event and leaves every slot as it is."""
    again = {**declaration(), "id": "chronology~2", "data": {"title": "T", "zone": "UTC"}}
    found = previewed(FIRST, again)

    assert changes(found) == [[]]
    assert [record.id for record in found.new] == ["chronology~2"]


def test_the_json_of_a_preview_has_all_its_parts() -> None:
    """A program reads what a person is shown."""
    history = history_of(FIRST, told("two", "2024-01-01", "B"))
    body = preview(history.upto(2), history, moment("now", history, NOW)).body(history)

    assert body["new"] == ["two"]
    assert body["disputes"] == [{"key": CEO, "events": ["one", "two"], "events_count": 2}]
    assert body["overlaps"] == [{"key": CEO, "one": "one", "other": "two"}]
    assert (body["repeats"], body["pending"], body["new_keys"]) == ([], [], [])
    assert [change["key"] for one in body["diffs"] for change in one["changes"]] == [CEO] * 2


@pytest.mark.parametrize(
    ("occurred", "published", "moment_asked"),
    [
        ("2024-02-01/2024-03-31", "2099", "2024-02-01"),
        ("2024-02/..", "2099", "2024-02"),
        ("../2024-02", "2099", "2024-02"),
        ("2024-02-01T12:00Z/2024-03-31", "2099", "2024-02-01T12:00Z"),
        ("2024-02", "2024-02-10", "2024-02-10"),
        ("2024-02", "2024-02-10T08:00Z", "2024-02-10T08:00:59Z"),
        ("2024-02", "2099", "2024-02"),
    ],
)
def test_a_change_is_told_of_the_moment_at_which_it_is_looked_for(
    occurred: str, published: str, moment_asked: str
) -> None:
    """What lasts is looked at when it began, and a capped date when it was reported."""
    found = previewed(event("two", occurred, sources=[source(published)]))

    at = found.diffs[0].after.at
    assert at.text == moment_asked
    assert at.instant == moment(moment_asked, history_of(), NOW).instant
