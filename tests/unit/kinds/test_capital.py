"""Capital: a total to date for one measure, in whole units of a currency."""

import pytest

from chrono.events.claims import Claim
from chrono.kinds.capital import (
    CapitalEnded,
    CapitalStated,
    FinancingEnded,
    FinancingStated,
    SalesStated,
)
from chrono.values.money import BadCurrency, Currency, Money, checked_currency

USD = Currency("USD")


def test_a_total_is_set_for_its_measure() -> None:
    """An exact amount has no qualifier."""
    stated = CapitalStated(measure="microsoft/committed", amount=13_000_000_000, currency=USD)

    value = {"amount": 13_000_000_000, "currency": "USD"}
    assert stated.claims() == [Claim("set", "capital/microsoft/committed", value)]


def test_a_total_says_how_exact_it_is() -> None:
    """Nearly thirteen billion and thirteen billion are two values."""
    stated = CapitalStated(
        measure="microsoft/committed", amount=13_000_000_000, currency=USD, qualifier="about"
    )

    value = {"amount": 13_000_000_000, "currency": "USD", "qualifier": "about"}
    assert stated.claims() == [Claim("set", "capital/microsoft/committed", value)]


def test_a_part_of_the_financing_is_stated_and_ends() -> None:
    """A loan that is given up is no sum of nought."""
    loan = FinancingStated(financing="takeover/loan", amount=5, currency=USD)

    value = {"amount": 5, "currency": "USD"}
    assert loan.claims() == [Claim("set", "financing/takeover/loan", value)]
    ended = FinancingEnded(financing="takeover/loan")
    assert ended.claims() == [Claim("end", "financing/takeover/loan")]
    assert CapitalEnded(measure="lee/funded").claims() == [Claim("end", "capital/lee/funded")]


def test_sales_say_of_which_run_they_are() -> None:
    """The next run replaces the sum, and adds nothing to it."""
    sold = SalesStated(of="firm", amount=5, currency=USD, shares="2 million", period="May 2024")

    value = {"amount": 5, "currency": "USD", "shares": "2 million", "period": "May 2024"}
    assert sold.claims() == [Claim("set", "sales/firm", value)]


def test_money_is_equal_by_its_parts() -> None:
    """It is a value."""
    assert Money(amount=1, currency=USD) == Money(amount=1, currency=USD)
    assert Money(amount=1, currency=USD) != Money(amount=1, currency=USD, qualifier="about")


@pytest.mark.parametrize("text", ["", "usd", "US", "USDX", "$", "US1", "USD\n", "ＵＳＤ"])  # noqa: RUF001
def test_a_currency_is_three_capital_letters(text: str) -> None:
    """Two spellings would be two currencies."""
    with pytest.raises(BadCurrency, match="write three capital letters, as USD") as caught:
        checked_currency(text)

    assert caught.value.text == text
    assert checked_currency("EUR") == "EUR"
