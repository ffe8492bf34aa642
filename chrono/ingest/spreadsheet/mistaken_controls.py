"""Control characters that are letters: Windows-1252 that a program took for Latin-1.

So the quotes and dashes of Windows become U+0080 to U+009F, which no text has otherwise.
"""

from typing import Final

_PLACES: Final = range(0x80, 0xA0)
_MEANT: Final = {
    place: letter for place in _PLACES if (letter := bytes([place]).decode("cp1252", "ignore"))
}


def as_meant(text: str) -> str:
    r"""Return a text with the letters of Windows-1252 in the place of such control characters.

    >>> as_meant("an eruption \x97 near Naples")
    'an eruption — near Naples'
    """
    return text if text.isascii() else text.translate(_MEANT)
