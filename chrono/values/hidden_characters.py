"""Hidden characters: what takes over a terminal, reorders text or shows nothing, and its escapes.

They are the control characters, those that set the direction of text, and the code points that
Unicode calls default ignorable. What a script or an emoji needs is left as it is.
"""

import re
from functools import cache
from re import Match, Pattern
from typing import Final

_CONTROLS: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb"
"""Control characters but tab and newline, and those that part lines or annotate text."""

_IGNORABLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Default_Ignorable_Code_Point in DerivedCoreProperties.txt of Unicode."""

_PLAIN: Final = "\u0300"
"""Below this, whatever is hidden is not printable either, as Python has it."""

_PICTURE: Final = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u27bf"
    "\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
"""The blocks of the emoji."""

_JOINED: Final = (
    "[\u0620-\u065f\u066e-\u06d5\u06ee-\u06ff\u0710-\u07ff\u0840-\u08c9\u0900-\u0dff"
    "\u0f00-\u109f\u1780-\u17b3\u17b6-\u17dd\u1820-\u18aa\ua840-\ua9ff\uaa60-\uaa7f]"
)
"""Letters and marks of the scripts whose letters join: Arabic, Syriac, N'Ko, those of India,
Sinhala, Tibetan, Burmese, Khmer, Mongolian and others."""

_TAGS: Final = "[\U000e0061-\U000e007a]"
"""The letters a to z as tags."""

_HAN: Final = "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"

_NEEDED: Final = "|".join(
    (
        f"(?<={_PICTURE})[\ufe0e\ufe0f]",  # as a picture, or as text
        "(?<=[0-9#*])\ufe0f(?=\u20e3)",  # a keycap
        f"(?:(?<={_PICTURE})|(?<={_PICTURE}\ufe0f))\u200d(?={_PICTURE})",  # several as one
        # The flag of a part of a country: its code in tags, after a black flag.
        f"(?<=\U0001f3f4){_TAGS}{{2}}[\U000e0030-\U000e0039{_TAGS[1:]}{{1,3}}\U000e007f",
        f"(?<={_JOINED})[\u200c\u200d](?={_JOINED})",
        "(?<=[\u09cd\u0d4d])\u200d",  # a consonant that ends a word in Bengali or Malayalam
        "(?<=[\u1820-\u18aa])(?:[\u180b-\u180d\u180f]|\u180e(?=[\u1820-\u18aa]))",  # Mongolian
        f"(?<={_HAN})[\ufe00-\ufe02\U000e0100-\U000e01ef]",  # how a name writes a character
        "(?<=[\u1000-\u109f\u2200-\u22ff\u2a00-\u2aff\ua840-\ua87f])\ufe00",  # Burmese, signs
    )
)
"""What shows something where it stands, by what stands around it."""


def revealed(text: str) -> str:
    r"""Return text with each hidden character as the escape that JSON has for it.

    >>> revealed("pay\u202epal")
    'pay\\u202epal'
    >>> revealed("a heart \u2764\ufe0f, and a\ufe0f")
    'a heart ❤️, and a\\ufe0f'
    """
    if text.isprintable() and (text.isascii() or max(text) < _PLAIN):
        return text
    return hidden().sub(_revealed, text)


@cache
def hidden() -> Pattern[str]:
    """Return the pattern of a run of hidden characters; dear, and few texts need it."""
    return re.compile(f"[{_CONTROLS}{_IGNORABLE}]+")


@cache
def _needed() -> Pattern[str]:
    """Return the pattern of hidden characters that show something; dear, and few texts have any."""
    return re.compile(_NEEDED)


def _revealed(run: Match[str]) -> str:
    """Return a run of hidden characters, with escapes for those that nothing needs."""
    parts: list[str] = []
    at = run.start()
    while at < run.end():
        needed = _needed().match(run.string, at)
        parts.append(needed[0] if needed else _escape(run.string[at]))
        at = needed.end() if needed else at + 1
    return "".join(parts)


def _escape(character: str) -> str:
    """Return the escape of a character; of one beyond U+FFFF that is a pair, as in JSON."""
    units = character.encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
