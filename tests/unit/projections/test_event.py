"""The event that a projection is given, and the questions it answers."""

import attrs
import pytest

from chrono.projections.event import Event, NotHashable
from chrono.projections.fold import sequence
from chrono.state.visibility import View
from chrono.values.canonical import normal
from chrono.values.dates import Date
from tests.building import event, history_of, source

DAY = "2024-01-01"
BOARD = "board/firm"


def event_of(*claims: dict[str, object], **more: object) -> Event:
    """Return an event as a projection gets it."""
    history = history_of(event("other", DAY), event("e", DAY, *claims, **more))
    return next(one for one in sequence(View(history)) if one.id == "e")


def test_an_event_tells_what_was_recorded_and_what_it_rests_on() -> None:
    """Everything that counts for an answer is there, typed."""
    one = event_of({"set": "term/x", "value": 1}, after=["other"], note="a note",
               sources=[source("2024-01-02", "filed"), source(basis="alleged")])  # fmt: skip

    assert (one.id, one.position, one.version, one.kind) == ("e", 3, "e", "development")
    assert (one.occurred, one.headline, one.note) == (Date.parse(DAY), "e", "a note")
    assert one.bounds == Date.parse(DAY).bounds(View(history_of()).history.zone)
    assert [claim.body() for claim in one.claims] == [{"op": "set", "key": "term/x", "value": 1}]
    assert (one.basis, [s.basis for s in one.sources]) == ("filed", ["filed", "alleged"])
    assert one.data == {"claims": [{"set": "term/x", "value": 1}]}
    assert (one.after, one.before, one.contests) == (("other",), (), ())


def test_an_event_cannot_be_changed_and_equals_its_like() -> None:
    """Two readings of one log give equal events, which a set can hold."""
    claim = {"set": "term/x", "value": {"a": [1]}}

    assert {event_of(claim)} == {event_of(claim)}
    assert event_of(claim) != event_of()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        event_of().id = "x"  # type: ignore[misc]


def test_an_event_says_what_it_sets_announces_and_ends() -> None:
    """A key of which it does not speak is None, or not ended."""
    one = event_of(
        {"set": "term/x", "value": 1}, {"announce": "term/y", "value": 2}, {"end": "term/z"}
    )

    assert [one.set_to(key) for key in ("term/x", "term/y", "term/z")] == [1, None, None]
    assert [one.announced(key) for key in ("term/x", "term/y")] == [None, 2]
    assert [one.ended(key) for key in ("term/x", "term/z")] == [False, True]


def test_an_event_names_whom_it_adds_and_drops() -> None:
    """Members of other keys do not count."""
    one = event_of({"add": BOARD, "value": "Ada"}, {"drop": BOARD, "value": "Bob"},
               {"add": "board/other", "value": "Eve"})  # fmt: skip

    assert (one.added(BOARD), one.dropped(BOARD)) == (frozenset({"Ada"}), frozenset({"Bob"}))


@pytest.mark.parametrize(
    ("claims", "after"),
    [
        ([], {"Bob"}),
        ([{"add": BOARD, "value": "Ada"}], {"Ada", "Bob"}),
        ([{"drop": BOARD, "value": "Bob"}], set()),
        ([{"set": BOARD, "value": ["Eve"]}], {"Eve"}),
        ([{"set": BOARD, "value": []}], set()),
        ([{"end": BOARD}], set()),
        ([{"announce": BOARD, "value": ["Eve"]}], {"Bob"}),
    ],
)
def test_an_event_says_who_is_in_after_it(claims: list[dict[str, object]], after: set[str]) -> None:
    """A list replaces, an end empties, and an announcement changes nobody."""
    assert event_of(*claims).members(BOARD, frozenset({"Bob"})) == after


def test_members_that_no_set_takes_are_named() -> None:
    """A map is a legal member, and is read from the claims."""
    one = event_of({"add": BOARD, "value": normal({"name": "Ada"})})

    with pytest.raises(NotHashable, match=r"members of board/firm are maps.*event\.claims"):
        one.added(BOARD)
