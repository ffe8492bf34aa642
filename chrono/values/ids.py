"""Ids: the names of entries and of chronologies, and ids made of words."""

import re
import unicodedata
from collections.abc import Container
from itertools import chain, count
from typing import Final

_LONGEST: Final = 70
"""Characters of an id that is made of words, so that a number still fits."""

NEW_ID: Final = r"[A-Za-z0-9._-]{1,80}"
"""The pattern of the ids that people write."""

_ID: Final = re.compile(NEW_ID + r"(?:~[0-9]{1,6})?", re.ASCII)


def is_new_id(text: str) -> bool:
    """Return whether a text may name a new development or chronology."""
    return "~" not in text and is_id(text)


def is_id(text: str) -> bool:
    """Return whether a text may name an entry or a chronology of a log.

    An import or a merge puts a number behind a tilde, as in ``chronology~2``.
    """
    return _ID.fullmatch(text) is not None


def id_of_words(words: str, taken: Container[str] = (), ending: str = "") -> str:
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
