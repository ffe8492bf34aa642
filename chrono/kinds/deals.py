"""Deals: how far a transaction has come. What is agreed is not executed until it is closed."""

from typing import Final, Literal

from chrono.events.claims import Claim
from chrono.events.kinds import kind
from chrono.values.money import Currency, Money, Qualifier
from chrono.values.sources import Name

DealStage = Literal[
    "talks", "letter of intent", "announced", "agreed in principle", "agreed", "closed", "lapsed"
]
OfferingStage = Literal[
    "considered", "preparing", "filed confidentially", "filed", "priced", "listed", "withdrawn"
]

_BINDING: Final = ("announced", "agreed in principle", "agreed")
_CLOSED: Final = {"stage": "closed"}


@kind("deal.reached")
class DealReached:
    """A deal reaches a stage; an announced or agreed one is pending until it closes or lapses."""

    deal: str
    stage: DealStage

    def claims(self) -> list[Claim]:
        """Return a claim that sets the stage; one may announce or clear the closing."""
        key = f"deal/{self.deal}"
        stage = Claim("set", key, {"stage": self.stage})
        if self.stage in _BINDING:
            return [stage, Claim("announce", key, _CLOSED)]
        if self.stage == "lapsed":
            return [stage, Claim("lapse", key)]
        return [stage]


@kind("deal.priced")
class DealPriced:
    """The sum of a deal is stated."""

    deal: str
    amount: int
    currency: Currency
    qualifier: Qualifier | None = None

    def claims(self) -> list[Claim]:
        """Return a claim that sets the sum."""
        money = Money(amount=self.amount, currency=self.currency, qualifier=self.qualifier)
        return [Claim("set", f"deal/{self.deal}/sum", money.body())]


@kind("owner.changed")
class OwnerChanged:
    """Somebody owns a thing from now on."""

    thing: str
    owner: Name

    def claims(self) -> list[Claim]:
        """Return a claim that sets the owner."""
        return [Claim("set", f"owner/{self.thing}", self.owner)]


@kind("offering.reached")
class OfferingReached:
    """A public offering reaches a stage; one that is considered is not filed."""

    offering: str
    stage: OfferingStage

    def claims(self) -> list[Claim]:
        """Return a claim that sets the stage."""
        return [Claim("set", f"offering/{self.offering}", {"stage": self.stage})]


KINDS: Final = (DealReached, DealPriced, OwnerChanged, OfferingReached)
