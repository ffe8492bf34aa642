"""Boards: who sits on them. Each director is one member of a set."""

from typing import Any, Final

import attrs

from chrono.errors import ChronoError
from chrono.events.claims import Claim
from chrono.events.kinds import kind
from chrono.values.sources import Name


class NobodyNamed(ChronoError):
    """Directors join or leave, and none is named."""

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
        """Set the whole list."""
        return [Claim("set", f"board/{self.board}", list(self.members))]


@kind("board.joined")
class BoardJoined:
    """Directors join a board."""

    board: str
    members: tuple[Name, ...] = attrs.field(validator=_somebody)

    def claims(self) -> list[Claim]:
        """Add each of them."""
        return [Claim("add", f"board/{self.board}", member) for member in self.members]


@kind("board.left")
class BoardLeft:
    """Directors leave a board."""

    board: str
    members: tuple[Name, ...] = attrs.field(validator=_somebody)

    def claims(self) -> list[Claim]:
        """Drop each of them."""
        return [Claim("drop", f"board/{self.board}", member) for member in self.members]


@kind("board.announced")
class BoardAnnounced:
    """A composition is announced and has not taken effect."""

    board: str
    members: tuple[Name, ...]

    def claims(self) -> list[Claim]:
        """Put the whole list on the pending side, as one value."""
        return [Claim("announce", f"board/{self.board}", list(self.members))]


@kind("board.lapsed")
class BoardLapsed:
    """Whatever composition was announced will not come about."""

    board: str

    def claims(self) -> list[Claim]:
        """Clear the pending side."""
        return [Claim("lapse", f"board/{self.board}")]


KINDS: Final = (BoardSeated, BoardJoined, BoardLeft, BoardAnnounced, BoardLapsed)
