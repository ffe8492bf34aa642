"""Values as people type them: JSON, or the words in which an answer prints such a value."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from chrono.cli.render.values import SCALES, SIGNS, in_words
from chrono.errors import ChronoError
from chrono.kinds.wording import NAMED, Wording, wording_of

_NAMED: Final = re.compile(r"[^,:()]+: ")
_MONEY: Final = re.compile(
    r"(?:(?P<qualifier>[^$€£¥\d]*[^$€£¥\d\s])\s+)?(?P<sign>[$€£¥]|[A-Z]{3} )"
    r"(?P<number>\d[\d,]*(?:\.\d+)?)(?: (?P<scale>trillion|billion|million))?"
)


class NotInWords(ChronoError):
    """A value that was typed has not the shape of what its key holds.

    The sentence shows one that has, in words if these read back, and as JSON.
    """

    def __init__(self, text: str, like: Any, wording: Wording = NAMED) -> None:
        self.text = text
        words = in_words(like, wording)
        shown = f"{words!r}, or as JSON: " if _reads_back(words, like, wording) else "JSON: "
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


def value_from_words(text: str, like: Any = None, key: str = "", *, pending: bool = False) -> Any:
    """Return the value that a typed text means: JSON, or words in the shape of another value.

    A text that starts with ``{``, ``[`` or ``"`` is JSON. Any other is taken as it is, unless
    `like`, a value that the key held, is a number, a list or a map: then it is read as
    `value_in_words` prints such a value of this key, pending or not.

    Raises:
        NotInWords: It is not of that shape.
        NotJson: It is text by its shape, and JSON by its start.
    """
    wording = wording_of(key, pending=pending)
    try:
        return _read(text.strip(), like, wording)
    except ValueError:
        if like is None or isinstance(like, str):
            raise NotJson(text.strip()) from None
        raise NotInWords(text, like, wording) from None


def _reads_back(words: str, value: Any, wording: Wording) -> bool:
    try:
        return bool(_read(words.strip(), value, wording) == value)
    except ValueError:
        return False


def _read(text: str, like: Any, wording: Wording = NAMED) -> Any:
    """Read JSON or words; ValueError for what is neither."""
    if text[:1] in ("{", "[", '"'):
        return json.loads(text)
    if isinstance(like, bool | int | float):
        found = json.loads(text, parse_constant=_no_number)
        if isinstance(found, bool) != isinstance(like, bool) or found is None:
            raise ValueError(text)
        return found
    if isinstance(like, list):
        return _list_from_words(text, like, wording)
    return _map_from_words(text, like, wording) if isinstance(like, Mapping) else text


def _no_number(name: str) -> None:
    raise ValueError(name)


def _list_from_words(text: str, like: list[Any], wording: Wording) -> list[Any]:
    """Read a list as it is said, or without the count, which tells if a member has a comma."""
    counted = re.fullmatch(r"(?:(\d+):(?: |$))?(.*)", text, re.DOTALL)
    count, rest = counted.groups() if counted else (None, text)
    member = like[0] if like else None
    found = [_read(one, member, wording) for one in rest.split(", ")] if rest else []
    if count is not None and int(count) != len(found):
        raise ValueError(text)
    return found


def _map_from_words(text: str, like: Mapping[str, Any], wording: Wording) -> dict[str, Any]:
    """Read a map as it is said: what comes first, and the rest in brackets."""
    if "amount" in like and "currency" in like:
        return _money_from_words(text)
    said, rest = _first_field(text, like, wording)
    usual = {name: one for name, one in wording.usual.items() if said and name in like}
    for part in re.split(rf", (?={_NAMED.pattern})", rest) if rest else ():
        named = _NAMED.match(part)
        name, value = (named[0][:-2], part[named.end() :]) if named else (wording.bare, part)
        if name in said:
            raise ValueError(text)
        said[name] = value
    if not said or not said.keys() <= like.keys() or "" in said.values():
        raise ValueError(text)
    found = {
        name: one if isinstance(like[name], str) else _read(one, like[name])
        for name, one in said.items()
    }
    return {**usual, **found}


def _first_field(
    text: str, like: Mapping[str, Any], wording: Wording
) -> tuple[dict[str, str], str]:
    """Read the field that comes first, if there is one; return it, and what stands behind it."""
    lead = wording.first_of(like)
    if lead is None:
        return {}, text
    first, rest = _parted(text)
    if rest and not _NAMED.match(rest) and wording.bare not in like:
        first, rest = text, ""  # the brackets are its own
    came = {coming: value for value, coming in wording.coming.items()}
    return {lead: came.get(first, first)}, rest


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
