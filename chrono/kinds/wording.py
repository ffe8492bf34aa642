"""How the values of a family of keys are said and typed: what comes first, what needs no name.

To print a state no kind is imported, so this stands beside the kinds and not on them; a test
compares both.
"""

from collections.abc import Mapping
from typing import Any, Final

import attrs

from chrono.values.keys import family


@attrs.frozen(kw_only=True)
class Wording:
    """How a map is said: ``Ada (interim, since: May)`` rather than ``person: Ada, …``.

    Attributes:
        first: Fields of which the first that a map has is said first, without its name; the others
            follow in brackets. Of a map with none of these, each field is said with its name.
        bare: A field that needs no name in the brackets.
        usual: Fields that need not be said when they have this value.
        coming: Other words for what is said first, while it is only announced.
    """

    first: tuple[str, ...] = ()
    bare: str = ""
    usual: Mapping[str, str] = attrs.field(factory=dict)
    coming: Mapping[str, str] = attrs.field(factory=dict)

    def first_of(self, value: Mapping[str, Any]) -> str | None:
        """Return the field of a map that is said first; None if each is said with its name."""
        return next((name for name in self.first if name in value), None)


NAMED: Final = Wording()
"""Each field with its name, as is said of what no kind writes."""

_STAGE: Final = Wording(first=("stage",))
_CLOSING: Final = Wording(first=("stage",), coming={"closed": "closing"})

WORDINGS: Final[Mapping[str, Wording]] = {
    "agreement": Wording(first=("nature",)),
    "compute": _STAGE,
    "deadline": _STAGE,
    "deal": _CLOSING,
    "dispute": _STAGE,
    "observer": Wording(first=("person", "holder")),
    "offering": _STAGE,
    "office": Wording(first=("person",), bare="capacity", usual={"capacity": "permanent"}),
    "proceeding": _CLOSING,
    "stake": Wording(first=("share",)),
    "step": _STAGE,
    "term": Wording(first=("says",)),
}
"""Of each family of keys whose values are maps; money reads one way everywhere."""


def wording_of(key: str, *, pending: bool = False) -> Wording:
    """Return how the values of a key read; ``coming`` is empty unless they are pending."""
    wording = WORDINGS.get(family(key), NAMED)
    return wording if pending else attrs.evolve(wording, coming={})
