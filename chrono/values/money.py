"""Money: an amount in whole units of a currency, with how exact it is."""

from typing import Literal

import attrs

Qualifier = Literal["about", "at least", "more than", "up to"]


@attrs.frozen(kw_only=True)
class Money:
    """An amount of money.

    Attributes:
        amount: Whole units of the currency (dollars, not millions of them).
        currency: Three capital letters, as in ISO 4217.
        qualifier: How exact the amount is; None for exact.
    """

    amount: int
    currency: str
    qualifier: Qualifier | None = None

    def body(self) -> dict[str, str | int]:
        """Write it as the value of a claim."""
        value: dict[str, str | int] = {"amount": self.amount, "currency": self.currency}
        if self.qualifier is not None:
            value["qualifier"] = self.qualifier
        return value
