"""Values in words, on one line."""

from typing import Any

import attrs

from chrono.cli.render.dates import as_edtf
from chrono.cli.render.terminal import coloured, line
from chrono.kinds.wording import wording_of
from chrono.state.standing import Standing
from chrono.values.value_words import in_words, member_in_words


def standing_in_words(standing: Standing, value: str) -> str:
    """Return how a value stands, as ``possible: Sam Altman``; one that holds speaks for itself."""
    if standing in (Standing.HOLDS, Standing.ENDED):
        return value
    return f"{coloured(standing)}: {value}"


def value_in_words(
    value: Any, key: str = "", *, pending: bool = False, member: bool = False
) -> str:
    """Return a value in a few words; None, the value of an end, is ``ended``.

    Args:
        value: The value of a claim: a map, a list, a text or a number.
        key: Its key; without one, each field of a map has its name.
        pending: Whether it is only announced: an announced ``closed`` of a deal reads ``closing``.
        member: Whether it is one of several, in a list: a text with a comma is in quotes.
    """
    wording = wording_of(key, pending=pending)
    words = member_in_words if member else in_words
    return line(words(value, attrs.evolve(wording, dates=frozenset()) if as_edtf() else wording))
