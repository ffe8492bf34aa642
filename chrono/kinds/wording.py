"""How the values of a family of keys are printed and typed: what is first, what needs no name.

Printing a state imports no kind, so this is a table beside the kinds, and a test compares the two.
"""

from collections.abc import Mapping
from typing import Final

import attrs

from chrono.values.keys import family, matcher
from chrono.values.value_words import NAMED, Wording

_STAGE: Final = Wording(first=("stage",))
_CLOSING: Final = Wording(first=("stage",), coming={"closed": "closing"})
_PROCEEDING: Final = Wording(
    first=("stage",), coming={"closed": "closing", "settled": "settlement"}
)

WORDINGS: Final[Mapping[str, Wording]] = {
    "agreement": Wording(first=("nature",)),
    "approval": _STAGE,
    "compute": _STAGE,
    "deadline": Wording(first=("stage",), dates=frozenset({"due"})),
    "deal": _CLOSING,
    "dispute": _STAGE,
    "listing": _STAGE,
    "observer": Wording(first=("person", "holder")),
    "offering": _STAGE,
    "office": Wording(first=("person",), bare="capacity", usual={"capacity": "permanent"}),
    "proceeding": _PROCEEDING,
    "stake": Wording(first=("share", "shares")),
    "step": _STAGE,
    "term": Wording(first=("says",), dates=frozenset({"until"})),
}
"""Of each family of keys whose values are maps; money reads one way everywhere."""


def wording_of(key: str, *, pending: bool = False) -> Wording:
    """Return how the values of a key are printed; ``coming`` is empty unless `pending`."""
    wording = WORDINGS.get(family(key), NAMED)
    return wording if pending or not wording.coming else attrs.evolve(wording, coming={})


MONEY: Final = ("capital/*", "deal/*/sum", "financing/*", "sales/*", "valuation/*")
"""The keys whose values are money; a first one is read as such."""


def is_money(key: str) -> bool:
    """Return whether the values of a key are money."""
    return bool(matcher(MONEY).fullmatch(key))
