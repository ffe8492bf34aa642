"""Stakes and valuations: what share somebody holds, how it is computed, and at what value."""

from typing import Final

from chrono.events.claims import Claim
from chrono.events.kinds import kind
from chrono.values.money import Currency, Money, Qualifier


@kind("stake.stated")
class StakeStated:
    """A holder's share is stated, as ``about 27%``, with how it is computed."""

    holder: str
    share: str
    computed: str | None = None

    def claims(self) -> list[Claim]:
        """Return a claim that sets the share."""
        value = {"share": self.share}
        if self.computed:
            value["computed"] = self.computed
        return [Claim("set", f"stake/{self.holder}", value)]


@kind("valuation.stated")
class ValuationStated:
    """A valuation of an organisation is stated."""

    organisation: str
    amount: int
    currency: Currency
    qualifier: Qualifier | None = None

    def claims(self) -> list[Claim]:
        """Return a claim that sets the valuation."""
        money = Money(amount=self.amount, currency=self.currency, qualifier=self.qualifier)
        return [Claim("set", f"valuation/{self.organisation}", money.body())]


KINDS: Final = (StakeStated, ValuationStated)
