"""Boards: who sits on them. Each director is one member of a set."""

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
        """Return, for each of them, a claim that adds the name."""
        return [Claim("add", f"board/{self.board}", member) for member in self.members]


@kind("board.left")
class BoardLeft:
    """Directors leave a board."""

    board: str
    members: tuple[Name, ...] = attrs.field(validator=_somebody)

    def claims(self) -> list[Claim]:
        """Return, for each of them, a claim that drops the name."""
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


KINDS: Final = (BoardSeated, BoardJoined, BoardLeft, BoardAnnounced, BoardLapsed)
