"""All kinds that chrono comes with: offices, boards, capital, terms, deals, disputes and more."""

from typing import Final

from chrono.events.kinds import Register
from chrono.kinds import (
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
from chrono.kinds.generic import GenericDevelopment

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

KINDS: Final = Register.of(GenericDevelopment, *(kind for facet in FACETS for kind in facet.KINDS))
"""The kinds that chrono comes with."""
