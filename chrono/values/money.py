"""Money: whole units of a currency, with a qualifier such as ``about``."""

import re
from typing import Final, Literal, NewType

import attrs

from chrono.errors import ChronoError

_CURRENCY: Final = re.compile(r"[A-Z]{3}", re.ASCII)

Currency = NewType("Currency", str)
"""Three capital letters, as in ISO 4217."""

Qualifier = Literal["about", "at least", "more than", "up to"]


class BadCurrency(ChronoError):
    """A text that is no currency code of three capital letters."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{ascii(text)[:60]} is no currency; write three capital letters, as USD")


def checked_currency(text: str) -> Currency:
    """Return the currency of this code.

    Raises:
        BadCurrency: It is not three capital letters.
    """
    if not _CURRENCY.fullmatch(text):
        raise BadCurrency(text)
    return Currency(text)


@attrs.frozen(kw_only=True)
class Money:
    """An amount of money.

    Attributes:
        amount: Whole units of the currency (dollars, not millions of dollars).
        currency: The currency.
        qualifier: How exact the amount is; None for exact.
    """

    amount: int
    currency: Currency
    qualifier: Qualifier | None = None

    def body(self) -> dict[str, str | int]:
        """Return it as JSON, as the value of a claim."""
        value: dict[str, str | int] = {"amount": self.amount, "currency": self.currency}
        if self.qualifier is not None:
            value["qualifier"] = self.qualifier
        return value
