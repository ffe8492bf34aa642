"""The facets of a partnership: typed kinds, each declaring what it asserts; and all of them."""

from typing import Final

from chrono.events.development import GenericDevelopment
from chrono.events.kinds import Register
from chrono.partnership import boards, capital, offices

KINDS: Final = Register.of(GenericDevelopment, *offices.KINDS, *boards.KINDS, *capital.KINDS)
"""The kinds that chrono comes with."""
