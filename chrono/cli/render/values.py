"""Values in words, as people read them."""

import json
from collections.abc import Mapping
from typing import Any, Final

from chrono.cli.render.terminal import coloured, line
from chrono.state.standing import Standing

SIGNS: Final = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
LEADS: Final = ("stage", "says", "share", "nature", "holder")
"""The field of a map that says the most; it comes first, the others in brackets."""

SCALES: Final = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def standing_in_words(standing: Standing, value: str) -> str:
    """Say how a value stands, as ``possible: Sam Altman``; one that holds speaks for itself."""
    if standing in (Standing.HOLDS, Standing.ENDED):
        return value
    return f"{coloured(standing)}: {value}"


def pending_in_words(value: Any) -> str:
    """Say a value that is only announced: a deal of which the closing is announced is closing."""
    if isinstance(value, Mapping) and value.get("stage") == "closed":
        value = {**value, "stage": "closing"}
    return value_in_words(value)


def value_in_words(value: Any) -> str:
    """Say a value in a few words; None, the value of an end, is ``ended``."""
    if value is None:
        return Standing.ENDED
    if isinstance(value, list):
        return f"{len(value)}: {', '.join(value_in_words(one) for one in value)}"
    if isinstance(value, Mapping):
        return _map_in_words(value)
    return line(value) if isinstance(value, str) else json.dumps(value)


def _map_in_words(value: Mapping[str, Any]) -> str:
    """Say a map: a holder of an office and money have forms of their own."""
    rest = dict(value)
    if "person" in rest:
        first = value_in_words(rest.pop("person"))
        if rest.get("capacity") == "permanent":
            del rest["capacity"]
    elif "amount" in rest and "currency" in rest:
        first = _money(rest.pop("amount"), rest.pop("currency"), rest.pop("qualifier", ""))
    elif lead := next((name for name in LEADS if name in rest), None):
        first = value_in_words(rest.pop(lead))
    else:
        return ", ".join(f"{line(name)}: {value_in_words(one)}" for name, one in rest.items())
    if not rest:
        return first
    if rest.keys() == {"capacity"}:
        return f"{first} ({value_in_words(rest['capacity'])})"
    more = ", ".join(f"{line(name)}: {value_in_words(one)}" for name, one in rest.items())
    return f"{first} ({more})"


def _money(amount: Any, currency: Any, qualifier: Any) -> str:
    sign = SIGNS.get(str(currency), f"{line(str(currency))} ")
    number = f"{amount:,}" if isinstance(amount, int) else str(amount)
    for scale, name in SCALES:
        if isinstance(amount, int) and abs(amount) >= scale and not amount % (scale // 1000):
            number = f"{amount / scale:.3f}".rstrip("0").rstrip(".") + f" {name}"
            break
    return f"{line(str(qualifier))} {sign}{number}".strip()
