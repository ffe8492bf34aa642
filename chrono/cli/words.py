"""Values in words, as people read and type them.

What `value_in_words` says of a value, `value_from_words` reads again, given a value of that shape.
"""

import json
import re
from collections.abc import Mapping
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

    The sentence shows one that has, in words if these read back, and as JSON.
    """

    def __init__(self, text: str, like: Any) -> None:
        self.text = text
        words = value_in_words(like)
        shown = f"{words!r}, or as JSON: " if _reads_back(words, like) else "JSON: "
        super().__init__(
            f"{ascii(text)[:60]} has not the shape of what stands there: "
            f"write it as {shown}{json.dumps(like)}"
        )


class NotJson(ChronoError):
    """A text that was typed starts as JSON does, and is none."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            f"{ascii(text)[:60]} starts as JSON does, and is none; if it is text, write it as "
            f"{json.dumps(text)}"
        )


def value_from_words(text: str, like: Any = None) -> Any:
    """Read a value that somebody typed: JSON, or words of the shape of another value.

    What starts with ``{``, ``[`` or ``"`` is JSON. Else it is text, unless ``like``, a value that
    the key held, is a number, a list or a map: then it is read as such a value is said.

    Raises:
        NotInWords: It is not of that shape.
        NotJson: It is text by its shape, and JSON by its start.
    """
    try:
        return _read(text.strip(), like)
    except ValueError:
        if like is None or isinstance(like, str):
            raise NotJson(text.strip()) from None
        raise NotInWords(text, like) from None


def _reads_back(words: str, value: Any) -> bool:
    try:
        return bool(_read(words, value) == value)
    except ValueError:
        return False


def _read(text: str, like: Any) -> Any:
    """Read JSON or words; ValueError for what is neither."""
    if text[:1] in ("{", "[", '"'):
        return json.loads(text)
    if isinstance(like, bool | int | float):
        found = json.loads(text, parse_constant=_no_number)
        if isinstance(found, bool) != isinstance(like, bool) or found is None:
            raise ValueError(text)
        return found
    if isinstance(like, list):
        return _list_from_words(text, like)
    return _map_from_words(text, like) if isinstance(like, Mapping) else text


def _no_number(name: str) -> None:
    raise ValueError(name)


def _list_from_words(text: str, like: list[Any]) -> list[Any]:
    """Read a list as it is said, or without the count, which tells if a member has a comma."""
    counted = re.fullmatch(r"(?:(\d+):(?: |$))?(.*)", text, re.DOTALL)
    count, rest = counted.groups() if counted else (None, text)
    found = [_read(one, like[0] if like else None) for one in rest.split(", ")] if rest else []
    if count is not None and int(count) != len(found):
        raise ValueError(text)
    return found


def _map_from_words(text: str, like: Mapping[str, Any]) -> dict[str, Any]:
    """Read a map as it is said: what says the most first, the rest in brackets."""
    if "amount" in like and "currency" in like:
        return _money_from_words(text)
    lead = next((name for name in ("person", *_LEADS) if name in like), None)
    first, rest = _parted(text) if lead else ("", text)
    if lead and rest and not _NAMED.match(rest) and "capacity" not in like:
        first, rest = text, ""  # the brackets are its own
    said = {lead: first} if lead else {}
    for part in re.split(rf", (?={_NAMED.pattern})", rest) if rest else ():
        named = _NAMED.match(part)
        said.update({named[0][:-2]: part[named.end() :]} if named else {"capacity": part})
    if not said or not said.keys() <= like.keys() or "" in said.values():
        raise ValueError(text)
    found = {
        name: one if isinstance(like[name], str) else _read(one, like[name])
        for name, one in said.items()
    }
    return (
        {**found, "capacity": found.get("capacity", "permanent")} if "capacity" in like else found
    )


_NAMED: Final = re.compile(r"[^,:()]+: ")


def _parted(text: str) -> tuple[str, str]:
    """Part the brackets in which a text ends from what stands before them, if it ends so."""
    depth = 0
    for place in range(len(text) - 1, 0, -1) if text.endswith(")") else ():
        depth += {")": 1, "(": -1}.get(text[place], 0)
        if not depth:
            first, rest = text[:place], text[place + 1 : -1]
            return (first[:-1], rest) if first.endswith(" ") else (text, "")
    return text, ""


_MONEY: Final = re.compile(
    r"(?:(?P<qualifier>[^$€£¥\d]*[^$€£¥\d\s])\s+)?(?P<sign>[$€£¥]|[A-Z]{3} )"
    r"(?P<number>\d[\d,]*(?:\.\d+)?)(?: (?P<scale>trillion|billion|million))?"
)


def _money_from_words(text: str) -> dict[str, Any]:
    found = _MONEY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    from decimal import Decimal  # noqa: PLC0415  dear to import, and only for what is typed

    scale = {name: scale for scale, name in _SCALES}.get(found["scale"] or "", 1)
    amount = Decimal(found["number"].replace(",", "")) * scale
    if amount != int(amount):
        raise ValueError(text)
    codes = {sign: code for code, sign in _SIGNS.items()}
    money = {"amount": int(amount), "currency": codes.get(found["sign"], found["sign"].strip())}
    return {**money, "qualifier": found["qualifier"]} if found["qualifier"] else money
