"""Observer seats: who may sit with a board without a vote."""

from typing import Final

from chrono.events.claims import Claim
from chrono.events.kinds import kind
from chrono.values.sources import Name


def _seat(holder: str, named: str | None) -> dict[str, str]:
    return {"holder": holder, "person": named} if named else {"holder": holder}


@kind("observer.seated")
class ObserverSeated:
    """A company holds an observer seat; ``person`` is who sits there, where known."""

    seat: str
    holder: Name
    person: Name | None = None

    def claims(self) -> list[Claim]:
        """Return a claim that sets the seat."""
        return [Claim("set", f"observer/{self.seat}", _seat(self.holder, self.person))]


@kind("observer.left")
class ObserverLeft:
    """An observer seat is given up, and nobody holds it."""

    seat: str

    def claims(self) -> list[Claim]:
        """Return a claim that ends the seat."""
        return [Claim("end", f"observer/{self.seat}")]


@kind("observer.announced")
class ObserverAnnounced:
    """An observer seat is announced or reported to come, and not yet taken."""

    seat: str
    holder: Name
    person: Name | None = None

    def claims(self) -> list[Claim]:
        """Return a claim that announces the seat."""
        return [Claim("announce", f"observer/{self.seat}", _seat(self.holder, self.person))]


@kind("observer.lapsed")
class ObserverLapsed:
    """A seat that was to come will not be taken."""

    seat: str

    def claims(self) -> list[Claim]:
        """Return a claim that clears what is pending."""
        return [Claim("lapse", f"observer/{self.seat}")]


KINDS: Final = (ObserverSeated, ObserverLeft, ObserverAnnounced, ObserverLapsed)
