"""Deals: how far a transaction has come. What is agreed is not executed until it is closed."""

from typing import Final, Literal

from chrono.events.claims import Claim
from chrono.events.kinds import kind
from chrono.values.money import Currency, Money, Qualifier
from chrono.values.sources import Name

DealStage = Literal[
    "explored",
    "talks",
    "offered",
    "letter of intent",
    "announced",
    "agreed in principle",
    "agreed",
    "contested",
    "to close",
    "closed",
    "lapsed",
]
OfferingStage = Literal[
    "considered", "preparing", "filed confidentially", "filed", "priced", "listed", "withdrawn"
]

ListingStage = Literal["traded", "suspended", "removal filed", "removed"]
ApprovalStage = Literal["pending", "given", "refused"]

_BINDING: Final = ("announced", "agreed in principle", "agreed", "to close")


def _stage(stage: str, price: str | None) -> dict[str, str]:
    return {"stage": stage, "price": price} if price else {"stage": stage}


@kind("deal.reached")
class DealReached:
    """A deal reaches a stage; an announced or agreed one is pending until it closes or lapses.

    ``price`` is what each share costs, in words as $54.20; what is agreed at a price is pending at
    this price.
    """

    deal: str
    stage: DealStage
    price: str | None = None

    def claims(self) -> list[Claim]:
        """Return a claim that sets the stage; one may announce or clear the closing."""
        key = f"deal/{self.deal}"
        stage = Claim("set", key, _stage(self.stage, self.price))
        if self.stage in _BINDING:
            return [stage, Claim("announce", key, _stage("closed", self.price))]
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


@kind("deal.share-priced")
class DealSharePriced:
    """The price of each share in a deal is stated, in words, as it is no whole number."""

    deal: str
    price: str

    def claims(self) -> list[Claim]:
        """Return a claim that sets the price of a share."""
        return [Claim("set", f"deal/{self.deal}/price", self.price)]


@kind("approval.reached")
class ApprovalReached:
    """An approval that a deal needs, of an authority or of the holders, reaches a stage."""

    approval: str
    stage: ApprovalStage

    def claims(self) -> list[Claim]:
        """Return a claim that sets the stage."""
        return [Claim("set", f"approval/{self.approval}", {"stage": self.stage})]


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


@kind("listing.reached")
class ListingReached:
    """The listing of shares on an exchange reaches a stage; suspended is not removed."""

    listing: str
    stage: ListingStage

    def claims(self) -> list[Claim]:
        """Return a claim that sets the stage."""
        return [Claim("set", f"listing/{self.listing}", {"stage": self.stage})]


KINDS: Final = (
    DealReached,
    DealPriced,
    DealSharePriced,
    ApprovalReached,
    OwnerChanged,
    OfferingReached,
    ListingReached,
)
