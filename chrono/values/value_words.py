"""Values in words, as people read them; `chrono.values.typed_values` reads them back."""

import json
from collections.abc import Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs

from chrono.values import date_words
from chrono.values.by_fields import ByFields
from chrono.values.dates import BadDate, Date

SIGNS: Final = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
SCALES: Final = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))

_ANY_ZONE: Final = ZoneInfo("UTC")
"""For words for dates without a time, which are the same in every zone."""

_ENDED: Final = "ended"
"""How None reads, the value of an end."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Wording(ByFields):
    """How a map is printed: ``Ada (interim, since: May)`` rather than ``person: Ada, …``.

    Attributes:
        first: Names of fields. The first of them that a map has is printed first, without its name;
            all other fields follow in brackets. A map with none of them is printed with all names.
        bare: A field that is printed without its name in the brackets.
        usual: Fields that are not printed when they have this value.
        coming: For a value that is only announced: other words for what is printed first.
        dates: Fields that are printed as a date in words where they hold one, of a day or less
            precise; what they hold else is printed as it is.
    """

    first: tuple[str, ...] = ()
    bare: str = ""
    usual: Mapping[str, str] = attrs.field(factory=dict)
    coming: Mapping[str, str] = attrs.field(factory=dict)
    dates: frozenset[str] = frozenset()

    def first_of(self, value: Mapping[str, Any]) -> str | None:
        """Return the field of a map that is printed first; None if all are printed with names."""
        return next((name for name in self.first if name in value), None)


NAMED: Final = Wording()
"""Every field with its name: for families that no built-in kind writes."""


def in_words(value: Any, wording: Wording = NAMED, *, inner: bool = False) -> str:
    """Return a value in a few words; None, the value of an end, is ``ended``.

    A map within a list or another map (`inner`), of which every field is named, is in brackets.

    >>> in_words({"amount": 13_000_000_000, "currency": "USD", "qualifier": "about"})
    'about $13 billion'
    >>> in_words({"person": "Ada", "since": "May"}, Wording(first=("person",)))
    'Ada (since: May)'

    Args:
        value: The value of a claim: a map, a list, a text or a number.
        wording: How a map is printed.
        inner: Whether it stands within a list or a map.
    """
    if value is None:
        return _ENDED
    if isinstance(value, list):
        members = ", ".join(member_in_words(member, wording) for member in value)
        return f"{len(value)}: {members}"
    if isinstance(value, Mapping):
        return _map_in_words(value, wording, inner=inner)
    return value if isinstance(value, str) else json.dumps(value)


def member_in_words(member: Any, wording: Wording = NAMED) -> str:
    """Return a member of a list in words; one with a comma, or that starts as JSON, in quotes.

    >>> in_words(["Acme, Inc.", "Ada"])
    '2: "Acme, Inc.", Ada'
    """
    if isinstance(member, str) and (
        member.startswith(("{", "[", '"')) or "," in member or ";" in member
    ):
        return json.dumps(member, ensure_ascii=False)
    return in_words(member, wording, inner=True)


def _map_in_words(value: Mapping[str, Any], wording: Wording, *, inner: bool) -> str:
    """Return a map in words: money, or its first field, with the rest in brackets."""
    rest, more = dict(value), []
    if "amount" in rest and "currency" in rest:
        first = _money(rest.pop("amount"), rest.pop("currency"), rest.pop("qualifier", ""))
    elif lead := wording.first_of(rest):
        first = in_words(rest.pop(lead))
        first = wording.coming.get(first, first)
        rest = dict(field for field in rest.items() if field not in wording.usual.items())
        if wording.bare in rest:
            more.append(in_words(rest.pop(wording.bare)))
    else:
        first = ""
    for name, other in rest.items():
        words = _date(other) if name in wording.dates else in_words(other, inner=True)
        more.append(f"{name}: {words}")
    details = f"({', '.join(more)})" if more and (first or inner) else ", ".join(more)
    return " ".join(filter(None, (first, details)))


def _date(value: Any) -> str:
    """Return a date in words; a time, whose words depend on a zone, and any text as it is."""
    text = in_words(value, inner=True)
    try:
        return text if "T" in text else date_words.in_words(Date.parse(text), _ANY_ZONE)
    except BadDate:
        return text


def _money(amount: Any, currency: Any, qualifier: Any) -> str:
    sign = SIGNS.get(str(currency), f"{currency} ")
    return f"{qualifier} {sign}{amount_in_words(amount)}".strip()


def amount_in_words(amount: Any) -> str:
    """Return an amount with its scale where three decimals suffice, else with commas.

    >>> amount_in_words(46_500_000_000), amount_in_words(12_345)
    ('46.5 billion', '12,345')
    """
    if not isinstance(amount, int):
        return str(amount)
    for scale, name in SCALES:
        if abs(amount) >= scale and not amount % (scale // 1000):
            whole, part = divmod(abs(amount) // (scale // 1000), 1000)
            number = f"{whole}.{part:03}".rstrip("0").rstrip(".")
            return f"{'-' if amount < 0 else ''}{number} {name}"
    return f"{amount:,}"
