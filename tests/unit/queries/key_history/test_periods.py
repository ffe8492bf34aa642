"""The history of a key as rows."""

from collections.abc import Callable
from typing import Any
from unittest import mock

import pytest

from chrono.events.graph import Reach
from chrono.queries.key_history.period import Period
from chrono.queries.key_history.periods import periods
from chrono.state.visibility import View
from tests.building import event, history_of, source
from tests.counted import steps

KEY, SET = "office/a/ceo", "board/a"
Shown = tuple[Any, str, str, str | None]


def told(given: str, occurred: str, value: str | None = None, **more: Any) -> dict[str, Any]:
    """Tell who has the office, or that nobody has."""
    claim = {"set": KEY, "value": value} if value else {"end": KEY}
    return event(given, occurred, claim, **more)


def member(given: str, occurred: str, op: str, value: Any) -> dict[str, Any]:
    """Tell of the board."""
    claim = {op: SET} if value is None else {op: SET, "value": value}
    return event(given, occurred, claim)


def rows(*written: dict[str, Any], globs: tuple[str, ...] = ()) -> tuple[Period, ...]:
    """List the periods of a history."""
    return periods(View(history_of(*written)), globs)


def shown(*written: dict[str, Any]) -> list[Shown]:
    """List them in short: the value, how it held, from when, until when."""
    return [
        (row.value, row.standing, row.start.edtf, row.end.edtf if row.end else None)
        for row in rows(*written)
    ]


def test_one_value_follows_another() -> None:
    """Each holds from its own event to that of the next; the last holds still."""
    assert shown(told("one", "2024-01-05", "A"), told("two", "2024-03-05", "B")) == [
        ("A", "holds", "2024-01-05", "2024-03-05"),
        ("B", "holds", "2024-03-05", None),
    ]


def test_a_value_of_one_day_held_all_the_same() -> None:
    """At the end of the day it surely holds and nothing else may, as in state."""
    found = shown(
        told("one", "2024-01-01", "A"), told("two", "2024-01-02", "B"), told("x", "2024-01-03")
    )

    assert found == [
        ("A", "holds", "2024-01-01", "2024-01-02"),
        ("B", "holds", "2024-01-02", "2024-01-03"),
        (None, "ended", "2024-01-03", None),
    ]


def test_a_vacancy_is_a_row() -> None:
    """An end is an answer, which holds until the next value."""
    assert shown(
        told("one", "2024-01", "A"), told("two", "2024-03"), told("three", "2024-05", "B")
    ) == [
        ("A", "holds", "2024-01", "2024-03"),
        (None, "ended", "2024-03", "2024-05"),
        ("B", "holds", "2024-05", None),
    ]


def test_a_value_that_comes_back_has_two_rows() -> None:
    """The same person twice in an office is two periods, each with its own event."""
    found = rows(
        told("one", "2024-01", "A"), told("two", "2024-03", "B"), told("three", "2024-05", "A")
    )

    assert [(row.value, row.because) for row in found] == [
        ("A", ("one",)),
        ("B", ("two",)),
        ("A", ("three",)),
    ]


def test_a_reaffirmation_makes_no_new_row() -> None:
    """A later claim of the same value is one more reason, and may be a better one."""
    better = told("two", "2024-03", "A", sources=[source(basis="filed")])
    (row,) = rows(told("one", "2024-01", "A"), better)

    assert (row.because, row.basis, row.start.event) == (("one", "two"), "filed", "one")


def test_both_ends_are_as_vague_as_their_dates() -> None:
    """The bounds of an end are those of the event that is named for it."""
    first, _ = rows(told("one", "2024-01", "A"), told("two", "[2024-03-01..2024-03-09]", "B"))
    body = first.body()

    assert body["from"] == {
        "edtf": "2024-01",
        "earliest": "2024-01-01T00:00:00Z",
        "before": "2024-02-01T00:00:00Z",
        "event": "one",
    }
    assert body["to"] == {
        "edtf": "[2024-03-01..2024-03-09]",
        "earliest": "2024-03-01T00:00:00Z",
        "before": "2024-03-10T00:00:00Z",
        "event": "two",
    }
    assert (body["value"], body["certain"], body["because"]) == ("A", True, ["one"])


def test_what_holds_still_has_no_end() -> None:
    """An open end is null in JSON, and its span reaches to the end of time."""
    (row,) = rows(told("one", "2024-01-05", "A"))

    assert row.body()["to"] is None
    assert row.span.earliest == row.start.bounds.earliest
    assert row.span.before > row.start.bounds.before


def test_two_values_of_one_date_are_disputed_until_something_decides() -> None:
    """Both sides have rows, which end where a later event decides."""
    assert shown(
        told("one", "2024-01", "A"), told("two", "2024-01", "B"), told("three", "2024-05", "C")
    ) == [
        ("A", "disputed", "2024-01", "2024-05"),
        ("B", "disputed", "2024-01", "2024-05"),
        ("C", "holds", "2024-05", None),
    ]


def test_a_value_that_is_contested_later_has_a_row_for_each_standing() -> None:
    """It held, and is disputed from the event on that contests it."""
    assert shown(told("one", "2024-01", "A"), told("two", "2024-03", "B", contests=["one"])) == [
        ("A", "holds", "2024-01", "2024-03"),
        ("A", "disputed", "2024-03", None),
        ("B", "disputed", "2024-03", None),
    ]


def test_what_never_was_certain_is_possible() -> None:
    """A vague event before another may have made its value hold, until that one surely came."""
    written = told("one", "2024", "A"), told("two", "2024-03-05", "B", after=["one"])
    (first, *_) = rows(*written, told("also", "2024-01-01", "C"))

    assert (first.value, first.standing, first.body()["certain"]) == ("A", "possible", False)
    assert (first.start.event, first.end and first.end.event) == ("one", "two")


def test_a_plan_has_rows_of_its_own() -> None:
    """What is announced is pending until it is done, and does not hold meanwhile."""
    plan = event("plan", "2024-01-05", {"announce": KEY, "value": "B"})

    assert shown(told("one", "2023", "A"), plan, told("two", "2024-03-05", "B")) == [
        ("A", "holds", "2023", "2024-03-05"),
        ("B", "pending", "2024-01-05", "2024-03-05"),
        ("B", "holds", "2024-03-05", None),
    ]


def test_a_set_has_a_row_for_each_stay_of_a_member() -> None:
    """Who came and went, and who stayed through a list that names everybody."""
    found = shown(
        member("start", "2024-01", "set", ["A", "B"]),
        member("out", "2024-03", "drop", "A"),
        member("whole", "2024-05", "set", ["B", "C"]),
        member("end", "2024-07", "end", None),
    )

    assert sorted(found) == [
        ("A", "holds", "2024-01", "2024-03"),
        ("B", "holds", "2024-01", "2024-07"),
        ("C", "holds", "2024-05", "2024-07"),
    ]


def test_a_set_ended_before_anybody_was_named_has_no_row_for_that() -> None:
    """An end of a set speaks of its members, and there were none."""
    written = (member("end", "2024-01-01", "end", None), member("in", "2024-02-01", "add", "A"))

    assert shown(*written) == [("A", "holds", "2024-02-01", None)]
    assert shown(written[0]) == [(None, "ended", "2024-01-01", None)]


def test_the_end_of_a_short_stay_names_the_event_that_ended_it() -> None:
    """Of two events that say that a member is out, the one after the stay ended it."""
    (row,) = rows(
        member("a-before", "2024-01-01", "end", None),
        member("in", "2024-01-02", "add", "A"),
        member("out", "2024-01-03", "drop", "A"),
    )

    assert (row.start.event, row.end and row.end.event) == ("in", "out")


@pytest.mark.parametrize(
    ("globs", "keys"), [((), [SET, KEY]), (("office/*",), [KEY]), (("term/*",), [])]
)
def test_globs_choose_keys(globs: tuple[str, ...], keys: list[str]) -> None:
    """Rows come by key, in order; a glob that nothing matches gives none."""
    written = (told("one", "2024", "A"), member("in", "2024", "add", "A"))

    assert [row.key for row in rows(*written, globs=globs)] == keys


def test_links_narrow_the_ends() -> None:
    """An event has happened by when one linked after it has, so its value is certain sooner."""
    later = event("later", "2024-02-01", after=["one"])
    (row,) = rows(told("one", "[2024-01-01..2024-12-31]", "A"), later)

    assert row.body()["from"]["before"] == "2024-02-02T00:00:00Z"
    assert row.standing == "holds"


@pytest.mark.no_cover  # long logs
def test_twice_as_many_rivals_make_about_twice_the_steps() -> None:
    """What begins and ends a period is found by sets of linked claims, not by each claim."""

    def asked(count: int) -> int:
        view = View(
            history_of(
                *(
                    event(
                        f"e-{n}",
                        "2024-01-01",
                        {"set": "step/x", "value": n},
                        after=[f"e-{n - 1}"] if n else [],
                    )
                    for n in range(count)
                )
            )
        )
        with mock.patch.object(Reach, "of", autospec=True, side_effect=Reach.of) as of:
            periods(view)
        return of.call_count

    assert 0 < asked(200) <= 3 * asked(100)


Shape = Callable[[int, int], dict[str, Any]]


def day(number: int) -> str:
    """Write one of 168 days."""
    return f"2024-{1 + number // 28:02}-{1 + number % 28:02}"


def before(number: int) -> list[str]:
    """Name the event before, if there is one."""
    return [f"e-{number - 1}"] if number else []


def set_to(value: int) -> dict[str, Any]:
    """Set the key to one of many values."""
    return {"set": "step/x", "value": value}


def announced(value: int) -> dict[str, Any]:
    """Announce one of many values."""
    return {"announce": "step/x", "value": value}


def lapse_of_half(number: int, count: int) -> dict[str, Any]:
    """Announce half of the values on one day, then let them lapse one by one."""
    half = count // 2
    if number < half:
        return event(f"e-{number}", day(0), announced(number))
    lapse = {"lapse": "step/x", "value": number - half}
    return event(f"e-{number}", day(number), lapse)


SHAPES: dict[str, Shape] = {
    "one value on many days": lambda n, _: event(f"e-{n}", day(n), set_to(0)),
    "two values by turns": lambda n, _: event(f"e-{n}", day(n), set_to(n % 2)),
    "a value a day": lambda n, _: event(f"e-{n}", day(n), set_to(n)),
    "each contests the one before": lambda n, _: event(
        f"e-{n}", day(n), set_to(n), contests=before(n)
    ),
    "vague dates that all overlap": lambda n, count: event(
        f"e-{n}", f"[{day(n)}..{day(n + count)}]", set_to(n)
    ),
    "announcements that lapse one by one": lapse_of_half,
    "announcements in a chain of links": lambda n, _: event(
        f"e-{n}", day(n), announced(n), after=before(n)
    ),
    "announcements that contest each other": lambda n, _: event(
        f"e-{n}", day(n), announced(n), contests=before(n)
    ),
    "vague announcements": lambda n, count: event(
        f"e-{n}", f"[{day(n)}..{day(n + count)}]", announced(n)
    ),
}


@pytest.mark.no_cover  # long logs
@pytest.mark.parametrize("shape", SHAPES)
def test_twice_as_many_events_make_about_twice_the_steps(shape: str) -> None:
    """From one stretch of time to the next only what changes is looked at."""

    def taken(count: int) -> int:
        view = View(history_of(*(SHAPES[shape](n, count) for n in range(count))))
        return steps(lambda: periods(view))

    assert 0 < taken(80) <= 2.6 * taken(40)


def test_what_was_replaced_by_a_denied_value_may_come_back() -> None:
    """Once it is sure that somebody denies it who may have come first, all three are disputed."""
    written = (
        told("a", "[2024-01-01..2024-01-04]", "A"),
        told("d", "2024-01-05", "B"),
        told("r", "[2024-01-03..2024-01-20]", "C", contests=["d"]),
    )

    assert shown(*written) == [
        ("A", "possible", "[2024-01-01..2024-01-04]", "2024-01-05"),
        ("C", "disputed", "[2024-01-03..2024-01-20]", None),
        ("B", "disputed", "2024-01-05", None),
        ("A", "disputed", "[2024-01-03..2024-01-20]", None),
    ]


def test_a_list_announced_in_another_order_is_the_same_value_in_another_row() -> None:
    """What is pending is shown as the first by date announces it."""
    lists = (("one", "2024-01-01", ["A", "B"]), ("two", "2024-01-03", ["B", "A"]))
    written = (event(given, date, {"announce": SET, "value": v}) for given, date, v in lists)

    assert shown(*written) == [
        (["A", "B"], "pending", "2024-01-01", "2024-01-03"),
        (["B", "A"], "pending", "2024-01-03", None),
    ]


def test_a_value_that_goes_on_rests_on_all_who_said_it() -> None:
    """Each of them settles the key anew, and takes over what the one before rested on."""
    days = ("2024-01-05", "2024-02-05", "2024-03-05", "2024-04-05")
    (first, _, again) = rows(*(told(f"on-{day}", day, "A") for day in days),
        told("other", "2024-05-05", "B"), told("late", "2024-06-05", "A"))  # fmt: skip

    assert first.because == tuple(f"on-{day}" for day in days)
    assert again.because == ("late",)


def test_a_term_that_something_may_have_cut_short_was_not_over_by_itself() -> None:
    """So a later claim of its value rests on it, too, once what came in between is sure."""
    found = rows(
        told("term", "2024-01-01/2024-01-10", "A"),
        told("again", "2024-02-01", "A"),
        told("vague", "[2024-01-05..2024-03-01]", "B"),
    )

    assert [(row.value, row.standing, row.because) for row in found] == [
        ("A", "holds", ("term",)),
        ("B", "disputed", ("vague",)),
        (None, "possible", ("term",)),
        ("A", "disputed", ("term", "again")),
    ]


def test_a_term_may_be_over_while_its_end_is_vague() -> None:
    """It only may hold then, and has ended after it, until the next one begins."""
    assert shown(
        told("term", "2024-01-01/2024-01", "A"), told("next", "2024-02-10/2024-02-20", "B")
    ) == [
        ("A", "possible", "2024-01-01", "2024-01"),
        (None, "ended", "2024-01", "2024-02-10"),
        ("B", "holds", "2024-02-10", "2024-02-20"),
        (None, "ended", "2024-02-20", None),
    ]
