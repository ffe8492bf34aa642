"""The rules of docs/state-rule.md, one sentence a test."""

from typing import Any

import pytest

from chrono.errors import ChronoError
from chrono.events.history import History
from chrono.queries.findings.check import findings
from chrono.state.rule import World
from chrono.state.slots import slot_of
from chrono.state.visibility import View
from chrono.values.clocks import END, parse_stamp
from tests.building import declaration, drafts, event, history_of, log_of, slot, source
from tests.counted import steps
from tests.strategies import history_of_rows, rows_of

KEY = "term/agi"
BOARD = "board/openai"
D1, D2, D3, D4, D5 = (f"2024-01-0{day}" for day in range(1, 6))

Written = dict[str, Any]


def says(given: str, occurred: str, value: Any, **more: Any) -> Written:
    """Make an event that sets the key."""
    return event(given, occurred, {"set": KEY, "value": value}, **more)


def ends(given: str, occurred: str, **more: Any) -> Written:
    """Make an event that ends the key."""
    return event(given, occurred, {"end": KEY}, **more)


def retracts(given: str, target: str, *sources: Written) -> Written:
    """Make a retraction."""
    act = {"id": given, "kind": "retraction", "retracts": target, "reason": "wrong"}
    return {**act, "sources": list(sources)}


def corrects(given: str, target: str, told: Written, *sources: Written) -> Written:
    """Make a correction that keeps the sources of what it replaces."""
    left = {name: value for name, value in told.items() if name not in ("id", "sources")}
    act = {"id": given, "kind": "correction", "corrects": target, "reason": "better"}
    return {**act, "event": left, "sources": list(sources)}


def cites(given: str, target: str, *sources: Written) -> Written:
    """Make a citation."""
    return {"id": given, "kind": "citation", "cites": target, "sources": list(sources)}


def standing(history: History, at: str, key: str = KEY, **asof: Any) -> str | None:
    """Ask how a key stands."""
    found = slot(history, key, at, **asof)
    return found["standing"] if found else None


def value(history: History, at: str, key: str = KEY, **asof: Any) -> Any:
    """Ask for the one value of a key."""
    found = slot(history, key, at, **asof)
    return found["value"] if found else "unset"


def held(history: History, at: str, side: str = "alternatives") -> list[Any]:
    """Ask for the values on one side of the key."""
    found = slot(history, KEY, at)
    return [one["value"] for one in found[side]] if found else []


def test_a_value_holds_from_the_end_of_the_day_it_began() -> None:
    """What is set on a day holds as of the end of that day."""
    history = history_of(says("a", D2, 13))
    assert value(history, D1) == "unset"
    assert (standing(history, D2), value(history, D2)) == ("holds", 13)


def test_a_surely_later_claim_replaces_an_earlier_one() -> None:
    """Of two values on different days the later holds."""
    assert value(history_of(says("a", D1, 13), says("b", D2, 11)), D2) == 11


def test_a_late_arrival_about_earlier_days_replaces_nothing() -> None:
    """An event recorded last but dated first does not beat what came after it."""
    assert value(history_of(says("b", D2, 11), says("a", D1, 13)), D2) == 11


def test_an_end_leaves_the_key_ended() -> None:
    """After only an end stands, the key has ended and has no value."""
    history = history_of(says("a", D1, 13), ends("b", D2))
    assert (standing(history, D2), value(history, D2)) == ("ended", None)


def test_an_end_and_a_value_of_one_day_are_disputed() -> None:
    """An end counts as a value: with another on the same day nobody says which came last."""
    history = history_of(says("a", D1, 13), ends("b", D1))
    assert standing(history, D1) == "disputed"
    assert held(history, D1) == [13, None]


def test_overlapping_claims_of_different_values_are_disputed() -> None:
    """Two values whose dates overlap are not silently ordered."""
    history = history_of(says("a", "2024-01", 13), says("b", D2, 11, sources=[source("2024-02")]))
    assert sorted(held(history, "2024-02")) == [11, 13]


def test_overlapping_claims_of_one_value_hold() -> None:
    """Two reports of the same value do not contradict each other."""
    assert standing(history_of(says("a", D1, 13), says("b", D1, 13)), D1) == "holds"


def test_values_are_equal_by_their_canonical_json() -> None:
    """The order of the fields of a value makes no difference."""
    one, other = {"amount": 1, "currency": "USD"}, {"currency": "USD", "amount": 1}
    assert standing(history_of(says("a", D1, one), says("b", D1, other)), D1) == "holds"


def test_a_link_orders_events_of_one_day() -> None:
    """What says ``after`` holds."""
    assert value(history_of(says("a", D1, 13), says("b", D1, 11, after=["a"])), D1) == 11


def test_a_link_may_be_written_from_the_other_side() -> None:
    """What says ``before`` is replaced by the event it names."""
    assert value(history_of(says("a", D1, 13), says("b", D1, 11, before=["a"])), D1) == 13


def test_links_and_dates_order_in_steps() -> None:
    """An event is later than another by a link to a third that is later by date."""
    vague = says("c", "2024-01", 12, after=["b"])
    history = history_of(says("a", D1, 13), event("b", D2), vague)
    assert value(history, "2024-02") == 12


def test_a_link_to_what_is_withdrawn_is_ignored() -> None:
    """Through an event that is not visible nothing is ordered."""
    written = (says("a", D1, 13), event("x", D1, after=["a"]), says("b", D1, 11, after=["x"]))
    assert standing(history_of(*written), D1) == "holds"
    assert standing(history_of(*written, retracts("r", "x")), D1) == "disputed"


def test_links_never_move_dates() -> None:
    """An event linked after a later day keeps its own date in the answer."""
    history = history_of(says("a", D2, 13), says("b", "2024-01", 11, after=["a"]))
    found = slot(history, KEY, "2024-02")
    assert found
    assert found["since"]["earliest"] == "2024-01-01T00:00:00Z"


def test_an_event_has_happened_once_one_linked_after_it_has() -> None:
    """A vague event before a dated one is certain with it."""
    history = history_of(says("a", "2024-01", 13), event("b", D2, after=["a"]))
    assert standing(history, D1) == "possible"
    assert standing(history, D2) == "holds"


def test_an_event_cannot_have_happened_before_one_it_is_linked_after() -> None:
    """A vague event after a dated one is not even possible before it."""
    history = history_of(event("b", D2), says("a", "2024-01", 13, after=["b"]))
    assert standing(history, D1) is None
    assert standing(history, D3) == "possible"


def test_a_vague_event_is_possible_within_its_span_with_what_holds_otherwise() -> None:
    """In its span a vague value is possible, and what held before is shown with it."""
    history = history_of(says("a", D1, 13), says("b", f"[{D2}..{D4}]", 11))
    assert (standing(history, D3), value(history, D3)) == ("possible", 13)
    assert held(history, D3, "possible") == [11]


def test_a_possible_claim_of_the_same_value_leaves_it_certain() -> None:
    """What holds already is not made doubtful by what may have said it again."""
    assert standing(history_of(says("a", D1, 13), says("b", f"[{D2}..{D4}]", 13)), D3) == "holds"


def test_a_dispute_stands_before_what_is_possible() -> None:
    """A key disputed and in motion is disputed, and keeps what is possible."""
    history = history_of(says("a", D1, 13), says("b", D1, 11), says("c", f"[{D2}..{D4}]", 12))
    assert standing(history, D3) == "disputed"
    assert held(history, D3, "possible") == [12]


def test_13_and_13_again_and_then_11_contesting_the_first_13_is_disputed() -> None:
    """Whoever denies a value denies its earlier repetitions too."""
    again = (says("a", D1, 13), says("b", D2, 13), says("c", D3, 11, contests=["a"]))
    history = history_of(*again)
    assert standing(history, D3) == "disputed"
    assert sorted(held(history, D3)) == [11, 13]


def test_11_without_a_contest_replaces_13_and_13_again() -> None:
    """A later value that contests nothing holds alone."""
    assert value(history_of(says("a", D1, 13), says("b", D2, 13), says("c", D3, 11)), D3) == 11


def test_what_is_contested_may_say_so_itself() -> None:
    """A contest counts from either side."""
    history = history_of(says("c", D3, 11), says("a", D1, 13, contests=["c"]))
    assert standing(history, D3) == "disputed"


def test_three_values_that_all_contest_each_other_are_all_in_dispute() -> None:
    """Whoever came last denies two others, and so does each: none of them ends the dispute."""
    history = history_of(
        says("a", D1, 11),
        says("b", D2, 12, contests=["a"]),
        says("c", D3, 13, contests=["a", "b"]),
    )
    assert held(history, D3, "alternatives") == [11, 12, 13]


def test_a_later_claim_without_a_contest_ends_the_dispute() -> None:
    """A third value after two in conflict settles the key."""
    history = history_of(says("a", D1, 13), says("b", D2, 11, contests=["a"]), says("c", D3, 12))
    assert (standing(history, D3), value(history, D3)) == ("holds", 12)


def test_a_denied_value_that_is_repeated_ends_the_dispute_and_is_found() -> None:
    """A later repetition of a denied value holds, and ``check`` names it."""
    again = (says("a", D1, 13), says("b", D2, 11, contests=["a"]), says("c", D3, 13))
    history = history_of(*again)
    assert value(history, D3) == 13
    assert [(one.code, one.event) for one in findings(history)] == [("repeats-denied", "c")]


def test_a_retraction_withdraws_a_development_whatever_its_version() -> None:
    """Neither the event nor its correction counts after a retraction of the event."""
    written = (says("a", D1, 13), corrects("c", "a", says("a", D1, 11)), retracts("r", "a"))
    assert standing(history_of(*written), D1) is None


def test_a_retracted_retraction_restores() -> None:
    """A retraction of a retraction brings its target back."""
    history = history_of(says("a", D1, 13), retracts("r", "a"), retracts("s", "r"))
    assert value(history, D1) == 13


def test_a_retracted_correction_restores_the_version_before() -> None:
    """A retraction of the second correction brings the first back, not the original."""
    first = corrects("c1", "a", says("a", D1, 12))
    second = corrects("c2", "a", says("a", D1, 11))
    written = (says("a", D1, 13), first, second)
    assert value(history_of(*written), D1) == 11
    assert value(history_of(*written, retracts("r", "c2")), D1) == 12


def test_a_retracted_citation_takes_its_sources_back() -> None:
    """The basis that a citation brought goes with it."""
    written = (says("a", D1, 13), cites("c", "a", source(basis="filed")))
    kept, taken = (slot(history_of(*w), KEY, D1) for w in (written, (*written, retracts("r", "c"))))
    assert kept
    assert taken
    assert (kept["basis"], taken["basis"]) == ("filed", "reported")


def test_a_correction_replaces_the_whole_event_its_links_included() -> None:
    """A link of the old version counts no more."""
    written = (says("a", D1, 13), says("b", D1, 11, after=["a"]))
    loose = corrects("c", "b", says("b", D1, 11))
    assert standing(history_of(*written, loose), D1) == "disputed"


def test_a_link_goes_to_whatever_version_stands() -> None:
    """What is linked after an event is linked after its correction."""
    written = (says("a", D1, 13), says("b", D1, 11, after=["a"]))
    moved = corrects("c", "a", says("a", D1, 12))
    assert value(history_of(*written, moved), D1) == 11


def test_a_correction_without_sources_of_its_event_keeps_those_it_replaces() -> None:
    """The corrected event rests on the sources of the version before."""
    filed = says("a", D1, 13, sources=[source(basis="filed")])
    found = slot(history_of(filed, corrects("c", "a", says("a", D1, 11))), KEY, D1)
    assert found
    assert (found["value"], found["basis"]) == (11, "filed")


def test_a_sourceless_correction_reaches_a_past_known() -> None:
    """An editing slip is mended in what was known before it was mended."""
    written = (
        says("a", D1, 31, sources=[source(D1)]),
        corrects("c", "a", says("a", D1, 13)),
    )
    assert value(history_of(*written), D2, known=D2) == 13


def test_only_recorded_brings_an_editing_slip_back() -> None:
    """Read up to the position before the correction, the log still says the slip."""
    written = (
        says("a", D1, 31, sources=[source(D1)]),
        corrects("c", "a", says("a", D1, 13)),
    )
    history = history_of(*written)
    assert value(history.upto(2), D2, known=D2) == 31
    assert value(history.upto(3), D2, known=D2) == 13


def test_a_correction_with_a_source_counts_from_its_publication() -> None:
    """What a newspaper corrected on the third day was not known on the second."""
    told = says("a", D1, 31, sources=[source(D1)])
    history = history_of(told, corrects("c", "a", says("a", D1, 13), source(D3)))
    assert value(history, D4, known=D2) == 31
    assert value(history, D4, known=D3) == 13


def test_a_correction_never_counts_before_its_target() -> None:
    """A source older than the news that it corrects does not make that news known earlier."""
    told = says("a", D1, 31, sources=[source(D3)])
    history = history_of(told, corrects("c", "a", says("a", D1, 13), source(D1)))
    assert standing(history, D4, known=D2) is None
    assert value(history, D4, known=D3) == 13


def test_a_retraction_with_a_source_counts_from_its_publication() -> None:
    """Before the refutation was published, what it refutes was known."""
    told = says("a", D1, 13, sources=[source(D1)])
    history = history_of(told, retracts("r", "a", source(D3)))
    assert value(history, D4, known=D2) == 13
    assert standing(history, D4, known=D3) is None


def test_an_event_counts_once_one_of_its_sources_is_published() -> None:
    """A day of publication is public at its end."""
    history = history_of(says("a", D1, 13, sources=[source(D3), source(D2)]))
    assert standing(history, D4, known=D1) is None
    assert value(history, D4, known=D2) == 13


def test_an_event_without_a_dated_source_is_known_from_recorded() -> None:
    """Nobody can say that it was known before it was written down."""
    history = history_of(says("a", D1, 13, sources=[source(None)]))
    assert standing(history, D4, known="2026-01") is None
    assert value(history, D4, known="2027") == 13
    assert [one.code for one in findings(history)] == ["undated"]


def test_a_citation_with_an_earlier_date_caps_a_vague_event() -> None:
    """What was reported on the second day happened by then."""
    written = (says("a", "2024-01", 13),)
    assert standing(history_of(*written), D2) == "possible"
    assert standing(history_of(*written, cites("c", "a", source(D2))), D2) == "holds"


def test_a_citation_with_an_earlier_date_makes_an_event_known_earlier() -> None:
    """An event counts from the earliest report that is cited for it."""
    told = says("a", D1, 13, sources=[source(D4)])
    assert standing(history_of(told), D5, known=D2) is None
    assert value(history_of(told, cites("c", "a", source(D2))), D5, known=D2) == 13


def test_a_withdrawn_citation_makes_nothing_known_earlier() -> None:
    """With a citation that was a slip goes the early date that it brought."""
    told = says("a", D1, 13, sources=[source(D4)])
    written = (told, cites("c", "a", source(D2)), retracts("r", "c"))
    assert standing(history_of(*written), D5, known=D2) is None


def test_an_after_that_a_later_citation_contradicts_is_void_and_found() -> None:
    """The dates win over a link, and ``check`` names it."""
    written = (says("a", D3, 13), says("b", "2024-01", 11, after=["a"]))
    assert value(history_of(*written), "2024-02") == 11
    history = history_of(*written, cites("c", "b", source(D2)))
    assert value(history, "2024-02") == 13
    assert [(one.code, one.event) for one in findings(history)] == [("void-link", "b")]


def test_a_link_against_the_dates_is_refused_at_the_append() -> None:
    """An event cannot be written after one of a later day."""
    with pytest.raises(ChronoError, match="cannot come after"):
        history_of(says("a", D3, 13), says("b", D2, 11, after=["a"]))


def test_a_scheduled_event_is_not_capped() -> None:
    """What was announced before it could happen happened no earlier for that."""
    history = history_of(says("a", f"[{D3}..{D5}]", 13, sources=[source(D2)]))
    assert standing(history, D2) is None
    assert standing(history, D4) == "possible"
    assert standing(history, D5) == "holds"


def test_a_publication_before_an_event_does_not_keep_a_later_one_from_capping_it() -> None:
    """One more source, of a time when the event was still to come, widens no date."""
    told = [source("2023-12-01"), source("2024-01-03")]
    history = history_of(says("a", f"[{D2}..2024-03-31]", 13, sources=told))
    assert [standing(history, at) for at in (D2, D3)] == ["possible", "holds"]


def test_an_event_of_the_day_of_its_publication_is_capped_by_it() -> None:
    """What may have begun by the end of the first publication is no scheduled event."""
    history = history_of(says("a", f"[{D2}..{D5}]", 13, sources=[source(D2)]))
    assert standing(history, D2) == "holds"


def test_a_month_of_publication_counts_at_its_end() -> None:
    """A source of January caps nothing before February, and is public only then."""
    history = history_of(says("a", f"[{D1}..2024-03-31]", 13, sources=[source("2024-01")]))
    assert standing(history, "2024-01-30") == "possible"
    assert standing(history, "2024-01-31") == "holds"
    assert standing(history, "2024-01-31", known="2024-01-30") is None
    assert standing(history, "2024-01-31", known="2024-01-31") == "holds"


def test_a_lasting_date_counts_from_its_start() -> None:
    """What lasts from the first day holds on it, and later still where no end is known."""
    for end in ("..", ""):
        history = history_of(says("a", f"{D1}/{end}", 13))
        assert (value(history, D1), value(history, D5)) == (13, 13)


def test_a_date_with_an_end_is_over_by_itself() -> None:
    """A value holds to the end of its last day at most, and has ended since then, by one event."""
    history = history_of(says("a", f"{D1}/{D3}", 13))
    assert [standing(history, day) for day in (D1, D2, f"{D3}T12:00", D3, D5)] == [
        *("holds", "holds", "possible", "ended", "ended")
    ]
    found = slot(history, KEY, D5)
    assert found
    assert (found["value"], found["since"]["edtf"], found["because"]) == (None, D3, ["a"])
    noon = slot(history, KEY, f"{D3}T12:00")
    assert noon
    assert (noon["value"], [one["value"] for one in noon["possible"]]) == (13, [None])


def test_who_starts_later_holds_whatever_was_to_end_when() -> None:
    """A successor on the last day is no dispute, and no earlier end ends what came after."""
    one = says("a", f"{D1}/{D3}", 13)
    assert value(history_of(one, says("b", D3, 11)), D3) == 11
    assert value(history_of(one, says("b", D2, 11)), D5) == 11


def test_a_coarse_end_leaves_open_when_it_is_over() -> None:
    """What runs to 2030 may be over during 2030, and is after it, whatever was reported when."""
    told = [source("2024-01"), source("2030-02-01")]
    history = history_of(says("a", f"{D1}/2030", 13, sources=told))
    assert [standing(history, at) for at in ("2029", "2030-06", "2030")] == [
        *("holds", "possible", "ended")
    ]


def test_what_may_have_begun_may_be_over_already() -> None:
    """An event of a vague date holds, is over, or has not begun; after its end it is over."""
    history = history_of(says("z", "2023", 11), says("a", "2024-01/2024-01-15", 13))
    found = slot(history, KEY, "2024-01-15T12:00")
    assert found
    assert [one["value"] for one in found["possible"]] == [13, None]
    assert standing(history, "2024-01-15") == "ended"


def test_a_date_ends_within_its_own_end() -> None:
    """What lasts from some day of January to the third has begun by the third."""
    history = history_of(says("a", f"2024-01/{D3}", 13))
    assert [standing(history, at) for at in (D2, D3)] == ["possible", "ended"]


def test_a_member_is_out_by_itself_and_no_other_is() -> None:
    """A member whose date has an end is out after it; a list that ends leaves nobody in."""
    joins = event("a", f"{D1}/{D3}", {"add": BOARD, "value": "Ann"})
    board = history_of(joins, event("b", D1, {"add": BOARD, "value": "Bo"}))
    assert [value(board, day, BOARD) for day in (D2, D4)] == [["Ann", "Bo"], ["Bo"]]
    whole = history_of(event("a", f"{D1}/{D3}", {"set": BOARD, "value": ["Ann"]}))
    assert (value(whole, D4, BOARD), standing(whole, D4, BOARD)) == ([], "ended")


def test_ends_drops_and_announcements_have_no_end_of_their_own() -> None:
    """What is ended, dropped or announced from one day to another stays so."""
    lasting = f"{D2}/{D3}"
    history = history_of(
        event("a", D1, {"add": BOARD, "value": "Ann"}, {"set": KEY, "value": 13}),
        event("b", lasting, {"drop": BOARD, "value": "Ann"}, {"end": KEY}),
        event("c", lasting, {"announce": KEY, "value": 11}),
    )
    assert (value(history, D5, BOARD), standing(history, D5)) == ([], "ended")
    found = slot(history, KEY, D5)
    assert found
    assert [one["value"] for one in found["pending"]] == [11]


def test_an_own_end_between_two_claims_of_one_value_breaks_the_run() -> None:
    """A second term is since its own start, unless the first one ran until it."""
    for start, since in ((D4, D4), (D3, D1), (D2, D1)):
        history = history_of(says("a", f"{D1}/{D3}", 13), says("b", f"{start}/{D5}", 13))
        found = slot(history, KEY, D4)
        assert found
        assert found["since"]["edtf"].startswith(since)


def test_a_later_claim_without_an_end_has_none() -> None:
    """It is a new claim of the same value, and ``check`` names it."""
    history = history_of(says("a", f"{D1}/{D3}", 13), says("b", D2, 13))
    assert value(history, D5) == 13
    assert [(one.code, one.event) for one in findings(history)] == [("without-end", "b")]


def test_a_reaffirmation_keeps_the_first_date() -> None:
    """A value that is said again holds since it was first said, because of both."""
    found = slot(history_of(says("a", D1, 13), says("b", D3, 13)), KEY, D4)
    assert found
    assert (found["since"]["edtf"], found["because"]) == (D1, ["a", "b"])


def test_a_reaffirmation_reaches_back_no_further_than_another_value() -> None:
    """A value that came back holds since it came back."""
    written = (says("a", D1, 13), says("b", D2, 11), says("c", D3, 13), says("d", D4, 13))
    found = slot(history_of(*written), KEY, D4)
    assert found
    assert (found["since"]["edtf"], found["because"]) == (D3, ["c", "d"])


def test_since_is_the_first_date_by_its_end() -> None:
    """Of two reports of one day and its month, the day comes first."""
    found = slot(history_of(says("a", "2024-01", 13), says("b", D2, 13)), KEY, "2024-02")
    assert found
    assert (found["since"]["edtf"], found["because"]) == (D2, ["b", "a"])


def test_a_better_basis_is_preferred() -> None:
    """Of two values in dispute the filed one is preferred to the reported one."""
    filed = says("a", D1, 13, sources=[source(basis="filed")])
    found = slot(history_of(filed, says("b", D1, 11)), KEY, D1)
    assert found
    assert found["preferred"] == {"value": 13, "reason": "basis"}
    assert (found["standing"], found["value"]) == ("disputed", None)


def test_more_independent_origins_are_preferred() -> None:
    """With one basis, two witnesses are preferred to one."""
    two = [source(publisher="Gazette"), source(publisher="Herald")]
    found = slot(history_of(says("a", D1, 13), says("b", D1, 11, sources=two)), KEY, D1)
    assert found
    assert found["preferred"] == {"value": 11, "reason": "origins"}


def test_two_papers_that_repeat_one_report_are_one_origin() -> None:
    """With one basis and one origin each nobody is preferred: a tie."""
    two = [source(publisher=name, origin="Agency") for name in ("Gazette", "Herald")]
    found = slot(history_of(says("a", D1, 13), says("b", D1, 11, sources=two)), KEY, D1)
    assert found
    assert found["preferred"] is None


def test_recency_is_no_reason_to_prefer() -> None:
    """A later contestant with equal sources is not preferred."""
    found = slot(history_of(says("a", D1, 13), says("b", D2, 11, contests=["a"])), KEY, D2)
    assert found
    assert (found["standing"], found["preferred"]) == ("disputed", None)


def test_an_announcement_fills_nothing() -> None:
    """What is only announced is pending, and there is no value."""
    history = history_of(event("a", D1, {"announce": KEY, "value": 13}))
    assert (standing(history, D1), value(history, D1)) == ("pending", None)
    assert held(history, D1, "pending") == [13]


def test_an_announcement_that_may_still_come_is_not_pending() -> None:
    """Only a certain announcement counts."""
    history = history_of(event("a", f"[{D1}..{D3}]", {"announce": KEY, "value": 13}))
    assert standing(history, D2) is None


@pytest.mark.parametrize(
    ("claim", "left"),
    [
        ({"set": KEY, "value": 13}, []),
        ({"set": KEY, "value": 11}, [13]),
        ({"end": KEY}, [13]),
        ({"lapse": KEY}, []),
        ({"lapse": KEY, "value": 13}, []),
        ({"lapse": KEY, "value": 11}, [13]),
        ({"announce": KEY, "value": 11}, [11]),
    ],
)
def test_what_clears_an_announcement(claim: Written, left: list[int]) -> None:
    """The same value, its lapse, a lapse of all, or another announcement clears it, no more."""
    history = history_of(event("a", D1, {"announce": KEY, "value": 13}), event("b", D2, claim))
    assert held(history, D2, "pending") == left


def test_what_contests_an_announcement_does_not_clear_it() -> None:
    """A lapse that is in conflict with the announcement leaves it pending."""
    denied = event("b", D2, {"lapse": KEY}, contests=["a"])
    history = history_of(event("a", D1, {"announce": KEY, "value": 13}), denied)
    assert held(history, D2, "pending") == [13]


def test_one_event_sets_a_deal_to_lapsed_and_clears_its_pending_side() -> None:
    """An event may decide a key and clear what was announced for it."""
    deal = "deal/windsurf"
    lapsed = event("b", D2, {"set": deal, "value": "lapsed"}, {"lapse": deal})
    history = history_of(event("a", D1, {"announce": deal, "value": "closed"}), lapsed)
    found = slot(history, deal, D2)
    assert found
    assert (found["standing"], found["value"], found["pending"]) == ("holds", "lapsed", [])


def test_members_are_added_and_dropped_one_by_one() -> None:
    """A member that is dropped leaves the others in."""
    written = (
        event("a", D1, {"set": BOARD, "value": ["Sam", "Greg"]}),
        event("b", D2, {"drop": BOARD, "value": "Sam"}, {"add": BOARD, "value": "Bret"}),
    )
    assert value(history_of(*written), D2, BOARD) == ["Bret", "Greg"]


def test_a_whole_list_speaks_for_every_member() -> None:
    """Who is not on a later list is out."""
    lists = [
        event(f"e{d}", d, {"set": BOARD, "value": [n]}) for d, n in ((D1, "Sam"), (D2, "Bret"))
    ]
    assert value(history_of(*lists), D2, BOARD) == ["Bret"]


def test_a_board_from_which_everybody_was_dropped_has_ended() -> None:
    """A set with nobody in has ended, and rests on what emptied it."""
    written = (
        event("a", D1, {"set": BOARD, "value": ["Sam", "Greg"]}),
        event("b", D2, {"drop": BOARD, "value": "Sam"}, {"drop": BOARD, "value": "Greg"}),
    )
    found = slot(history_of(*written), BOARD, D2)
    assert found
    assert (found["standing"], found["value"], found["because"]) == ("ended", [], ["b"])


def test_an_end_says_that_all_members_are_out() -> None:
    """An end of the whole set ends it."""
    written = (event("a", D1, {"add": BOARD, "value": "Sam"}), event("b", D2, {"end": BOARD}))
    assert standing(history_of(*written), D2, BOARD) == "ended"


def test_a_member_in_dispute_leaves_the_others_sure() -> None:
    """Members are disputed one by one: the value is those who are sure."""
    written = (
        event("a", D1, {"add": BOARD, "value": "Greg"}),
        event("b", D2, {"add": BOARD, "value": "Sam"}),
        event("c", D2, {"drop": BOARD, "value": "Sam"}),
    )
    found = slot(history_of(*written), BOARD, D2)
    assert found
    assert (found["standing"], found["value"]) == ("disputed", ["Greg"])
    assert [(m["member"], m["holds"]) for m in found["alternatives"]] == [
        ("Sam", True),
        ("Sam", False),
    ]


def test_a_set_rests_on_the_live_claims_of_all_members_in_or_out() -> None:
    """The list is because of whoever let somebody in and whoever showed somebody out."""
    written = (
        event("a", D1, {"add": BOARD, "value": "Greg"}),
        event("b", D2, {"add": BOARD, "value": "Sam"}),
        event("c", D3, {"drop": BOARD, "value": "Sam"}),
    )
    found = slot(history_of(*written), BOARD, D3)
    assert found
    assert found["because"] == ["a", "c"]


def test_an_announced_list_is_one_pending_value() -> None:
    """A board that is announced is pending as a whole."""
    history = history_of(event("a", D1, {"announce": BOARD, "value": ["Sam", "Greg"]}))
    found = slot(history, BOARD, D1)
    assert found
    assert found["standing"] == "pending"
    assert [one["value"] for one in found["pending"]] == [["Sam", "Greg"]]


def test_an_announced_list_is_compared_without_order() -> None:
    """Two announcements of one list on one day, in whatever order, are one pending value."""
    names = ["Sam", "Greg"]
    lists = [event(f"e{n}", D1, {"announce": BOARD, "value": names[::n]}) for n in (1, -1)]
    found = slot(history_of(*({**one, "id": f"x{n}"} for n, one in enumerate(lists))), BOARD, D1)
    assert found
    assert [one["because"] for one in found["pending"]] == [["x0", "x1"]]


def test_a_list_that_is_set_clears_the_same_list_announced_in_another_order() -> None:
    """An announced list is done when it is set, whatever its order."""
    written = (
        event("a", D1, {"announce": BOARD, "value": ["Sam", "Greg"]}),
        event("b", D2, {"set": BOARD, "value": ["Greg", "Sam"]}),
    )
    found = slot(history_of(*written), BOARD, D2)
    assert found
    assert found["pending"] == []


def test_a_member_who_may_be_out_stays_in_the_value() -> None:
    """One possibly out is in it and among the possible; one possibly in is possible alone."""
    history = history_of(
        event("a", D1, {"set": BOARD, "value": ["Ann", "Bo"]}),
        event("b", f"[{D2}..{D4}]", {"drop": BOARD, "value": "Ann"}, {"add": BOARD, "value": "Cy"}),
    )
    found = slot(history, BOARD, D3)
    assert found
    assert (found["standing"], found["value"]) == ("possible", ["Ann", "Bo"])
    assert [(one["member"], one["holds"]) for one in found["possible"]] == [
        *(("Ann", False), ("Cy", True))
    ]


def test_a_disputed_member_stands_among_the_alternatives_alone() -> None:
    """Whether one is in whom sources disagree about, the value does not say."""
    history = history_of(
        event("a", D1, {"add": BOARD, "value": "Ann"}, {"add": BOARD, "value": "Bo"}),
        event("b", D1, {"drop": BOARD, "value": "Ann"}),
    )
    found = slot(history, BOARD, D3)
    assert found
    assert (found["standing"], found["value"]) == ("disputed", ["Bo"])
    assert {one["member"] for one in found["alternatives"]} == {"Ann"}


def test_a_key_is_a_set_by_what_is_visible_whatever_the_moment() -> None:
    """Where both sorts were public a single value is a list of one; an end leaves nobody in."""
    written = (
        event("a", D1, {"set": BOARD, "value": "Ann"}, sources=[source(D1)]),
        retracts("r", "a", source(D4)),
        event("b", D2, {"add": BOARD, "value": "Bo"}, sources=[source(D2)]),
        event("c", "2023", {"end": BOARD}),
    )
    history = history_of(*written)
    assert value(history, D3, BOARD, known=D3) == ["Ann", "Bo"]
    assert value(history, D1, BOARD, known=D3) == ["Ann"]
    assert value(history, D3, BOARD, known=D1) == "Ann"
    assert value(history, D3, BOARD) == ["Bo"]
    assert value(history, "2023", BOARD) == []


def test_a_key_of_one_value_takes_no_members() -> None:
    """Mixing a value and members on one key is refused."""
    with pytest.raises(ChronoError, match="single value"):
        history_of(says("a", D1, 13), event("b", D2, {"add": KEY, "value": "Sam"}))


def test_an_event_speaks_once_for_a_key() -> None:
    """Two values for one key in one event are refused."""
    with pytest.raises(ValueError, match="twice"):
        drafts(event("a", D1, {"set": KEY, "value": 13}, {"set": KEY, "value": 11}))


FIVE = says("a", D1, 5, sources=[source(basis="filed")])
TWENTY = says("b", D2, 20, contests=["a"])


def test_who_replaces_a_figure_of_ones_own_says_so_by_a_link() -> None:
    """A newer figure beats the older one of the same party, and contests the other side's still."""
    ten = says("c", D3, 10, contests=["a"], after=["b"])
    assert held(history_of(FIVE, TWENTY, ten), D4) == [5, 10]


def test_an_own_link_counts_from_either_side() -> None:
    """The earlier event may say that it came before the newer figure."""
    ten = says("c", D3, 10, contests=["a"])
    twenty = {**TWENTY, "before": ["c"]}
    assert held(history_of(FIVE, ten, twenty), D4) == [5, 10]


def test_no_chain_of_links_replaces_a_contested_figure() -> None:
    """Only a link of its own does; an event between, about something else, says nothing of it."""
    between = event("m", D2, after=["b"])
    ten = says("c", D3, 10, contests=["a"], after=["m"])
    assert held(history_of(FIVE, TWENTY, between, ten), D4) == [5, 20, 10]


def test_nobody_is_preferred_where_one_side_is_surely_later() -> None:
    """Whether it changed since is the question, which no basis answers."""
    same_day = says("b", D1, 20, contests=["a"])
    preferred = [slot(history_of(FIVE, other), KEY, D3) for other in (same_day, TWENTY)]
    assert [found and found["preferred"] for found in preferred] == [
        {"value": 5, "reason": "basis"},
        None,
    ]


def test_nobody_is_preferred_on_a_key_that_is_declared_so() -> None:
    """A glob may say it, and declares no key: others are used beside it."""
    same_day = says("b", D1, 20, contests=["a"])
    for keys in ({"term/*": {"prefer": "none"}}, {KEY: {"title": "AGI", "prefer": "none"}}):
        about = declaration(keys=keys)
        rows = [{**about, "position": 1, "recorded": 0}, *rows_of((FIVE, same_day))[1:]]
        found = slot(history_of_rows(rows), KEY, D3)
        assert found
        assert (found["standing"], found["preferred"]) == ("disputed", None)


def test_two_corrections_of_one_version_contest_each_other() -> None:
    """After a merge both corrections stand, the key is disputed, and ``check`` says so."""
    first = corrects("c1", "a", says("a", D1, 12))
    rows = rows_of((says("a", D1, 13), first))
    claims = [{"op": "set", "key": KEY, "value": 11}]
    rival = {"id": "c2", "position": 4, "derived": {"claims": claims, "replaces": "a"}}
    rival["event"] = {**rows[2]["event"], "occurred": D2}
    history = history_of_rows([*rows, {**rows[2], **rival}])
    assert sorted(held(history, D3)) == [11, 12]
    assert [(one.code, one.event) for one in findings(history)] == [("two-versions", "a")]


def test_two_corrections_of_one_version_give_one_state_whichever_comes_first() -> None:
    """Merging two logs leads to the same answer in either order, down to the date as written."""
    first = corrects("c1", "a", says("a", D2, 12))
    rows = rows_of((says("a", D1, 13), first))
    rival = {**rows[2], "id": "c2", "event": {**rows[2]["event"], "occurred": f"{D2}~"}}
    one = history_of_rows([*rows[:2], rows[2], {**rival, "position": 4}])
    other = history_of_rows([*rows[:2], rival, {**rows[2], "position": 4}])
    assert slot(one, KEY, D3) == slot(other, KEY, D3)


def test_one_list_announced_in_two_orders_by_two_corrections_is_shown_in_one() -> None:
    """Whichever was merged first, the pending value is the same list, and in the same order."""
    told = event("a", D1, {"announce": BOARD, "value": ["Sam", "Greg"]})
    rows = rows_of((says("a", D1, 13), corrects("c1", "a", told)))
    rows[2]["derived"]["claims"][0]["value"] = ["Sam", "Greg"]
    turned = {"claims": [{**rows[2]["derived"]["claims"][0], "value": ["Greg", "Sam"]}]}
    rival = {**rows[2], "id": "c2", "derived": {**rows[2]["derived"], **turned}}
    one = history_of_rows([*rows[:2], rows[2], {**rival, "position": 4}])
    other = history_of_rows([*rows[:2], rival, {**rows[2], "position": 4}])
    assert slot(one, BOARD, D1) == slot(other, BOARD, D1)


def test_a_basis_puts_worse_sources_aside() -> None:
    """With ``--basis announced`` a reported event has never been."""
    good = says("a", D1, 13, sources=[source(basis="announced")])
    assert value(history_of(good, says("b", D2, 11)), D2, basis="announced") == 13


def test_an_act_left_without_any_source_is_gone() -> None:
    """A correction whose only source is put aside corrects nothing."""
    good = says("a", D1, 13, sources=[source(basis="filed")])
    rumour = corrects("c", "a", says("a", D1, 11), source(basis="rumoured"))
    assert value(history_of(good, rumour), D1) == 11
    assert value(history_of(good, rumour), D1, basis="filed") == 13


def test_without_a_source_its_cap_is_gone_too() -> None:
    """Known, cap and basis are computed from the sources that are left."""
    early = source(D2, publisher="Gazette")
    history = history_of(says("a", "2024-01", 13, sources=[source(), early]))
    assert standing(history, D2) == "holds"
    assert standing(history, D2, without=["Gazette"]) == "possible"


def test_a_report_is_left_out_by_its_origin_too() -> None:
    """Leaving out an agency leaves out the papers that repeat it."""
    history = history_of(says("a", D1, 13, sources=[source(origin="Agency")]))
    assert standing(history, D1, without=["Agency"]) is None


def test_an_event_may_claim_nothing() -> None:
    """A development without claims changes no key."""
    assert slot(history_of(event("a", D1)), KEY, D1) is None


def test_recorded_increases_with_every_append() -> None:
    """Entries of one log are told apart by when they were recorded."""
    stamps = [parse_stamp(entry.recorded) for entry in log_of(says("a", D1, 1)).entries()]
    assert stamps == sorted(set(stamps))


@pytest.mark.no_cover  # long logs
@pytest.mark.parametrize("op", ["set", "announce"])
@pytest.mark.parametrize("link", ["after", "before"])
def test_twice_as_many_linked_rivals_take_about_twice_the_steps(op: str, link: str) -> None:
    """Events that contest and follow each other are compared all at once."""

    def taken(count: int) -> int:
        told = []
        for n in range(count):
            claim, other = {op: KEY, "value": n}, [f"e-{n - 1}"] if n else []
            told.append(event(f"e-{n}", D1, claim, contests=other, **{link: other}))
        world = World(View(history_of(*told)), END)
        return steps(lambda: slot_of(world, KEY))

    assert 0 < taken(80) <= 2.6 * taken(40)
