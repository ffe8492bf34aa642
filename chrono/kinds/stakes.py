"""Stakes and valuations: what share somebody holds, how it is computed, and at what value."""

from typing import Any, Final

import attrs

from chrono.errors import ChronoError
from chrono.events.claims import Claim
from chrono.events.kinds import kind
from chrono.values.money import Currency, Money, Qualifier


class NoStake(ChronoError):
    """A stake with neither a share nor a count of shares."""

    def __init__(self) -> None:
        super().__init__(
            "write share, as about 27%, or shares, how many as 1,200,000, or both; "
            "a stake that is gone is stake.ended"
        )


def _share_or_shares(stake: "StakeStated", _: Any, shares: str | None) -> None:
    if not stake.share and not shares:
        raise NoStake


@kind("stake.stated")
class StakeStated:
    """A holder's share is stated, as ``about 27%``, or how many shares, with how it is computed."""

    holder: str
    share: str | None = None
    shares: str | None = attrs.field(default=None, validator=_share_or_shares)
    computed: str | None = None

    def claims(self) -> list[Claim]:
        """Return a claim that sets the stake."""
        fields = {"share": self.share, "shares": self.shares, "computed": self.computed}
        stake = {name: text for name, text in fields.items() if text}
        return [Claim("set", f"stake/{self.holder}", stake)]


@kind("stake.ended")
class StakeEnded:
    """A holder has no stake any more."""

    holder: str

    def claims(self) -> list[Claim]:
        """Return a claim that ends the stake."""
        return [Claim("end", f"stake/{self.holder}")]


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


KINDS: Final = (StakeStated, StakeEnded, ValuationStated)
