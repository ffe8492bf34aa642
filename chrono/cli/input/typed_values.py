"""Values as people type them: JSON, or the words in which an answer says such a value."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from chrono.cli.render.values import LEADS, SCALES, SIGNS, value_in_words
from chrono.errors import ChronoError

_NAMED: Final = re.compile(r"[^,:()]+: ")
_MONEY: Final = re.compile(
    r"(?:(?P<qualifier>[^$€£¥\d]*[^$€£¥\d\s])\s+)?(?P<sign>[$€£¥]|[A-Z]{3} )"
    r"(?P<number>\d[\d,]*(?:\.\d+)?)(?: (?P<scale>trillion|billion|million))?"
)


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
    lead = next((name for name in ("person", *LEADS) if name in like), None)
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


def _parted(text: str) -> tuple[str, str]:
    """Part the brackets in which a text ends from what stands before them, if it ends so."""
    depth = 0
    for place in range(len(text) - 1, 0, -1) if text.endswith(")") else ():
        depth += {")": 1, "(": -1}.get(text[place], 0)
        if not depth:
            first, rest = text[:place], text[place + 1 : -1]
            return (first[:-1], rest) if first.endswith(" ") else (text, "")
    return text, ""


def _money_from_words(text: str) -> dict[str, Any]:
    found = _MONEY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    scale = {name: scale for scale, name in SCALES}.get(found["scale"] or "", 1)
    amount = Decimal(found["number"].replace(",", "")) * scale
    if amount != int(amount):
        raise ValueError(text)
    codes = {sign: code for code, sign in SIGNS.items()}
    money = {"amount": int(amount), "currency": codes.get(found["sign"], found["sign"].strip())}
    return {**money, "qualifier": found["qualifier"]} if found["qualifier"] else money
