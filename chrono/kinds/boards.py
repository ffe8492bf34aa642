"""Boards: who sits on them, each director one member of a set, and seats kept for one person."""

from typing import Any, Final

import attrs

from chrono.errors import ChronoError
from chrono.events.claims import Claim
from chrono.events.kinds import kind
from chrono.values.sources import Name


class NobodyNamed(ChronoError):
    """An event about directors that names none."""

    def __init__(self) -> None:
        super().__init__("members is empty; name at least one, as [Bret Taylor]")


def _somebody(_: Any, __: Any, members: tuple[Name, ...]) -> None:
    if not members:
        raise NobodyNamed


@kind("board.seated")
class BoardSeated:
    """A board sits in this composition, and nobody else is on it."""

    board: str
    members: tuple[Name, ...]

    def claims(self) -> list[Claim]:
        """Return a claim that sets the whole list."""
        return [Claim("set", f"board/{self.board}", list(self.members))]


@kind("board.joined")
class BoardJoined:
    """Directors join a board."""

    board: str
    members: tuple[Name, ...] = attrs.field(validator=_somebody)

    def claims(self) -> list[Claim]:
        """Return a claim that adds the name, for each of them."""
        return [Claim("add", f"board/{self.board}", member) for member in self.members]


@kind("board.left")
class BoardLeft:
    """Directors leave a board."""

    board: str
    members: tuple[Name, ...] = attrs.field(validator=_somebody)

    def claims(self) -> list[Claim]:
        """Return a claim that drops the name, for each of them."""
        return [Claim("drop", f"board/{self.board}", member) for member in self.members]


@kind("board.announced")
class BoardAnnounced:
    """A composition is announced and has not taken effect."""

    board: str
    members: tuple[Name, ...]

    def claims(self) -> list[Claim]:
        """Return a claim that announces the whole list, as one value."""
        return [Claim("announce", f"board/{self.board}", list(self.members))]


@kind("board.lapsed")
class BoardLapsed:
    """Whatever composition was announced will not come about."""

    board: str

    def claims(self) -> list[Claim]:
        """Return a claim that clears what is pending."""
        return [Claim("lapse", f"board/{self.board}")]


@kind("seat.announced")
class SeatAnnounced:
    """One person is announced for a seat on a board, and has not taken it."""

    seat: str
    person: Name

    def claims(self) -> list[Claim]:
        """Return a claim that announces the person for the seat."""
        return [Claim("announce", f"seat/{self.seat}", self.person)]


@kind("seat.taken")
class SeatTaken:
    """The person takes the seat; that the whole board has a new member is another event."""

    seat: str
    person: Name

    def claims(self) -> list[Claim]:
        """Return a claim that sets the person, who is pending no more."""
        return [Claim("set", f"seat/{self.seat}", self.person)]


@kind("seat.left")
class SeatLeft:
    """The seat is given up, and nobody holds it."""

    seat: str

    def claims(self) -> list[Claim]:
        """Return a claim that ends the seat."""
        return [Claim("end", f"seat/{self.seat}")]


@kind("seat.lapsed")
class SeatLapsed:
    """Whoever was announced for the seat will not take it."""

    seat: str

    def claims(self) -> list[Claim]:
        """Return a claim that clears what is pending."""
        return [Claim("lapse", f"seat/{self.seat}")]


KINDS: Final = (
    BoardSeated,
    BoardJoined,
    BoardLeft,
    BoardAnnounced,
    BoardLapsed,
    SeatAnnounced,
    SeatTaken,
    SeatLeft,
    SeatLapsed,
)
