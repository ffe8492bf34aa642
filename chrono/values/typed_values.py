"""Values as people type them: JSON, or the words in which an answer prints such a value."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from chrono.errors import ChronoError
from chrono.values.dates import BadDate
from chrono.values.typed_dates import read_date
from chrono.values.typed_money import AmbiguousMoney, BadMoney, read_money
from chrono.values.typed_singles import SingleReader
from chrono.values.value_words import NAMED, Wording, in_words

_MEMBER: Final = re.compile(r'((?:"(?:[^"\\]|\\.)*"|[^"])(?:(?!, ).)*)(?:, |$)', re.DOTALL)
"""A member of a list, whose commas are within quotes."""

_NAMED: Final = re.compile(r"[^,:()]+: ")


class NotInWords(ChronoError):
    """A typed value of another shape than what its key holds.

    The message shows one that has, in words if these read back, and as JSON.
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
    """A typed text that starts as JSON does, and is none."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            f"{ascii(text)[:60]} starts as JSON does, and is none; if it is text, write it as "
            f"{json.dumps(text)}"
        )


def value_from_words(text: str, like: Any = None, wording: Wording = NAMED) -> Any:
    """Return the value that a typed text means: JSON, or words in the shape of another value.

    A text that starts with ``{``, ``[`` or ``"`` is JSON. Any other is taken as it is, unless
    `like`, a value that the key held, is a number, a list or a map: then it is read as `in_words`
    prints such a value.

    >>> value_from_words("$14.5 billion", {"amount": 13_000_000_000, "currency": "USD"})
    {'amount': 14500000000, 'currency': 'USD'}

    Raises:
        NotInWords: It is not of that shape.
        NotJson: It is text by its shape, and JSON by its start.
        AmbiguousMoney: It is an amount of money that has two readings.
    """
    try:
        return _read(text.strip(), like, wording)
    except ValueError:
        if like is None or isinstance(like, str):
            raise NotJson(text.strip()) from None
        raise NotInWords(text, like, wording) from None


def _reads_back(words: str, value: Any, wording: Wording) -> bool:
    """Return whether words can be copied from a terminal and typed again."""
    try:
        return words.isprintable() and bool(_read(words.strip(), value, wording) == value)
    except ValueError:
        return False


def _read(text: str, like: Any, wording: Wording = NAMED) -> Any:
    """Return a value from JSON or words; ValueError for a text that is neither."""
    if text[:1] in ("{", "[", '"'):
        return json.loads(text)
    if isinstance(like, bool | int | float):
        number = json.loads(text, parse_constant=_no_number)
        if isinstance(number, bool) != isinstance(like, bool) or number is None:
            raise ValueError(text)
        return number
    if isinstance(like, list):
        return _list_from_words(text, like, wording)
    return _map_from_words(text, like, wording) if isinstance(like, Mapping) else text


def _no_number(name: str) -> None:
    raise ValueError(name)


def _list_from_words(text: str, like: list[Any], wording: Wording) -> list[Any]:
    """Return a list from the words that print it, or without the count in them.

    Without a count semicolons part the members, where there are any. ValueError where the count is
    another: then a member has a comma in it.
    """
    counted = re.fullmatch(r"(?:(\d+):(?: |$))?(.*)", text, re.DOTALL)
    count, rest = counted.groups() if counted else (None, text)
    member = like[0] if like else None
    parts = _members(rest) if count or ";" not in rest else re.split(r"\s*;\s*", rest.strip("; "))
    members = [_read(part, member, wording) for part in parts] if rest else []
    if count is not None and int(count) != len(members):
        raise ValueError(text)
    return members


def _members(text: str) -> Sequence[str]:
    """Return the members that a text lists: parted by commas that are not within quotes."""
    found: list[str] = _MEMBER.findall(text)
    return found if ", ".join(found) == text else text.split(", ")


def _map_from_words(text: str, like: Mapping[str, Any], wording: Wording) -> dict[str, Any]:
    """Return a map from the words that print it: the first field, and the rest in brackets."""
    if "amount" in like and "currency" in like:
        first, rest = _parted(text)
        return {**_money(first, like["currency"]), **_fields(rest, {}, like, wording)}
    texts, rest = _first_field(text, like, wording)
    usual = {name: usual for name, usual in wording.usual.items() if texts and name in like}
    values = _fields(rest, texts, like, wording)
    if not values:
        raise ValueError(text)
    return {**usual, **values}


def _fields(
    rest: str, texts: dict[str, str], like: Mapping[str, Any], wording: Wording
) -> dict[str, Any]:
    """Return the fields of a map: those that were read, and those in the text in brackets."""
    for part in re.split(rf", (?={_NAMED.pattern})", rest) if rest else ():
        named = _NAMED.match(part)
        name, value = (named[0][:-2], part[named.end() :]) if named else (wording.bare, part)
        if name in texts:
            raise ValueError(part)
        texts[name] = value
    if not texts.keys() <= like.keys() or "" in texts.values():
        raise ValueError(rest)
    values = {
        name: part if isinstance(like[name], str) else _read(part, like[name])
        for name, part in texts.items()
    }
    return {
        **values,
        **{name: _date(part) for name, part in texts.items() if name in wording.dates},
    }


def _money(text: str, currency: str) -> dict[str, Any]:
    """Return money that was typed, by default in this currency.

    Raises:
        AmbiguousMoney: It has two readings.
    """
    try:
        return read_money(text).body(currency)
    except AmbiguousMoney:
        raise
    except BadMoney:
        raise ValueError(text) from None


def _date(text: str) -> str:
    """Return a date as EDTF, and any other text as it is: a field of dates may hold a condition."""
    try:
        return read_date(text, SingleReader())
    except BadDate:
        return text


def _first_field(
    text: str, like: Mapping[str, Any], wording: Wording
) -> tuple[dict[str, str], str]:
    """Return the field that is printed first, if there is one, and the text after it."""
    lead = wording.first_of(like)
    if lead is None:
        return {}, text
    first, rest = _parted(text)
    if rest and not _NAMED.match(rest) and wording.bare not in like:
        first, rest = text, ""  # the brackets are its own
    came = {coming: value for value, coming in wording.coming.items()}
    return {lead: came.get(first, first)}, rest


def _parted(text: str) -> tuple[str, str]:
    """Return a text without the brackets at its end, and their content; empty without any."""
    depth = 0
    for index in range(len(text) - 1, 0, -1) if text.endswith(")") else ():
        depth += {")": 1, "(": -1}.get(text[index], 0)
        if not depth:
            first, rest = text[:index], text[index + 1 : -1]
            return (first[:-1], rest) if first.endswith(" ") else (text, "")
    return text, ""
