"""Agreements: what the parties have signed, and whether it binds them."""

from typing import Final, Literal

from chrono.events.claims import Claim
from chrono.events.kinds import kind

Nature = Literal["talks", "memorandum", "definitive"]


@kind("agreement.reached")
class AgreementReached:
    """The parties reach an agreement; a memorandum binds nobody and changes no term."""

    agreement: str
    nature: Nature
    which: str | None = None

    def claims(self) -> list[Claim]:
        """Return a claim that sets the agreement."""
        value: dict[str, str] = {"nature": self.nature}
        if self.which:
            value["which"] = self.which
        return [Claim("set", f"agreement/{self.agreement}", value)]


KINDS: Final = (AgreementReached,)
