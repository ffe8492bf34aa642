"""Values in words, as people read and type them.

What `value_in_words` says of a value, `value_from_words` reads again, given a value of that shape.
"""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from chrono.cli.text import line
from chrono.errors import ChronoError

_SIGNS: Final = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_LEADS: Final = ("stage", "says", "share", "nature", "holder")
"""The field of a map that says the most; it comes first, the others in brackets."""

_SCALES: Final = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def value_in_words(value: Any) -> str:
    """Say a value in a few words."""
    if value is None:
        return "vacant"
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
    elif lead := next((name for name in _LEADS if name in rest), None):
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
    sign = _SIGNS.get(str(currency), f"{line(str(currency))} ")
    number = f"{amount:,}" if isinstance(amount, int) else str(amount)
    for scale, name in _SCALES:
        if isinstance(amount, int) and abs(amount) >= scale and not amount % (scale // 1000):
            number = f"{amount / scale:.3f}".rstrip("0").rstrip(".") + f" {name}"
            break
    return f"{line(str(qualifier))} {sign}{number}".strip()


class NotInWords(ChronoError):
    """A value that was typed has not the shape of what its key holds.

    The sentence shows one that has.
    """

    def __init__(self, text: str, like: Any) -> None:
        self.text = text
        super().__init__(
            f"{ascii(text)[:60]} has not the shape of what stands there: "
            f"write it as {value_in_words(like)!r}, or as JSON: {json.dumps(like)}"
        )


def value_from_words(text: str, like: Any = None) -> Any:
    """Read a value that somebody typed: JSON, or words of the shape of another value.

    What starts with ``{``, ``[`` or ``"`` is JSON. Else it is text, unless ``like``, a value that
    the key held, is a number, a list or a map: then it is read as such a value is said.

    Raises:
        NotInWords: It is not JSON, or not of that shape.
    """
    text = text.strip()
    if text[:1] in ("{", "[", '"') or isinstance(like, bool | int | float):
        try:
            return json.loads(text)
        except ValueError:
            raise NotInWords(text, [] if like is None else like) from None
    if isinstance(like, list):
        whole = re.sub(r"^\d+: ", "", text)
        return [value_from_words(one, like[0] if like else None) for one in whole.split(", ")]
    if isinstance(like, Mapping):
        return _map_from_words(text, like)
    return text


def _map_from_words(text: str, like: Mapping[str, Any]) -> dict[str, Any]:
    """Read a map as it is said: what says the most first, the rest in brackets."""
    if "amount" in like and "currency" in like:
        return _money_from_words(text, like)
    lead = next((name for name in ("person", *_LEADS) if name in like), None)
    first, opened, rest = text.partition(" (") if lead else ("", "(", text + ")")
    if opened and not rest.endswith(")"):
        raise NotInWords(text, like)
    found: dict[str, Any] = {lead: first} if lead else {}
    for part in re.split(r", (?=\w+: )", rest.removesuffix(")")) if opened else ():
        name, named, said = part.partition(": ")
        found.update({name: said} if named else {"capacity": part})
    if "capacity" in like:
        found.setdefault("capacity", "permanent")
    if not found.keys() <= like.keys() | {"capacity"} or not all(found.values()):
        raise NotInWords(text, like)
    return found


_MONEY: Final = re.compile(
    r"(?:(?P<qualifier>[^$€£¥\d]*[^$€£¥\d\s])\s+)?(?P<sign>[$€£¥]|[A-Z]{3} )"
    r"(?P<number>\d[\d,]*(?:\.\d+)?)(?: (?P<scale>trillion|billion|million))?"
)


def _money_from_words(text: str, like: Mapping[str, Any]) -> dict[str, Any]:
    found = _MONEY.fullmatch(text)
    if found is None:
        raise NotInWords(text, like)
    scale = {name: scale for scale, name in _SCALES}.get(found["scale"] or "", 1)
    amount = Decimal(found["number"].replace(",", "")) * scale
    if amount != int(amount):
        raise NotInWords(text, like)
    codes = {sign: code for code, sign in _SIGNS.items()}
    money = {"amount": int(amount), "currency": codes.get(found["sign"], found["sign"].strip())}
    return {**money, "qualifier": found["qualifier"]} if found["qualifier"] else money
