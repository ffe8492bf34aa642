"""How the values of a family of keys are printed and typed: what is first, what needs no name.

Printing a state imports no kind, so this is a table beside the kinds, and a test compares the two.
"""

from collections.abc import Mapping
from typing import Any, Final

import attrs

from chrono.values.keys import family


@attrs.frozen(kw_only=True)
class Wording:
    """How a map is printed: ``Ada (interim, since: May)`` rather than ``person: Ada, …``.

    Attributes:
        first: Names of fields. The first of them that a map has is printed first, without its name;
            all other fields follow in brackets. A map with none of them is printed with all names.
        bare: A field that is printed without its name in the brackets.
        usual: Fields that are not printed when they have this value.
        coming: For a value that is only announced: other words for what is printed first.
    """

    first: tuple[str, ...] = ()
    bare: str = ""
    usual: Mapping[str, str] = attrs.field(factory=dict)
    coming: Mapping[str, str] = attrs.field(factory=dict)

    def first_of(self, value: Mapping[str, Any]) -> str | None:
        """Return the field of a map that is printed first; None if all are printed with names."""
        return next((name for name in self.first if name in value), None)


NAMED: Final = Wording()
"""Every field with its name: for families that no built-in kind writes."""

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
    """Return how the values of a key are printed; ``coming`` is empty unless `pending`."""
    wording = WORDINGS.get(family(key), NAMED)
    return wording if pending else attrs.evolve(wording, coming={})
