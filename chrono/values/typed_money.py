"""Money as people type it: ``$46.5 billion``, ``12.5bn``, ``12,500,000``, ``about €2.1bn``."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final, get_args

import attrs

from chrono.errors import ChronoError
from chrono.values.clocks import shown
from chrono.values.money import Qualifier
from chrono.values.value_words import SCALES, SIGNS, amount_in_words

_EXAMPLES: Final = "$46.5 billion, about 12.5bn or 12,500,000"
_LONGEST: Final = 200
"""Characters of an amount; a longer text is none."""

_QUALIFIERS: Final = frozenset(get_args(Qualifier))

_SCALE_WORDS: Final = {
    "trillion": ("trillion", "trn", "tn"),
    "billion": ("billion", "bln", "bn", "b"),
    "million": ("million", "mln", "mn", "m"),
    "thousand": ("thousand", "k"),
}
_SCALES: Final = {
    word: dict([*((name, scale) for scale, name in SCALES), ("thousand", 1000)])[name]
    for name, words in _SCALE_WORDS.items()
    for word in words
}
_CURRENCIES: Final = {
    **{sign: code for code, sign in SIGNS.items()},
    "US$": "USD", "dollars": "USD", "euros": "EUR", "pounds": "GBP", "yen": "JPY",
}  # fmt: skip

_MONEY: Final = re.compile(
    r"(?:(?P<qualifier>[^$€£¥\d]*?[^$€£¥\d\s])\s+)??"
    r"(?P<sign>US\$|[$€£¥]|[A-Z]{3}(?=[ \d-]))?\s*"
    r"(?P<minus>-)?(?P<number>\d(?:[\d.,'\u2019 \u00a0\u202f]*\d)?)"
    rf"\s*(?P<scale>(?i:{'|'.join(_SCALES)}))?(?:\s+(?P<unit>[A-Z]{{3}}|dollars|euros|pounds|yen))?"
)
_GROUPED: Final = re.compile(
    r"(?P<whole>[1-9]\d{0,2}(?P<mark>[.,'\u2019 \u00a0\u202f])\d{3}(?:(?P=mark)\d{3})*)"
    r"(?:(?!(?P=mark))[.,](?P<part>\d+))?"
)
_DECIMAL: Final = re.compile(r"(?P<whole>\d+)(?:(?P<mark>[.,])(?P<part>\d+))?")


class BadMoney(ChronoError):
    """A text that is no amount of money in whole units."""

    def __init__(self, text: str, reason: str) -> None:
        self.text = text
        super().__init__(f"{shown(text)}: {reason}")


class AmbiguousMoney(BadMoney):
    """An amount whose comma or dot may stand between thousands or before a fraction."""


class NoCurrency(BadMoney):
    """An amount without a currency, where none stands yet."""

    def __init__(self, text: str) -> None:
        super().__init__(text, f"say in which currency, as ${text.strip()} or USD {text.strip()}")


@attrs.frozen(kw_only=True)
class TypedMoney:
    """An amount of money as somebody typed it.

    Attributes:
        amount: Whole units of the currency.
        currency: Its code; None where none was typed.
        qualifier: The words before it; None for none.
    """

    amount: int
    currency: str | None = None
    qualifier: str | None = None

    def body(self, currency: str | None = None) -> dict[str, Any]:
        """Return it as the value of a claim, by default in this currency."""
        fields = {"amount": self.amount, "currency": self.currency or currency}
        return {**fields, "qualifier": self.qualifier} if self.qualifier else fields


def read_money(text: str) -> TypedMoney:
    """Return an amount of money that was typed, or printed as `in_words` does.

    A comma before three digits stands between thousands, a dot before a scale is decimal, since
    money is printed so.

    >>> read_money("about €2.1bn")
    TypedMoney(amount=2100000000, currency='EUR', qualifier='about')

    Raises:
        AmbiguousMoney: It has two readings; the sentence has both.
        BadMoney: It is no money, no whole number of units, or names two currencies.
    """
    match = _MONEY.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if match is None:
        raise BadMoney(text, f"is no amount of money; write it as {_EXAMPLES}")
    named = [match[group] for group in ("sign", "unit") if match[group]]
    codes = {_CURRENCIES.get(name, name) for name in named}
    qualifier = match["qualifier"]
    if len(codes) > 1 or (qualifier and not codes and qualifier not in _QUALIFIERS):
        raise BadMoney(text, f"is no amount of money; write it as {_EXAMPLES}")
    scale = _SCALES[match["scale"].lower()] if match["scale"] else 1
    amount = _number(text, match["number"], scale) * scale
    if amount != int(amount):
        raise BadMoney(text, f"is no whole number of units; write it as {_EXAMPLES}")
    signed = -int(amount) if match["minus"] else int(amount)
    return TypedMoney(amount=signed, currency=next(iter(codes), None), qualifier=qualifier)


def _number(text: str, number: str, scale: int) -> Fraction:
    """Return the number that digits with commas and dots are.

    Raises:
        AmbiguousMoney: It may be either of two.
        BadMoney: It is none.
    """
    readings = dict(_readings(number))
    printed = {"a comma between thousands": scale == 1, "a decimal dot": scale > 1}
    for how, number_read in readings.items():
        if len(readings) == 1 or printed.get(how):
            return number_read
    if not readings:
        raise BadMoney(text, f"is no amount of money; write it as {_EXAMPLES}")
    said = " or ".join(
        f"{amount_in_words(int(value * scale))} ({how})"
        if value * scale == int(value * scale)
        else f"{float(value):g} million, billion or the like ({how})"
        for how, value in readings.items()
    )
    raise AmbiguousMoney(text, f"say {said}")


def _readings(number: str) -> Iterator[tuple[str, Fraction]]:
    """Yield each way to read digits with commas, dots and spaces, with what it is."""
    names = {",": "comma", ".": "dot"}
    if match := _GROUPED.fullmatch(number):
        whole = match["whole"].replace(match["mark"], "")
        how = f"a {names.get(match['mark'], 'mark')} between thousands"
        yield how, Fraction(f"{whole}.{match['part'] or 0}")
    if match := _DECIMAL.fullmatch(number):
        how = f"a decimal {names.get(match['mark'], 'mark')}"
        yield how, Fraction(f"{match['whole']}.{match['part'] or 0}")


def first_money(text: str) -> dict[str, Any] | None:
    """Return money as the first value of a key; None for a text that is none.

    Raises:
        AmbiguousMoney: It has two readings.
        NoCurrency: It is an amount whose currency nobody has said.
    """
    try:
        money = read_money(text)
    except AmbiguousMoney:
        raise
    except BadMoney:
        return None
    if money.currency is None:
        raise NoCurrency(text)
    return money.body()
