"""Which events may be one development, told twice."""

import weakref
from typing import Any

import pytest

from chrono.queries.findings.repeats import Repeat, _Told, repeats
from chrono.state.visibility import View, Visible
from tests.building import event, history_of
from tests.counted import steps

CLAIM = {"set": "club/room", "value": "Attic"}
OTHER = {"set": "club/size", "value": 30}


def told(given: str, headline: str, *claims: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Tell something on one day."""
    return event(given, "2024-01-01", *claims, headline=headline, **more)


def found(*written: dict[str, Any], about: set[str] | None = None) -> list[tuple[str, str]]:
    """List who may repeat whom."""
    view = View(history_of(*written))
    return [(each.event, each.told) for each in repeats(view, about)]


@pytest.mark.parametrize(
    ("headline", "other", "alike"),
    [
        ("The club meets in the attic", "Club meets in the attic", True),
        ("Acme pays $10bn to its founders", "Acme pays $11bn to its founders", True),
        ("Ann Lee starts as chair of the club", "Bob Roe starts as chair of the club", False),
        ("Ann Lee starts as chair of the club", "A chair starts", False),
    ],
)
def test_a_name_in_each_that_the_other_lacks_tells_headlines_apart(
    headline: str, other: str, alike: bool  # noqa: FBT001
) -> None:  # fmt: skip
    """Another figure may be another report of one thing; another person is another thing."""
    assert found(told("one", headline), told("two", other)) == ([("two", "one")] * alike)


def test_where_both_make_claims_only_the_same_words_are_alike() -> None:
    """Two claims of one text are told in nearly the same words; one of them alone may be noise."""
    one = told("one", "The club meets in the attic", CLAIM)
    near, same = "Club meets in the attic", "The CLUB meets, in the attic!"

    assert found(one, told("two", near, OTHER)) == []
    assert found(one, told("two", near)) == [("two", "one")]
    assert found(one, told("two", same, OTHER)) == [("two", "one")]
    assert found(one, told("two", "Attic", CLAIM)) == [("two", "one")]


def test_of_several_the_first_is_named_once() -> None:
    """Three rows of one text are two repeats of the first, with the reason."""
    rows = [told(given, "The club meets") for given in ("one", "two", "three")]
    rows[1]["data"] = rows[2]["data"] = {"claims": [CLAIM]}

    assert repeats(View(history_of(*rows))) == (
        Repeat("two", "one", "has nearly the same headline"),
        Repeat("three", "one", "has nearly the same headline"),
    )
    assert found(*rows, about={"three"}) == [("three", "one")]


@pytest.mark.parametrize("link", ["after", "before", "contests"])
def test_events_that_name_each_other_are_two(link: str) -> None:
    """Nobody is asked who has said how the two stand."""
    one, two = told("one", "The club meets"), told("two", "The club meets", **{link: ["one"]})

    assert found(one, two) == []


@pytest.mark.no_cover  # long logs
def test_a_busy_day_ends() -> None:
    """Each is compared with the hundred that begin next, so what lies further is not found."""
    same = "The club meets in the attic"
    words = [f"{number} {number * 7} {number * 13}" for number in range(100)]
    between = [told(f"x{number}", text) for number, text in enumerate(words)]

    assert found(told("one", same), *between[1:], told("two", same)) == [("two", "one")]
    assert found(told("one", same), *between, told("two", same)) == []


@pytest.mark.no_cover  # long logs
def test_what_has_nothing_in_common_is_not_compared() -> None:
    """On a day on which a house of hundreds takes its seats, each event claims another seat."""
    seats = [
        told(f"seat-{n}", f"Member {n} is sworn in", {"set": f"seat/{n}", "value": f"Member {n}"})
        for n in range(200)
    ]
    again = told("again", "Seven is elected", {"set": "seat/7", "value": "Member 7"})
    few, many = (View(history_of(again, *seats[:count])) for count in (50, 200))

    assert [(each.event, each.told) for each in repeats(few)] == [("seat-7", "again")]
    assert repeats(many) == repeats(few)
    assert steps(lambda: repeats(many)) < 5 * steps(lambda: repeats(few))


def test_few_events_are_prepared_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long history only those whose dates are near are held with their words and claims."""
    alive = weakref.WeakSet[_Told]()
    most: list[int] = []
    prepare = _Told.of

    def counting(index: int, visible: Visible) -> _Told:
        told = prepare(index, visible)
        alive.add(told)
        most.append(len(alive))
        return told

    monkeypatch.setattr(_Told, "of", counting)
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 28)]
    repeats(View(history_of(*(event(f"e{n}", day) for n, day in enumerate(days)))))

    assert len(most) == len(days)
    assert max(most) < 12
