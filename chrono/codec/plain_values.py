"""Texts, lists and values of which there is nothing to explain; whatever else is NotPlain."""

import re
import unicodedata
from typing import Any, Final

from chrono.errors import ChronoError

_LARGEST: Final = 1 << 63
_DEEPEST: Final = 16

_ESCAPES: Final = re.compile(r'[^\\]*(?:\\["\\][^\\]*)*')
"""JSON that escapes quotation marks and backslashes alone, and so no control characters."""


class NotPlain(ChronoError):
    """Something that is left to the codec."""


def a_list(value: list[Any]) -> list[Any]:
    """Return a list itself."""
    if type(value) is list:
        return value
    raise NotPlain


def a_text(text: str) -> str:
    """Return text itself, of which `checked_json` sees the rest."""
    if type(text) is str and text:
        return text
    raise NotPlain


def a_value(value: Any, depth: int = 0) -> Any:
    """Return a copy of a value of which `checked_json` sees the texts."""
    if type(value) is str:
        return a_text(value)
    if type(value) is dict and depth < _DEEPEST:
        return {
            a_text(name): item if type(item) is str and item else a_value(item, depth + 1)
            for name, item in value.items()
        }
    if type(value) is list and depth < _DEEPEST:
        return [a_value(item, depth + 1) for item in value]
    if value is None or type(value) is bool or (type(value) is int and abs(value) < _LARGEST):
        return value
    raise NotPlain


def checked_json(stored: str) -> str:
    """Return canonical JSON in which every text is in normal form, without control characters.

    What the whole of it is, each text in it is. Those of ASCII but the last are escaped in it.
    """
    plain = (
        "\x7f" not in stored
        if stored.isascii()
        else stored.isprintable() and unicodedata.is_normalized("NFC", stored)
    )
    if plain and ("\\" not in stored or _ESCAPES.fullmatch(stored)):
        return stored
    raise NotPlain
