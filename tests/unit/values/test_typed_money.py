"""Money as people type it, and as it is printed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.values.typed_money import (
    AmbiguousMoney,
    BadMoney,
    NoCurrency,
    TypedMoney,
    first_money,
    read_money,
)
from chrono.values.value_words import in_words

READ = {
    "$46.5 billion": (46_500_000_000, "USD", None),
    "12.5bn": (12_500_000_000, None, None),
    "12,500,000": (12_500_000, None, None),
    "12500000": (12_500_000, None, None),
    "€2.1bn": (2_100_000_000, "EUR", None),
    "about $13 billion": (13_000_000_000, "USD", "about"),
    "more than 5 billion": (5_000_000_000, None, "more than"),
    "US$3 Billion": (3_000_000_000, "USD", None),
    "CHF 2.5 million": (2_500_000, "CHF", None),
    "2.5m CHF": (2_500_000, "CHF", None),
    "5 billion euros": (5_000_000_000, "EUR", None),
    "£13k": (13_000, "GBP", None),
    "$1,500": (1500, "USD", None),
    "46,5 billion": (46_500_000_000, None, None),
    "1.234.567": (1_234_567, None, None),
    "1.234,5 million": (1_234_500_000, None, None),
    "1,234.5 million": (1_234_500_000, None, None),
    "12 500 000": (12_500_000, None, None),
    "1'500'000": (1_500_000, None, None),
    "46.123 billion": (46_123_000_000, None, None),
    "$-5": (-5, "USD", None),
}
AMBIGUOUS = {
    "12,500 billion": ("12.5 trillion", "12.5 billion"),
    "$1,500 million": ("1.5 billion", "1.5 million"),
    "12.500": ("12,500", "12.5 million"),
}
REFUSED = (
    *("", "money", "$0.5", "$12,345.67", "12,50,000", "5t", "$10-12 billion", "wages of 5", "1e9"),
    *("$5 EUR", "5 zillion", "$", "$5 (in 2019)", "9" * 300),
)


@pytest.mark.parametrize(("text", "money"), READ.items())
def test_money_is_read_as_it_is_typed(text: str, money: tuple[int, str | None, str | None]) -> None:
    """With a sign, a code or neither; with a scale in words or letters; with words before it."""
    amount, currency, qualifier = money

    assert read_money(text) == TypedMoney(amount=amount, currency=currency, qualifier=qualifier)


@pytest.mark.parametrize(("text", "readings"), AMBIGUOUS.items())
def test_what_has_two_readings_is_refused_with_both(text: str, readings: tuple[str, str]) -> None:
    """And each of them is read, as something else."""
    with pytest.raises(AmbiguousMoney) as refused:
        read_money(text)

    assert re.findall(r"(?:say|or) ([\d.,]+(?: \w+illion)?)", str(refused.value)) == [*readings]
    assert len({read_money(reading).amount for reading in readings}) == 2


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_money_is_refused_with_what_would_be(text: str) -> None:
    """Nor are cents, since money is in whole units."""
    with pytest.raises(BadMoney, match=r"write it as \$46\.5 billion, about 12\.5bn or 12,500,000"):
        read_money(text)


AMOUNTS = st.integers() | st.builds(
    lambda number, power: number * 10**power, st.integers(-(10**6), 10**6), st.integers(0, 20)
)


@given(
    AMOUNTS,
    st.sampled_from(("USD", "EUR", "GBP", "JPY", "CHF")),
    st.sampled_from((None, "about", "at least", "more than", "up to")),
)
def test_money_is_read_back_as_it_is_printed(
    amount: int, currency: str, qualifier: str | None
) -> None:
    """Whatever its size and its currency."""
    money = TypedMoney(amount=amount, currency=currency, qualifier=qualifier)

    assert read_money(in_words(money.body())) == money


@given(st.text() | st.text(st.sampled_from("$€ 019.,'bnmkUSD-~")))
def test_any_text_is_money_or_refused(text: str) -> None:
    """With an error of the engine, and in whole units."""
    try:
        assert isinstance(read_money(text).amount, int)
    except BadMoney as error:
        assert str(error)  # noqa: PT017  any other error fails


def test_a_first_value_needs_its_currency() -> None:
    """Where nothing stands yet, nobody knows it; what is no money stays what it is."""
    assert first_money("about $5 million") == {
        "amount": 5_000_000, "currency": "USD", "qualifier": "about",
    }  # fmt: skip
    assert first_money("undisclosed") is None
    with pytest.raises(NoCurrency, match=r"as \$5bn or USD 5bn"):
        first_money("5bn")
    with pytest.raises(AmbiguousMoney):
        first_money("5,000 billion")
