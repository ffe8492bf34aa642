"""Ids made of words."""

import re
import unicodedata
from collections.abc import Collection
from itertools import chain, count
from typing import Final

_LONGEST: Final = 70
"""Characters of an id that is made of words, so that a number still fits."""


def id_of_words(words: str, taken: Collection[str] = (), ending: str = "") -> str:
    """Return an id made of words that is not taken, with a number if it needs one.

    >>> id_of_words("Ada Lovelace leaves, at last!")
    'ada-lovelace-leaves-at-last'
    >>> id_of_words("Élodie", {"elodie-retraction"}, "-retraction")
    'elodie-retraction-2'

    Args:
        words: The words; letters without a form in ASCII are left out.
        taken: The ids that are taken.
        ending: What the id ends in.
    """
    ascii_words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    joined = "-".join(re.findall(r"[a-z0-9]+", ascii_words.lower())) or "event"
    name = joined[: _LONGEST - len(ending)].strip("-") + ending
    numbered = (f"{name}-{number}" for number in count(2))
    return next(candidate for candidate in chain((name,), numbered) if candidate not in taken)
