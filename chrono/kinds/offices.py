"""Offices: who holds a post, and in which capacity. An announced appointment never fills it."""

from typing import Final, Literal

from chrono.events.claims import Claim
from chrono.events.kinds import kind
from chrono.values.sources import Name

Capacity = Literal["permanent", "interim"]


def _holder(person: str, capacity: Capacity) -> dict[str, str]:
    return {"person": person, "capacity": capacity}


@kind("office.filled")
class OfficeFilled:
    """Somebody takes an office, at once replacing whoever held it."""

    office: str
    person: Name
    capacity: Capacity

    def claims(self) -> list[Claim]:
        """Return a claim that sets the office."""
        return [Claim("set", f"office/{self.office}", _holder(self.person, self.capacity))]


@kind("office.vacated")
class OfficeVacated:
    """Somebody leaves an office and nobody takes it yet."""

    office: str
    person: Name | None = None

    def claims(self) -> list[Claim]:
        """Return a claim that ends the office; the person who left is in the data only."""
        return [Claim("end", f"office/{self.office}")]


@kind("office.announced")
class OfficeAnnounced:
    """An appointment is announced and has not taken effect."""

    office: str
    person: Name
    capacity: Capacity

    def claims(self) -> list[Claim]:
        """Return a claim that announces the appointment."""
        return [Claim("announce", f"office/{self.office}", _holder(self.person, self.capacity))]


@kind("office.lapsed")
class OfficeLapsed:
    """Whatever appointment was announced will not happen."""

    office: str

    def claims(self) -> list[Claim]:
        """Return a claim that clears what is pending."""
        return [Claim("lapse", f"office/{self.office}")]


KINDS: Final = (OfficeFilled, OfficeVacated, OfficeAnnounced, OfficeLapsed)
