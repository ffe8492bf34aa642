"""Hosts of addresses, and those that look like another, as letters of two scripts are in a word.

A Cyrillic letter in a Latin word looks Latin (a homograph). What one language writes together is
no mixture: Chinese, Japanese and Korean with Latin.
"""

import unicodedata
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

_TOGETHER: Final = (
    {"LATIN", "CJK", "HIRAGANA", "KATAKANA"},
    {"LATIN", "CJK", "BOPOMOFO"},
    {"LATIN", "CJK", "HANGUL"},
)
"""Scripts that may stand in one word, by the first words of Unicode's names of their letters."""

_CODED: Final = "xn--"
"""What a label begins with that is written in ASCII (Punycode)."""


def host_of(address: str) -> str:
    """Return the host of an address, in small letters; empty for what has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # brackets that are no address of version 6
        return ""


def mixed_labels(address: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the labels of an address's host that mix scripts, decoded, each with the scripts.

    Scripts have their names in English, in alphabetical order. Nothing for what is no address, or
    a label that Punycode does not decode.

    >>> list(mixed_labels("https://www.xn--pypal-4ve.com/login"))
    [('p\u0430ypal', ('Cyrillic', 'Latin'))]
    >>> list(mixed_labels("https://www.paypal.com/login"))
    []
    """
    for label in unicodedata.normalize("NFKC", host_of(address)).split("."):
        decoded = _decoded(label)
        scripts = {_script(letter) for letter in decoded if _is_letter(letter)}
        if len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER):
            english = ("Chinese" if script == "CJK" else script.capitalize() for script in scripts)
            yield decoded, tuple(sorted(english))


def _decoded(label: str) -> str:
    if not label.startswith(_CODED):
        return label
    try:
        return label.removeprefix(_CODED).encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _is_letter(character: str) -> bool:
    """Return whether a character is a letter of its own, not a mark on one or a modifier."""
    return unicodedata.category(character) in ("Lu", "Ll", "Lt", "Lo")


def _script(letter: str) -> str:
    """Return the first word of a letter's name, which is that of its script."""
    return unicodedata.name(letter, "UNKNOWN").partition(" ")[0]
