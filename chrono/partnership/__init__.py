"""The facets of a partnership: typed kinds, each declaring what it asserts; and all of them."""

from typing import Final

from chrono.events.development import GenericDevelopment
from chrono.events.kinds import Register
from chrono.partnership import (
    agreements,
    boards,
    capital,
    compute,
    deadlines,
    deals,
    disputes,
    observers,
    offices,
    proceedings,
    stakes,
    statements,
    structure,
    terms,
)

FACETS: Final = (
    offices,
    boards,
    observers,
    structure,
    capital,
    stakes,
    terms,
    compute,
    deals,
    agreements,
    disputes,
    proceedings,
    deadlines,
    statements,
)
"""The modules of kinds, in the order in which they are described."""

KINDS: Final = Register.of(GenericDevelopment, *(one for facet in FACETS for one in facet.KINDS))
"""The kinds that chrono comes with."""
