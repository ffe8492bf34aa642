"""Boards: what each kind claims; a director is one member of a set."""

import pytest

from chrono.events.claims import Claim
from chrono.kinds.boards import (
    BoardAnnounced,
    BoardJoined,
    BoardLapsed,
    BoardLeft,
    BoardSeated,
    NobodyNamed,
    SeatAnnounced,
    SeatLapsed,
    SeatLeft,
    SeatTaken,
)
from chrono.values.sources import Name
from tests.building import event, history_of, slot

TWO = (Name("Bret Taylor"), Name("Larry Summers"))
KEY = "board/openai"


def test_a_seated_board_is_the_whole_list() -> None:
    """One claim says who is in, and that nobody else is."""
    assert BoardSeated(board="openai", members=TWO).claims() == [Claim("set", KEY, list(TWO))]


def test_each_director_who_joins_is_added() -> None:
    """One claim a member, in the order of the text."""
    assert BoardJoined(board="openai", members=TWO).claims() == [
        Claim("add", KEY, "Bret Taylor"),
        Claim("add", KEY, "Larry Summers"),
    ]


def test_each_director_who_leaves_is_dropped() -> None:
    """One claim a member, in the order of the text."""
    assert BoardLeft(board="openai", members=TWO).claims() == [
        Claim("drop", KEY, "Bret Taylor"),
        Claim("drop", KEY, "Larry Summers"),
    ]


def test_an_announced_board_is_one_pending_value() -> None:
    """The list is announced as a whole."""
    assert BoardAnnounced(board="openai", members=TWO).claims() == [
        Claim("announce", KEY, list(TWO))
    ]


def test_a_lapsed_board_clears_the_pending_side() -> None:
    """Whatever list was announced lapses."""
    assert BoardLapsed(board="openai").claims() == [Claim("lapse", KEY)]


def test_one_person_can_be_announced_for_a_seat() -> None:
    """On a board, which holds a set, only a whole list can be announced."""
    announced = SeatAnnounced(seat="firm/lee", person=Name("Lee"))
    taken = SeatTaken(seat="firm/lee", person=Name("Lee"))

    assert announced.claims() == [Claim("announce", "seat/firm/lee", "Lee")]
    assert taken.claims() == [Claim("set", "seat/firm/lee", "Lee")]


def test_a_seat_is_left_or_was_never_taken() -> None:
    """Who sat there has left; who was only announced never sat."""
    assert SeatLeft(seat="firm/lee").claims() == [Claim("end", "seat/firm/lee")]
    assert SeatLapsed(seat="firm/lee").claims() == [Claim("lapse", "seat/firm/lee")]


@pytest.mark.parametrize("cls", [BoardJoined, BoardLeft])
def test_somebody_joins_or_leaves(cls: type[BoardJoined]) -> None:
    """An event about nobody is a slip."""
    with pytest.raises(NobodyNamed, match="members is empty; name at least one"):
        cls(board="openai", members=())


def test_directors_who_leave_are_out_and_the_others_stay() -> None:
    """Members stand each by itself."""
    history = history_of(
        event("seated", "2023-11-01", kind="board.seated", data={"board": "openai"} | MEMBERS),
        event("left", "2023-11-29", kind="board.left", data={"board": "openai", "members": ["B"]}),
    )

    before, after = slot(history, KEY, "2023-11-28"), slot(history, KEY, "2023-11-29")
    assert before is not None
    assert after is not None
    assert (before["value"], after["value"]) == (["A", "B"], ["A"])


MEMBERS = {"members": ["A", "B"]}
