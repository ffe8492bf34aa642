"""Capital: totals to date, by measure; measures are never summed."""

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


KINDS: Final = (CapitalStated,)
