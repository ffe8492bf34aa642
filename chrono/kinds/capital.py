"""Capital: sums by measure, of capital, of financing and of sales; measures are never summed."""

from typing import Final

from chrono.events.claims import Claim
from chrono.events.kinds import kind
from chrono.values.money import Currency, Money, Qualifier


@kind("capital.stated")
class CapitalStated:
    """A total to date is stated for one measure, as microsoft/committed."""

    measure: str
    amount: int
    currency: Currency
    qualifier: Qualifier | None = None

    def claims(self) -> list[Claim]:
        """Return a claim that sets the total."""
        money = Money(amount=self.amount, currency=self.currency, qualifier=self.qualifier)
        return [Claim("set", f"capital/{self.measure}", money.body())]


@kind("capital.ended")
class CapitalEnded:
    """A measure has no total any more: the capital was returned, or the commitment is gone."""

    measure: str

    def claims(self) -> list[Claim]:
        """Return a claim that ends the total."""
        return [Claim("end", f"capital/{self.measure}")]


@kind("financing.stated")
class FinancingStated:
    """A part of the financing of a deal is committed, as takeover/debt; a later sum replaces it."""

    financing: str
    amount: int
    currency: Currency
    qualifier: Qualifier | None = None

    def claims(self) -> list[Claim]:
        """Return a claim that sets the sum of this part."""
        money = Money(amount=self.amount, currency=self.currency, qualifier=self.qualifier)
        return [Claim("set", f"financing/{self.financing}", money.body())]


@kind("financing.ended")
class FinancingEnded:
    """A part of the financing of a deal is committed no more."""

    financing: str

    def claims(self) -> list[Claim]:
        """Return a claim that ends this part."""
        return [Claim("end", f"financing/{self.financing}")]


@kind("sales.stated")
class SalesStated:
    """The proceeds of one run of sales are stated, with its ``period`` and how many ``shares``."""

    of: str
    amount: int
    currency: Currency
    qualifier: Qualifier | None = None
    shares: str | None = None
    period: str | None = None

    def claims(self) -> list[Claim]:
        """Return a claim that sets the proceeds of that run."""
        money = Money(amount=self.amount, currency=self.currency, qualifier=self.qualifier)
        more = {"shares": self.shares, "period": self.period}
        value = {**money.body(), **{name: text for name, text in more.items() if text}}
        return [Claim("set", f"sales/{self.of}", value)]


KINDS: Final = (CapitalStated, CapitalEnded, FinancingStated, FinancingEnded, SalesStated)
