"""Structure: the legal form of an organisation, and who controls it. A plan is pending."""

from typing import Final

from chrono.events.claims import Claim
from chrono.events.kinds import kind


@kind("structure.adopted")
class StructureAdopted:
    """An organisation takes a legal form."""

    organisation: str
    form: str

    def claims(self) -> list[Claim]:
        """Return a claim that sets the form."""
        return [Claim("set", f"structure/{self.organisation}", self.form)]


@kind("structure.planned")
class StructurePlanned:
    """A change of legal form is announced; a later plan replaces it."""

    organisation: str
    form: str

    def claims(self) -> list[Claim]:
        """Return a claim that announces the form."""
        return [Claim("announce", f"structure/{self.organisation}", self.form)]


@kind("structure.dropped")
class StructureDropped:
    """Whatever change of form was planned is given up."""

    organisation: str

    def claims(self) -> list[Claim]:
        """Return a claim that clears what is pending."""
        return [Claim("lapse", f"structure/{self.organisation}")]


@kind("control.held")
class ControlHeld:
    """Somebody controls an organisation."""

    organisation: str
    by: str

    def claims(self) -> list[Claim]:
        """Return a claim that sets who controls it."""
        return [Claim("set", f"control/{self.organisation}", self.by)]


@kind("control.planned")
class ControlPlanned:
    """A change of control, or its keeping under a plan, is announced."""

    organisation: str
    by: str

    def claims(self) -> list[Claim]:
        """Return a claim that announces it."""
        return [Claim("announce", f"control/{self.organisation}", self.by)]


@kind("control.dropped")
class ControlDropped:
    """Whatever change of control was planned is given up."""

    organisation: str

    def claims(self) -> list[Claim]:
        """Return a claim that clears what is pending."""
        return [Claim("lapse", f"control/{self.organisation}")]


KINDS: Final = (
    StructureAdopted,
    StructurePlanned,
    StructureDropped,
    ControlHeld,
    ControlPlanned,
    ControlDropped,
)
