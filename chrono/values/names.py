"""Names of people, papers and things, folded: two that are written alike are equal then."""

import unicodedata
from typing import Final

LONGEST_NAME: Final = 60
"""Letters of a name; a longer text is none."""


def folded(name: str) -> str:
    """Return a name without case, spaces, accents and a leading The.

    >>> folded("The  Zoë Hart Post")
    'zoehartpost'
    """
    if name.isascii():
        return "".join(name.casefold().removeprefix("the ").split())
    parted = unicodedata.normalize("NFKD", name.casefold().removeprefix("the "))
    return "".join(c for c in parted if not (c.isspace() or unicodedata.combining(c)))


def is_filed(short: str) -> bool:
    """Return whether names that are this once folded are filed; of longer ones none is a name.

    A letter may stand for several, as one of Korean does for up to three.
    """
    return len(short) <= 3 * LONGEST_NAME


def filed_under(name: str) -> str | None:
    """Return under what a name stands in an index: folded; None for a text that is not filed.

    It is empty for a name with a letter that is newer than Unicode 3.2: one Python may know how to
    fold it, and another one not, and what is stored must not depend on that.

    >>> filed_under("OpenAI"), filed_under("\U0001f642")
    ('openai', '')
    """
    if not name.isascii() and any(map(_is_newer, name)):
        return "" if is_filed(name) else None
    short = folded(name)
    return short if is_filed(short) else None


def _is_newer(letter: str) -> bool:
    return unicodedata.ucd_3_2_0.category(letter) == "Cn"
