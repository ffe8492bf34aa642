"""Values in words, as people read them."""

import json
from collections.abc import Mapping
from typing import Any, Final

from chrono.cli.render.terminal import coloured, line
from chrono.kinds.wording import NAMED, Wording, wording_of
from chrono.state.standing import Standing

SIGNS: Final = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
SCALES: Final = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def standing_in_words(standing: Standing, value: str) -> str:
    """Return how a value stands, as ``possible: Sam Altman``; one that holds speaks for itself."""
    if standing in (Standing.HOLDS, Standing.ENDED):
        return value
    return f"{coloured(standing)}: {value}"


def value_in_words(value: Any, key: str = "", *, pending: bool = False) -> str:
    """Return a value in a few words; None, the value of an end, is ``ended``.

    Args:
        value: The value of a claim: a map, a list, a text or a number.
        key: Its key; without one, each field of a map has its name.
        pending: Whether it is only announced: an announced ``closed`` of a deal reads ``closing``.
    """
    return in_words(value, wording_of(key, pending=pending))


def in_words(value: Any, wording: Wording = NAMED, *, inner: bool = False) -> str:
    """Return a value in the words of a wording.

    A map within a list or another map (`inner`), of which every field is named, is in brackets.
    """
    if value is None:
        return Standing.ENDED
    if isinstance(value, list):
        members = ", ".join(in_words(member, wording, inner=True) for member in value)
        return f"{len(value)}: {members}"
    if isinstance(value, Mapping):
        return _map_in_words(value, wording, inner=inner)
    return line(value) if isinstance(value, str) else json.dumps(value)


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
    more += [f"{line(name)}: {in_words(other, inner=True)}" for name, other in rest.items()]
    details = f"({', '.join(more)})" if more and (first or inner) else ", ".join(more)
    return " ".join(filter(None, (first, details)))


def _money(amount: Any, currency: Any, qualifier: Any) -> str:
    sign = SIGNS.get(str(currency), f"{line(str(currency))} ")
    number = f"{amount:,}" if isinstance(amount, int) else str(amount)
    for scale, name in SCALES:
        if isinstance(amount, int) and abs(amount) >= scale and not amount % (scale // 1000):
            number = f"{amount / scale:.3f}".rstrip("0").rstrip(".") + f" {name}"
            break
    return f"{line(str(qualifier))} {sign}{number}".strip()
