"""Compute: who supplies computing capacity, and what is planned or built."""

from typing import Final, Literal

from chrono.events.claims import Claim
from chrono.events.kinds import kind
from chrono.values.sources import Name

ProjectStage = Literal["reported", "announced", "agreed", "under construction", "running", "lapsed"]


@kind("compute.supplied")
class ComputeSupplied:
    """Suppliers begin to provide a customer with capacity, or have a contract to."""

    customer: str
    suppliers: tuple[Name, ...]

    def claims(self) -> list[Claim]:
        """Return a claim that adds the supplier, for each of them."""
        return [Claim("add", f"compute/{self.customer}", name) for name in self.suppliers]


@kind("compute.withdrawn")
class ComputeWithdrawn:
    """Suppliers provide a customer no more."""

    customer: str
    suppliers: tuple[Name, ...]

    def claims(self) -> list[Claim]:
        """Return a claim that drops the supplier, for each of them."""
        return [Claim("drop", f"compute/{self.customer}", name) for name in self.suppliers]


@kind("compute.project")
class ComputeProject:
    """A project for capacity reaches a stage."""

    project: str
    stage: ProjectStage

    def claims(self) -> list[Claim]:
        """Return a claim that sets the stage."""
        return [Claim("set", f"compute/{self.project}", {"stage": self.stage})]


KINDS: Final = (ComputeSupplied, ComputeWithdrawn, ComputeProject)
